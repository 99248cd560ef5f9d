"""The figures of a period, the checks over the document, and its export."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.data import PERIOD
from tests.bench.results import Result, absent, ratio, within
from tests.bench.scene import Scene
from tests.bench.timing import Run, in_turns
from tests.bench.timing import process as run_process

FEW, DEALS, MANY = 5_000, 100_000, 1_000_000
FLOOR = "click, sqlite3 and babel.numbers"


def _metrics(scene: Scene, store: Path) -> list[str]:
    return scene.salestui(store, "metrics", "--period", PERIOD, "--owner", "all", "--json")


def _first_time(scene: Scene, store: Path) -> Run:
    """All figures, asked of a store that was never asked before."""
    copy = scene.copy(store)
    run = run_process(_metrics(scene, copy), scene.environment)
    scene.remove(copy)
    return run


def _after_import(scene: Scene, count: int, *arguments: str) -> Run:
    """Asked for the first time since an export was brought in, seconds after that."""
    copy = scene.copy(scene.office(count))
    scene.bring_anew(copy, count)
    run = run_process(scene.salestui(copy, *arguments), scene.environment)
    scene.remove(copy)
    return run


def _floor(scene: Scene) -> Run:
    return run_process(scene.anchor("with_babel"), scene.environment)


def process(scene: Scene) -> Iterator[Result]:
    for count, limit in ((FEW, 1.6), (DEALS, 5.0)):
        store = scene.office(count)
        compared = in_turns(partial(_first_time, scene, store), partial(_floor, scene), scene.rounds(15, 5))
        yield ratio("F1", f"every figure over {count:,} deals", limit, compared, anchor=FLOOR)
        first = partial(_after_import, scene, count, "metrics", "--period", PERIOD, "--json")
        compared = in_turns(first, partial(_floor, scene), scene.rounds(7, 3))
        yield ratio("F1", f"seconds after an import, over {count:,} deals", limit, compared, anchor=FLOOR)
    asked = scene.copy(scene.office(DEALS))
    compared = in_turns(
        lambda: run_process(_metrics(scene, asked), scene.environment), partial(_floor, scene), scene.rounds(15, 5), warm=2
    )
    yield ratio("F1", f"asked again, over {DEALS:,} deals", 1.6, compared, anchor=FLOOR)


def million(scene: Scene) -> Iterator[Result]:
    what = f"every figure over {MANY:,} deals"
    if scene.quick:
        yield absent("F2", what, 9, "left out of the quick run")
        return
    many, deals = scene.office(MANY), scene.office(DEALS)
    compared = in_turns(partial(_first_time, scene, many), partial(_first_time, scene, deals), 3)
    yield ratio("F2", what, 9, compared, anchor=f"F1 over {DEALS:,}")


def again(scene: Scene) -> Iterator[Result]:
    told = scene.inside("figures", scene.copy(scene.office(DEALS)), scene.rounds(30, 10))
    for what, name in (("figures after a line logged", "after_entry"), ("figures after a text changed", "after_text")):
        yield within("F3", what, 1, told[name], f"{DEALS:,} deals")


def checks(scene: Scene) -> Iterator[Result]:
    told = scene.inside("figures", scene.copy(scene.office(DEALS)), scene.rounds(30, 10))["checks"]
    yield within("C1", "all checks over the document", 20, told, f"the first {told[0].wall * 1000:.0f} ms")


def export(scene: Scene) -> Iterator[Result]:
    store = scene.office(DEALS)

    def ours() -> Run:
        copy = scene.copy(store)
        run = run_process(scene.salestui(copy, "export", "--period", PERIOD, "--force"), scene.environment)
        scene.remove(copy)
        return run

    compared = in_turns(ours, partial(_floor, scene), scene.rounds(15, 5))
    yield ratio("E1", f"export of the document, {DEALS:,} deals", 3, compared, anchor=FLOOR)
    first = partial(_after_import, scene, DEALS, "export", "--period", PERIOD, "--force")
    compared = in_turns(first, partial(_floor, scene), scene.rounds(7, 3))
    yield ratio("E1", f"seconds after an import, {DEALS:,} deals", 3, compared, anchor=FLOOR)
    seen = scene.copy(store)
    command = scene.salestui(seen, "export", "--period", PERIOD, "--force")
    compared = in_turns(lambda: run_process(command, scene.environment), partial(_floor, scene), scene.rounds(15, 5), warm=2)
    yield ratio("E1", f"of a review that was opened before, {DEALS:,} deals", 3, compared, anchor=FLOOR)
