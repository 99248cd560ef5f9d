"""The quick log: one line while it is fresh, with how it was understood below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Static, TextArea

from salestui.domain.entry import KINDS, Entry
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.tui.autosave import AGAIN
from salestui.tui.completing import Popup
from salestui.tui.completion import Suggestion, log_line
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.entry_words import day_said, understood
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Stored, Told
from salestui.tui.shown import beside
from salestui.tui.sitting import Sitting
from salestui.work import log


class QuickLog(Dialog[Entry]):
    """Logs a new entry, or changes `entry`; `keep` stores it where it is more than an entry. Gives back what was stored.

    A new line that is left is there again when the next one is begun.
    """

    DEFAULT_CSS = """
    QuickLog #kinds { height: auto; }
    QuickLog #said { margin-top: 1; }
    QuickLog #when { height: 1; margin-top: 1; }
    QuickLog #when Static { width: auto; color: $text-muted; }
    QuickLog #day { width: 16; margin-left: 1; }
    QuickLog #understood { margin-top: 1; min-height: 2; height: auto; }
    """
    BINDINGS = [
        Binding("ctrl+k", "kind(1)", id="log.next_kind", show=False, priority=True),
    ]

    _again: Timer | None = None

    def __init__(
        self,
        sitting: Sitting,
        kind: str,
        entry: Entry | None = None,
        text: str = "",
        on: date | None = None,
        keep: Callable[[Entry], Entry] | None = None,
    ) -> None:
        super().__init__(sitting)
        self._keep = keep
        self._entry = entry
        self._kind = entry.kind if entry else kind
        self._is_new = entry is None and keep is None
        self._text = entry.text if entry else text or sitting.begun_line
        self._on = entry.on if entry else on
        self._known = sitting.names

    @property
    def heading(self) -> str:
        return self.sitting.words("screens.quick_log.edit" if self._entry else "screens.quick_log.title")

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.quick_log.foot")

    def content(self) -> ComposeResult:
        said = self.sitting.words
        yield Static(id="kinds")
        yield LineBox(self._text, placeholder=said(f"words.kind_placeholder.{self._kind}"), suggest=self._suggest, name="said")
        with Horizontal(id="when"):
            yield Static(said("screens.quick_log.day"))
            yield LineBox(self._on.isoformat() if self._on else "", placeholder=said("words.calendar.today"), name="day")
        yield Static(id="understood")
        yield Popup()

    def on_mount(self) -> None:
        box = self.query_one("#said", LineBox)
        box.move_cursor(box.document.end)
        self._show()

    def _suggest(self, before: str) -> tuple[Suggestion, ...]:
        return log_line(before, *self._known)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_kinds)

    def _show_kinds(self) -> None:
        """The kinds beside each other, the chosen one reversed."""
        said = self.sitting.words
        kinds = [
            Content.styled(f" {said(f'words.kind.{kind}')} ", "reverse bold" if kind == self._kind else "dim").stylize(
                Style.from_meta({"@click": f"screen.choose_kind('{kind}')"})
            )
            for kind in KINDS
        ]
        shown = self.query_one("#kinds", Static)
        shown.update(Content("\n").join(beside(kinds, shown.size.width or self.size.width, 1)))

    @on(TextArea.Changed)
    def _show(self) -> None:
        """The kinds with the chosen one, and what the line will become."""
        if self._again is not None:  # it is another line now
            self._again.stop()
        said = self.sitting.words
        self._show_kinds()
        self.query_one("#said", LineBox).placeholder = Content(said(f"words.kind_placeholder.{self._kind}"))
        box = self.query_one("#understood", Static)
        if not self.query_one("#said", LineBox).text.strip():
            kind = (said(f"words.kind.{self._kind}"), "bold")  # also for who does not see which is reversed
            box.update(Content.assemble(kind, " · ", (said("screens.quick_log.how"), "dim")))
            return
        try:
            box.update(understood(self._read(), said, self.sitting.desk.today))
        except Refusal as refusal:
            box.update(Content.styled(self.sitting.sentence(refusal), "$text-error"))

    def _read(self) -> Entry:
        """What the line says. Raises Refusal for a day that is none, or a line that is too long."""
        typed = self.query_one("#day", LineBox).text.strip()
        today = self.sitting.desk.today
        return log.read_line(self.query_one("#said", LineBox).text, self._kind, parse_day(typed, today) if typed else today)

    def action_close(self) -> None:
        if self._is_new:
            self.sitting.begun_line = self.query_one("#said", LineBox).text.strip()
            if self.sitting.begun_line:
                self.app.post_message(Told(self.sitting.words("screens.quick_log.left")))
        super().action_close()

    def action_kind(self, by: int) -> None:
        self.action_choose_kind(KINDS[(KINDS.index(self._kind) + by) % len(KINDS)])

    def action_choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._show()

    @on(LineBox.Entered)
    def keep(self) -> None:
        """Store it and close; a line that cannot be stored stays where it is, with the reason below it.

        Where another program writes, or an import of our own, it is stored as soon as that has ended.
        """
        said, below = self.sitting.words, self.query_one("#understood", Static)
        try:
            with self.sitting.autosave.briefly():
                entry = self._stored()
        except Refusal as refusal:
            if refusal.slug == "store-busy":
                below.update(Content.styled(said("screens.quick_log.waits"), "$text-warning"))
                self._again = self.set_timer(AGAIN, self.keep)
            else:
                below.update(Content.styled(self.sitting.sentence(refusal), "$text-error"))
            return
        if self._is_new:
            self.sitting.begun_line = ""
        self.app.post_message(Stored())
        self.app.post_message(
            Told(
                said(
                    "screens.quick_log.logged",
                    kind=said(f"words.kind.{entry.kind}"),
                    date=day_said(entry.on, said, self.sitting.desk.today),
                )
            )
        )
        self.dismiss(entry)

    def _stored(self) -> Entry:
        entry = self._read()
        store = self.sitting.desk.store
        if self._keep is not None:
            return self._keep(entry)
        if self._entry is None:
            return log.add(store, entry)
        return log.edit(store, self._entry.id, entry.text, kind=entry.kind, on=entry.on)
