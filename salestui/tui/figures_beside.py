"""The figures of a large book are worked out beside the app: it shows what it knows, and the new figures when they are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.period import Period
from salestui.work.desk import Desk
from salestui.work.little import is_little

if TYPE_CHECKING:
    import subprocess

LOOK_EVERY = 0.05
"""Seconds between looks at whether they are there."""


class _Book(NamedTuple):
    """What figures are of: a period, and what they are made from as it is: the deals, and the goals and forecasts beside them."""

    store: str
    period: Period
    made_from: str


class _Work(NamedTuple):
    """A process that works figures out, and the state of the store when it began."""

    of: _Book
    desk: Desk
    process: subprocess.Popen[bytes]
    data_version: int


class Figures:
    """Whether the figures of a period are ready, and the work on them. `later` calls a function after so many seconds;
    `arrived` hears when they are there.

    In a large book also a goal that was typed asks all deals anew: no key waits for that, and what is typed meanwhile is
    worked out when that is done.
    """

    def __init__(self, later: Callable[[float, Callable[[], None]], object], arrived: Callable[[], None]) -> None:
        self._later = later
        self._arrived = arrived
        self._in_vain: _Book | None = None
        self._work: _Work | None = None

    @property
    def under_way(self) -> bool:
        return self._work is not None

    def ready(self, desk: Desk, period: Period) -> bool:
        """Whether a review of the period takes no longer than a screen does; if not, the work on it is begun."""
        if is_little(desk):
            return True
        from salestui.work.beside import left_to_itself  # for large books, and not before the first screen is up
        from salestui.work.kept_material import made_from, work_out  # brings figures and sections, as every review does
        from salestui.work.review import at_hand

        book = _Book(desk.store.name, period, made_from(desk, period))
        if self._work is not None and (self._work.of.store, self._work.of.period) == (book.store, period):
            return False
        data_version = desk.store.data_version()
        if book == self._in_vain or at_hand(desk, period):
            return True
        process = left_to_itself(desk, work_out, period)
        if process is None:  # no process is to be had: they are worked out here
            self._in_vain = book
            return True
        self._work = _Work(book, desk, process, data_version)
        self._later(LOOK_EVERY, self._look)
        return False

    def wait(self, period: Period) -> None:
        """Wait for the figures of the period where they are being worked out."""
        if self._work is not None and self._work.of.period == period:
            self._work.process.wait()
            self._take_up(self._work)

    def _look(self) -> None:
        work = self._work
        if work is None:
            return
        if work.process.poll() is None:
            self._later(LOOK_EVERY, self._look)
        else:
            self._take_up(work)
            self._arrived()

    def _take_up(self, work: _Work) -> None:
        """Read what the process has kept. Where it came to nothing, the figures are worked out here when they are next asked for."""
        from salestui.work.review import at_hand  # as above

        self._work = None
        if not at_hand(work.desk, work.of.period, sure=work.desk.store.data_version() == work.data_version):
            self._in_vain = work.of
