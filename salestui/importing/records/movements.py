"""Movements of monthly recurring revenue."""

from __future__ import annotations

import re

from salestui.domain.money import exponent
from salestui.importing.answers import Answers
from salestui.importing.records.reader import RecordKind, Row, Unfit
from salestui.importing.records.record import MovementRow
from salestui.importing.values.currency import currency_code, currency_in_header
from salestui.importing.values.money import CurrencyColumn, minor_of
from salestui.importing.values.numbers import Written
from salestui.importing.values.written import MonthColumn, NumberColumn

_KINDS = (
    ("reactivation", re.compile(r"reactiv|återaktiv|won back|återvunn")),
    ("contraction", re.compile(r"contract|downgrade|downsell|minsk|nedgrad")),
    ("churn", re.compile(r"churn|cancel|lost|tapp|uppsag|uppsäg|förlor")),
    ("expansion", re.compile(r"expan|upsell|upgrade|add-?on|cross|utök|merförsälj|uppgrad")),
    ("renewal", re.compile(r"renew|förny")),
    ("new", re.compile(r"new|ny")),
)


def movement_of(word: str | None) -> str | None:
    """One of MOVEMENT_KINDS, or `renewal`; None for another word."""
    plain = (word or "").casefold()
    return next((kind for kind, form in _KINDS if form.search(plain)), None)


def _build(row: Row, answers: Answers) -> MovementRow | Unfit | None:
    month, account, kind = row.text("month"), answers.account(row.text("account")), movement_of(row.text("kind"))
    field = "amount" if row.values.get("amount") is not None else "yearly"
    amount = row.values.get(field)
    if month is None:
        return Unfit("month", "no-date")
    if account is None:
        return Unfit("account", "no-account")
    if kind is None:
        return Unfit("kind", "not-a-movement")
    if not isinstance(amount, Written):
        return Unfit(field, "no-amount")
    if kind == "renewal":
        return None if amount.value == 0 else Unfit("kind", "renewal-with-amount")
    named = currency_code(amount.currency, answers.home_currency) if amount.currency else None
    currency = named or row.text("currency") or currency_in_header(row.header.get(field, "")) or answers.home_currency
    if currency is None:
        return Unfit(field, "no-currency")
    per_year = 12 if "arr" in row.header.get(field, "").casefold() or field == "yearly" else 1
    minor = abs(minor_of(amount.value / per_year, exponent(currency)))
    return MovementRow(month, account, kind, minor, currency, answers.person(row.text("owner")))


MOVEMENTS = RecordKind(
    typers={
        "month": lambda answers, _header: MonthColumn(answers.choices.date_order, answers.zone),
        "amount": lambda answers, _header: NumberColumn(answers.choices.decimal),
        "yearly": lambda answers, _header: NumberColumn(answers.choices.decimal),
        "currency": lambda answers, _header: CurrencyColumn(answers.home_currency),
    },
    build=_build,
    money=("amount", "yearly"),
)
