"""The list of deals as a rep scrolls through it: of any length, and only what is looked at is read."""

from __future__ import annotations

from functools import cached_property

from salestui.domain.deal import OPEN, Deal
from salestui.store import deals
from salestui.work.desk import Desk

END = 400
"""As many deals at either end are read without putting all of them in order: that is where a rep looks first."""


class DealList:
    """The deals in their order, as the store had them when the list was made: of one status, those with `words` in their names.

    What stands between the two ends is found by the numbers of all, which are put in order once.
    """

    def __init__(self, desk: Desk, *, status: str | None = None, words: str | None = None) -> None:
        self._connection = desk.store.connection
        self._status, self._words = status, words
        self._count = deals.count_deals(self._connection, status=status, words=words)

    def __len__(self) -> int:
        return self._count

    def between(self, start: int, stop: int) -> tuple[Deal, ...]:
        """The deals from `start` up to `stop`."""
        last = self._count - END
        if stop <= END:
            return self._first[start:stop]
        if start >= last > 0:
            return self._last[start - last : stop - last]
        return deals.read_numbered(self._connection, self._numbers[start:stop])

    @cached_property
    def _first(self) -> tuple[Deal, ...]:
        """Where there are enough open ones to fill it, closed ones need not be looked at."""
        found: tuple[Deal, ...] = ()
        if self._status is None and not self._words:
            found = deals.read_deals(self._connection, status=OPEN, limit=END)
        if len(found) == END:
            return found
        return deals.read_deals(self._connection, status=self._status, words=self._words, limit=END)

    @cached_property
    def _last(self) -> tuple[Deal, ...]:
        found = deals.read_deals(self._connection, status=self._status, words=self._words, limit=END, from_the_end=True)
        return found[::-1]

    @cached_property
    def _numbers(self) -> deals.Numbers:
        return deals.numbers_in_order(self._connection, status=self._status, words=self._words)
