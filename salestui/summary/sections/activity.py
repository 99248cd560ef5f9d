"""Section 5, activity and process inputs: only the activities that explain a result, and the rules that changed."""

from __future__ import annotations

from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.summary.blocks import Beside, Block, Cell, Line, Lines, Nothing, Result, Table, Words
from salestui.summary.cells import change, column, having, metric_label, said
from salestui.summary.charts import week_chart
from salestui.summary.dated import dated
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material
from salestui.summary.offered import chosen

KEY = "activity"
LIMIT = 50
PROCESS_KINDS = ("qualification", "stages", "routing", "other")
FIELDS: tuple[Field, ...] = (
    Field(
        "activity",
        Kind.LINE,
        repeats=True,
        parts=(Part("explains", Kind.METRIC), Part("how")),
        entry_kinds=("process", "win", "learning"),
    ),
    Field(
        "process",
        Kind.ROW,
        repeats=True,
        parts=(
            Part("date", Kind.DAY, words="process.date"),
            Part("kind", Kind.CHOICE, PROCESS_KINDS, words="process.kind"),
            Part("note", words="process.note"),
        ),
        entry_kinds=("process",),
    ),
)
PER_WEEK = ("calls_per_week", "emails_per_week", "meetings_per_week", "demos_per_week", "follow_ups_per_week")
STEPS = ("lead_to_meeting_rate", "show_rate", "meeting_to_opportunity_rate", "late_stage_conversion_rate")
COLUMNS = (
    column("activity.step"),
    column("activity.conversion", numeric=True),
    column("activity.before", numeric=True),
    column("activity.change", numeric=True),
    column("activity.direction"),
)
WEEK_COLUMNS = (
    column("activity.activity"),
    column("activity.per_week", numeric=True),
    column("activity.before", numeric=True),
    column("activity.change", numeric=True),
)


def facts(material: Material) -> tuple[Block, ...]:
    """What was done per week, by kind: to pick from, not to show off with; and every step of the funnel."""
    weeks = tuple(
        (metric_label(material, figure.metric), Result(figure), Beside(figure, "prev"), change(figure))
        for figure in having(map(material.figure, PER_WEEK))
    )
    steps = tuple(_step(material, figure) for figure in having(map(material.figure, STEPS)))
    return tuple(Table(columns, rows) for columns, rows in ((WEEK_COLUMNS, weeks), (COLUMNS, steps)) if rows)


def blocks(material: Material) -> tuple[Block, ...]:
    """The funnel's steps with their direction, the activities with the result that each explains, the rules, the weeks."""
    steps = [figure for figure in having(map(material.figure, STEPS)) if _moved(material, figure)]
    lines = [*_activities(material), *_processes(material)]
    found: list[Block] = []
    if steps:
        found.append(Table(COLUMNS, tuple(_step(material, figure) for figure in steps)))
    if lines:
        found.append(Lines(tuple(lines)))
    chart = week_chart(material)
    return (*found, chart) if chart and lines else tuple(found)


def _moved(material: Material, figure: Figure) -> bool:
    """Whether the step got stronger or weaker by more than a small sample explains; the results' own are not told twice."""
    changed = figure.previous is not None and figure.previous != figure.value and not figure.within_noise
    return changed and figure.metric not in chosen(material)


def _step(material: Material, figure: Figure) -> tuple[Cell, ...]:
    direction: Cell = Nothing()
    if figure.better is not None and not figure.within_noise:
        direction = Words(f"document.activity.{'improved' if figure.better else 'weakened'}")
    return metric_label(material, figure.metric), Result(figure), Beside(figure, "prev"), change(figure), direction


def _activities(material: Material) -> list[Line]:
    lines = []
    for row in material.rows(KEY, "activity"):
        text, how = said(material, KEY, "activity", row), said(material, KEY, "activity", row, "how")
        metric = material.text(KEY, "activity", row, "explains").strip()
        figure = material.figure(metric) if metric else None
        cells: list[Cell] = []
        if figure and figure.value is not None:
            cells.append(Words("document.activity.explains_now", _explained(material, figure)))
        elif metric:
            cells.append(
                Words("document.activity.explains_none", (("metric", metric_label(material, metric, topic="in_text")),))
            )
        if how:
            cells.append(how)
        if text:
            lines.append(Line(tuple(cells), text) if cells else Line((text,)))
    return lines


def _explained(material: Material, figure: Figure) -> tuple[tuple[str, Cell], ...]:
    return (("metric", metric_label(material, figure.metric, topic="in_text")), ("value", _with_change(figure)))


def _with_change(figure: Figure) -> Cell:
    changed = change(figure)
    if isinstance(changed, Nothing) or figure.within_noise:
        return Result(figure)
    return Words("document.pipeline.count_and_value", (("count", Result(figure)), ("value", changed)))


def _processes(material: Material) -> list[Line]:
    return [
        Line((cell,), Words("document.activity.process"))
        for row in material.rows(KEY, "process")
        if (cell := dated(material, FieldKey(KEY, "process", row), "words.process_change", PROCESS_KINDS))
    ]
