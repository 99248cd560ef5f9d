"""Exports may arrive in any order, twice, and be taken back: what is known in the end is the same."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, changes, everything_of, is_searchable, open_at, write

FIRST = date(2026, 1, 5)
HEADER = (
    "Opportunity ID",
    "Opportunity Name",
    "Opportunity Owner",
    "Stage",
    "Amount",
    "Close Date",
    "Next Step",
    "Created Date",
)
STAGES = ("Prospecting", "Negotiation", "Closed Won", "Closed Lost")


def weekly_rows(seed: int, weeks: int, deals: int = 12) -> list[list[tuple[object, ...]]]:
    """Exports of a made-up pipeline: deals are created, slip, grow, are won, lost, reopened, and sometimes left out."""
    chance = random.Random(seed)
    known: dict[int, list[object]] = {}
    exports = []
    for week in range(weeks):
        day = FIRST + timedelta(weeks=week)
        for number in range(deals):
            if number not in known and chance.random() < 0.4:
                due = day + timedelta(days=chance.randrange(10, 90))
                created = day - timedelta(days=chance.randrange(0, 20)) if chance.random() < 0.8 else ""
                known[number] = [chance.choice(("Ada", "Ben")), "Prospecting", 1000 * number, due, "", created]
            elif number in known and chance.random() < 0.5:
                field = chance.randrange(5)
                known[number][field] = (
                    chance.choice(("Ada", "Ben")),
                    chance.choice(STAGES),
                    chance.choice((1000, 2500, "")),
                    day + timedelta(days=chance.randrange(-20, 90)) if chance.random() < 0.9 else "",
                    chance.choice(("Call", "", "Send offer")),
                )[field]
        exports.append(
            [
                (f"deal {number}", f"Deal {number}", owner, stage, amount, due, step, created)
                for number, (owner, stage, amount, due, step, created) in known.items()
                if chance.random() < 0.9
            ]
        )
    return exports


def files(folder: Path, exports: list[list[tuple[object, ...]]], columns: list[tuple[str, ...]] | None = None) -> list[Path]:
    paths = []
    for week, rows in enumerate(exports):
        wanted = columns[week] if columns else HEADER
        places = [HEADER.index(name) for name in wanted]
        table = [wanted, *([row[place] for place in places] for row in rows)]
        paths.append(write(folder, f"export-{FIRST + timedelta(weeks=week)}.csv", as_csv(table)))
    return paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("seed", range(6))
def test_thirteen_weekly_exports_in_any_order_give_the_same_history(folder: Path, seed: int) -> None:
    paths = files(folder, weekly_rows(seed, 13))
    in_order = open_at(folder / "in_order.db")
    for path in paths:
        bring(in_order, path, yes=True)
    shuffled = list(paths)
    random.Random(seed).shuffle(shuffled)
    any_order = open_at(folder / "any_order.db")
    for path in shuffled:
        bring(any_order, path, yes=True)
    assert len(changes(in_order)) > 20
    expected, found = everything_of(in_order), everything_of(any_order)
    assert found["deals"] == expected["deals"]
    assert found["changes"] == expected["changes"]
    assert found["absences"] == expected["absences"]
    assert len(found["search"]) == len(expected["search"])
    assert is_searchable(any_order)


@pytest.mark.parametrize("seed", range(4))
def test_columns_that_come_and_go_make_no_difference_to_the_order(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    optional = HEADER[4:]
    columns = [(*HEADER[:4], *(name for name in optional if chance.random() < 0.7)) for _ in range(8)]
    paths = files(folder, weekly_rows(seed + 50, 8), columns)
    results = []
    for turn in range(3):
        store = open_at(folder / f"{turn}.db")
        order = list(paths)
        if turn:
            random.Random(seed * 10 + turn).shuffle(order)
        for path in order:
            bring(store, path, yes=True)
        results.append({name: rows for name, rows in everything_of(store).items() if name != "search"})
    assert results[0] == results[1]
    assert results[0] == results[2]


@pytest.mark.parametrize("seed", range(4))
def test_an_import_that_is_undone_leaves_what_the_others_say(folder: Path, seed: int) -> None:
    paths = files(folder, weekly_rows(seed + 90, 7))
    undone = random.Random(seed).randrange(7)
    without = open_at(folder / "without.db")
    for number, path in enumerate(paths):
        if number != undone:
            bring(without, path, yes=True)
    with_it = open_at(folder / "with.db")
    runs = [bring(with_it, path, yes=True).run for path in paths]
    undo_run(with_it, runs[undone] or 0)
    expected, found = everything_of(without), everything_of(with_it)
    del expected["search"], found["search"]
    assert found == expected
    assert is_searchable(with_it)


def test_the_newest_import_undone_and_brought_in_again_is_as_before(folder: Path) -> None:
    paths = files(folder, weekly_rows(7, 4))
    desk = open_at(folder / "rep.db")
    runs = [bring(desk, path, yes=True).run for path in paths]
    before = everything_of(desk)
    undo_run(desk, runs[-1] or 0)
    assert everything_of(desk)["changes"] != before["changes"]
    bring(desk, paths[-1], yes=True)
    after = everything_of(desk)
    del before["search"], after["search"]
    assert after == before


def exports() -> st.SearchStrategy[list[list[tuple[object, ...]]]]:
    """A few exports of two or three deals, of which any may be missing, closed, reopened or without dates."""
    day = st.sampled_from(("", *(str(FIRST + timedelta(days=n)) for n in (0, 6, 7, 8, 20, 60))))
    row = st.tuples(
        st.sampled_from(("deal 1", "deal 2", "deal 3")),
        st.just("Deal"),
        st.sampled_from(("Ada", "Ben", "")),
        st.sampled_from(STAGES),
        st.sampled_from(("", "10", "20.5")),
        day,
        st.sampled_from(("", "Call")),
        st.sampled_from(("", "2025-12-01", str(FIRST + timedelta(days=10)))),
    )
    export = st.lists(row, max_size=3, unique_by=lambda cells: cells[0])
    return st.lists(export, min_size=2, max_size=4)


@given(exports(), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_few_exports_in_any_order_give_one_history(
    folder: Path, made: list[list[tuple[object, ...]]], chance: random.Random
) -> None:
    where = Path(tempfile.mkdtemp(dir=folder))
    paths = files(where, made)
    shuffled = list(paths)
    chance.shuffle(shuffled)
    found = []
    for name, order in (("a", paths), ("b", shuffled)):
        with open_at(where / f"{name}.db") as desk:
            for path in order:
                bring(desk, path, yes=True)
            found.append({what: rows for what, rows in everything_of(desk).items() if what != "search"})
    assert found[0] == found[1]
