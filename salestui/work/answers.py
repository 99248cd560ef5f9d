"""What the settings and the store answer for a file: zone, currency, words, names, and what was confirmed for its columns."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from salestui.domain.import_plan import Choices, Habits
from salestui.domain.refusal import Refusal
from salestui.importing.answers import Answers, Remembered
from salestui.importing.values.currency import CODES
from salestui.store.accounts import names_by_id
from salestui.store.imports import first_currency
from salestui.store.mappings import read_mapping, read_status_words
from salestui.work.desk import Desk


def answers_for(desk: Desk, choices: Choices) -> Answers:
    """Everything that decides where a column cannot. Raises Refusal `time-zone-unknown`."""
    settings, connection = desk.settings, desk.store.connection
    zone = None
    if settings.time_zone:
        try:
            zone = ZoneInfo(settings.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Refusal("time-zone-unknown", zone=settings.time_zone) from error
    terms = desk.terms
    return Answers(
        choices,
        Habits(
            settings.me,
            settings.own_domains,
            settings.time_zone,
            terms.currency,
            terms.fiscal_start,
            terms.week_starts_on_sunday,
        ),
        people=names_by_id(connection, "person"),
        accounts=names_by_id(connection, "account"),
        known_currency=first_currency(connection),
        said=read_status_words(connection),
        zone=zone,
    )


def currency_named(said: str) -> str:
    """The code of a currency as a rep types it. Raises Refusal `value-currency`."""
    code = said.strip().upper()
    if code not in CODES:
        raise Refusal("value-currency", exit_code=2, value=said)
    return code


def remembered(desk: Desk, mark: str, kind: str | None) -> Remembered | None:
    """What was confirmed for files of the columns that `mark` stands for."""
    kept = read_mapping(desk.store.connection, mark, kind)
    if kept is None:
        return None
    mapping, orders, signs = (_texts(kept.told.get(name)) for name in ("mapping", "orders", "signs"))
    currency, amounts = (str(said) if (said := kept.told.get(name)) else None for name in ("currency", "amounts"))
    return Remembered(mapping, orders, signs, currency, amounts, kept.source, kept.kind)


def _texts(told: object) -> dict[str, str]:
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}
