"""Why a figure is what it is: its definition, what it stands beside, and the very rows that it was computed from.

The rows of a large book are read beside the app: what the figure means is there at once, and they follow.
"""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure, Unit
from salestui.metrics.figure import Row as Record
from salestui.render.beside import compared
from salestui.render.numbers import Numbers
from salestui.summary.material import FigureKey
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.entry_words import day_short, metric_said, own_name
from salestui.tui.figure_words import definition_said, judged, notes_said
from salestui.tui.messages import Go
from salestui.tui.prose import Prose
from salestui.tui.row_in_full import NEVER, Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.tui.sitting import Sitting
from salestui.work.beside import beside
from salestui.work.kept_material import RowsBehind, read_rows
from salestui.work.little import is_little
from salestui.work.progress import Progress


class Found(Message):
    """The rows are there."""

    def __init__(self, rows: tuple[Record, ...]) -> None:
        super().__init__()
        self.rows = rows


class NotRead(Message):
    """They could not be read."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


def _in_one_go(_: Progress) -> None:
    """Nothing is told on the way."""


class Why(Dialog[None]):
    """Enter on a row opens the deal."""

    DEFAULT_CSS = """
    Why .dialog { height: 90%; }
    Why RowWindow { height: 1fr; padding: 0; margin-top: 1; }
    """
    AUTO_FOCUS = "RowWindow"

    def __init__(self, sitting: Sitting, metric: str, goal: str | None = None) -> None:
        super().__init__(sitting)
        material = sitting.review.summary.material
        self._key = FigureKey(metric, goal)
        self._figure: Figure | None = material.figures.get(self._key)
        self._label = material.labels.get(metric) or metric_said(metric, sitting.words)
        self._numbers = Numbers(sitting.desk.language)
        self._rows: tuple[Record, ...] | None = self._at_hand()

    @property
    def heading(self) -> str:
        if self._figure is None:
            return self._label
        return one_line(f"{self._label}: {self._numbers.figure(self._figure)}")

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.why.foot")

    def content(self) -> ComposeResult:
        yield Prose(self._about())
        yield RowWindow(self._columns(), empty=Content(self.sitting.words("screens.why.being_read")))

    def _columns(self) -> list[Column]:
        said = self.sitting.words
        return [
            Column(said("screens.why.counts"), 3, least=0 if self._divided else NEVER),
            Column(said("screens.why.name"), 0),
            Column(said("screens.why.account"), 0, least=88),
            Column(said("screens.why.owner"), 14, least=102),
            Column(said("screens.why.status"), 8, least=68),
            Column(said("screens.why.amount"), 16, right=True),
            Column(said("screens.why.day"), 11, right=True),
        ]

    def on_mount(self) -> None:
        if self._rows is None:
            self._read_beside()
        else:
            self._list(self._rows)

    def _at_hand(self) -> tuple[Record, ...] | None:
        """The rows, None where all deals of a large book would be read for them."""
        if self._figure is None:
            return ()
        rows = self._figure.rows
        return rows.at_hand if isinstance(rows, RowsBehind) and not is_little(self.sitting.desk) else rows()

    @work(thread=True, exit_on_error=False)
    def _read_beside(self) -> None:
        """Read the rows beside the screen, which goes on answering keys."""
        try:
            self.post_message(Found(beside(self.sitting.desk, read_rows, self.sitting.period, self._key, watch=_in_one_go)))
        except Refusal as refusal:
            self.post_message(NotRead(refusal))

    @on(Found)
    def _found(self, found: Found) -> None:
        if self._figure is not None and isinstance(self._figure.rows, RowsBehind):
            self._figure.rows.at_hand = found.rows
        self._list(found.rows)

    @on(NotRead)
    def _not_read(self, ended: NotRead) -> None:
        self.query_one(RowWindow).say_empty(Content(self.sitting.sentence(ended.refusal)))

    def _list(self, rows: tuple[Record, ...]) -> None:
        self._rows = rows
        table = self.query_one(RowWindow)
        table.say_empty(Content(self.sitting.words("screens.why.no_rows")))
        table.show(MadeRows(rows, self._row), columns=self._columns())
        self.query_one(Prose).update(self._about())

    @property
    def _divided(self) -> bool:
        return any(row.counts_in != "numerator" for row in self._rows or ())

    def _about(self) -> Content:
        said, figure = self.sitting.words, self._figure
        if figure is None:
            return Content(said("screens.why.unknown"))
        meaning = f"metrics.meaning.{figure.metric}"
        change = " ".join(text for text in (self._numbers.change(figure, arrow=True), judged(figure, said)) if text)
        lines = [
            Content.styled(said(meaning), "dim") if said.has(meaning) else Content(""),
            Content(" · ".join(text for text in (change, *compared(figure, said, self._numbers)) if text)),
            Content(self._fraction(figure)),
            Content(definition_said(figure, said)),
            Content.styled(said("screens.why.legend"), "dim") if self._divided else Content(""),
            Content.styled(" · ".join(notes_said(figure, said, self._numbers)), "$text-warning"),
        ]
        return Content("\n").join(line for line in lines if line.plain.strip())

    def _fraction(self, figure: Figure) -> str:
        """What was divided by what, and how many records that was."""
        said = self.sitting.words
        parts = [said.counted("words.count.rows", len(self._rows))] if self._rows is not None else []
        if figure.numerator is not None and figure.denominator is not None:
            whole = figure.denominator
            plain = Unit.COUNT if not isinstance(whole, tuple) else Unit.MONEY
            top = self._numbers.value(figure.numerator, Unit.MONEY if isinstance(figure.numerator, tuple) else Unit.COUNT)
            parts.insert(0, said("screens.why.divided", numerator=top, denominator=self._numbers.value(whole, plain)))
        return " · ".join(parts)

    def _row(self, record: Record) -> Row:
        said = self.sitting.words
        mark = {"numerator": "▲", "denominator": "·", "both": "●"}.get(record.counts_in, "")
        amount = record.value if record.value is not None else record.amount
        unit = self._figure.unit if self._figure and record.value is not None else Unit.MONEY
        worth = (
            self._numbers.exact(amount)
            if isinstance(amount, Money)
            else self._numbers.value(amount, unit)
            if amount is not None
            else "–"
        )
        name = record.name or record.deal or record.id
        return Row(
            (
                mark,
                own_name(name, record.account) if self.query_one(RowWindow).shows(said("screens.why.account")) else name,
                record.account or "",
                record.owner or "",
                said(f"words.status.{record.status}") if record.status else "",
                worth,
                day_short(record.on, said, self.sitting.desk.today) if record.on else "",
            )
        )

    @on(RowWindow.Chosen)
    def _open(self, chosen: RowWindow.Chosen) -> None:
        record = (self._rows or ())[chosen.index]
        deal = record.deal or (record.id if record.kind == "deal" else None)
        if deal:
            self.dismiss(None)
            self.app.post_message(Go("deals", FieldKey("deals", deal)))
