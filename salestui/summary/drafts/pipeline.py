"""The pipeline's draft: why each deal slipped as far as the log says, what late deals wait for, and the outlook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.domain.role import MANAGER
from salestui.domain.text import same_name
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Row
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live
from salestui.summary.drafts.told import Told
from salestui.summary.material import Material
from salestui.summary.sections.pipeline import KEY, behind

MOST_SLIPS = 2
LEAST_COVERED = 2


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """A line for each of the largest slips, one for late deals, one for each further risk in the log, and the outlook."""
    material = teller.material
    slipped = behind(material, "slipped_deals")
    for row, deal in enumerate(slipped[:MOST_SLIPS], start=1):
        yield FieldKey(KEY, "risk_slip", row), _slip(teller, deal.account or deal.name or deal.id, _about(deal, allotted))
    if text := teller.say("drafts.pipeline.late") if _some(material, "late_stage_without_next_step") else None:
        yield FieldKey(KEY, "risk_late_stage", 1), text
    others = [told for told in allotted.of(KEY) if not any(_is_about(told, deal) for deal in slipped)]
    for row, told in enumerate(others, start=1):
        yield FieldKey(KEY, "risk_buyer", row), told.short
    if outlook := _outlook(teller):
        yield FieldKey(KEY, "outlook"), outlook


def _about(deal: Row, allotted: Allotted) -> Told | None:
    """The newest entry about the deal."""
    about = (told for told in allotted.of(KEY) if _is_about(told, deal))
    return max(about, key=lambda told: (told.entry.on, told.entry.id), default=None)


def _is_about(told: Told, deal: Row) -> bool:
    names = {same_name(name) for name in (deal.account, deal.name, deal.deal) if name}
    return any(same_name(name) in names for name in (told.entry.account, told.entry.deal) if name)


def _slip(teller: Teller, name: str, told: Told | None) -> str:
    """Why it slipped as the log has it, under the account's name; a gap where the log is silent."""
    if told is None:
        return teller.say("drafts.pipeline.slip", deal=name, gap=teller.gap())
    if name.split()[0].lower() in told.short.lower():
        return told.short
    return teller.say("drafts.pipeline.about", account=name, text=told.short)


def _outlook(teller: Teller) -> str | None:
    """Coverage of the next target; for a team also who was covered least when the last month began."""
    sentences = [text for text in (teller.first("pipeline.outlook.a", "pipeline.outlook.b", "pipeline.outlook.c"),) if text]
    if teller.material.role == MANAGER and (least := _least_covered(teller.material)):
        told = [f"{name} {live('pipeline_coverage', owner=name)}" for name in least]
        names = teller.say("words.join.and", first=told[0], last=told[1]) if len(told) > 1 else told[0]
        sentences.append(teller.say("drafts.pipeline.least_covered", names=names))
    return ". ".join(sentences) or None


def _least_covered(material: Material) -> list[str]:
    """The two reps with the least coverage on the first day of the period's last month."""
    covered = [
        (figure.value, key.owner)
        for key, figure in material.figures.items()
        if key.metric == "pipeline_coverage" and key.owner and key.dimension is None and isinstance(figure.value, Fraction)
    ]
    return [owner for _, owner in sorted(covered)[:LEAST_COVERED]]


def _some(material: Material, metric: str) -> bool:
    figure = material.figure(metric)
    return bool(figure and figure.value)
