"""What hangs in the air: a driver without a metric, results without an outcome, help without effect, evidence unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from salestui.checks.check import HINT, Objection, Reading, check
from salestui.checks.wording import meter
from salestui.domain.role import ACCOUNT_MANAGER, MANAGER, SDR
from salestui.domain.written import FieldKey
from salestui.metrics.declare import CUSTOMER, OUTCOME
from salestui.metrics.registry import METRICS
from salestui.summary.blocks import Said
from salestui.summary.cells import count
from salestui.summary.offered import chosen
from salestui.summary.sections import team

PIPELINE_MADE = ("pipeline_created", "pipeline_influenced")
"""What comes out of a development rep's work; the deals are closed by others."""
_TOLD_AFTER = re.compile(r"(?:;|[.!] |\s[–—-]\s|, (?:so|which|now|så|vilket|nu) )\s*\S+\s+\S+\s+\S+")


@check("outcome-missing", HINT, mended_in="results")
def outcome_missing(reading: Reading) -> Iterator[Objection]:
    """Rates and sizes without what came of them: a manager asks for the result first."""
    metrics = chosen(reading.material)
    if metrics and not any(_is_outcome(metric, reading.material.role) for metric in metrics):
        yield Objection()


@check("driver-untied", HINT, mended_in="context")
def driver_untied(reading: Reading) -> Iterator[Objection]:
    """A driver that moved no metric is a story; with its metric it can be checked."""
    made = reading.material
    for row in made.rows("context", "driver"):
        text = made.text("context", "driver", row).strip()
        if text and not made.text("context", "driver", row, "metric").strip():
            yield Objection((("driver", Said(text)),), FieldKey("context", "driver", row, "metric"), subject=text)


@check("effect-missing", HINT, mended_in="team")
def effect_missing(reading: Reading) -> Iterator[Objection]:
    """Help to others that led to nothing named is read as time spent."""
    made = reading.material
    if reading.summary.section("team").not_applicable:
        return
    for field in team.FIELDS:
        for row in made.rows("team", field.key):
            text = made.text("team", field.key, row).strip()
            if text and not made.text("team", field.key, row, "effect").strip() and not _has_effect(text, reading.language):
                yield Objection((("line", Said(text)),), FieldKey("team", field.key, row), subject=text)


@check("evidence-unused", HINT, mended_in="results")
def evidence_unused(reading: Reading) -> Iterator[Objection]:
    """What was logged while it was fresh, and left out: the strongest proof is often among it."""
    cited = {number for numbers in reading.material.cited.values() for number in numbers}
    unused = sum(entry.id not in cited for entry in reading.material.entries)
    if unused:
        yield Objection((("count", count(unused)),), case="one" if unused == 1 else "")


def _is_outcome(metric: str, role: str | None) -> bool:
    family = METRICS[metric].family if metric in METRICS else OUTCOME
    if family == OUTCOME:
        return True
    return (family == CUSTOMER and role in (ACCOUNT_MANAGER, MANAGER)) or (metric in PIPELINE_MADE and role == SDR)


@lru_cache(1024)
def _has_effect(text: str, language: str) -> bool:
    return meter(text, language).effect or _TOLD_AFTER.search(text) is not None
