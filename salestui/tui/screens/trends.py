"""Trends: any metric over the periods, with goal and benchmark, marked where its definition changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from salestui.domain.period import Period
from salestui.metrics.figure import Figure
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.charts import trend_chart
from salestui.summary.material import Material
from salestui.summary.offered import fitting
from salestui.tui.entry_words import metric_said, short_name
from salestui.tui.figure_words import beside, change_said, definition_said
from salestui.tui.messages import Explain
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.place import NARROW, WIDE, Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import GAP, MadeRows, RowWindow
from salestui.work.figures import trends

PERIODS = 8
SLIM = "-slim"
VALUE = 13
"""Cells of a figure."""


class TrendsScreen(Place):
    """The marked metric is drawn; enter shows the rows behind it."""

    CSS_PATH = "trends.tcss"
    AUTO_FOCUS = "#metrics"
    HORIZONTAL_BREAKPOINTS = [(0, SLIM), (72, NARROW), (100, WIDE)]
    KEYS = ("list.choose", "write.pane", "go.results", "do.copy", "do.help", "do.back")
    BINDINGS = [Binding("f2", "next_pane", id="write.pane", show=False)]

    _metrics: tuple[str, ...] = ()

    def content(self) -> ComposeResult:
        with Horizontal(id="trend-columns"):
            with Vertical(id="trend-left"):
                yield RowWindow([Column(self.word("metric"), 0), Column(self.word("value"), VALUE, right=True)], name="metrics")
            with Vertical(id="trend-right"):
                yield ChartPane()
                yield RowWindow(
                    [
                        Column(self.word("period"), 10),
                        Column(self.word("value"), 13, right=True),
                        Column(self.word("change"), 12, right=True),
                        Column(self.word("beside"), 0, least=56),
                    ],
                    empty=Content(self.word("none")),
                    name="points",
                )
                yield Static(id="definition")

    def read(self) -> None:
        material = self.sitting.review.summary.material
        has = [key.metric for key, figure in material.figures.items() if figure.value is not None]
        plain = [metric for metric in dict.fromkeys([*fitting(material), *has]) if material.figure(metric)]
        self._metrics = tuple(plain)
        self.query_one("#metrics", RowWindow).show(MadeRows(self._metrics, self._metric_row))
        self._draw()

    def _metric_row(self, metric: str) -> Row:
        material = self.sitting.review.summary.material
        figure = material.figure(metric)
        label = material.labels.get(metric) or metric_said(metric, self.sitting.words)
        value = Numbers(self.sitting.desk.language, brief=True).figure(figure) if figure and figure.value is not None else "–"
        room = self.query_one("#metrics", RowWindow).scrollable_content_region.width - VALUE - GAP
        short = label if cell_len(label) <= room else short_name(metric, self.sitting.words, label)
        return Row((short, value), name=label if short != label else "")

    @on(RowWindow.Marked, "#metrics")
    def _draw(self) -> None:
        """The marked metric over the periods, as a chart and in figures."""
        if not self._metrics:
            return
        metric = self._metrics[self.query_one("#metrics", RowWindow).marked]
        points = self.wish(lambda: trends(self.sitting.desk, self.sitting.period, metric, count=PERIODS)) or ()
        material = self.sitting.review.summary.material
        said, numbers = self.sitting.words, Numbers(self.sitting.desk.language, brief=True)
        chart = trend_chart(_with_trend(material, metric, points), (metric,))
        pane = self.query_one(ChartPane)
        pane.set_class(chart is None, "-missing")
        pane.show(chart, Wording(numbers, material))
        newest = points[-1][1] if points else None
        rows = [self._point_row(period, figure, newest, numbers) for period, figure in reversed(_each_against_the_last(points))]
        self.query_one("#points", RowWindow).show(rows)
        told = definition_said(newest, said) if newest else ""
        self.query_one("#definition", Static).update(Content(told).stylize("dim"))

    def _point_row(self, period: Period, figure: Figure, newest: Figure | None, numbers: Numbers) -> Row:
        said = self.sitting.words
        other = newest is not None and figure.definition != newest.definition
        note = said("words.change.not_comparable") if other else beside(figure, said, numbers)
        value = numbers.figure(figure) if figure.value is not None else "–"
        told = note if figure.value is not None else numbers.absent(figure)
        tone = {True: "good", False: "bad", None: ""}[figure.better]
        return Row((numbers.period(period), value, change_said(figure, numbers), told), "muted" if other else tone)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where chart and figures stand above each other there is no other pane to turn to."""
        return action != "next_pane" or (self.has_class(SLIM) and not self.query_one(ChartPane).has_class("-missing"))

    def action_next_pane(self) -> None:
        """Where there is no room for both: the chart in the place of the figures, and back."""
        self.toggle_class("-chart")

    def told(self) -> tuple[Content, ...]:
        return (Content(self.sitting.period.key),)

    def copied(self) -> str:
        """The figures of the marked metric, tab-separated."""
        table = self.query_one("#points", RowWindow)
        return "\n".join("\t".join(table.row(index).cells) for index in range(table.count))

    @on(RowWindow.Chosen, "#metrics")
    def _explain(self, chosen: RowWindow.Chosen) -> None:
        self.post_message(Explain(self._metrics[chosen.index]))


def _with_trend(material: Material, metric: str, points: Sequence[tuple[Period, Figure]]) -> Material:
    return replace(material, trends={**material.trends, metric: tuple(points)})


def _each_against_the_last(points: Sequence[tuple[Period, Figure]]) -> list[tuple[Period, Figure]]:
    """Each figure beside that of the period before it, where both were counted in the same way."""
    told = []
    for number, (period, figure) in enumerate(points):
        before = points[number - 1][1] if number else None
        if figure.previous is None and before is not None and before.definition == figure.definition:
            figure = replace(figure, previous=before.value)
        told.append((period, figure))
    return told
