"""Putting records into the store, each kind in its own way: what is new, what was changed, what was there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, cast

from salestui.domain.goal import Forecast, Goal, Measurement
from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.importing.answers import Answers
from salestui.importing.records import record as rows
from salestui.importing.records.people import plain_domain
from salestui.store import accounts, activities, movements, repeats
from salestui.store.activities import ActivityRecord
from salestui.store.connection import Connection
from salestui.store.forecasts import insert_forecast, read_forecasts
from salestui.store.goals import read_goals, save_goal
from salestui.store.measurements import read_measurements, save_measurement
from salestui.store.movements import MovementRecord
from salestui.store.periods import insert_period, read_period
from salestui.store.repeats import Before, Cell


class Done(NamedTuple):
    """How many records were new, changed, or there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Writer:
    """Writes records of one kind within one import. `before` are the rows that were changed, as they stood."""

    def __init__(self, connection: Connection, run: int, answers: Answers) -> None:
        self.connection = connection
        self.run = run
        self.answers = answers
        self.before: list[Before] = []

    def write(self, records: Sequence[rows.Record]) -> Done:
        """Put `records` into the store."""
        done = [self.write_one(record) for record in records]
        return Done(*(sum(each[place] for each in done) for place in range(3)))

    def write_one(self, record: rows.Record) -> Done:
        raise NotImplementedError

    def keep(self, table: str, key: Cell) -> None:
        self.before.append(repeats.row_before(self.connection, table, key))


class ActivityWriter(Writer):
    """An activity is the same when its id is, else when date, kind, owner, deal or account and subject are."""

    def __init__(self, connection: Connection, run: int, answers: Answers) -> None:
        super().__init__(connection, run, answers)
        self._met: Counter[str] = Counter()

    def write(self, records: Sequence[rows.Record]) -> Done:
        found = cast("Sequence[rows.ActivityRow]", records)
        contacts = {domain for row in found if (domain := plain_domain(row.contact))}
        by_domain = activities.account_of_contacts(self.connection, contacts) if contacts else {}
        known = activities.activities_of_ids(self.connection, [row.id for row in found if row.id])
        like = activities.activities_like(self.connection, [row.likeness for row in found if not row.id], self.run)
        fresh: dict[str | int, ActivityRecord] = {}
        again: list[int] = []
        changed = unchanged = 0
        for place, row in enumerate(found):
            made = self._record(row, by_domain)
            if row.id and (stored := known.get(row.id)):
                again.append(stored[0])
                if stored[1] == made:
                    unchanged += 1
                else:
                    self.keep("activity", stored[0])
                    activities.update_activity(self.connection, stored[0], made)
                    changed += 1
                continue
            self._met[row.likeness] += not row.id
            same = like.get(row.likeness, []) if not row.id else []
            if not row.id and self._met[row.likeness] <= len(same):
                again.append(same[self._met[row.likeness] - 1])
                unchanged += 1
            elif row.id in fresh:
                fresh[row.id] = made
                unchanged += 1
            else:
                fresh[row.id or place] = made
        activities.insert_activities(self.connection, self.run, fresh.values())
        repeats.note_again(self.connection, self.run, "activity", again)
        return Done(len(fresh), changed, unchanged)

    def _record(self, row: rows.ActivityRow, by_domain: dict[str, str]) -> ActivityRecord:
        account = row.account or by_domain.get(plain_domain(row.contact) or "")
        return ActivityRecord(
            row.id, row.likeness, row.on, row.kind, row.subject, row.outcome, int(row.done), row.owner, row.deal, account
        )


class MovementWriter(Writer):
    """A movement is the same when month, account, kind and amount are; two equal rows in one file are two."""

    def __init__(self, connection: Connection, run: int, answers: Answers) -> None:
        super().__init__(connection, run, answers)
        self._met: Counter[tuple[str, str, str, int, str]] = Counter()

    def write(self, records: Sequence[rows.Record]) -> Done:
        found = [MovementRecord(*row) for row in cast("Sequence[rows.MovementRow]", records)]
        like = movements.movements_like(self.connection, sorted({row.month for row in found}), self.run)
        fresh, again = [], []
        for row in found:
            key = row[:5]
            self._met[key] += 1
            same = like.get(key, [])
            if self._met[key] <= len(same):
                again.append(same[self._met[key] - 1])
            else:
                fresh.append(row)
        movements.insert_movements(self.connection, self.run, fresh)
        repeats.note_again(self.connection, self.run, "mrr_movement", again)
        return Done(len(fresh), 0, len(again))


class GoalWriter(Writer):
    """A goal of the same name, owner and segment gets the new target."""

    def write_one(self, record: rows.Record) -> Done:
        row = cast("rows.GoalRow", record)
        period = parse_period(row.period, self.answers.habits.fiscal_start)
        stored = read_period(self.connection, period.key)
        number = stored.id if stored else insert_period(self.connection, period, None, None, used=False)
        goal = Goal(row.name, row.metric, row.target, period.key, row.owner, row.segment)
        name = (goal.name, goal.owner, goal.segment)
        old = next((g for g in read_goals(self.connection, period.key) if (g.name, g.owner, g.segment) == name), None)
        if old is None:
            self.before.append(("goal", save_goal(self.connection, number, goal), None))
            return Done(added=1)
        if (old.metric, old.target) == (goal.metric, goal.target):
            return Done(unchanged=1)
        self.keep("goal", old.id)
        save_goal(self.connection, number, goal)
        return Done(changed=1)


class ForecastWriter(Writer):
    """The same forecast of the same day, period and owner is one."""

    def write_one(self, record: rows.Record) -> Done:
        row = cast("rows.ForecastRow", record)
        key = parse_period(row.period, self.answers.habits.fiscal_start).key
        made = Forecast(
            0,
            key,
            date.fromisoformat(row.made_on),
            None if row.commit_minor is None else Money(row.commit_minor, row.currency),
            None if row.best_case_minor is None else Money(row.best_case_minor, row.currency),
            row.owner,
        )
        for stored in read_forecasts(self.connection, key):
            if stored._replace(id=0, source=made.source) == made:
                repeats.note_again(self.connection, self.run, "forecast", [stored.id])
                return Done(unchanged=1)
        insert_forecast(self.connection, made, self.run)
        return Done(added=1)


class MeasurementWriter(Writer):
    """A measurement takes the place of an earlier one of the same metric, period, owner and benchmark."""

    def write_one(self, record: rows.Record) -> Done:
        row = cast("rows.MeasurementRow", record)
        key = parse_period(row.period, self.answers.habits.fiscal_start).key
        own = row.metric.startswith("custom_")
        unit = ("money" if isinstance(row.value, Money) else "count") if own else None
        made = Measurement(
            0,
            row.metric,
            key,
            row.value,
            benchmark=None if own else row.label,
            note=row.note,
            owner=row.owner,
            label=(row.label or row.metric) if own else None,
            unit=unit,
        )
        place = (made.metric, made.period, made.owner, made.benchmark)
        old = next((m for m in read_measurements(self.connection) if (m.metric, m.period, m.owner, m.benchmark) == place), None)
        if old is not None and old._replace(id=0, better=None) == made:
            return Done(unchanged=1)
        if old is not None:
            self.keep("measurement", old.id)
        self.before.append(("measurement", save_measurement(self.connection, made, self.run), None))
        return Done(changed=1) if old is not None else Done(added=1)


class AccountWriter(Writer):
    """An account is known by its name; what the file does not say stays."""

    def write_one(self, record: rows.Record) -> Done:
        row = accounts.AccountRecord(*cast("rows.AccountRow", record))
        old = accounts.account_named(self.connection, row.name)
        merged = row if old is None else accounts.completed_account(row, old)
        if merged == old:
            return Done(unchanged=1)
        self.keep("account", row.name)
        accounts.save_account(self.connection, merged)
        return Done(added=1) if old is None else Done(changed=1)


class PersonWriter(Writer):
    """A person is known by the name; what the file does not say stays."""

    def write_one(self, record: rows.Record) -> Done:
        row = accounts.PersonRecord(*cast("rows.PersonRow", record))
        old = accounts.person_named(self.connection, row.name)
        merged = row if old is None else accounts.completed_person(row, old)
        if merged == old:
            return Done(unchanged=1)
        self.keep("person", row.name)
        accounts.save_person(self.connection, merged)
        return Done(added=1) if old is None else Done(changed=1)


WRITERS: dict[str, Callable[[Connection, int, Answers], Writer]] = {
    "activities": ActivityWriter,
    "calendar": ActivityWriter,
    "mail": ActivityWriter,
    "mrr": MovementWriter,
    "goals": GoalWriter,
    "forecasts": ForecastWriter,
    "measurements": MeasurementWriter,
    "accounts": AccountWriter,
    "people": PersonWriter,
}
