"""A figure's definition in words: by number of deals, of the deals decided in the period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from salestui import guide
from salestui.guide import LANGUAGES
from salestui.metrics.registry import METRICS
from salestui.summary.blocks import Cell, Joined, Said, Words


class _Told(NamedTuple):
    """Where a token's words stand, and the number that goes into them."""

    key: str
    value: str


def definition(metric: str, tokens: Iterable[str]) -> Cell:
    """`tokens` of the metric's definition as a cell of the document; one that the guide does not know as it stands."""
    return Joined(
        tuple(Words(told.key, (("value", Said(told.value)),)) if told else Said(token) for token, told in _all(metric, tokens))
    )


def definition_text(metric: str, tokens: Iterable[str], say: guide.Words) -> str:
    """The same in one language."""
    return ", ".join(say(told.key, value=told.value) if told else token for token, told in _all(metric, tokens))


def _all(metric: str, tokens: Iterable[str]) -> list[tuple[str, _Told | None]]:
    settings = METRICS[metric].settings if metric in METRICS else ()
    return [(token, _told(token, settings)) for token in tokens]


def _told(token: str, settings: Iterable[str]) -> _Told | None:
    name, _, value = token.partition("=")
    keys = (f"metrics.definition.{setting}.{name}" for setting in settings)
    known = guide.words(LANGUAGES[0])
    return next((_Told(key, value) for key in keys if known.has(key)), None)
