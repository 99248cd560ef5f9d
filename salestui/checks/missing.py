"""What a review cannot do without: a role, a goal, pipeline, next steps, context, and something in each section."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.checks.check import ERROR, WARN, Objection, Reading, check
from salestui.checks.texts import action_key
from salestui.domain.role import MANAGER
from salestui.domain.text import same_name
from salestui.summary.blocks import Said, Words
from salestui.summary.cells import count
from salestui.summary.offered import chosen
from salestui.summary.summary import Summary

CLOSED = ("revenue_won", "acv_won", "deals_won", "deals_lost")
LEFT_TO_WIN = ("pipeline_value", "weighted_pipeline", "open_deals", "pipeline_coverage", "pipeline_coverage_next")
OF_RECORDS = ("scope", "goals", "next_steps")
"""Sections whose content is kept by commands; what is missing of them has a check of its own."""


@check("scope-missing", ERROR, mended_in="scope")
def scope_missing(reading: Reading) -> Iterator[Objection]:
    """No role is named: nobody can judge figures without knowing whose work they are. The period is always known here."""
    if not reading.material.role:
        yield Objection()


@check("owner-unnamed", ERROR, mended_in="scope")
def owner_unnamed(reading: Reading) -> Iterator[Objection]:
    """Several people's deals are counted as one rep's: every figure is then somebody else's too."""
    made = reading.material
    if len(made.owners) < 2 or made.role == MANAGER:
        return
    known = {same_name(owner) for owner in made.owners}
    of_everyone = any(note.slug == "owners" for figure in made.figures.values() for note in figure.notes)
    if not made.name or (same_name(made.name) not in known and of_everyone):
        yield Objection((("count", count(len(made.owners))),))


@check("goals-missing", ERROR, mended_in="goals")
def goals_missing(reading: Reading) -> Iterator[Objection]:
    """Without a goal no result is good or bad, and the reader makes up one."""
    if not reading.material.goals:
        yield Objection()


@check("pipeline-missing", ERROR, mended_in="pipeline")
def pipeline_missing(reading: Reading) -> Iterator[Objection]:
    """Closed deals without what is left to win: a good quarter may have emptied the next one."""
    made, pipeline = reading.material, reading.summary.section("pipeline")
    closed = any((figure := made.figure(metric)) and figure.value for metric in CLOSED)
    known = any((figure := made.figure(metric)) and figure.value is not None for metric in LEFT_TO_WIN)
    if closed and not pipeline.written and (pipeline.not_applicable or not known):
        yield Objection()


@check("next-steps-missing", ERROR, mended_in="next_steps")
def next_steps_missing(reading: Reading) -> Iterator[Objection]:
    """A review without a next step is a record; a step without a metric can never be seen to work."""
    actions = reading.material.actions
    if not actions:
        yield Objection()
    for number, action in enumerate(actions, 1):
        if not action.metric:
            values = (("action", Said(action.text)),)
            yield Objection(values, action_key(number), subject=action.text, case="metric")


@check("context-missing", WARN, mended_in="context")
def context_missing(reading: Reading) -> Iterator[Objection]:
    """Figures without their circumstances are read as the rep's doing alone, in good times and bad."""
    context = reading.summary.section("context")
    if not context.written and not context.not_applicable:
        yield Objection()


@check("section-empty", WARN, mended_in="results")
def section_empty(reading: Reading) -> Iterator[Objection]:
    """An empty section leaves the reader to guess whether there was nothing or it was left out."""
    for key in _empty(reading.summary):
        case = "headline" if key == "headline" else ""
        yield Objection((("section", Words(f"sections.{key}.title")),), subject=key, section=key, case=case)


def _empty(summary: Summary) -> Iterator[str]:
    if not summary.headline:
        yield "headline"
    for section in summary.sections:
        if section.written or section.not_applicable or section.key in (*OF_RECORDS, "context"):
            continue  # an empty context is `context-missing`
        if section.key == "results" and chosen(summary.material):
            continue  # figures stand there; what they lack is `numbers-unexplained`
        yield section.key
