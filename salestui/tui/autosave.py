"""What was typed reaches the store half a second after the first unsaved key at the latest, and at once when asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from salestui.domain.refusal import Refusal

DELAY = 0.4
"""Seconds from the first unsaved key to the store; the write itself has to fit into the half second as well."""

AGAIN = 0.5
"""Seconds until a write that was refused is tried again: another program may hold the store."""

OWN_WRITERS = "import"
"""The group of the workers of the app that hold the store for a while."""

_PASSING = ("disk-full", "memory-full", "too-many-files")

Held = Callable[[Refusal | None, tuple[str, ...]], None]
"""Hears of what the store does not take: why, and the texts; None and no text when all of it is there after all."""


class Unsaved(NamedTuple):
    """`save` writes; `told` hears that it was written (None) or why not. A refusal that will not pass by itself is given up.

    `text` is what would be lost, as a rep reads it: where it stands, then what it says.
    """

    save: Callable[[], object]
    told: Callable[[Refusal | None], None]
    text: str


def _nobody_hears(_why: Refusal | None, _texts: tuple[str, ...]) -> None:
    """For a test of the writing alone."""


class Autosave:
    """All that is typed and not yet on disk. `later` calls a function after so many seconds; `briefly` makes a write give up
    soon where another program holds the store, since it is tried again and the rep types on.

    `refused` is True while the store does not take what was typed.
    """

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object],
        briefly: Callable[[], AbstractContextManager[object]] = nullcontext,
        held: Held = _nobody_hears,
    ) -> None:
        self._later = later
        self.briefly = briefly
        self._held = held
        self._unsaved: dict[Hashable, Unsaved] = {}
        self._waiting = False
        self.refused = False

    @property
    def pending(self) -> bool:
        return bool(self._unsaved)

    def soon(self, what: Hashable, save: Callable[[], object], told: Callable[[Refusal | None], None], text: str = "") -> None:
        """Write `what` soon; a later call for the same takes the place of an earlier one, and does not put it off."""
        self._unsaved[what] = Unsaved(save, told, text)
        if not self._waiting:
            self._waiting = True
            self._later(DELAY, self._due)

    def flush(self) -> None:
        """Write everything now. What is refused is tried again; a fault in one write does not hold back the others."""
        if not self._unsaved:
            return
        faults: list[Exception] = []
        refused: Refusal | None = None
        with self.briefly():
            for what, unsaved in tuple(self._unsaved.items()):
                try:
                    unsaved.save()
                except Refusal as refusal:
                    if passing(refusal):
                        refused = refusal
                    else:
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
        self._tell(refused)
        if faults:
            raise faults[0]

    def _tell(self, refused: Refusal | None) -> None:
        if refused is not None:
            self.refused = True
            self._held(refused, tuple(unsaved.text for unsaved in self._unsaved.values() if unsaved.text))
        elif self.refused and not self._unsaved:
            self.refused = False
            self._held(None, ())

    def _due(self) -> None:
        self._waiting = False
        self.flush()

    def _done(self, what: Hashable, written: Unsaved) -> None:
        if self._unsaved.get(what) is written:
            del self._unsaved[what]


def passing(refusal: Refusal) -> bool:
    """Whether trying again may help without the rep changing what was typed: a store that is busy, full, away or damaged."""
    return refusal.slug.startswith("store-") or refusal.slug in _PASSING
