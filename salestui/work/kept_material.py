"""What a review takes from the book, kept on disk: the app opens with its figures, and no deal is read, while nothing changed.

It is kept for the book as its version tells, weighed besides, so that a deal that was changed past this program counts as a
change; for the day, the terms and the question; and for this state of the program. The rows behind a figure are read from the
store when somebody asks for them, those of the few figures whose deals the document names are kept as well.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import salestui
from salestui.domain.digest import digest
from salestui.domain.period import Period
from salestui.metrics.figure import Figure, Row
from salestui.store.book_version import book_version, book_weight
from salestui.store.connection import Store
from salestui.summary.frozen import found, kept
from salestui.summary.material import FigureKey, Material
from salestui.work.desk import Desk
from salestui.work.figures import forget, question, terms_of
from salestui.work.kept_answers import at_rest
from salestui.work.little import is_little
from salestui.work.material import actions_before, material, told, with_figures
from salestui.work.places import cache_folder, private_folder
from salestui.work.quarters import reviewed
from salestui.work.shown_figures import Shown, Wanted, wanted

MOST = 16
_OF_BOOK = (
    "period", "today", "role", "name", "owners", "goals", "next_goals", "forecasts", "people", "newest_import",
    "measurements", "labels", "terms", "figures", "trends", "weeks",
)  # fmt: skip
_NAMED = (
    "slipped_deals", "stalled_deals", "overdue_deals", "late_stage_without_next_step", "deals_lost", "churn_risk_accounts",
)  # fmt: skip
"""The figures whose deals sections name; their rows are kept as well, where they are not too many."""
_MOST_ROWS = 1000


class _Kept(NamedTuple):
    """`made` holds what comes from the book and nothing else; `then` as in `Shown`; `rows` those of the figures in _NAMED.

    `weight` is that of the deals, `writes` the number of the store's data version at which they were last known to have it.
    """

    depends_on: str
    weight: str
    writes: int
    wanted: Wanted
    made: Material
    then: Mapping[str, Figure]
    rows: Mapping[FigureKey, tuple[Row, ...]]


_HELD: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def kept_material(desk: Desk, period: Period) -> Material:
    """The material of the period as `material` gives it; worked out again only where something that it is made from changed."""
    if reviewed(desk, period):  # what the quarters say may change without the book
        return material(desk, period)
    depends_on = made_from(desk, period)
    held = _held(desk, period, depends_on)
    if held is not None:
        past = actions_before(desk, period)
        made = _told(desk, period, held)
        if wanted(made, past) == held.wanted:
            shown = Shown(_with_rows(held, desk, period), held.made.trends, held.made.weeks, held.then)
            return with_figures(made, shown, past)
    rested = _rested(desk)
    made = material(desk, period)
    _HELD[desk.store] = worked_out = _of(made, desk, period, depends_on)
    _write(desk, period, worked_out, _still(desk, rested))
    return made


def at_hand(desk: Desk, period: Period, *, sure: bool = False) -> bool:
    """Whether working the figures out elsewhere would save reading the deals here: False until they are kept.

    `sure` says that no deal was changed since they were.
    """
    if reviewed(desk, period):  # nothing is kept of it
        return True
    held = _held(desk, period, made_from(desk, period), sure=sure)
    return held is not None and wanted(_told(desk, period, held), actions_before(desk, period)) == held.wanted


def work_out(desk: Desk, period: Period, watch: object = None) -> None:  # noqa: ARG001 nobody waits for it
    """Have the material at hand from now on: in another process it is found where this one kept it."""
    kept_material(desk, period)


def _held(desk: Desk, period: Period, depends_on: str, *, sure: bool = False) -> _Kept | None:
    """What is kept for exactly this, in this process or on disk; None where there is none."""
    held = _HELD.get(desk.store)
    if held is None or held.depends_on != depends_on or not _as_before(desk, held):
        held = _read(desk, period, depends_on, sure=sure)
        if held is not None:
            _HELD[desk.store] = held
    return held


def _as_before(desk: Desk, held: _Kept) -> bool:
    """Whether the deals are still those of `held`, also where another program wrote meanwhile and knows nothing of imports.

    A large book is not weighed each time that a shell logs a line, only when it is opened.
    """
    writes = desk.store.data_version()
    if writes == held.writes or not is_little(desk):
        return True
    if _weight(desk) != held.weight:
        forget(desk.store)
        return False
    _HELD[desk.store] = held._replace(writes=writes)
    return True


def _told(desk: Desk, period: Period, held: _Kept) -> Material:
    """What is held without its figures, with what the rep wrote."""
    return told(desk, period, replace(held.made, figures={}, trends={}, weeks=()))


def _of(made: Material, desk: Desk, period: Period, depends_on: str) -> _Kept:
    of_book = Material(**{name: getattr(made, name) for name in _OF_BOOK})
    then = {past.action.metric: past.then for past in made.past_actions if past.action.metric and past.then}
    named = {FigureKey(metric): figure for metric in _NAMED if (figure := made.figure(metric)) is not None}
    rows = {key: figure.rows() for key, figure in named.items() if figure.sample <= _MOST_ROWS}
    asked = wanted(made, actions_before(desk, period))
    return _Kept(depends_on, _weight(desk), desk.store.data_version(), asked, of_book, then, rows)


def _with_rows(held: _Kept, desk: Desk, period: Period) -> dict[FigureKey, Figure]:
    """The figures, each with the way to its rows."""

    @cache
    def worked_out() -> Material:
        return material(desk, period)

    def behind(key: FigureKey) -> tuple[Row, ...]:
        return worked_out().figures[key].rows()

    def rows_of(key: FigureKey) -> RowsBehind:
        return RowsBehind(partial(behind, key), held.rows.get(key))

    return {key: replace(figure, rows=rows_of(key)) for key, figure in held.made.figures.items()}


class RowsBehind:
    """The way to the rows of a figure that was kept without them: they are read from the deals when they are first asked for.

    `at_hand` is None until then; whoever has them from elsewhere puts them there.
    """

    def __init__(self, read: Callable[[], tuple[Row, ...]], at_hand: tuple[Row, ...] | None) -> None:
        self._read = read
        self.at_hand = at_hand

    def __call__(self) -> tuple[Row, ...]:
        if self.at_hand is None:
            self.at_hand = self._read()
        return self.at_hand


def read_rows(desk: Desk, period: Period, key: FigureKey, watch: object = None) -> tuple[Row, ...]:  # noqa: ARG001 it is done in one go
    """The rows behind a figure, read from the deals: for a process beside, where the app has no time for it."""
    figure = material(desk, period).figures.get(key)
    return figure.rows() if figure is not None else ()


def made_from(desk: Desk, period: Period) -> str:
    """A digest of all that the figures are made from but the weight of the book, which is taken when a file is read."""
    parts = (_program(), book_version(desk.store.connection), terms_of(desk, period), question(desk, period))
    return digest(repr(parts).encode("utf-8", "surrogatepass"))


@cache
def _program() -> tuple[int, ...]:
    """When what makes a figure was last changed: a program in development keeps its version while its formulas move."""
    if getattr(sys, "frozen", False):  # the program as one executable, which unpacks itself anew at each start
        return (os.stat(sys.executable).st_mtime_ns,)
    root = Path(salestui.__file__).parent
    if not root.is_dir():  # the program as one file
        return tuple(place.stat().st_mtime_ns for place in root.parents if place.is_file())
    folders = ("domain", "metrics", "metrics/families", "store", "summary", "summary/sections", "work")
    return tuple(max(file.stat().st_mtime_ns for file in os.scandir(root / folder) if file.is_file()) for folder in folders)


def _read(desk: Desk, period: Period, depends_on: str, *, sure: bool) -> _Kept | None:
    """What is kept on disk for exactly this, None where there is none. The rows are not weighed where the caller is `sure`."""
    try:
        head, _, text = _place(desk, period).read_text(encoding="utf-8").partition("\n")
        known, weight, rested = head.split(" ")
        rests = _rested(desk)
        if known != depends_on or not (sure or rested == (rests or "-") or weight == _weight(desk)):
            return None
        if rests is not None and rested != rests:  # next time it need not be weighed
            _write_file(desk, period, f"{known} {weight} {_still(desk, rests)}\n{text}")
        asked, made, then, rows = found(text)  # type: ignore[misc]
    except (OSError, ValueError, TypeError, KeyError, IndexError):  # whatever stands there, it is not what was kept
        return None
    return _Kept(depends_on, weight, desk.store.data_version(), Wanted(*asked), made, then, rows)  # type: ignore[has-type]


def _write(desk: Desk, period: Period, worked_out: _Kept, rested: str) -> None:
    told_of = (tuple(worked_out.wanted), worked_out.made, worked_out.then, worked_out.rows)
    _write_file(desk, period, f"{worked_out.depends_on} {worked_out.weight} {rested}\n{kept(told_of)}")


def _write_file(desk: Desk, period: Period, text: str) -> None:
    """Keep it, readable by the rep alone; where that cannot be, the app opens a little later next time and is none the worse."""
    place = _place(desk, period)
    partial_file = place.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        folder = private_folder(place.parent)
        handle = os.open(partial_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(partial_file, place)
        _forget_oldest(folder)


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("review-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[MOST:]:
        file.unlink(missing_ok=True)


def _rested(desk: Desk) -> str | None:
    """What tells the store's file from any other that it was or will be, where it rests: then its rows need no weighing."""
    told = at_rest(desk.store.path)
    return None if told is None else ",".join(map(str, told))


def _still(desk: Desk, rested: str | None) -> str:
    """`rested` where the file rests in that state now as well, so that what was read meanwhile is of it; else that it is not known."""
    return rested if rested and rested == _rested(desk) else "."


def _weight(desk: Desk) -> str:
    return digest(repr(book_weight(desk.store.connection)).encode())


def _place(desk: Desk, period: Period) -> Path:
    """One file for each store and period, in a folder that only the rep reads."""
    name = digest(os.fsencode(os.path.abspath(desk.store.path)) + period.key.encode())[:16]
    return cache_folder() / f"review-{name}"
