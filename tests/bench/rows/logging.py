"""A line in the log: acknowledged and on disk, with many lines there already, and from eight shells at once."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.results import Result, absent, ratio
from tests.bench.scene import Scene
from tests.bench.timing import Run, in_turns, output, process

TEXT = "Brought the CFO in at discovery -> average deal 41k to 47k #acme @'Acme AB' +average_deal_size"
SHELLS, LINES = 8, 10

JRNL = """\
version: v4.6
journals: {{default: {{journal: {journal}}}}}
editor: ''
encrypt: false
template: false
default_hour: 9
default_minute: 0
timeformat: '%F %H:%M'
tagsymbols: '#@'
highlight: true
linewrap: 79
indent_character: '|'
colors: {{body: none, date: none, tags: none, title: none}}
"""


def _logging(scene: Scene, store: Path) -> Callable[[], Run]:
    return lambda: process(scene.salestui(store, "log", "win", TEXT, today=None), scene.environment)


def one_line(scene: Scene) -> Iterator[Result]:
    bare = scene.fresh("bare")
    compared = in_turns(
        _logging(scene, scene.diary(1)),
        lambda: process(scene.anchor("insert_a_row", bare, TEXT), scene.environment),
        scene.rounds(41, 11),
        warm=3,
    )
    yield ratio("L1", "a line logged", 1.25, compared, anchor="click, sqlite3 and a row")


def many_lines(scene: Scene) -> Iterator[Result]:
    count = 100_000
    compared = in_turns(_logging(scene, scene.diary(count)), _logging(scene, scene.diary(1)), scene.rounds(41, 11), warm=3)
    yield ratio("L2", f"a line logged after {count:,}", 1.1, compared, anchor="L1")


def eight_shells(scene: Scene) -> Iterator[Result]:
    stores: list[Path] = []

    def ours() -> Run:
        store = scene.fresh("shared")
        output(scene.salestui(store, "log", "win", "The first line of the store", today=None), scene.environment)
        stores.append(store)
        return process(_at_once(scene.salestui(store, "log", "win", today=None)), scene.environment)

    jrnl = scene.peer("jrnl")
    if jrnl is None:
        yield absent("C2", "eight shells at once, against jrnl", 0.25, "jrnl cannot be installed here")
        ours()
    else:
        program = jrnl

        def theirs() -> Run:
            folder = scene.fresh("journal")
            folder.mkdir()
            (folder / "jrnl.yaml").write_text(JRNL.format(journal=folder / "journal.txt"), encoding="utf-8")
            (folder / "journal.txt").touch()
            command = [str(program), "--config-file", str(folder / "jrnl.yaml")]
            output([*command, "The first line of the journal"], scene.environment)
            return process(_at_once(command), scene.environment)

        compared = in_turns(ours, theirs, scene.rounds(5, 2), warm=0)
        yield ratio("C2", f"{SHELLS} shells log {LINES} lines each at once", 0.25, compared, anchor="jrnl")
    kept = [
        len(json.loads(output(scene.salestui(store, "log", "--list", "--json", today=None), scene.environment))) - 1
        for store in stores
    ]
    yield Result(
        "C2", "lines kept of 80", SHELLS * LINES, min(kept), "lines", f"in the worst of {len(kept)} runs", at_least=True
    )


def _at_once(command: list[str]) -> list[str]:
    """Eight shells beside each other, each running the command ten times."""
    said = " ".join(map(shlex.quote, command))
    loop = f"i=0; while [ $i -lt {LINES} ]; do {said} {shlex.quote(TEXT)}; i=$((i+1)); done"
    return [
        os.environ.get("SHELL") or "/bin/sh",
        "-c",
        "".join(f"({loop}) >/dev/null 2>&1 </dev/null & " for _ in range(SHELLS)) + "wait",
    ]
