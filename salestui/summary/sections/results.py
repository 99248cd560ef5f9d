"""Section 3, key metrics and results: the three to five figures that stand for the plan, and a line of why for each."""

from __future__ import annotations

from salestui.metrics.figure import Figure
from salestui.summary.blocks import (
    Beside,
    Block,
    Cell,
    Column,
    Line,
    Lines,
    Nothing,
    Result,
    Said,
    Table,
    Words,
)
from salestui.summary.cells import change, column, metric_label, noted, said, target
from salestui.summary.charts import trend_chart
from salestui.summary.fields import Field, Kind
from salestui.summary.material import FigureKey, Material, on_mix_key
from salestui.summary.offered import chosen, fitting
from salestui.summary.reps import rep_columns, rep_table, reps

KEY = "results"
LIMIT = 120
FIELDS: tuple[Field, ...] = (
    Field("metric", Kind.METRIC, repeats=True, at_least=3, at_most=5, words="metrics"),
    Field("why", Kind.PROSE, named_by="metric", entry_kinds=("win", "process", "learning", "praise")),
    Field("benchmark", Kind.RECORD, command="measure"),
)
COLUMNS = (
    column("results.metric"),
    column("results.result", numeric=True),
    column("results.before", numeric=True),
    column("results.change", numeric=True),
    column("results.goal", numeric=True),
    column("results.benchmark", numeric=True),
)

_FIRST = ("win_rate", "mrr", "arr", "forecast_commit", "forecast_best_case")
"""Labels that are spelled out where a reader meets them first."""


def facts(material: Material) -> tuple[Block, ...]:
    """The metrics that fit the role and are not chosen, with what they stand beside."""
    rest = [metric for metric in fitting(material) if metric not in chosen(material)]
    table = _table(material, [figure for figure in map(material.figure, rest) if figure and figure.value is not None])
    return (table,) if table.rows else ()


def blocks(material: Material) -> tuple[Block, ...]:
    """The table of the chosen metrics, a line of why for each, the reps beside each other for a manager, and a trend."""
    metrics = chosen(material)
    if not metrics:
        return ()
    figures = [figure for figure in map(material.figure, metrics) if figure]
    found: list[Block] = [_table(material, figures)]
    whys = [Line((text,), metric_label(material, metric)) for metric in metrics if (text := why(material, metric))]
    if whys:
        found.append(Lines(tuple(whys)))
    if material.role == "manager" and (table := _by_rep(material, metrics)):
        found.append(table)
    chart = trend_chart(material, metrics)
    return (*found, chart) if chart else tuple(found)


def why(material: Material, metric: str) -> Said | None:
    """The rep's line on what changed and why."""
    return said(material, KEY, "why", 0, metric)


def row(material: Material, figure: Figure) -> tuple[Cell, ...]:
    """Metric, result, before, change, goal, benchmark."""
    return (
        metric_label(material, figure.metric, topic="first" if figure.metric in _FIRST else "label"),
        noted(figure),
        Beside(figure, "prev"),
        change(figure),
        target(figure),
        Beside(figure, "benchmark", labelled=True),
    )


def _table(material: Material, figures: list[Figure]) -> Table:
    return Table(COLUMNS, tuple(row(material, figure) for figure in figures))


def _by_rep(material: Material, metrics: tuple[str, ...]) -> Table | None:
    """Two of the chosen metrics per rep, with territory and segment, and beside a share or mean the team's on the rep's own
    mix of segments, so that a hard territory is visible as such; revenue stands with the goals.
    """
    told = ("revenue_won", "quota_attainment", "revenue_growth")
    compared = [metric for metric in metrics if metric not in told]
    sliced = [m for m in compared if any(FigureKey(m, owner=rep.name) in material.figures for rep in reps(material))][:2]
    if not sliced:
        return None
    rows = []
    fair = {metric for metric in sliced if any(on_mix_key(metric, rep.name) in material.figures for rep in reps(material))}
    for rep in reps(material):
        cells: list[Cell] = []
        for metric in sliced:
            figure = material.figures.get(FigureKey(metric, owner=rep.name))
            cells.append(Result(figure) if figure else Words("metrics.absent.no_data"))
            if metric in fair:
                team = material.figures.get(on_mix_key(metric, rep.name))
                cells.append(Result(team) if team and team.value is not None else Nothing())
        rows.append((*rep_columns(rep), *cells))
    heads = [column("goals.owner"), column("goals.territory")]
    for metric in sliced:
        heads.append(Column(metric_label(material, metric), numeric=True))
        if metric in fair:
            heads.append(Column(Words("side_by_side.reps.on_mix"), numeric=True))
    return rep_table(heads, rows)
