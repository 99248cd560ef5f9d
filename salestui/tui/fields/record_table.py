"""A table of records edited in place: goals, next steps, forecasts. Each row says what it does to the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.summary.fields import Kind
from salestui.tui.autosave import Autosave
from salestui.tui.completion import Suggest, nothing
from salestui.tui.fields.choice import Choice, Flag
from salestui.tui.fields.edited import Edited
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.messages import Stored
from salestui.work.set_aside import RECORDS_FROM
from salestui.work.typed_rows import TypedRow


class RecordPart(NamedTuple):
    """One cell of a row. `width` 0 takes the room that is left; `line` says on which line of the row it stands."""

    key: str
    label: str
    placeholder: str = ""
    kind: Kind = Kind.LINE
    choices: tuple[tuple[str, str], ...] = ()
    suggest: Suggest = nothing
    gloss: Callable[[str, int], str] | None = None
    width: int = 0
    line: int = 0


class Records(NamedTuple):
    """Where the rows with their slots come from and go to. `effect` says in words what a row as typed does to the figures."""

    section: str
    field: str
    parts: tuple[RecordPart, ...]
    rows: Callable[[], tuple[tuple[int, TypedRow], ...]]
    keep: Callable[[int, TypedRow], int]
    effect: Callable[[TypedRow], Content]
    sentence: Callable[[Refusal], str]
    saved: Callable[[str], str]
    set_aside: str


class RecordRow(Vertical):
    """One record, or the empty row into which the next is written."""

    DEFAULT_CSS = """
    RecordRow { height: auto; margin-bottom: 1; }
    RecordRow Horizontal { height: auto; }
    RecordRow Horizontal > * { width: 1fr; margin-right: 1; }
    RecordRow .effect { height: auto; padding: 0 1; }
    """

    def __init__(self, records: Records, slot: int, row: TypedRow, number: int) -> None:
        super().__init__()
        self._records = records
        self._slot = slot
        self._effect = Content("")
        self._refused = False
        self.record = row
        self.number = number

    def compose(self) -> ComposeResult:
        for line in sorted({part.line for part in self._records.parts}):
            with Horizontal():
                for part in self._records.parts:
                    if part.line == line:
                        yield self._cell(part)
        effect = Static(classes="effect")
        effect.display = False
        yield effect

    def _cell(self, part: RecordPart) -> Widget:
        key = FieldKey(self._records.section, self._records.field, self.number, part.key)
        text = self.record.values.get(part.key, "")
        widget: Widget
        if part.kind is Kind.CHOICE:
            widget = Choice(key, part.label, part.choices, text)
        elif part.kind is Kind.FLAG:
            widget = Flag(key, part.label, text)
        else:
            widget = KeptText(
                key,
                part.label,
                text,
                placeholder=part.placeholder,
                suggest=part.suggest,
                gloss=part.gloss,
                saved_words=self._records.saved,
            )
        if part.width:
            widget.styles.width = part.width
        return widget

    def on_mount(self) -> None:
        self.show_effect()

    @property
    def cells(self) -> Mapping[str, KeptText | Choice | Flag]:
        found: dict[str, KeptText | Choice | Flag] = {}
        for widget in self.query("*"):
            if isinstance(widget, (KeptText, Choice, Flag)):
                found[widget.key.part] = widget
        return found

    @property
    def typed(self) -> TypedRow:
        """The row as it stands on the screen."""
        return TypedRow(self.record.number, {key: cell.text for key, cell in self.cells.items()})

    def says(self, row: TypedRow) -> bool:
        """Whether the cells hold what `row` holds."""
        return all(text == row.values.get(part, "") for part, text in self.typed.values.items())

    def keep(self) -> None:
        """Write the row. Raises Refusal."""
        typed = self.typed
        self.record = typed._replace(number=self._records.keep(self._slot, typed))

    def told(self, refusal: Refusal | None) -> None:
        """What became of it."""
        self._refused = refusal is not None
        for cell in self.cells.values():
            cell.kept(refusal)
        if refusal is None:
            self.show_effect()
            self.post_message(Stored())
        else:
            self._say(Content.styled(self._records.sentence(refusal), "$text-error"))

    def show_effect(self) -> None:
        waits = self.record.aside and self.says(self.record) and not self.record.empty
        self._say(Content.styled(self._records.set_aside, "$text-warning") if waits else self._records.effect(self.typed))

    def _say(self, content: Content) -> None:
        if content == self._effect:
            return
        self._effect = content
        for effect in self.query(".effect").results(Static):  # none yet in a row that is only just being made
            effect.display = bool(content.plain.strip())
            effect.update(content)

    def take_over(self, row: TypedRow) -> None:
        """Show the record as another program left it; cells in use keep what is in them."""
        refused = self._refused and row.aside and self.says(row)  # what is said of it then says more
        self.record = row
        for key, cell in self.cells.items():
            cell.take_over(row.values.get(key, ""))
        if not refused:
            self.show_effect()


class RecordTable(Vertical):
    """The records and one empty row."""

    DEFAULT_CSS = "RecordTable { height: auto; }"

    def __init__(self, records: Records, autosave: Autosave) -> None:
        super().__init__()
        self._records = records
        self._autosave = autosave
        self._count = 0
        self._slots: set[int] = set()

    def compose(self) -> ComposeResult:
        for slot, row in self._records.rows():
            yield self._row(slot, row)
        yield self._empty()

    def _row(self, slot: int, row: TypedRow) -> RecordRow:
        self._count += 1
        self._slots.add(slot)
        return RecordRow(self._records, slot, row, self._count)

    def _empty(self) -> RecordRow:
        """The row into which the next is written."""
        free = next(slot for slot in range(1, RECORDS_FROM) if slot not in self._slots)
        return self._row(free, TypedRow(0, {}))

    @on(Edited)
    def _keep(self, edited: Edited) -> None:
        """The row goes to the store; the last one makes room for another."""
        edited.stop()
        row = next(row for row in self.query(RecordRow) if row.number == edited.key.row)
        row.show_effect()
        self._save_soon(row)
        if row.number == self._count and not row.typed.empty:
            self.mount(self._empty())

    def hand_over(self) -> None:
        """Give the rows that say something else than what was kept of them to the autosave."""
        for row in self.query(RecordRow):
            if not row.says(row.record):
                self._save_soon(row)

    def _save_soon(self, row: RecordRow) -> None:
        said = "\n".join(f"{cell.label}: {cell.text}" for cell in row.cells.values() if cell.text)
        self._autosave.soon((self._records.section, self._records.field, id(row)), row.keep, row.told, said)

    def turn_to_store(self) -> None:
        """Show the records as they are in the store now."""
        if self._autosave.pending:
            return
        shown = {row.record.number: row for row in self.query(RecordRow) if row.record.number}
        stored = self._records.rows()
        for slot, record in stored:
            if record.number in shown:
                shown[record.number].take_over(record)
            elif record.number:
                self.mount(self._row(slot, record), before=self.query(RecordRow).last())
        kept = {record.number for _, record in stored}
        for number, row in shown.items():
            if number not in kept and not row.has_focus_within:
                row.remove()
