"""A field of a deal as the rep types it, as the columns that the store keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from salestui.domain.deal import DEAL_TYPES, FORECAST_CATEGORIES, MAPPED_FIELDS, OPEN, STATUSES, Deal
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.domain.text import one_line
from salestui.domain.typed_value import parse_value
from salestui.importing.values.shares import share_text

Columns = dict[str, str | None]
_MONEY = {"amount": "amount_minor", "list_amount": "list_amount_minor", "arr": "arr_minor"}
_DAYS = ("created_on", "expected_close_on", "closed_on", "last_activity_on")
_CHOICES = {"deal_type": DEAL_TYPES, "forecast_category": FORECAST_CATEGORIES}
_EMPTY = ("", "-", "none", "inget")


def typed_field(deal: Deal, field: str, value: str, today: date, currency: str | None) -> Columns:
    """column -> text for `field`, one of MAPPED_FIELDS but `id`; an empty value or `-` empties it.

    Raises Refusal `deal-field`, `deal-value`, `date-unknown`, `value-unreadable`, `value-currency`.
    """
    if field not in MAPPED_FIELDS or field == "id":
        fields = " ".join(name for name in MAPPED_FIELDS if name != "id")
        raise Refusal("deal-field", exit_code=2, field=field, fields=fields)
    text = one_line(value)
    if text.casefold() in _EMPTY:
        return _emptied(deal, field)
    if field in _MONEY:
        return _money(deal, field, text, currency)
    if field == "close_on":
        field = "expected_close_on" if deal.status == OPEN else "closed_on"
    if field in _DAYS:
        return {field: parse_day(text, today).isoformat()}
    kinds: dict[str, Callable[[], Columns]] = {
        "status": lambda: _status(deal, text, today),
        "probability": lambda: {"probability": _share(text)},
        "contract_months": lambda: {"contract_months": _months(text)},
        "currency": lambda: {"currency": _code(text)},
    }
    if field in kinds:
        return kinds[field]()
    if field in _CHOICES and text not in _CHOICES[field]:
        raise Refusal("deal-value", exit_code=2, field=field, value=text, allowed=", ".join(_CHOICES[field]))
    return {field: text}


def _emptied(deal: Deal, field: str) -> Columns:
    if field in ("name", "status"):
        raise Refusal(
            "deal-value", exit_code=2, field=field, value="-", allowed=", ".join(STATUSES if field == "status" else ())
        )
    if field == "close_on":
        field = "expected_close_on" if deal.status == OPEN else "closed_on"
    return {_MONEY.get(field, field): None}


def _money(deal: Deal, field: str, text: str, currency: str | None) -> Columns:
    money = parse_value(text, currency=deal.currency or currency, money=True)
    if not isinstance(money, Money):
        raise Refusal("value-currency", exit_code=2, value=text)
    columns: Columns = {_MONEY[field]: str(money.minor)}
    if money.currency != deal.currency:
        columns["currency"] = money.currency
    return columns


def _status(deal: Deal, text: str, today: date) -> Columns:
    """A deal that is closed has a closing day: the one it has, else today; an open one has none."""
    status = text.casefold()
    if status not in STATUSES:
        raise Refusal("deal-value", exit_code=2, field="status", value=text, allowed=", ".join(STATUSES))
    if status == OPEN:
        return {"status": status, "closed_on": None}
    return {"status": status} if deal.closed_on else {"status": status, "closed_on": today.isoformat()}


def _share(text: str) -> str:
    value = parse_value(text)
    if isinstance(value, Money):
        raise Refusal("deal-value", exit_code=2, field="probability", value=text, allowed="0 - 100 %")
    share = value / 100 if value > 1 and "%" not in text else value
    if not Fraction(0) <= share <= 1:
        raise Refusal("deal-value", exit_code=2, field="probability", value=text, allowed="0 - 100 %")
    return share_text(share)


def _months(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Refusal("deal-value", exit_code=2, field="contract_months", value=text, allowed="12, 24, 36")
    return str(int(text))


def _code(text: str) -> str:
    if not (len(text) == 3 and text.isascii() and text.isalpha()):
        raise Refusal("deal-value", exit_code=2, field="currency", value=text, allowed="USD, EUR, SEK")
    return text.upper()
