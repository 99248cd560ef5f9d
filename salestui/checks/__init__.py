"""What a manager would object to: a review in, findings out.

Knows a `Summary` and the words of the guide; never the store, files or screens. A check is a function that is declared with
its slug, its weight and the section in which it is mended; its words stand in the guide under `checks.<slug>`.

2026: a finding is believed or it is worth less than nothing, so a check that cannot tell is silent. An empty thing is raised
once: without next steps nobody is told that none of them improves the reporting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from salestui.checks import counts, definitions, honesty, house, live, missing, numbers_by_hand, ties, upkeep, vague_wording
from salestui.checks.check import ERROR, HINT, SEVERITIES, WARN, Check, Reading
from salestui.checks.vague_wording import vague_in
from salestui.summary.material import Accepted
from salestui.summary.summary import Finding, Summary

CHECKS: tuple[Check, ...] = (
    missing.scope_missing,
    missing.owner_unnamed,
    missing.goals_missing,
    missing.pipeline_missing,
    definitions.definitions_mixed,
    missing.next_steps_missing,
    live.live_number_unknown,
    live.gap_left,
    upkeep.stale_data,
    numbers_by_hand.number_contradicts_data,
    honesty.weak_result_buried,
    honesty.numbers_unexplained,
    honesty.activity_as_result,
    honesty.comparison_unfair,
    missing.context_missing,
    house.required_metric_missing,
    missing.section_empty,
    vague_wording.vague_wording,
    house.house_wording,
    counts.count_kpis,
    counts.count_drivers,
    counts.count_actions,
    counts.keep_and_fix,
    counts.reporting_improvement_missing,
    ties.outcome_missing,
    ties.driver_untied,
    ties.effect_missing,
    ties.evidence_unused,
    upkeep.too_long,
)
"""In the order in which a manager would raise them, among those of equal weight."""

NEVER_KEPT = ("live-number-unknown", "gap-left")
"""Holes in the text: they can be mended and never be kept with a reason."""


def find(
    summary: Summary, language: str, allowed: Collection[str] = (), words: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """What a manager would object to, the heaviest first, without what the rep keeps with a reason.

    `language` is that of the rep's texts, `allowed` the terms that the rep has silenced, `words` the counted words of the
    documents by layout.
    """
    accepted = summary.material.accepted
    return tuple(found for found in find_all(summary, language, allowed, words) if not is_kept(found, accepted))


def find_all(
    summary: Summary, language: str, allowed: Collection[str] = (), words: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """As `find`, with what the rep keeps."""
    template = summary.material.template
    reading = Reading(summary, language, (*allowed, *template.allowed), words)
    found = [house.as_strict(finding, template) for check in CHECKS for finding in check.findings(reading)]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def is_kept(finding: Finding, accepted: Collection[Accepted]) -> bool:
    """Whether the rep keeps the finding; one that is kept without a section or a subject is kept in all of them."""
    return finding.check not in NEVER_KEPT and any(
        one.check == finding.check and one.section in (None, finding.section) and one.subject in ("", finding.subject)
        for one in accepted
    )


__all__ = ["CHECKS", "ERROR", "HINT", "NEVER_KEPT", "SEVERITIES", "WARN", "Check", "find", "find_all", "is_kept", "vague_in"]
