"""Choices that look like chance and are the same on every machine: each is a hash of what it is made for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def chance(*what: object) -> float:
    """A number in [0, 1) that depends on `what` alone."""
    digest = hashlib.sha256("|".join(map(str, what)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def between(low: int, high: int, *what: object) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(chance(*what) * (high - low + 1))


def pick(options: Sequence[T], *what: object) -> T:
    return options[int(chance(*what) * len(options))]


def shuffled(items: Sequence[T], *what: object) -> list[T]:
    return [item for _, item in sorted(enumerate(items), key=lambda numbered: chance(*what, numbered[0]))]


def shares(total: int, parts: int, step: int, *what: object, spread: float = 0.55) -> list[int]:
    """`parts` positive amounts that sum to `total`, all but the first multiples of `step`; they differ by about `spread`."""
    weights = [1 + spread * (2 * chance(*what, "share", part) - 1) for part in range(parts)]
    amounts = [round(total * weight / sum(weights) / step) * step for weight in weights]
    amounts[0] += total - sum(amounts)
    return amounts
