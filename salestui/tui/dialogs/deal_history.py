"""One deal: what the CRM says of it now, and its history as a timeline, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from salestui.domain.deal import MAPPED_FIELDS, Deal, DealChange
from salestui.domain.entry import as_read
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.render.numbers import Numbers
from salestui.tui.completion import MOST, Suggestion
from salestui.tui.dialogs.dialog import Dialog, Frame
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.entry_words import day_short
from salestui.tui.messages import Stored
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.tui.sitting import Sitting
from salestui.work import deals, log


class Event(NamedTuple):
    """One thing that happened to the deal."""

    on: date
    what: str
    told: str
    tone: str = ""


class DealHistory(Dialog[None]):
    """a corrects a field, x takes the deal out of the figures or back in, o merges it into another."""

    DEFAULT_CSS = """
    DealHistory .dialog { height: 90%; }
    DealHistory Static { height: auto; }
    DealHistory RowWindow { height: 1fr; padding: 0; margin-top: 1; }
    """
    BINDINGS = [
        Binding("a", "correct", id="deal.correct", show=False),
        Binding("x", "remove", id="deal.remove", show=False),
        Binding("o", "merge", id="deal.merge", show=False),
    ]
    AUTO_FOCUS = "RowWindow"

    def __init__(self, sitting: Sitting, deal: str) -> None:
        super().__init__(sitting)
        self._wanted = deal
        self._numbers = Numbers(sitting.desk.language)
        self._story = self._read()

    def _read(self) -> deals.DealStory | None:
        try:
            return deals.history(self.sitting.desk, self._wanted)
        except Refusal:
            return None

    @property
    def heading(self) -> str:
        return one_line(self._story.deal.name) if self._story else self._wanted

    @property
    def foot(self) -> str:
        out = self._story is not None and self._story.deal.removed
        return self.sitting.words("screens.deal.foot_out" if out else "screens.deal.foot")

    def content(self) -> ComposeResult:
        said = self.sitting.words
        yield Static(id="about")
        yield RowWindow(
            [Column(said("screens.deal.day"), 11), Column(said("screens.deal.what"), 18), Column(said("screens.deal.told"), 0)],
            empty=Content(said("screens.deal.no_history")),
        )

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        if self._story is None:
            self.query_one("#about", Static).update(Content(self.sitting.words("screens.deal.unknown", deal=self._wanted)))
            return
        self.query_one("#about", Static).update(self._about(self._story.deal))
        events = sorted(self._events(self._story), key=lambda event: event.on, reverse=True)
        self.query_one(RowWindow).show(MadeRows(events, self._row))
        self.query_one(Frame).name_keys()

    def _row(self, event: Event) -> Row:
        return Row((day_short(event.on, self.sitting.words, self.sitting.desk.today), event.what, event.told), event.tone)

    def _about(self, deal: Deal) -> Content:
        said, today = self.sitting.words, self.sitting.desk.today
        amount = self._numbers.money(deal.amount, full=True) if deal.amount else said("screens.deal.no_amount")
        due = deal.expected_close_on or deal.closed_on
        first = [deal.account, deal.owner, amount, deal.stage, said(f"words.status.{deal.status}")]
        second = [
            said("screens.deal.created", day=day_short(deal.created_on, said, today)) if deal.created_on else "",
            said("screens.deal.due", day=day_short(due, said, today)) if due else "",
            deal.segment,
            deal.lead_source,
            said("screens.deal.lost_because", reason=deal.loss_reason) if deal.loss_reason else "",
            said("screens.deal.next_step", step=deal.next_step) if deal.next_step else "",
        ]
        lines = [Content(one_line(" · ".join(part for part in line if part))) for line in (first, second)]
        if deal.removed:
            lines.append(Content.styled(said(f"screens.deal.{deal.removed}"), "$text-warning"))
        return Content("\n").join(line for line in lines if line.plain)

    def _events(self, story: deals.DealStory) -> Iterator[Event]:
        said = self.sitting.words
        for change in story.changes:
            yield Event(change.seen_on, self._field(change.field), self._change(change, story.deal), self._tone(change))
        for activity in story.activities:
            outcome = f" ({said(f'words.outcome.{activity.outcome}')})" if activity.outcome else ""
            kind = f"words.activity_kind.{activity.kind}"
            name = said(kind) if said.has(kind) else activity.kind
            yield Event(activity.on, name, (activity.subject or "") + outcome, "muted")
        for correction in story.corrections:
            values = {"value": correction.value or "–", "crm": correction.crm_value or "–", "why": correction.why}
            told = said("screens.deal.corrected", **values)
            yield Event(date.fromisoformat(correction.made_at[:10]), self._field(correction.field), told)
        for entry in log.listed(self.sitting.desk.store):
            if entry.deal == story.deal.id or (entry.account and entry.account == story.deal.account):
                yield Event(entry.on, said(f"words.kind.{entry.kind}"), as_read(entry.text))
        if story.deal.created_on:
            yield Event(story.deal.created_on, said("screens.deal.opened"), "")

    def _field(self, field: str) -> str:
        key = f"screens.deal.field.{field}"
        return self.sitting.words(key) if self.sitting.words.has(key) else field

    def _change(self, change: DealChange, deal: Deal) -> str:
        return f"{self._value(change.field, change.before, deal)} → {self._value(change.field, change.after, deal)}"

    def _value(self, field: str, value: str | None, deal: Deal) -> str:
        said = self.sitting.words
        if not value:
            return "–"
        if field.endswith("_minor"):
            return self._numbers.money(Money(int(value), deal.currency or "USD"))
        if field == "probability":
            return self._numbers.percent(Fraction(value))
        if field == "forecast_category" and said.has(f"screens.deal.forecast.{value}"):
            return said(f"screens.deal.forecast.{value}")
        if field.endswith("_on"):
            return day_short(date.fromisoformat(value), said, self.sitting.desk.today)
        return said(f"words.status.{value}") if field == "status" and said.has(f"words.status.{value}") else value

    @staticmethod
    def _tone(change: DealChange) -> str:
        if change.field in ("last_activity_on", "probability", "next_step"):
            return "muted"
        return {"won": "good", "lost": "bad"}.get(change.after or "", "") if change.field == "status" else ""

    # the rep's own hand

    def action_correct(self) -> None:
        """Say otherwise than the CRM, with the reason."""
        said, sitting = self.sitting.words, self.sitting

        def correct(answers: Mapping[str, str]) -> Deal:
            return deals.correct(sitting.desk, self._wanted, answers["field"], answers["value"], answers["why"])

        fields = tuple((field, self._field(field)) for field in MAPPED_FIELDS if field not in ("id", "close_on"))
        asked = (
            Asked("field", said("screens.deal.which"), choices=fields),
            Asked("value", said("screens.deal.value")),
            Asked("why", said("screens.deal.why"), said("screens.deal.why_how")),
        )
        self.app.push_screen(Form(sitting, said("screens.deal.correct"), asked, correct), self._changed)

    def action_remove(self) -> None:
        """Out of the figures, with the reason; one that is out comes back."""
        said, sitting = self.sitting.words, self.sitting
        if self._story is not None and self._story.deal.removed:
            if self.wish(lambda: deals.restore(sitting.desk, self._wanted)) is not None:
                self._changed(True)
            return

        def remove(answers: Mapping[str, str]) -> Deal:
            return deals.remove(sitting.desk, self._wanted, answers["why"])

        asked = (Asked("why", said("screens.deal.why"), said("screens.deal.remove_how")),)
        self.app.push_screen(Form(sitting, said("screens.deal.remove"), asked, remove), self._changed)

    def action_merge(self) -> None:
        said, sitting = self.sitting.words, self.sitting

        def merge(answers: Mapping[str, str]) -> Deal:
            return deals.merge(sitting.desk, self._wanted, answers["into"])

        asked = (Asked("into", said("screens.deal.into"), said("screens.deal.into_how"), suggest=self._others),)
        about = said("screens.deal.merges", deal=self.heading)
        self.app.push_screen(Form(sitting, said("screens.deal.merge"), asked, merge, about), self._changed)

    def _others(self, typed: str) -> Sequence[Suggestion]:
        """The deals that hold what is typed in their name or account; the field takes the id."""
        if not typed.strip():
            return ()
        found = deals.listed(self.sitting.desk, words=typed.strip(), limit=MOST + 1)
        return [
            Suggestion(deal.id, one_line(deal.name), self._numbers.money(deal.amount) if deal.amount else "", len(typed))
            for deal in found
            if deal.id not in (self._wanted, typed)
        ][:MOST]

    def _changed(self, done: object) -> None:
        if done is not None:
            self.app.post_message(Stored())
            self._story = self._read()
            self._show()
