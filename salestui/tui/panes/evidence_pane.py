"""Evidence: the entries of the period that fit the section, to cite."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from salestui.domain.entry import Entry, as_read
from salestui.domain.text import one_line
from salestui.guide import Words
from salestui.tui.panes.chosen_list import ChosenList


class EvidencePane(Vertical):
    """A cited entry carries a tick. Enter puts the entry's words into the text, ctrl+l cites it."""

    DEFAULT_CSS = """
    EvidencePane { height: auto; }
    EvidencePane ChosenList { max-height: 100%; }
    EvidencePane Static { color: $text-muted; padding: 0 1; }
    """

    class Taken(Message):
        """The rep wants the words of that entry in the text."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, said: Words, empty: str) -> None:
        super().__init__(classes="pane")
        self._said = said
        self._empty = empty
        self._entries: dict[str, Entry] = {}

    def compose(self) -> ComposeResult:
        yield ChosenList()
        yield Static(Content(self._empty))

    def show(self, entries: Sequence[Entry], cited: Sequence[int]) -> None:
        """Show `entries` with a tick at those that the section cites."""
        self._entries = {str(entry.id): entry for entry in entries}
        items = [(str(entry.id), self._line(entry, entry.id in cited)) for entry in entries]
        self.query_one(ChosenList).show(items)
        self.query_one(ChosenList).display = bool(items)
        self.query_one(Static).display = not items

    def _line(self, entry: Entry, cited: bool) -> Content:
        month = self._said.list("words.calendar.months_short")[entry.on.month - 1]
        return Content.assemble(
            (f"✓ {self._said('screens.section.cited')} " if cited else "  ", "$text-success bold"),
            (f"{entry.on.day:>2} {month} ", "dim"),
            (self._said(f"words.kind.{entry.kind}") + " ", "bold"),
            one_line(as_read(entry.text)),
        )

    @property
    def marked(self) -> Entry | None:
        """The entry that ctrl+l would cite."""
        return self._entries.get(self.query_one(ChosenList).marked or "")

    @property
    def count(self) -> int:
        return len(self._entries)

    def step(self, by: int) -> None:
        self.query_one(ChosenList).step(by)

    @on(OptionList.OptionSelected)
    def _take(self, selected: OptionList.OptionSelected) -> None:
        selected.stop()
        entry = self._entries.get(selected.option.id or "")
        if entry is not None:
            self.post_message(self.Taken(entry))
