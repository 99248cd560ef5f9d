"""Periods: which review is on the table, which are delivered; begin one, turn to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.role import ROLES
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.messages import Stored, TurnTo
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import finalise, periods
from salestui.work.places import template_names


class PeriodsScreen(Place):
    """Enter turns to a period; a begins one."""

    AUTO_FOCUS = "RowWindow"
    KEYS = ("list.choose", "periods.add", "periods.next", "periods.finalise", "do.help", "do.back")
    BINDINGS = [
        Binding("a", "add", id="periods.add", show=False),
        Binding("s", "next", id="periods.next", show=False),
        Binding("o", "finalise", id="periods.finalise", show=False),
    ]

    _stored: tuple[periods.PeriodRecord, ...] = ()

    def content(self) -> ComposeResult:
        yield RowWindow(
            [
                Column("", 1),
                Column(self.word("period"), 14),
                Column(self.word("days"), 25, least=104),
                Column(self.word("role"), 24),
                Column(self.word("owner"), 0),
                Column(self.word("state"), 12),
            ],
            empty=Content(self.word("empty", key="a")),
        )

    def read(self) -> None:
        self._stored = periods.listed(self.sitting.desk.store)
        here = next((n for n, record in enumerate(self._stored) if record.key == self.sitting.period.key), 0)
        self.query_one(RowWindow).show(MadeRows(self._stored, self._row), mark=here)

    def told(self) -> tuple[Content, ...]:
        """What the mark at a period means."""
        return (Content(self.word("here")),) if self._stored else ()

    def _row(self, record: periods.PeriodRecord) -> Row:
        said = self.sitting.words
        today = self.sitting.desk.today
        state = "finalised" if record.finalised_at else "running" if record.start <= today <= record.end else "open"
        return Row(
            (
                "▸" if record.key == self.sitting.period.key else "",
                record.key,
                f"{record.start} – {record.end}",
                said(f"words.role.{record.role}") if record.role else "",
                record.owner or "",
                self.word(f"states.{state}"),
            ),
            "muted" if record.finalised_at else "",
        )

    @on(RowWindow.Chosen)
    def turn(self, chosen: RowWindow.Chosen) -> None:
        record = self._stored[chosen.index]
        self.post_message(TurnTo(periods.as_period(record, self.sitting.desk.terms.fiscal_start)))

    def action_add(self) -> None:
        self.app.push_screen(new_period(self), self._turn_to)

    def action_next(self) -> None:
        """Begin the period after this one."""
        self.app.push_screen(new_period(self, self.sitting.period.next), self._turn_to)

    def action_finalise(self) -> None:
        """Freeze the marked period as it is handed in; one that is frozen is opened again, with the reason."""
        if not self._stored:
            return
        record = self._stored[self.query_one(RowWindow).marked]
        period = periods.as_period(record, self.sitting.desk.terms.fiscal_start)
        desk = self.sitting.desk
        if record.finalised_at:

            def reopen(answers: Mapping[str, str]) -> bool:
                finalise.reopen(desk, period, answers["why"])
                return True

            asked = (Asked("why", self.word("why"), self.word("why_how")),)
            self.app.push_screen(Form(self.sitting, self.word("reopen", period=period.key), asked, reopen), self._changed)
            return

        def freeze(answers: Mapping[str, str]) -> bool:
            finalise.finalise(desk, period, force=answers["force"] == "yes")
            return True

        yes_no = (("", self.sitting.words("words.join.no")), ("yes", self.sitting.words("words.join.yes")))
        asked = (Asked("force", self.word("force"), choices=yes_no),)
        form = Form(self.sitting, self.word("finalise", period=period.key), asked, freeze, self.word("freezes"))
        self.app.push_screen(form, self._changed)

    def _changed(self, done: object) -> None:
        if done:
            self.post_message(Stored())

    def _turn_to(self, period: object) -> None:
        if isinstance(period, Period):
            self.post_message(TurnTo(period))


LATE = 28
"""Days into a period in which it is the one before that is still to be reviewed."""


def due(running: Period, today: date) -> Period:
    """The period that is to be reviewed on that day: the one that has just ended, until the running one is some weeks old."""
    return running.previous if running.start <= today < running.start + timedelta(days=LATE) else running


def new_period(place: Place, offered: Period | None = None, *, owner: bool = True) -> Form:
    """The form that begins a period, or changes the role and owner of one; it gives back the period."""
    sitting = place.sitting
    said = sitting.words
    newest = next(iter(periods.listed(sitting.desk.store)), None)

    def begin(answers: Mapping[str, str]) -> Period:
        period = periods.named(sitting.desk, answers["period"])
        if not answers["role"]:
            raise Refusal("role-unknown", exit_code=2, role="", roles=", ".join(said(f"words.role.{role}") for role in ROLES))
        periods.new(sitting.desk, period, answers["role"], answers.get("owner") or None, answers.get("template") or None)
        return period

    asked = [
        Asked(
            "period",
            said("sections.scope.field.period.label"),
            said("sections.scope.field.period.placeholder"),
            (offered or sitting.period).key,
        ),
        Asked(
            "role",
            said("sections.scope.field.role.label"),
            value=(newest.role if newest else None) or "",
            choices=tuple((role, said(f"words.role.{role}")) for role in ROLES),
        ),
    ]
    if owner:
        name = (newest.owner if newest else None) or sitting.desk.settings.me or ""
        asked.append(Asked("owner", said("screens.periods.owner"), said("screens.periods.owner_how"), name))
    if kept := template_names():
        none = ("", said("screens.periods.no_template"))
        choices = (none, *((name, name) for name in kept))
        asked.append(Asked("template", said("screens.periods.template"), choices=choices))
    return Form(sitting, said("screens.periods.new"), tuple(asked), begin)
