"""A number typed by hand that the data contradicts, wherever it is sure which figure the sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.checks.check import WARN, Objection, Reading, check, line_of
from salestui.checks.numbers.against import Evidence
from salestui.checks.numbers.claims import Claim, claims
from salestui.checks.texts import Text, texts
from salestui.summary.blocks import Said
from salestui.summary.cells import metric_label

SILENT = ("scope", "goals", "team", "next_steps")
"""Sections that speak of parts of the business, of others, or of what is to come."""
AHEAD = ("pipeline_value", "weighted_pipeline", "open_deals", "pipeline_coverage_next")
"""What the outlook on the next period can say of today."""


@check("number-contradicts-data", WARN, mended_in="results")
def number_contradicts_data(reading: Reading) -> Iterator[Objection]:
    """One number that the reader finds to be otherwise in the table above, and none of the others is believed."""
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


def _claims(text: Text, language: str) -> tuple[Claim, ...]:
    key = text.key
    found = claims(text.text, language, key.part if (key.section, key.field) == ("results", "why") else "")
    if (key.section, key.field) == ("pipeline", "outlook"):
        return tuple(claim for claim in found if set(claim.metrics) <= {*AHEAD, "pipeline_coverage"})
    return found
