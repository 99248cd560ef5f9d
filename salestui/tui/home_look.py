"""The look of home, made from the review: the tiles of the role, the state of each section, the age of the data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from salestui.domain.period import Period
from salestui.domain.text import one_line
from salestui.domain.written import SECTIONS
from salestui.guide import Words, words
from salestui.metrics.figure import Figure, Unit
from salestui.render.numbers import Numbers
from salestui.summary.headline import SLOTS
from salestui.summary.material import Material
from salestui.summary.offered import fitting
from salestui.tui.entry_words import metric_said, short_name
from salestui.tui.figure_words import beside, change_said
from salestui.tui.look import Look, SectionLook, TileLook
from salestui.tui.section_view import state_said
from salestui.work.desk import Desk
from salestui.work.review import Review

TILES = 5
_ATTAINMENTS = ("quota_attainment", "goal_attainment")
_COUNTED = ("revenue_won", "deals_won")
"""Offered first in the review; on a tile the quota's attainment says more."""


def look_of(review: Review, desk: Desk, period: Period) -> Look:
    """What home shows of the review of the period."""
    said = words(desk.language)
    material = review.summary.material
    numbers = Numbers(desk.language, brief=True)
    mend = sum(finding.severity != "hint" for finding in review.findings)
    lines = said("home.lines", count=len(review.summary.headline), most=len(SLOTS))
    sections = [SectionLook("0", said("sections.headline.title"), lines)]
    for number, section in enumerate(SECTIONS, 1):
        state = state_said(review, section, said).plain
        sections.append(SectionLook(str(number), said(f"sections.{section}.title"), state))
    return Look(
        _heading(period, material, said),
        (_day_of(period, desk.today, said), _data_age(material, said), said("words.state.to_mend", count=mend)),
        tuple(_tile(metric, material, said, numbers) for metric in tiles(material)),
        tuple(sections),
    )


def tiles(material: Material) -> tuple[str, ...]:
    """The metrics of the tiles: the quota first, the coverage of what comes next last, the role's between them."""
    own = [metric for metric in fitting(material) if metric not in _COUNTED]
    return ("quota_attainment", *own[: TILES - 2], "pipeline_coverage_next")


def _tile(metric: str, material: Material, said: Words, numbers: Numbers) -> TileLook:
    label = short_name(metric, said, material.labels.get(metric) or metric_said(metric, said))
    figure = material.figure(metric)
    if figure is None or figure.value is None:
        return TileLook(metric, label, "", beside=numbers.absent(figure) if figure else said("metrics.absent.no_data"))
    tone = {True: "good", False: "bad", None: ""}[figure.better]
    share = _share(figure)
    told = "" if share is not None else beside(figure, said, numbers)
    return TileLook(metric, label, numbers.figure(figure), change_said(figure, numbers), tone, told, share)


def _share(figure: Figure) -> float | None:
    """How far a bar is filled: of a goal's attainment."""
    if figure.metric in _ATTAINMENTS and figure.unit is Unit.RATIO and isinstance(figure.value, Fraction):
        return float(figure.value)
    return None


def _heading(period: Period, material: Material, said: Words) -> str:
    role = said(f"words.role.{material.role}") if material.role else said("home.no_role")
    owned = material.text("scope", "territory") or material.text("scope", "segment")
    return " · ".join(part for part in (period.key, role, one_line(owned)) if part)


def _day_of(period: Period, today: date, said: Words) -> str:
    if today < period.start:
        return said("words.period.not_begun")
    if today > period.end:
        return said("words.period.ended")
    return said("words.period.day_of", day=period.elapsed(today), days=period.days)


def _data_age(material: Material, said: Words) -> str:
    if material.newest_import is None:
        return said("words.period.data_none")
    days = (material.today - material.newest_import).days
    return said.counted("words.period.data_age", days) if days > 0 else said("words.period.data_today")
