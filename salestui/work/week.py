"""The Friday job: what was logged in the last seven days, what changed in the deals, and an entry for each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salestui.domain.entry import Entry
from salestui.domain.money import Money
from salestui.domain.week import ENTRY_KIND, WeekChange, classified
from salestui.guide import words
from salestui.metrics.figure import Unit
from salestui.render.numbers import Numbers
from salestui.store.entries import insert_entry
from salestui.store.week import mark_passed, read_changes, read_new, read_passed, read_stalled
from salestui.work import log, periods
from salestui.work.desk import Desk

DAYS = 7
STALLED_DAYS = 30


@dataclass(frozen=True)
class Suggestion:
    """An entry that a change suggests: its kind, and a text that the rep completes."""

    kind: str
    text: str


@dataclass(frozen=True)
class Week:
    """`changes` are those that were neither logged nor passed, the newest first, each with its suggestion."""

    since: date
    until: date
    entries: tuple[Entry, ...]
    changes: tuple[tuple[WeekChange, Suggestion], ...]


def week(desk: Desk, since: date | None = None) -> Week:
    """The seven days that end today, or those since `since`."""
    first = since or desk.today - timedelta(days=DAYS - 1)
    connection, owner = desk.store.connection, _owner(desk)
    found = [
        *classified(read_changes(connection, first, desk.today, owner)),
        *read_new(connection, first, desk.today, owner),
        *read_stalled(connection, first, desk.today, _stalled_days(desk), owner),
    ]
    passed = read_passed(connection)
    waiting = [c for c in found if (c.deal, c.what, c.seen_on.isoformat()) not in passed]
    waiting.sort(key=lambda change: change.seen_on, reverse=True)
    entries = log.listed(desk.store, since=first, until=desk.today)
    return Week(first, desk.today, entries, tuple((change, suggestion(change, desk.language)) for change in waiting))


def suggestion(change: WeekChange, language: str) -> Suggestion:
    """The entry that would say what happened, in `language`; what only the rep can know is left for the rep to add."""
    numbers = Numbers(language)
    say = words(language)

    def shown(value: str | None) -> str:
        if value is None:
            return ""
        if change.what in ("larger", "smaller", "new") and change.currency:
            return numbers.value(Money(int(value), change.currency), Unit.MONEY)
        if change.what in ("slipped", "stalled"):
            return numbers.day(date.fromisoformat(value))
        return value

    name = change.name
    key = f"log.suggest.{change.what}"
    if change.what == "lost" and change.loss_reason:
        key = "log.suggest.lost_because"
    if change.what == "new" and change.after is None:
        key = "log.suggest.new_unpriced"
    text = say(key, name=name, before=shown(change.before), after=shown(change.after), reason=change.loss_reason or "")
    return Suggestion(ENTRY_KIND[change.what], text)


def accept(desk: Desk, change: WeekChange, *, kind: str | None = None, text: str | None = None) -> Entry:
    """Log the change, as suggested or as edited; it is dealt with from then on."""
    proposed = suggestion(change, desk.language)
    entry = log.read_line(
        text or proposed.text, kind or proposed.kind, change.seen_on, deal=change.deal, account=change.account
    )
    with desk.store.transaction() as connection:
        stored = insert_entry(connection, entry)
        mark_passed(connection, change, stored.id)
        return stored


def pass_over(desk: Desk, change: WeekChange) -> None:
    """The change needs no entry."""
    with desk.store.transaction() as connection:
        mark_passed(connection, change, None)


def _owner(desk: Desk) -> str | None:
    record = periods.stored(desk.store, periods.chosen(desk))
    if record is None or record.role == "manager":
        return None
    return record.owner


def _stalled_days(desk: Desk) -> int:
    """The general threshold of the definition `stalled`, 30 days unless the settings say otherwise (METRICS.md 5)."""
    for token in desk.terms.definitions.get("stalled", ()):
        name, _, number = token.partition("=")
        if name == "days" and number.isdigit():
            return int(number)
    return STALLED_DAYS
