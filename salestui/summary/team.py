"""A team's review, gathered from the reps' own: side by side with what makes it fair, the totals, who is short of coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.metrics.figure import Figure, Unit, Value
from salestui.metrics.question import EMPTY
from salestui.summary.blocks import (
    Block,
    Cell,
    Column,
    Joined,
    Line,
    Lines,
    Nothing,
    Paragraph,
    Result,
    Said,
    Span,
    Table,
    Words,
)
from salestui.summary.cells import column
from salestui.summary.definition import definition
from salestui.summary.document import Chapter, Document

COMPARED = (
    "revenue_won",
    "quota_attainment",
    "win_rate",
    "average_deal_size",
    "sales_cycle_length",
    "pipeline_coverage_next",
    "forecast_accuracy",
)
_NO_TOTAL = ("forecast_accuracy", "sales_cycle_length")
"""What several reps' figures do not give together."""


@dataclass(frozen=True)
class RepReview:
    """What a rep's review brings to the team's. `actions` are the next steps, each as its kind and its text."""

    name: str
    territory: str | None
    segment: str | None
    lead_sources: tuple[str, ...]
    figures: Mapping[str, Figure]
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TeamReview:
    """`totals` per metric; `mixed` the metrics whose definitions differ, with the names of who has which; `short` the reps
    whose coverage of the next period is less than they need at their win rate.
    """

    period: Period
    reps: tuple[RepReview, ...]
    totals: Mapping[str, Figure]
    mixed: Mapping[str, tuple[str, ...]]
    short: tuple[str, ...]


def gathered(period: Period, reps: Iterable[RepReview]) -> TeamReview:
    """The team's review of the reps', by name. Figures of unlike definitions are marked and give no total."""
    ordered = tuple(sorted(reps, key=lambda rep: rep.name))
    mixed = {metric: names for metric in COMPARED if (names := _unlike(ordered, metric))}
    totals = {
        metric: total
        for metric in COMPARED
        if metric not in _NO_TOTAL and metric not in mixed and (total := _total(ordered, metric)) is not None
    }
    return TeamReview(period, ordered, totals, mixed, tuple(rep.name for rep in ordered if _short(rep)))


def team_document(team: TeamReview, brief: tuple[Chapter, ...] = ()) -> Document:
    """Headline, the chapters of the `brief`, the table of reps with the team's line, and what cannot be compared."""
    blocks: list[Block] = [Table(_columns(), (*(_row(rep) for rep in team.reps), _total_row(team)))]
    if team.mixed:
        blocks.append(Lines(tuple(Line((_mixed(metric, names),)) for metric, names in team.mixed.items())))
    chapters = (*brief, Chapter("team", Words("document.team_review.reps"), tuple(blocks)), _definitions(team))
    return Document(Words("document.team_review.title", (("period", Span(team.period)),)), _headline(team), chapters)


def _headline(team: TeamReview) -> Lines:
    lines = []
    won, attained = team.totals.get("revenue_won"), team.totals.get("quota_attainment")
    if won:
        told = Joined((Result(won), Words("words.figure.of_quota", (("value", Result(attained)),)) if attained else Nothing()))
        lines.append(Line((told,), Words("sections.headline.field.result.label")))
    behind = [rep.name for rep in team.reps if _share(rep.figures.get("quota_attainment"), below=Fraction(1))]
    if behind:
        under = Words("document.team_review.under_quota", (("names", Said(", ".join(behind))),))
        lines.append(Line((under,), Words("sections.headline.field.weakest.label")))
    if team.short:
        short = Words("document.team_review.coverage_short", (("names", Said(", ".join(team.short))),))
        lines.append(Line((short,), Words("metrics.label.pipeline_coverage_next")))
    return Lines(tuple(lines))


def _columns() -> tuple[Column, ...]:
    fair = ("rep", "territory", "segment", "lead_sources")
    named = tuple(column(f"team_review.{head}") for head in fair)
    return (*named, *(Column(Words(f"metrics.label.{metric}"), numeric=True) for metric in COMPARED))


def _row(rep: RepReview) -> tuple[Cell, ...]:
    fair = (rep.territory, rep.segment, ", ".join(source for source in rep.lead_sources if source != EMPTY))
    known = (Said(text) if text else Words("words.split.not_known") for text in fair)
    figures = (rep.figures.get(metric) for metric in COMPARED)
    return (Said(rep.name), *known, *(Result(one) if one and one.value is not None else Nothing() for one in figures))


def _total_row(team: TeamReview) -> tuple[Cell, ...]:
    totals = (team.totals.get(metric) for metric in COMPARED)
    empty = (Nothing(), Nothing(), Nothing())
    return (Words("document.team_review.total"), *empty, *(Result(one) if one else Nothing() for one in totals))


def _definitions(team: TeamReview) -> Chapter:
    lines = [
        Line((definition(metric, tokens),), Words(f"metrics.label.{metric}"))
        for metric in COMPARED
        if metric not in team.mixed and (tokens := _tokens(team.reps, metric))
    ]
    block: Block = Lines(tuple(lines)) if lines else Paragraph((Words("document.nothing_written"),))
    return Chapter("definitions", Words("document.evidence.definition"), (block,))


def _mixed(metric: str, names: tuple[str, ...]) -> Cell:
    return Words(
        "document.team_review.mixed",
        (("metric", Words(f"metrics.label.{metric}")), ("names", Said("; ".join(names)))),
    )


def _tokens(reps: tuple[RepReview, ...], metric: str) -> tuple[str, ...]:
    return next((rep.figures[metric].definition for rep in reps if metric in rep.figures), ())


def _unlike(reps: tuple[RepReview, ...], metric: str) -> tuple[str, ...]:
    """Where the definitions differ: each with the names of those who have it."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for rep in reps:
        figure = rep.figures.get(metric)
        if figure and figure.value is not None:
            kinds.setdefault(figure.definition, []).append(rep.name)
    if len(kinds) < 2:
        return ()
    return tuple(f"{', '.join(names)}: {', '.join(definition)}" for definition, names in kinds.items())


def _total(reps: tuple[RepReview, ...], metric: str) -> Figure | None:
    """The sum, or for a ratio or mean the sum of what is above the line over that of what is below it."""
    figures = [rep.figures[metric] for rep in reps if metric in rep.figures and rep.figures[metric].value is not None]
    if not figures:
        return None
    first = figures[0]
    if first.unit in (Unit.MONEY, Unit.COUNT) and metric != "average_deal_size":
        value = _sum(figure.value for figure in figures)
    else:
        value = _divided(_sum(f.numerator for f in figures), _sum(f.denominator for f in figures))
    if value is None:
        return None
    return replace(
        first, value=value, previous=None, target=None, benchmarks=(), notes=(), sample=sum(f.sample for f in figures)
    )


def _sum(values: Iterable[Value | None]) -> Value | None:
    """The sum; None where one is missing, or amounts are in several currencies."""
    told = list(values)
    money = [value for value in told if isinstance(value, Money)]
    if money:
        same = len(money) == len(told) and len({value.currency for value in money}) == 1
        return Money(sum(value.minor for value in money), money[0].currency) if same else None
    numbers = [value for value in told if isinstance(value, Fraction)]
    return sum(numbers, Fraction()) if len(numbers) == len(told) else None


def _divided(over: Value | None, under: Value | None) -> Value | None:
    if isinstance(over, Money) and isinstance(under, Fraction):
        return Money.of(over.exact / under, over.currency) if under else None
    if isinstance(over, Money) and isinstance(under, Money):
        return over.exact / under.exact if under.minor and over.currency == under.currency else None
    if isinstance(over, Fraction) and isinstance(under, Fraction):
        return over / under if under else None
    return None


def _short(rep: RepReview) -> bool:
    """Whether the open pipeline, at the rep's own win rate, is less than the next quota."""
    coverage, rate = rep.figures.get("pipeline_coverage_next"), rep.figures.get("win_rate")
    if coverage is None or rate is None or not isinstance(coverage.value, Fraction) or not isinstance(rate.value, Fraction):
        return False
    return coverage.value * rate.value < 1


def _share(figure: Figure | None, *, below: Fraction) -> bool:
    return figure is not None and isinstance(figure.value, Fraction) and figure.value < below
