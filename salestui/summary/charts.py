"""The charts of the review, each for one comparison, each under a title that says what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from salestui.domain.money import Money
from salestui.metrics.figure import Figure, Unit
from salestui.metrics.question import EMPTY
from salestui.summary.blocks import Cell, Chart, Quantity, Result, Said, Series, Span, Words
from salestui.summary.cells import attained_share, count, goal_label, having, metric_label
from salestui.summary.material import Material

FEWEST_PERIODS = 3
MOVEMENTS = ("new_mrr", "expansion_mrr", "reactivation_mrr", "contraction_mrr", "churned_mrr")
_LOSSES = ("contraction_mrr", "churned_mrr")


def goals_chart(material: Material) -> Chart | None:
    """Each goal's attainment against 100 %; the title says how many were met and which was furthest away."""
    attained = [
        (goal, share) for goal in material.goals if not goal.owner and (share := attained_share(material, goal)) is not None
    ]
    if len(attained) < 2:
        return None
    lowest_goal, lowest = min(attained, key=lambda one: one[1])
    title = Words(
        "document.chart.goals_met",
        (
            ("met", count(sum(value >= 1 for _, value in attained))),
            ("count", count(len(attained))),
            ("goal", goal_label(lowest_goal)),
            ("value", Quantity(lowest, Unit.RATIO)),
        ),
    )
    labels = tuple(goal_label(goal) for goal, _ in attained)
    series = Series(Words("document.goals.attainment"), tuple(value for _, value in attained))
    return Chart("bars", title, Unit.RATIO, labels, (series,), goal=Fraction(1))


def trend_chart(material: Material, metrics: Iterable[str]) -> Chart | None:
    """The first of `metrics` that is known for three periods, with its goal; the title says from what to what."""
    for metric in metrics:
        points = material.trends.get(metric, ())
        known = [figure for _, figure in points if figure.value is not None]
        if len(known) < FEWEST_PERIODS:
            continue
        label, now = metric_label(material, metric), known[-1]
        title = Words(
            "document.chart.trend_finding",
            (("metric", label), ("first", _value(known[0])), ("now", _value(now)), ("count", count(len(points)))),
        )
        labels = tuple(Span(period) for period, _ in points)
        values = tuple(figure.value for _, figure in points)
        return Chart("lines", title, now.unit, labels, (Series(label, values),), now.target)
    return None


def stage_chart(material: Material) -> Chart | None:
    """The open pipeline by stage; the title says where most of it stands."""
    mix = material.figure("stage_mix")
    parts = [(part.key, part.share) for part in mix.parts if part.share is not None] if mix else []
    if len(parts) < 2:
        return None
    top, most = max(parts, key=lambda part: part[1])
    title = Words("document.chart.stage_mix_finding", (("stage", Said(top)), ("share", Quantity(most, Unit.RATIO))))
    labels = tuple(Said(stage) for stage, _ in parts)
    series = Series(Words("document.pipeline.share"), tuple(share for _, share in parts))
    return Chart("shares", title, Unit.RATIO, labels, (series,))


def forecast_chart(material: Material) -> Chart | None:
    """Commit, best case and what was won; the title says how far the forecast missed."""
    bias, won = material.figure("forecast_bias"), material.figure("revenue_won")
    promised = having(map(material.figure, ("forecast_commit", "forecast_best_case")))
    if not promised or won is None or won.value is None:
        return None
    labels = (*(metric_label(material, figure.metric) for figure in promised), Words("document.pipeline.result"))
    series = Series(Words("document.pipeline.amount"), (*(figure.value for figure in promised), won.value))
    title = Words("document.chart.forecast_against_actual")
    if bias and bias.value is not None:
        title = Words("document.chart.forecast_finding", (("bias", Result(bias)),))
    return Chart("bars", title, won.unit, labels, (series,))


def week_chart(material: Material) -> Chart | None:
    """Activities in each week; a week that the period's edge cuts is marked. The title gives the average."""
    weeks = [(week, week.activities) for week in material.weeks if week.activities is not None]
    average = material.figure("activities_per_week")
    if len(weeks) < 2 or average is None or average.value is None:
        return None
    labels = tuple(
        Words("words.calendar.week_short" if week.whole else "document.chart.cut_week_short", (("number", count(week.number)),))
        for week, _ in weeks
    )
    series = Series(metric_label(material, average.metric), tuple(Fraction(activities) for _, activities in weeks))
    title = Words("document.chart.weeks_finding", (("value", Result(average)),))
    return Chart("columns", title, Unit.COUNT, labels, (series,))


def mrr_chart(material: Material) -> Chart | None:
    """From recurring revenue at the start to that at the end, movement by movement; the title gives the net."""
    net, end = material.figure("net_new_mrr"), material.figure("mrr")
    moved = having(map(material.figure, MOVEMENTS))
    if net is None or net.value is None or end is None or not isinstance(end.value, Money) or not moved:
        return None
    steps = tuple(_signed(figure) for figure in moved)
    start = Money(end.value.minor - sum(step.minor for step in steps), end.value.currency)
    labels: tuple[Cell, ...] = (
        Words("document.chart.start"),
        *(metric_label(material, figure.metric) for figure in moved),
        Words("document.chart.end"),
    )
    series = Series(metric_label(material, "mrr"), (start, *steps, end.value))
    return Chart("waterfall", Words("document.chart.mrr_finding", (("value", Result(net)),)), Unit.MONEY, labels, (series,))


def segment_chart(material: Material, slices: tuple[tuple[str, Figure], ...]) -> Chart | None:
    """Win rate by segment; the title names the highest and the lowest, or says that the samples are small."""
    if len(slices) < 2:
        return None
    (best, high), (least, low) = slices[0], slices[-1]
    small = any(note.slug == "small_sample" for figure in (high, low) for note in figure.notes)
    title = Words(
        "document.chart.segments_small" if small else "document.chart.segments_finding",
        (("best", member(best)), ("high", Result(high)), ("least", member(least)), ("low", Result(low))),
    )
    rate = material.figure("win_rate")
    series = Series(metric_label(material, "win_rate"), tuple(figure.value for _, figure in slices))
    labels = tuple(member(key) for key, _ in slices)
    return Chart("bars", title, Unit.RATIO, labels, (series,), goal=rate.target if rate else None)


def cumulative_chart(material: Material) -> Chart | None:
    """What was won, week by week, against the straight line to the quota: the chart of the home screen.

    The title says where both stand in the last week.
    """
    won = material.figure("revenue_won")
    weeks = [(week, week.won) for week in material.weeks if week.won is not None]
    if won is None or not weeks:
        return None
    labels = tuple(Words("words.calendar.week_short", (("number", count(week.number)),)) for week, _ in weeks)
    lines = [Series(Words("document.chart.actual"), tuple(amount for _, amount in weeks))]
    told: tuple[tuple[str, Cell], ...] = (("won", Quantity(weeks[-1][1], Unit.MONEY)),)
    ended = "_ended" if material.period.end < material.today else ""
    title = Words(f"document.chart.cumulative_alone{ended}", told)
    if isinstance(won.target, Money):
        quota, days, start = won.target, material.period.days, material.period.start
        straight = tuple(Money.of(quota.exact * ((week.end - start).days + 1) / days, quota.currency) for week, _ in weeks)
        lines.append(Series(Words("document.chart.target"), straight))
        title = Words(f"document.chart.cumulative{ended}", (*told, ("line", Quantity(straight[-1], Unit.MONEY))))
    return Chart("lines", title, Unit.MONEY, labels, tuple(lines))


def member(key: str) -> Cell:
    """The name of a slice, or of the one that nothing is known of."""
    return Words("words.split.none") if key in ("", EMPTY) else Said(key)


def _value(figure: Figure) -> Cell:
    return Quantity(figure.value, figure.unit) if figure.value is not None else Result(figure)


def _signed(figure: Figure) -> Money:
    value = figure.value
    if not isinstance(value, Money):
        raise TypeError(f"{figure.metric} is no money")
    return Money(-value.minor, value.currency) if figure.metric in _LOSSES else value
