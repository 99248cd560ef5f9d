"""An export brought in: for the first time, the week after, once more; its memory; and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.data import FIRST, NEXT, SHARE_CHANGED, workbook_file
from tests.bench.results import Result, absent, ratio
from tests.bench.scene import Scene
from tests.bench.timing import Failed, Run, in_turns, output, peak_memory, process

DEALS, MANY, SHEET = 100_000, 1_000_000, 50_000


def first(scene: Scene) -> Iterator[Result]:
    file = scene.export(DEALS)

    def ours() -> Run:
        store = scene.fresh("import")
        run = process(scene.bringing(store, file, FIRST), scene.environment)
        scene.remove(store)
        return run

    compared = in_turns(ours, _as_text(scene, file), scene.rounds(7, 3))
    yield ratio("I1", f"{DEALS:,} deals for the first time", 2.5, compared, anchor="csv.reader and executemany of text")
    tool = scene.peer("sqlite-utils")
    what = "as fast as sqlite-utils insert"
    if tool is None:
        yield absent("I1", what, 5, "sqlite-utils cannot be installed here", at_least=True)
        return
    program = tool

    def theirs() -> Run:
        store = scene.fresh("peer")
        command = [str(program), "insert", str(store), "deal", str(file), "--csv", "--pk", "Opportunity ID"]
        run = process(command, scene.environment)
        scene.remove(store)
        return run

    compared = in_turns(theirs, ours, scene.rounds(3, 1), warm=0)
    yield ratio("I1", what, 5, compared, anchor="ours")._replace(at_least=True)


def week_after(scene: Scene) -> Iterator[Result]:
    before = _brought_in(scene, DEALS)
    file = scene.export(DEALS, NEXT)
    said = json.loads(output(scene.bringing(scene.copy(before), file, NEXT), scene.environment))
    if not 0.9 * DEALS / SHARE_CHANGED < said["changed"] < 1.1 * DEALS / SHARE_CHANGED:
        raise Failed(f"{said['changed']} deals changed")

    def ours() -> Run:
        store = scene.copy(before)
        run = process(scene.bringing(store, file, NEXT), scene.environment)
        scene.remove(store)
        return run

    compared = in_turns(ours, _as_text(scene, file), scene.rounds(7, 3), warm=0)
    yield ratio("I2", "the week after, 5 % changed", 1.6, compared, anchor="csv.reader and executemany of text")


def same_again(scene: Scene) -> Iterator[Result]:
    store = scene.copy(_brought_in(scene, DEALS))
    file = scene.export(DEALS)

    def ours() -> Run:
        return process(scene.bringing(store, file, FIRST), scene.environment)

    compared = in_turns(ours, _as_text(scene, file), scene.rounds(9, 3))
    yield ratio("I3", "the same file again", 0.15, compared, anchor="csv.reader and executemany of text")


def memory(scene: Scene) -> Iterator[Result]:
    for count, limit in ((DEALS, 120.0), (MANY, 200.0)):
        what = f"memory of an import of {count:,}"
        if count == MANY and scene.quick:
            yield absent("I4", what, limit, "left out of the quick run")._replace(unit="MB")
            continue
        store = scene.fresh("import")
        held = peak_memory(scene.bringing(store, scene.export(count), FIRST), scene.environment)
        scene.remove(store)
        yield Result("I4", what, limit, held, "MB", "the most that the process held, once")


def workbook(scene: Scene) -> Iterator[Result]:
    file = workbook_file(scene.kept, SHEET)

    def ours() -> Run:
        store = scene.fresh("import")
        run = process(scene.bringing(store, file, FIRST), scene.environment)
        scene.remove(store)
        return run

    def theirs() -> Run:
        return process(scene.anchor("openpyxl_reading", file), scene.environment)

    compared = in_turns(ours, theirs, scene.rounds(5, 2), warm=0)
    yield ratio("X1", f"XLSX of {SHEET:,} deals", 0.3, compared, anchor="openpyxl's reading alone")


def _as_text(scene: Scene, file: Path) -> Callable[[], Run]:
    def anchor() -> Run:
        store = scene.fresh("text")
        run = process(scene.anchor("csv_as_text", store, file), scene.environment)
        scene.remove(store)
        return run

    return anchor


def _brought_in(scene: Scene, count: int) -> Path:
    """A store into which the first week was brought; not to be changed."""
    store = scene.folder / f"first-week-{count}.db"
    if not store.exists():
        said = json.loads(output(scene.bringing(store, scene.export(count), FIRST), scene.environment))
        if said["added"] != count or said["rejected"]:
            raise Failed(f"{said['added']} deals of {count} came in")
    return store
