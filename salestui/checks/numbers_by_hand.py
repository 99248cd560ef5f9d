"""A number typed by hand that the data contradicts, wherever it is sure which figure the sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.checks.check import WARN, Objection, Reading, check, line_of
from salestui.checks.numbers.against import Evidence
from salestui.checks.numbers.claims import Claim, claims
from salestui.checks.texts import Text, texts
from salestui.domain.goal import Measurement
from salestui.domain.money import Money
from salestui.domain.text import same_name
from salestui.metrics.answer import ExactMoney
from salestui.metrics.comparison import displayed
from salestui.metrics.figure import Unit, Value
from salestui.summary.blocks import Cell, Quantity, Result, Said
from salestui.summary.cells import metric_label
from salestui.summary.material import Material

SILENT = ("scope", "goals", "team", "next_steps")
"""Sections that speak of parts of the business, of others, or of what is to come."""
AHEAD = ("pipeline_value", "weighted_pipeline", "open_deals", "pipeline_coverage_next")
"""What the outlook on the next period can say of today."""


@check("number-contradicts-data", WARN, mended_in="results")
def number_contradicts_data(reading: Reading) -> Iterator[Objection]:
    """One number that the reader finds to be otherwise in the table above, and none of the others is believed."""
    yield from _typed_figures(reading.material)
    evidence: Evidence | None = None
    for text in texts(reading.summary):
        if text.key.section in SILENT:
            continue
        for claim in _claims(text, reading.language):
            evidence = evidence or Evidence(reading.material)
            for found in evidence.contradictions(claim):
                typed = text.text[found.typed.start : found.typed.end]
                metric = metric_label(reading.material, found.metric, topic="in_text")
                yield Objection(
                    (("typed", Said(typed)), ("value", found.value), ("metric", metric), ("live", Said(found.live))),
                    text.key,
                    line_of(text.text, found.typed.start),
                    found.typed.start,
                    found.typed.end,
                    f"{found.metric}: {typed}",
                    section=text.key.section,
                )


def _typed_figures(made: Material) -> Iterator[Objection]:
    """Figures typed for a metric of which the data has one too, where the difference shows (METRICS.md 1.9)."""
    for one in made.measurements:
        figure = made.figure(one.metric)
        if figure is None or figure.value is None or figure.source != "data" or not _is_theirs(one, made):
            continue
        if _shown(one.value, figure.unit) != _shown(figure.value, figure.unit):
            told: tuple[tuple[str, Cell], ...] = (
                ("typed", Quantity(one.value, figure.unit)),
                ("value", Result(figure)),
                ("metric", metric_label(made, one.metric, topic="in_text")),
            )
            yield Objection(told, subject=f"{one.metric}: {one.value}", case="typed")


def _is_theirs(one: Measurement, made: Material) -> bool:
    return one.owner is None or (made.name is not None and same_name(one.owner) == same_name(made.name))


def _shown(value: Value, unit: Unit) -> tuple[Fraction, str]:
    """A value as it is shown by default, with its currency."""
    if isinstance(value, Money):
        return displayed(ExactMoney(Fraction(value.minor), value.currency), unit), value.currency
    return displayed(value, unit), ""


def _claims(text: Text, language: str) -> tuple[Claim, ...]:
    key = text.key
    found = claims(text.text, language, key.part if (key.section, key.field) == ("results", "why") else "")
    if (key.section, key.field) == ("pipeline", "outlook"):
        return tuple(claim for claim in found if set(claim.metrics) <= {*AHEAD, "pipeline_coverage"})
    return found
