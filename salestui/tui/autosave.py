"""What was typed reaches the store half a second after the first unsaved key at the latest, and at once when asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from salestui.domain.refusal import Refusal

DELAY = 0.4
"""Seconds from the first unsaved key to the store; the write itself has to fit into the half second as well."""

AGAIN = 0.5
"""Seconds until a write that was refused is tried again: another program may hold the store."""


class Unsaved(NamedTuple):
    """`save` writes; `told` hears that it was written (None) or why not. A refusal that will not pass by itself is given up."""

    save: Callable[[], object]
    told: Callable[[Refusal | None], None]


class Autosave:
    """All that is typed and not yet on disk. `later` calls a function after so many seconds."""

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        self._later = later
        self._unsaved: dict[Hashable, Unsaved] = {}
        self._waiting = False

    @property
    def pending(self) -> bool:
        return bool(self._unsaved)

    def soon(self, what: Hashable, save: Callable[[], object], told: Callable[[Refusal | None], None]) -> None:
        """Write `what` soon; a later call for the same takes the place of an earlier one, and does not put it off."""
        self._unsaved[what] = Unsaved(save, told)
        if not self._waiting:
            self._waiting = True
            self._later(DELAY, self._due)

    def flush(self) -> None:
        """Write everything now. What is refused is tried again; a fault in one write does not hold back the others."""
        faults: list[Exception] = []
        for what, unsaved in tuple(self._unsaved.items()):
            try:
                unsaved.save()
            except Refusal as refusal:
                if not passing(refusal):
                    self._done(what, unsaved)
                unsaved.told(refusal)
            except Exception as fault:  # raised below, when the rest is on disk
                self._done(what, unsaved)
                faults.append(fault)
            else:
                self._done(what, unsaved)
                unsaved.told(None)
        if self._unsaved and not self._waiting:
            self._waiting = True
            self._later(AGAIN, self._due)
        if faults:
            raise faults[0]

    def _due(self) -> None:
        self._waiting = False
        self.flush()

    def _done(self, what: Hashable, written: Unsaved) -> None:
        if self._unsaved.get(what) is written:
            del self._unsaved[what]


def passing(refusal: Refusal) -> bool:
    """Whether trying again may help without the rep changing what was typed: a store that is busy or full."""
    return refusal.slug in ("store-busy", "disk-full", "store-read-only", "too-many-files")
