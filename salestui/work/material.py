"""Everything that a review is made from, gathered from the store at one moment."""

from __future__ import annotations

from dataclasses import replace

from salestui.domain.goal import Goal
from salestui.domain.period import Period
from salestui.domain.role import MANAGER
from salestui.metrics.asked import look_at
from salestui.metrics.ledger import Ledger, owners
from salestui.metrics.look import Look
from salestui.metrics.question import Question
from salestui.store.accepted import read_accepted
from salestui.store.actions import read_actions
from salestui.store.book import read_book
from salestui.store.citations import read_citations
from salestui.store.entries import read_entries
from salestui.store.goals import read_goals
from salestui.store.texts import read_texts
from salestui.summary.material import Accepted, Material
from salestui.work.desk import Desk
from salestui.work.periods import stored
from salestui.work.shown_figures import became, figures_of, slices, trends
from salestui.work.weeks import weeks


def material(desk: Desk, period: Period, owner: str | None = None) -> Material:
    """What the review of `period` is made from; with `owner` the figures are those of that rep ("all" for everyone)."""
    connection = desk.store.connection
    record = stored(desk.store, period)
    role, reviewed = (record.role, record.owner) if record else (None, None)
    ledger = Ledger(read_book(connection, desk.terms.currency), desk.terms, desk.today)
    question = Question(period, desk.today, role=role, owner=owner, reviewed=reviewed, me=desk.settings.me)
    look = look_at(ledger, question)
    goals = _goals(look, period, role)
    made = Material(
        period=period,
        today=desk.today,
        role=role,
        name=_name(desk, reviewed, look),
        owners=ledger.once(owners),
        figures=figures_of(ledger, question, look),
        texts=read_texts(connection, record.id) if record else {},
        entries=tuple(reversed(read_entries(connection, since=period.start, until=period.end))),
        cited=read_citations(connection, record.id) if record else {},
        goals=goals,
        next_goals=read_goals(connection, period.next.key),
        forecasts=tuple(one for one in ledger.book.forecasts if one.period in (period.key, period.next.key)),
        actions=read_actions(connection, period.key),
        people=ledger.book.people,
        accepted=tuple(Accepted(one.check, one.section, one.subject, one.why) for one in read_accepted(connection, record.id))
        if record
        else (),
        newest_import=max((snapshot.as_of for snapshot in ledger.book.snapshots), default=None),
        measurements=tuple(one for one in ledger.book.measurements if one.period == period.key and one.benchmark is None),
        labels={one.metric: one.label for one in ledger.book.measurements if one.label},
        weeks=weeks(look),
        terms=desk.terms,
        finalised_at=record.finalised_at if record else None,
    )
    figures = dict(made.figures) | dict(slices(ledger, question, made))
    past = read_actions(connection, period.previous.key)
    return replace(
        made,
        figures=figures,
        trends=trends(ledger, question, made),
        past_actions=tuple(became(ledger, question, past, made)),
    )


def _name(desk: Desk, reviewed: str | None, look: Look) -> str | None:
    """Whose review it is: who was named, else the rep of the settings, else the only owner in the data."""
    return reviewed or desk.settings.me or (look.selection.whose.name if look.selection.whose.own else None)


def _goals(look: Look, period: Period, role: str | None) -> tuple[Goal, ...]:
    """The goals that the review is held to, in the order in which they were set; of a manager also those of single reps.

    A rep's own goal needs no owner beside it.
    """
    own = look.selection.whose
    found = [goal for goal in look.ledger.book.goals if goal.period == period.key]
    if role == MANAGER:
        return tuple(sorted(found, key=lambda goal: goal.owner is not None))
    return tuple(replace(goal, owner=None) for goal in found if goal.owner is None or own.matches(goal.owner))
