"""Somebody who types twenty keys a second into an app, and sees how long each takes to stand on the screen."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.bench.terminal import Terminal

PACE = 0.05
_RANGES = ((0x3B1, 0x3CA), (0x430, 0x460), (0x561, 0x587), (0x10D0, 0x10F5), (0x1401, 0x1600), (0xA000, 0xA48C))


def letters() -> Iterator[str]:
    """Letters that stand nowhere else, each once."""
    return (chr(code) for first, end in _RANGES for code in range(first, end) if chr(code).isalpha())


class Key(NamedTuple):
    """A letter that was typed, and the seconds until it was drawn; None where it never was."""

    letter: str
    seconds: float | None


class Typist(Terminal):
    """A terminal with a person before it."""

    def press(self, keys: str, seconds: float = 0.6) -> None:
        """Type `keys`, and look on for a while."""
        os.write(self._held, keys.encode())
        self.rest(seconds)

    def typed(self, alphabet: Iterator[str], go_on: Callable[[float], bool]) -> list[Key]:
        """The keys that were typed as long as `go_on` said so of the seconds that had passed."""
        begun = time.perf_counter()
        sent: dict[str, float] = {}
        seen: dict[str, float] = {}
        while go_on(time.perf_counter() - begun):
            letter = next(alphabet)
            sent[letter] = time.perf_counter()
            os.write(self._held, letter.encode())
            self._look_until(begun + len(sent) * PACE, sent, seen)
        self._look_until(time.perf_counter() + 1, sent, seen)
        return [Key(letter, seen[letter] - at if letter in seen else None) for letter, at in sent.items()]

    def _look_until(self, until: float, sent: dict[str, float], seen: dict[str, float]) -> None:
        while (left := until - time.perf_counter()) > 0:
            known = len(self._drawn)
            self._read(left)
            now = time.perf_counter()
            seen.update((one, now) for one in set(self._drawn[known:]) if one in sent and one not in seen)
