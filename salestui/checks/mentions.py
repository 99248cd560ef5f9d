"""Which metrics a text names: in words, or by a live number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from salestui.checks.numbers.claims import named
from salestui.checks.numbers.fits import can_be_value, fits_value
from salestui.checks.numbers.heard import heard
from salestui.checks.numbers.typed import Kind, Typed
from salestui.domain.written import live_numbers
from salestui.metrics.figure import Figure


@lru_cache(4096)
def mentioned(text: str, language: str) -> tuple[tuple[str, int], ...]:
    """The metrics that `text` names, each with the place of its first mention."""
    found = dict(named(text, language))
    for live in live_numbers(text):
        if live.name:
            found[live.name] = min(live.start, found.get(live.name, live.start))
    return tuple(found.items())


def first_mention(
    text: str, language: str, metrics: Iterable[str], labels: Iterable[str], figures: Iterable[Figure]
) -> int | None:
    """Where `text` first names one of the metrics or labels, or writes the value of one of the figures; None where nowhere."""
    wanted = set(metrics)
    places = [place for metric, place in mentioned(text, language) if metric in wanted]
    lowered = text.casefold()
    places += [place for label in labels if label and (place := lowered.find(label.casefold())) >= 0]
    places += [number.start for number in _typed(text, language) for figure in figures if _is_value_of(number, figure)]
    return min(places, default=None)


def _typed(text: str, language: str) -> Iterator[Typed]:
    return (token.number for sentence in heard(text, language) for token in sentence.tokens if token.number)


def _is_value_of(number: Typed, figure: Figure) -> bool:
    """Whether the number can be no other than the figure's: a bare 2 may count anything."""
    if figure.value is None or number.kind is Kind.PLAIN:
        return False
    return can_be_value(number, figure.unit, figure.value) and fits_value(number, figure.value)
