"""Everything that a review is made from, gathered from the store at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salestui.domain.action import Action
from salestui.domain.goal import Goal
from salestui.domain.period import Period
from salestui.domain.role import MANAGER
from salestui.domain.template import NONE, Template
from salestui.metrics.asked import look_at
from salestui.metrics.figure import Figure
from salestui.metrics.ledger import owners
from salestui.metrics.look import Look
from salestui.metrics.registry import METRICS
from salestui.store.accepted import AcceptedRecord, read_accepted
from salestui.store.actions import read_actions
from salestui.store.citations import read_citations
from salestui.store.entries import read_entries
from salestui.store.periods import PeriodRecord
from salestui.store.texts import read_texts
from salestui.summary.material import Accepted, FigureKey, Material, PastAction
from salestui.work.desk import Desk
from salestui.work.figures import ledger, question
from salestui.work.periods import stored
from salestui.work.quarters import with_quarters
from salestui.work.shown_figures import Shown, shown

_ORDER = {metric: place for place, metric in enumerate(METRICS)}


def material(desk: Desk, period: Period, owner: str | None = None) -> Material:
    """What the review of `period` is made from; with `owner` the figures are those of that rep ("all" for everyone)."""
    book, asked = ledger(desk, period), question(desk, period, owner=owner)
    look = look_at(book, asked)
    goals = _goals(look, period, asked.role)
    of_book = Material(
        period=period,
        today=desk.today,
        role=asked.role,
        name=_name(desk, asked.reviewed, look),
        owners=book.once(owners),
        goals=goals,
        next_goals=tuple(goal for goal in book.book.goals if goal.period == period.next.key),
        forecasts=tuple(one for one in book.book.forecasts if one.period in (period.key, period.next.key)),
        people=book.book.people,
        newest_import=max((snapshot.as_of for snapshot in book.book.snapshots), default=None),
        measurements=tuple(one for one in book.book.measurements if one.period == period.key and one.benchmark is None),
        labels={one.metric: one.label for one in book.book.measurements if one.label},
        terms=book.terms,
    )
    made, past = told(desk, period, of_book), actions_before(desk, period)
    whole = with_figures(made, shown(book, asked, goals, made, past), past)
    return with_quarters(desk, book, whole, owner)


def told(desk: Desk, period: Period, of_book: Material) -> Material:
    """`of_book` with what the rep wrote, cited and decided, and with what the settings say: none of it changes a figure."""
    connection, record = desk.store.connection, stored(desk.store, period)
    return replace(
        of_book,
        texts=read_texts(connection, record.id) if record else {},
        entries=tuple(reversed(read_entries(connection, since=period.start, until=period.end))),
        cited=read_citations(connection, record.id) if record else {},
        actions=read_actions(connection, period.key),
        accepted=tuple(map(_accepted, read_accepted(connection, record.id))) if record else (),
        template=_template(record),
        account_names=desk.settings.account_names,
        finalised_at=record.finalised_at if record else None,
    )


def actions_before(desk: Desk, period: Period) -> tuple[Action, ...]:
    """What was to be done in `period`, as the period before said."""
    return read_actions(desk.store.connection, period.previous.key)


def with_figures(made: Material, known: Shown, past: Sequence[Action]) -> Material:
    """`made` with its figures in the order of METRICS.md 12, however they came, and with what became of the `past` actions."""
    return replace(
        made,
        figures=dict(sorted(known.figures.items(), key=_place)),
        trends=known.trends,
        weeks=known.weeks,
        past_actions=tuple(_became(action, known) for action in past),
    )


def _place(figure: tuple[FigureKey, Figure]) -> tuple[int, list[str]]:
    metric, *which = figure[0]
    return _ORDER.get(metric, len(_ORDER)), ["" if part is None else str(part) for part in which]


def _became(action: Action, known: Shown) -> PastAction:
    """An action of the period before with what its metric showed then and shows now."""
    metric = action.metric or ""
    return PastAction(action, known.then.get(metric), known.figures.get(FigureKey(metric)))


def _template(record: PeriodRecord | None) -> Template:
    if record is None or record.template is None:
        return NONE
    from salestui.work.templates import in_force  # brings the checks; most periods have no template

    return in_force(record)


def _accepted(one: AcceptedRecord) -> Accepted:
    return Accepted(one.check, one.section, one.subject, one.why)


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
    return tuple(goal._replace(owner=None) for goal in found if goal.owner is None or own.matches(goal.owner))
