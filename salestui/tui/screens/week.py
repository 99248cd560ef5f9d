"""The week: what changed in the deals, each with the entry it suggests. What a rep opens on a Friday."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.domain.entry import Entry, as_read
from salestui.domain.text import one_line
from salestui.domain.week import WeekChange
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.entry_words import day_short, weekday
from salestui.tui.messages import Stored, Told
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.place import Place
from salestui.tui.scroll import Scroll
from salestui.work import week


class WeekScreen(Place):
    """Enter opens the suggestion for editing, space logs it as it stands, x passes."""

    CSS_PATH = "week.tcss"
    AUTO_FOCUS = "ChosenList"
    KEYS = ("list.choose", "week.keep", "week.pass", "log.win", "go.import", "do.help", "do.back")
    BINDINGS = [
        Binding("space", "keep", id="week.keep", show=False),
        Binding("x", "pass", id="week.pass", show=False),
    ]

    _week: week.Week | None = None

    def content(self) -> ComposeResult:
        with Vertical(id="changes", classes="pane") as pane:
            pane.border_title = Content(self.word("changes"))
            yield ChosenList(in_full=True)
            yield Static(Content(self.word("nothing", key="i")), id="nothing")
        with Scroll(id="logged", classes="pane") as pane:
            pane.border_title = Content(self.word("logged"))
            yield Static(id="entries")

    def read(self) -> None:
        self._week = week.week(self.sitting.desk)
        items = [(_item(change), self._change(change, said)) for change, said in self._week.changes]
        changes = self.query_one(ChosenList)
        changes.show(items)
        changes.display = bool(items)
        self.query_one("#changes").border_subtitle = Content(self.word("mark")) if len(items) > 1 else None
        self.query_one("#nothing").display = not items
        entries = [self._entry(entry) for entry in self._week.entries]
        none = Content.styled(self.word("none_logged", key="w"), "dim")
        self.query_one("#entries", Static).update(Content("\n").join(entries) if entries else none)

        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where no change waits there is none to log or to pass."""
        return action not in ("keep", "pass") or bool(self._week and self._week.changes)

    def on_scroll_filled(self) -> None:
        """Where the week holds more entries than fit, their pane says which keys lead on."""
        logged = self.query_one("#logged", Scroll)
        logged.border_subtitle = Content(self.word("scroll")) if logged.holds_more else None

    def told(self) -> tuple[Content, ...]:
        if self._week is None:
            return ()
        said, today = self.sitting.words, self.sitting.desk.today
        days = f"{day_short(self._week.since, said, today)} – {day_short(self._week.until, said, today)}"
        return (
            Content(said.counted("screens.week.waiting", len(self._week.changes))),
            Content(said.counted("words.count.entries", len(self._week.entries))),
            Content(days),
        )

    def _change(self, change: WeekChange, suggestion: week.Suggestion) -> Content:
        said, today = self.sitting.words, self.sitting.desk.today
        return Content.assemble(
            (f"{weekday(change.seen_on, said)} {day_short(change.seen_on, said, today)}  ", "dim"),
            (said(f"words.deal_change.{change.what}") + "  ", "bold"),
            one_line(change.name),
            (f"\n  → {said(f'words.kind.{suggestion.kind}')}: ", "$text-secondary"),
            (one_line(suggestion.text), "$text-secondary"),
        )

    def _entry(self, entry: Entry) -> Content:
        said = self.sitting.words
        return Content.assemble(
            (f"{weekday(entry.on, said)} ", "dim"),
            (said(f"words.kind.{entry.kind}") + " ", "bold"),
            one_line(as_read(entry.text)),
        )

    def _marked(self) -> tuple[WeekChange, week.Suggestion] | None:
        marked = self.query_one(ChosenList).marked
        pairs = self._week.changes if self._week else ()
        return next(((change, said) for change, said in pairs if _item(change) == marked), None)

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Open the suggestion; what is then kept is logged for the change."""
        pair = self._marked()
        if pair is None:
            return
        change, suggestion = pair

        def keep(entry: Entry) -> Entry:
            return week.accept(self.sitting.desk, change, kind=entry.kind, text=entry.text)

        self.app.push_screen(QuickLog(self.sitting, suggestion.kind, text=suggestion.text, on=change.seen_on, keep=keep))

    def action_keep(self) -> None:
        pair = self._marked()
        if pair and self.wish(lambda: week.accept(self.sitting.desk, pair[0])) is not None:
            self.post_message(Stored())
            self.post_message(Told(self.word("kept")))

    def action_pass(self) -> None:
        pair = self._marked()
        if pair:
            self.wish(lambda: week.pass_over(self.sitting.desk, pair[0]))
            self.post_message(Stored())


def _item(change: WeekChange) -> str:
    return f"{change.what}|{change.seen_on}|{change.deal}"
