"""The app: its start, its keys, its table of deals, its memory."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from math import inf
from pathlib import Path
from statistics import median, quantiles

from tests.bench.data import NEXT, PERIOD
from tests.bench.results import Result, ratio, within
from tests.bench.scene import Scene
from tests.bench.terminal import Terminal
from tests.bench.timing import Compared, Run, in_turns, output
from tests.bench.typist import Typist, letters

DEALS = 100_000
STATIC = "an app with one Static"
DOTS = re.compile("[⠁-⣿]{3}")
"""The line of a chart."""

SECTIONS = ("Reporting period and scope", "Key metrics and results", "Next steps", "● ready")


def _static(scene: Scene) -> Run:
    with Terminal(scene.anchor("one_static"), scene.environment) as terminal:
        return Run(terminal.seconds_until("ready to begin"), terminal.processor())


def _quota(scene: Scene, store: Path) -> str:
    """The figure that stands on the first tile, read from a copy so that the store stays as nobody looked at it."""
    copy = scene.copy(store)
    command = scene.salestui(copy, "metrics", "--period", PERIOD, "--metric", "quota_attainment", "--json")
    display: str = json.loads(output(command, scene.environment))["figures"][0]["display"]
    scene.remove(copy)
    return display


class _Starts:
    """Starts of the app, and how long after the home screen its chart came."""

    def __init__(self, scene: Scene, command: Callable[[], list[str]], figure: str) -> None:
        self._scene, self._command, self._figure = scene, command, figure
        self.charts: list[float] = []

    def __call__(self) -> Run:
        with Terminal(self._command(), self._scene.environment) as terminal:
            home = terminal.seconds_until(*SECTIONS, self._figure)
            used = terminal.processor()
            self.charts.append(terminal.seconds_until(DOTS) - home)
        return Run(home, used)


def start(scene: Scene) -> Iterator[Result]:
    demo = [scene.salestui(Path("unused"))[0], "demo"]
    sample = Path(output(demo, scene.environment).strip())
    office = scene.office(DEALS)
    own, many = scene.copy(sample), scene.copy(office)
    charts: list[float] = []

    def brought_anew() -> list[str]:
        scene.bring_anew(many, DEALS)
        return scene.salestui(many)

    for what, limit, command, store in (
        ("home, the sample's deals", 1.35, lambda: scene.salestui(own), own),
        ("home at the second start of demo", 1.35, lambda: demo, sample),
        (f"home, {DEALS:,} deals", 1.6, lambda: scene.salestui(many), many),
        (
            f"home, {DEALS:,} deals, seconds after an import",
            1.6,
            brought_anew,
            many,
        ),
        (f"home, {DEALS:,} deals, figures never worked out", 1.6, lambda: scene.salestui(scene.copy(office)), office),
    ):
        starts = _Starts(scene, command, _quota(scene, store))
        compared = in_turns(starts, lambda: _static(scene), scene.rounds(11, 4))
        charts.append(median(starts.charts))
        yield ratio("S1", what, limit, compared, anchor=STATIC)
    yield Result("S1", "the chart after home", 150, max(charts) * 1000, "ms", "the slowest of the medians of these starts")


def _keys(scene: Scene, anchor: str) -> tuple[dict[str, list[Run]], dict[str, list[Run]]]:
    """What was told of our keys and of the anchor's, in turns."""
    count, rounds = 60, scene.rounds(4, 1)
    ours: dict[str, list[Run]] = {"letter": [], "preview": [], "burst": []}
    theirs: dict[str, list[Run]] = {"letter": [], "preview": [], "burst": []}
    for _ in range(rounds):
        for told, arguments in ((ours, ("ours", count, scene.copy(scene.office(DEALS)))), (theirs, (anchor, count))):
            for name, runs in scene.inside("keys", *arguments).items():
                told[name] += runs
    return ours, theirs


def letter(scene: Scene) -> Iterator[Result]:
    ours, theirs = _keys(scene, "field")
    yield ratio("K1", "a key to its letter", 1.3, Compared(ours["letter"], theirs["letter"]), anchor="a bare TextArea")


def preview(scene: Scene) -> Iterator[Result]:
    ours, theirs = _keys(scene, "preview")
    anchor = "a TextArea with a Static"
    yield ratio("K2", "a key to the preview", 1.25, Compared(ours["preview"], theirs["preview"]), anchor=anchor)
    (slow, used), (theirs_slow, _) = (map(_slowest, zip(*told["preview"], strict=True)) for told in (ours, theirs))
    detail = f"{len(ours['preview'])} keys; {theirs_slow:.0f} ms of {anchor}"
    yield Result("K2", "95th percentile", 60, slow, "ms", detail, processor=used)
    yield ratio("K2", "40 keys at once to the preview", 1.5, Compared(ours["burst"], theirs["burst"]), anchor=anchor)


def _slowest(seconds: Iterable[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000


def beside(scene: Scene) -> Iterator[Result]:
    """Keys typed into a section before, while and after 100,000 deals are brought in there."""
    store, folder = scene.copy(scene.office(5_000)), scene.folder / "Downloads"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(scene.export(DEALS, NEXT), folder / f"report-{NEXT}.csv")
    alphabet = letters()
    with Typist(scene.salestui(store), scene.environment) as rep:
        rep.seconds_until(*SECTIONS[:2])
        rep.rest(2)
        rep.press("8", 1)
        rep.press("\r", 1)
        before = rep.typed(alphabet, lambda passed: passed < 5)
        for pressed in ("\x1b", "\x1b", "i", "\r"):
            rep.press(pressed, 1)
        rep.rest(8)  # the file is read
        known = _imports(store)
        rep.press("\x138\r", 0)
        meanwhile = rep.typed(alphabet, lambda passed: passed < 60 and _imports(store) == known)
        after = rep.typed(alphabet, lambda passed: passed < 5)
        memory_now = rep.memory()
    anchor = max(key.seconds or inf for key in before) * 1000
    for what, keys in (("while 100,000 deals are brought in", meanwhile), ("after they were brought in", after)):
        slowest = max(key.seconds or inf for key in keys) * 1000
        detail = f"{len(keys)} keys, median {median(key.seconds or inf for key in keys) * 1000:.0f} ms; {anchor:.0f} ms before"
        yield Result("K3", f"the slowest key {what}", 100, slowest, "ms", detail)
    yield Result("K3", "memory of the app then", 120, memory_now, "MB")


def _imports(store: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("select count(*) from import_run").fetchone()
    return int(count)


def deals(scene: Scene) -> Iterator[Result]:
    store = scene.copy(scene.office(DEALS))
    told = [scene.inside("deals", store) for _ in range(scene.rounds(7, 3))]
    for what, name in (("open", "open"), ("jump to the end", "end"), ("filter by three letters", "filter")):
        yield within("D1", f"deals screen: {what}", 100, [one[name][0] for one in told], f"{DEALS:,} deals")


def memory(scene: Scene) -> Iterator[Result]:
    store = scene.copy(scene.office(DEALS))
    figure = _quota(scene, store)

    def held(command: list[str], *wanted: str | re.Pattern[str]) -> float:
        with Terminal(command, scene.environment) as terminal:
            terminal.seconds_until(*wanted)
            terminal.rest(1.5)
            return terminal.memory()

    first = held(scene.salestui(store), figure, DOTS)  # works the figures out; afterwards they are kept
    pairs = [
        (held(scene.salestui(store), figure, DOTS), held(scene.anchor("one_static"), "ready to begin"))
        for _ in range(scene.rounds(5, 3))
    ]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    for what, mine in (("", ours), (", the first start after an import", first)):
        detail = f"{mine:.0f} MB against {theirs:.0f} MB of {STATIC}"
        yield Result("M1", f"memory at home, {DEALS:,} deals{what}", 2, mine / theirs, "x", detail)
