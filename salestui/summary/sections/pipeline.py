"""Section 4, pipeline health and forecast: what is left to win, what slipped, and how far the forecast can be trusted."""

from __future__ import annotations

from fractions import Fraction

from salestui.domain.goal import Forecast
from salestui.domain.money import Money
from salestui.domain.role import MANAGER
from salestui.metrics.figure import Figure, Row, Unit
from salestui.summary.blocks import (
    Beside,
    Block,
    Cell,
    Day,
    Joined,
    Line,
    Lines,
    Nothing,
    Quantity,
    Result,
    Said,
    Table,
    Words,
)
from salestui.summary.cells import change, column, count, is_nothing, metric_label, said, target, with_goals
from salestui.summary.charts import forecast_chart, stage_chart
from salestui.summary.fields import Field, Kind
from salestui.summary.material import FigureKey, Material
from salestui.summary.offered import chosen
from salestui.summary.reps import rep_columns, rep_table, reps

KEY = "pipeline"
LIMIT = 80
RISKS = ("risk_slip", "risk_late_stage", "risk_buyer")
FIELDS: tuple[Field, ...] = (
    Field("forecast", Kind.RECORD, command="forecast add", records=("commit", "best_case", "made_on"), words="commit"),
    Field("risk_slip", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.slip"),
    Field("risk_late_stage", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.late_stage"),
    Field("risk_buyer", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.buyer"),
    Field("outlook", Kind.PROSE, entry_kinds=("risk",)),
)
ALWAYS = ("pipeline_value", "slipped_deals")
"""Shown also when there is no value: a pipeline that nobody looked at is itself a finding."""
SHOWN = (
    "pipeline_value",
    "weighted_pipeline",
    "stalled_deals",
    "slipped_deals",
    "late_stage_without_next_step",
    "overdue_deals",
    "pipeline_coverage",
    "pipeline_coverage_next",
)
_WORTH = {"stalled_deals": "stalled_value", "slipped_deals": "slipped_value"}
NAMED = 3
"""How many deals a line names before it says how many more there are."""
COLUMNS = (
    column("pipeline.metric"),
    column("pipeline.value", numeric=True),
    column("results.before", numeric=True),
    column("results.change", numeric=True),
    column("results.goal", numeric=True),
)
REP_COLUMNS = (
    column("goals.owner"),
    column("goals.territory"),
    column("pipeline.value", numeric=True),
    column("pipeline.slipped", numeric=True),
    column("pipeline.coverage_then", numeric=True),
)


def facts(material: Material) -> tuple[Block, ...]:
    """The deals to look at by name: stalled, past their date, late without a next step; and the coverage that is needed."""
    lines = [
        Line((named(deals),), metric_label(material, metric))
        for metric in ("stalled_deals", "overdue_deals", "late_stage_without_next_step")
        if (deals := behind(material, metric))
    ]
    rate = material.figure("win_rate")
    if rate and isinstance(rate.value, Fraction) and rate.value > 0:
        needed = Words("words.figure.needed", (("value", Quantity(1 / rate.value, Unit.MULTIPLE)),))
        lines.append(Line((needed,), metric_label(material, "pipeline_coverage")))
    return (Lines(tuple(lines)),) if lines else ()


def blocks(material: Material) -> tuple[Block, ...]:
    """The table of pipeline figures, the forecast and what came of it, slips and risks, the outlook, and two charts."""
    figures = [figure for metric in SHOWN if (figure := material.figure(metric)) and _is_shown(material, figure)]
    written = _written(material)
    if not written and all(figure.value is None for figure in figures):
        return ()
    found: list[Block] = []
    if figures:
        found.append(with_goals(COLUMNS, tuple(_row(material, figure) for figure in figures)))
    if material.role == MANAGER and (table := _by_rep(material)):
        found.append(table)
    lines = [*_forecast(material), *_slips(material), *written]
    if lines:
        found.append(Lines(tuple(lines)))
    charts = (stage_chart(material), forecast_chart(material))
    return (*found, *(chart for chart in charts if chart))


def _is_shown(material: Material, figure: Figure) -> bool:
    """What has a value, and is not 0 as before; the coverage of a period says nothing any more once it is over."""
    if figure.metric in ALWAYS:
        return True
    if figure.value is None or is_nothing(figure):
        return False
    return figure.metric != "pipeline_coverage" or material.period.running(material.today)


def behind(material: Material, metric: str) -> tuple[Row, ...]:
    """The deals behind a count, the largest first."""
    figure = material.figure(metric)
    if figure is None or not figure.value:
        return ()
    rows = (row for row in figure.rows() if row.kind == "deal" and row.counts_in in ("numerator", "both"))
    return tuple(sorted(rows, key=lambda row: -row.amount.minor if row.amount else 0))


def named(deals: tuple[Row, ...]) -> Cell:
    """ "Vega ($40.0k), Beta ($50.0k) and 3 more"."""
    names = Joined(tuple(_deal(row) for row in deals[:NAMED]))
    if len(deals) <= NAMED:
        return names
    return Words("document.pipeline.and_more", (("names", names), ("count", count(len(deals) - NAMED))))


def measured_forecast(material: Material) -> Forecast | None:
    """The forecast of this period that the accuracy is measured by: the one whose commit is the figure's."""
    commit = material.figure("forecast_commit")
    own = [forecast for forecast in material.forecasts if forecast.period == material.period.key]
    same = (forecast for forecast in own if commit and forecast.commit == commit.value)
    return next(same, own[0] if own else None)


def with_worth(material: Material, figure: Figure) -> Cell:
    """A number of deals with what they are worth: "4 ($182k)"."""
    worth = material.figure(_WORTH[figure.metric]) if figure.metric in _WORTH else None
    if not figure.value or worth is None or worth.value is None:
        return Result(figure)
    return Words("document.pipeline.count_and_value", (("count", Result(figure)), ("value", Result(worth))))


def _row(material: Material, figure: Figure) -> tuple[Cell, ...]:
    label, value = metric_label(material, figure.metric), with_worth(material, figure)
    return label, value, Beside(figure, "prev"), change(figure), target(figure)


def _deal(row: Row) -> Cell:
    name = Said(row.account or row.name or row.id)
    if row.amount is None:
        return name
    values = (("count", name), ("value", Quantity(row.amount, Unit.MONEY)))
    return Words("document.pipeline.count_and_value", values)


def _forecast(material: Material) -> list[Line]:
    """What was promised when, and how near it came; a CRM in which nothing is marked as commit made no promise."""
    commit, best = material.figure("forecast_commit"), material.figure("forecast_best_case")
    told: list[Cell] = [
        Words(f"document.pipeline.said_{figure.metric}", (("value", Result(figure)),))
        for figure in (commit, best)
        if figure and figure.value is not None
    ]
    given = measured_forecast(material)
    promised = commit.value if commit else None
    if not told or not (given or (isinstance(promised, Money) and promised.minor)):
        return []
    if given:
        told.append(Words("document.pipeline.given", (("date", Day(given.made_on)),)))
    lines = [Line((Joined(tuple(told)),), Words("document.pipeline.forecast"))]
    accuracy, bias = material.figure("forecast_accuracy"), material.figure("forecast_bias")
    if accuracy and accuracy.value is not None:
        told_before = accuracy.metric in chosen(material)
        goal: Cell = Nothing()
        if accuracy.target is not None and not told_before:
            goal = Words("words.figure.goal", (("value", Beside(accuracy, "target")),))
        was: Cell = Nothing()
        if accuracy.previous is not None and not told_before:
            was = Words("words.figure.was", (("value", Beside(accuracy, "prev")),))
        off: Cell = Words("document.pipeline.off", (("bias", Result(bias)),)) if bias and bias.value is not None else Nothing()
        lines.append(Line((Joined((Result(accuracy), off, goal, was)),), metric_label(material, "forecast_accuracy")))
    elif accuracy:
        lines.append(Line((Result(accuracy),), metric_label(material, "forecast_accuracy")))
    return lines


def _slips(material: Material) -> list[Line]:
    """The slipped deals by name; where the rep wrote why each slipped, the names stand there."""
    deals = behind(material, "slipped_deals")
    if not deals or material.rows(KEY, "risk_slip"):
        return []
    return [Line((named(deals),), metric_label(material, "slipped_deals"))]


def _written(material: Material) -> list[Line]:
    labels = {"risk_slip": "slips", "risk_late_stage": "late_stage", "risk_buyer": "buyer"}
    lines = []
    for field, label in labels.items():
        texts = tuple(text for row in material.rows(KEY, field) if (text := said(material, KEY, field, row)))
        if texts:
            lines.append(Line((Joined(texts, by="; "),), Words(f"document.pipeline.{label}")))
    if outlook := said(material, KEY, "outlook"):
        lines.append(Line((outlook,), Words("document.pipeline.outlook")))
    return lines


def _by_rep(material: Material) -> Table | None:
    """Open value, slips and the coverage when the last month began, per rep with territory and segment."""
    rows = []
    for rep in reps(material):
        found = [
            material.figures.get(FigureKey(metric, owner=rep.name))
            for metric in ("pipeline_value", "slipped_deals", "pipeline_coverage")
        ]
        if any(figure and figure.value is not None for figure in found):
            cells = (Result(f) if f and f.value is not None else Nothing() for f in found)
            rows.append((*rep_columns(rep), *cells))
    return rep_table(REP_COLUMNS, rows) if rows else None
