"""How much of the recurring revenue stayed, and how many customers left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.money import Money
from salestui.metrics.answer import BOTH, DENOMINATOR, NUMERATOR, Answer, money, nothing, quotient
from salestui.metrics.declare import CUSTOMER, HIGHER, OF_MONTH, metric
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.months import balances, end_of, last_passed_month, months_before, moved_between, movements

_DAY = timedelta(days=1)


@metric(
    "gross_revenue_retention",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="Σ (S_a − min(S_a, contraction_a + churn_a)) / Σ S_a over the accounts with MRR S_a > 0 when the period began",
    settings=("retention",),
    scoped=False,
)
def gross_revenue_retention(look: Look) -> Answer:
    """On the customers present at the start, between 0 and 1 [S28]; capped per account, so that growth hides no loss."""
    return _retained(look, lambda kept: {a: s - min(s, kept.lost(a)) for a, s in kept.start.items()})


@metric(
    "net_revenue_retention",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="Σ max(0, S_a + expansion_a + reactivation_a − contraction_a − churn_a) / Σ S_a",
    settings=("retention",),
    scoped=False,
)
def net_revenue_retention(look: Look) -> Answer:
    """New customers are in neither part [S29]; `all_reactivation` adds those that came back after they had gone [S30]."""

    def amounts(kept: _Kept) -> Mapping[str, int]:
        found = {a: max(0, s + kept.gained(a) - kept.lost(a)) for a, s in kept.start.items()}
        if look.chose("retention", "all_reactivation"):
            for account, kinds in kept.moved.items():
                if account not in found and kinds.get("reactivation"):
                    found[account] = kinds["reactivation"]
        return found

    return _retained(look, amounts)


class _Kept(NamedTuple):
    """The MRR of the accounts that had any when the window began, and per account and kind what moved in it."""

    start: Mapping[str, int]
    moved: Mapping[str, Mapping[str, int]]

    def lost(self, account: str) -> int:
        kinds = self.moved.get(account, {})
        return kinds.get("contraction", 0) + kinds.get("churn", 0)

    def gained(self, account: str) -> int:
        kinds = self.moved.get(account, {})
        return kinds.get("expansion", 0) + kinds.get("reactivation", 0)


def _kept(look: Look) -> _Kept:
    first, last = look.first, look.last
    if look.chose("retention", "trailing_12m"):
        month = last_passed_month(look)
        first, last = months_before(month, 11), end_of(month)
    start = {a: minor for a, minor in balances(look.selection, first - _DAY).items() if minor > 0}
    moved: dict[str, dict[str, int]] = {}
    for one in moved_between(look.selection, first, last):
        kinds = moved.setdefault(one.movement.account, {})
        kinds[one.movement.kind] = kinds.get(one.movement.kind, 0) + one.minor
    return _Kept(start, moved)


def _retained(look: Look, amounts: Callable[[_Kept], Mapping[str, int]]) -> Answer:
    sums = look.selection.once(movements).sums
    if sums:
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=sums)
    kept = look.once(_kept)
    if not kept.start:
        return Answer(absent=nothing(look, "mrr"))
    stayed = amounts(kept)

    def rows() -> tuple[Row, ...]:
        return _account_rows(look, kept.start, DENOMINATOR) + _account_rows(look, stayed, NUMERATOR)

    over, under = money(look, sum(stayed.values())), money(look, sum(kept.start.values()))
    return quotient(over, under, len(kept.start), rows)


def _account_rows(look: Look, amounts: Mapping[str, int], counts_in: str) -> tuple[Row, ...]:
    """A row for each account with its MRR at the start, or what was left of it."""
    currency = look.ledger.currency or ""
    return tuple(
        Row("mrr", account, None, None, account, None, None, Money(minor, currency), look.first, None, counts_in)
        for account, minor in amounts.items()
    )


class ChurnMonth(NamedTuple):
    """A passed month: the MRR of each account at its start, the accounts whose MRR fell to 0 in it, the MRR that churned."""

    month: date
    start: Mapping[str, int]
    left: frozenset[str]
    churned: int


def churn_month(look: Look, month: date) -> ChurnMonth:
    start = {a: minor for a, minor in balances(look.selection, month - _DAY).items() if minor > 0}
    then = balances(look.selection, month)
    churned = sum(one.minor for one in moved_between(look.selection, month, month) if one.movement.kind == "churn")
    return ChurnMonth(month, start, frozenset(a for a in start if then[a] <= 0), churned)


def churn_rows(look: Look, months: Sequence[ChurnMonth], *, by_revenue: bool) -> tuple[Row, ...]:
    """Per month a row for each account at its start, those that left in both; by revenue the MRR that churned beside them."""
    currency, rows = look.ledger.currency or "", []
    for month, start, left, churned in months:
        key = f"{month:%Y-%m}"
        for account, minor in start.items():
            counts_in = BOTH if account in left and not by_revenue else DENOMINATOR
            amount = Money(minor, currency)
            rows.append(Row("mrr", account, None, None, account, None, None, amount, month, None, counts_in, of=key))
        if by_revenue:
            amount = Money(churned, currency)
            rows.append(Row("mrr", f"churn {key}", None, "churn", None, None, None, amount, month, None, NUMERATOR, of=key))
    return tuple(rows)


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)
