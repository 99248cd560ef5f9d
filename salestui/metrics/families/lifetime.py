"""What a customer costs to win and is worth over its time."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from salestui.metrics.answer import (
    CLOSED_ON,
    NUMERATOR,
    Answer,
    Exact,
    ExactMoney,
    blocked,
    count,
    counted_deals,
    money,
    nothing,
    part_of,
    quotient,
)
from salestui.metrics.declare import BY_CLOSING, CUSTOMER, HIGHER, LOWER, OF_MONTH, OF_PERIOD, answer, metric
from salestui.metrics.families.recurring import movement_row
from salestui.metrics.families.retention import ChurnMonth, churn_month, churn_rows, mean
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.months import balances, movements, passed_months

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "new_customers",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=CUSTOMER,
    formula="distinct accounts over won(P) of type new or none; mrr: distinct accounts with a movement of kind new in P",
    settings=("new_customers",),
    adds_up=True,
)
def new_customers(look: Look) -> Answer:
    """A won deal without an account is a customer of its own. Each account has one row, its first."""
    if look.chose("new_customers", "mrr"):
        begun = {m.account: m for m in look.selection.movements if m.kind == "new" and look.first <= m.month <= look.last}
        return count(look, len(begun), lambda: tuple(movement_row(m, m.amount) for m in begun.values()), "mrr")
    first: dict[str, BookDeal] = {}
    for deal in look.won():
        if deal.deal_type in ("new", None):
            first.setdefault(deal.account or deal.id, deal)
    return count(look, len(first), lambda: counted_deals(look, first.values(), CLOSED_ON, NUMERATOR))


@metric(
    "monthly_churn_rate",
    unit=Unit.RATIO,
    better=LOWER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="mean over the passed months of P of: accounts whose MRR fell to 0 / accounts with MRR at the month's start; "
    "revenue_churn: MRR churned / MRR at the start",
    settings=("clv",),
    scoped=False,
)
def monthly_churn_rate(look: Look) -> Answer:
    """Months that start at 0 are left out. A row's `of` is its month."""
    sums = look.selection.once(movements).sums
    if sums:
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=sums)
    months = [month for day in passed_months(look) if (month := churn_month(look, day)).start]
    if not months:
        return Answer(absent=nothing(look, "mrr"))
    by_revenue = look.chose("clv", "revenue_churn")
    rates = [_revenue_rate(month) if by_revenue else Fraction(len(month.left), len(month.start)) for month in months]
    accounts = {account for month in months for account in month.start}
    return Answer(mean(rates), sample=len(accounts), rows=lambda: churn_rows(look, months, by_revenue=by_revenue))


@metric(
    "cac",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=OF_PERIOD,
    family=CUSTOMER,
    formula="acquisition_cost (typed) / new_customers",
    settings=("new_customers",),
)
def cac(look: Look) -> Answer:
    """Sales and marketing cost per new customer [S31]; it may be typed itself."""
    cost, customers = answer(look, "acquisition_cost"), answer(look, "new_customers")
    if stop := blocked(cost, customers):
        return stop

    def rows() -> tuple[Row, ...]:
        return part_of(cost.rows(), "acquisition_cost") + part_of(customers.rows(), "new_customers")

    return quotient(_value(cost), _value(customers), customers.sample, rows)


@metric(
    "clv",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="ARPA × gross_margin / monthly_churn_rate; revenue: ARPA / monthly_churn_rate; ARPA = mrr / accounts with MRR",
    settings=("clv",),
    scoped=False,
)
def clv(look: Look) -> Answer:
    """On gross margin, else the value is overstated [S32]; without a margin it is absent, never silently revenue."""
    parts = {"mrr": answer(look, "mrr"), "monthly_churn_rate": answer(look, "monthly_churn_rate")}
    if not look.chose("clv", "revenue"):
        parts["gross_margin"] = answer(look, "gross_margin")
    if stop := blocked(*parts.values()):
        return stop
    accounts = sum(minor > 0 for minor in balances(look.selection, look.last).values())
    if not accounts:
        return Answer(absent=nothing(look, "mrr"))
    monthly = _value(parts["mrr"])
    if not isinstance(monthly, ExactMoney):
        raise TypeError("MRR is money")
    margin = _number(parts["gross_margin"]) if "gross_margin" in parts else Fraction(1)

    def rows() -> tuple[Row, ...]:
        return tuple(row for name, part in parts.items() for row in part_of(part.rows(), name))

    per_account = money(look, monthly.minor / accounts * margin)
    return quotient(per_account, _number(parts["monthly_churn_rate"]), accounts, rows)


@metric(
    "clv_to_cac",
    unit=Unit.MULTIPLE,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="clv / cac",
    settings=("clv", "new_customers"),
)
def clv_to_cac(look: Look) -> Answer:
    value, cost = answer(look, "clv"), answer(look, "cac")
    if stop := blocked(value, cost):
        return stop
    return quotient(
        _value(value), _value(cost), value.sample, lambda: part_of(value.rows(), "clv") + part_of(cost.rows(), "cac")
    )


def _revenue_rate(month: ChurnMonth) -> Fraction:
    return Fraction(month.churned, sum(month.start.values()))


def _value(of: Answer) -> Exact:
    if of.value is None:
        raise ValueError("an absent answer has no value")
    return of.value


def _number(of: Answer) -> Fraction:
    value = _value(of)
    if not isinstance(value, Fraction):
        raise TypeError("a number was expected")
    return value
