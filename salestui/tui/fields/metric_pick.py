"""Metrics to choose from, with what each shows: value, change, goal or benchmark, and its trend."""

from __future__ import annotations

from rich.cells import cell_len
from textual.binding import Binding
from textual.message import Message

from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.render.numbers import Numbers
from salestui.summary.fields import Field
from salestui.summary.offered import chosen, fitting
from salestui.tui.entry_words import short_name
from salestui.tui.fields.edited import Edited, KeptField
from salestui.tui.fields.form import FormMaker
from salestui.tui.figure_words import change_marked, worse
from salestui.tui.messages import Explain
from salestui.tui.row_in_full import BENEATH, Column, Row
from salestui.tui.row_window import GAP, RowWindow

NAME = 16
"""Cells that the names of metrics keep: before they are cut, comparison, trend and change go beneath the list."""

_STEPS = "▁▂▃▄▅▆▇█"
_UNSUITED = ("goal_attainment", "target_gap", "pace", "quota_attainment")
"""Figures of a goal: they stand in section 2."""


class MetricPick(RowWindow, KeptField):
    """Space chooses or gives up a metric; enter shows the rows behind it. Those that fit the role stand first."""

    DEFAULT_CSS = "MetricPick { height: auto; max-height: 12; padding: 0 1; }"
    BINDINGS = [
        Binding("space", "pick", id="metric.pick", show=False),
        Binding("enter", "explain", id="metric.why", show=False),
    ]

    class Picked(Message):
        """These are chosen now."""

        def __init__(self, metrics: tuple[str, ...]) -> None:
            super().__init__()
            self.metrics = metrics

    def __init__(self, maker: FormMaker, field: Field) -> None:
        super().__init__([])
        self._maker = maker
        self._numbers = Numbers(maker.said.language, brief=True)
        self._field = field
        self.key = FieldKey(maker.section, field.key, 1)
        self._chosen = list(chosen(maker.material))
        self._metrics: list[str] = []

    def on_mount(self) -> None:
        self._list()

    def _list(self) -> None:
        first = [*self._chosen, *fitting(self._maker.material)]
        rest = [known.name for known in self._maker.lookup.metrics if known.value]
        self._metrics = [metric for metric in dict.fromkeys([*first, *rest]) if metric not in _UNSUITED]
        self._show()

    def _show(self) -> None:
        rows = [self._row_of(metric) for metric in self._metrics]
        columns = self._wide_enough(rows)
        self.show([self._named(row, metric, columns) for row, metric in zip(rows, self._metrics, strict=True)], columns=columns)

    def _wide_enough(self, rows: list[Row]) -> list[Column]:
        """Columns as wide as what stands in them, so that the names get what is left."""
        said = self._maker.said
        heads = [said(f"document.results.{key}") for key in ("result", "change")]
        heads += [said("screens.section.trend"), said("screens.section.beside")]
        wide = [max([cell_len(head), *(cell_len(row.cells[n + 2]) for row in rows)]) for n, head in enumerate(heads)]
        taken = len("[x]") + NAME + wide[0] + wide[1] + 3 * GAP
        return [
            Column("", len("[x]")),
            Column(said("document.results.metric"), 0),
            Column(heads[0], wide[0], right=True),
            Column(heads[1], wide[1], right=True, least=taken),
            Column(heads[2], wide[2], least=taken + wide[2] + GAP),
            Column(heads[3], wide[3], least=taken + wide[2] + wide[3] + 2 * GAP),
            Column("", 0, least=BENEATH),  # what the mark of a change means
        ]

    def _row_of(self, metric: str) -> Row:
        figure = self._maker.material.figure(metric)
        mark = "[x]" if metric in self._chosen else "[ ]"
        label = self._maker.lookup.label(metric)
        if figure is None:
            return Row((mark, label, "", "", "", "", ""), "muted")
        tone = {True: "good", False: "bad", None: ""}[figure.better]
        change, bad = change_marked(figure, self._numbers), worse(figure, self._numbers)
        told = self._numbers.figure(figure) if figure.value is not None else "–"
        meant = f"! {bad}" if bad else ""
        return Row((mark, label, told, change, self._trend(metric), self._beside(figure), meant), tone)

    def _named(self, row: Row, metric: str, columns: list[Column]) -> Row:
        """The row under the short name of its metric, where the whole one has no room."""
        room = self.scrollable_content_region.width
        shown = [column.width for column in columns if column.least <= room]
        mark, label, *rest = row.cells
        if cell_len(label) <= room - sum(shown) - GAP * (len(shown) - 1):
            return row
        short = short_name(metric, self._maker.said, label)
        return Row((mark, short, *rest), row.tone, label if short != label else "")

    def on_resize(self) -> None:
        self._show()

    def _beside(self, figure: Figure) -> str:
        if figure.target is not None:
            return self._maker.said("words.figure.goal", value=self._numbers.target(figure))
        if figure.benchmarks:
            mark = figure.benchmarks[0]
            return f"{mark.label} {self._numbers.value(mark.value, figure.unit)}"
        return self._maker.said("words.figure.was", value=self._numbers.previous(figure)) if figure.previous is not None else ""

    def _trend(self, metric: str) -> str:
        points = [figure.value for _, figure in self._maker.material.trends.get(metric, ())]
        return sparkline([float(p.exact if isinstance(p, Money) else p) if p is not None else None for p in points])

    # choosing

    @property
    def metric(self) -> str | None:
        """The marked metric."""
        return self._metrics[self.marked] if self._metrics else None

    def action_pick(self) -> None:
        """Choose the marked metric, or give it up."""
        metric = self.metric
        if metric is None:
            return
        before = len(self._chosen)
        if metric in self._chosen:
            self._chosen.remove(metric)
        elif self._field.at_most is None or before < self._field.at_most:
            self._chosen.append(metric)
        else:
            return
        self._show()
        for row in range(1, max(before, len(self._chosen)) + 1):
            text = self._chosen[row - 1] if row <= len(self._chosen) else ""
            self.post_message(Edited(self, FieldKey(self._maker.section, self._field.key, row), text))
        self.post_message(self.Picked(tuple(self._chosen)))

    def action_explain(self) -> None:
        if self.metric is not None:
            self.post_message(Explain(self.metric))

    def action_choose(self) -> None:
        """A second click chooses."""
        self.action_pick()

    def kept(self, refusal: Refusal | None) -> None:
        """The ticks show themselves."""

    def take_over(self, text: str) -> None:
        """The choice is read as a whole, see `turn_to`."""

    def turn_to(self, maker: FormMaker) -> None:
        """Show the figures, and the choice, as they are now."""
        self._maker = maker
        self._chosen = list(chosen(maker.material))
        self._list()


def sparkline(values: list[float | None]) -> str:
    """The values as small bars; a gap where one is missing, nothing for fewer than two."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    return "".join(" " if value is None else _STEPS[round((value - low) / reach * (len(_STEPS) - 1))] for value in values)
