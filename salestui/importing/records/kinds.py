"""Which reader a kind of table has."""

from __future__ import annotations

from salestui.importing.records.activities import ACTIVITIES
from salestui.importing.records.goals import FORECASTS, GOALS, MEASUREMENTS
from salestui.importing.records.movements import MOVEMENTS
from salestui.importing.records.people import ACCOUNTS, PEOPLE
from salestui.importing.records.reader import RecordKind

RECORD_KINDS: dict[str, RecordKind] = {
    "activities": ACTIVITIES,
    "goals": GOALS,
    "forecasts": FORECASTS,
    "mrr": MOVEMENTS,
    "measurements": MEASUREMENTS,
    "accounts": ACCOUNTS,
    "people": PEOPLE,
}
