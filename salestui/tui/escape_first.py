"""Escape and the key after it, pressed in one breath, are two keys: a rep leaves a field and goes on, and neither is lost.

A terminal tells of alt and a key with the same bytes. Textual takes them for that, or for the letter that alt and a digit type on a
Mac, which would stand in the field. A key with alt that the rep has bound in the settings stays what it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS  # neither the table nor what reads by it has a public name
from textual._xterm_parser import XTermParser

ESCAPE = "\x1b"


class Joined(events.Key):
    """Escape and a key that came together, named as alt and that key."""

    def apart(self) -> tuple[events.Key, events.Key]:
        """The two keys."""
        name = self.character if self.character and self.character.isalnum() else self.key.removeprefix("alt+")
        return events.Key("escape", ESCAPE), events.Key(name, self.character)


class EscapeFirst(XTermParser):
    """Reads what a terminal sends; what comes with an escape before it is said to be joined to that."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        return _joined(super()._sequence_to_key_events(sequence, alt)) if alt else super()._sequence_to_key_events(sequence)


def _joined(keys: Iterable[events.Key]) -> Iterator[events.Key]:
    for key in keys:
        yield Joined(key.key if key.key.startswith("alt+") else f"alt+{key.key}", key.character)


def tell_apart() -> None:
    """From now on a driver that is started reads keys so. To be called once there is an app, which brings its driver."""
    typed_with_alt = [one for one, key in ANSI_SEQUENCES_KEYS.items() if isinstance(key, str) and len(one) == 2 and one[0] == ESCAPE]
    for sequence in typed_with_alt:
        del ANSI_SEQUENCES_KEYS[sequence]  # type: ignore[attr-defined]
    for driver in ("textual.drivers.linux_driver", "textual.drivers.win32"):
        if driver in sys.modules:
            sys.modules[driver].XTermParser = EscapeFirst  # type: ignore[attr-defined]
