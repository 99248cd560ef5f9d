"""Monthly recurring revenue: what it is, and how it moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from salestui.domain.activity import Movement
from salestui.domain.money import Money
from salestui.metrics.answer import NUMERATOR, Answer, ExactMoney, money
from salestui.metrics.declare import CUSTOMER, HIGHER, LOWER, OF_MONTH, answer, metric
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.months import GAINS, Moved, balances, moved_between, movements


@metric(
    "mrr",
    unit=Unit.MONEY_PER_MONTH,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="Σ over accounts of M(a, asof): the signed movements up to that day",
    scoped=False,
)
def mrr(look: Look) -> Answer:
    moved = [one for one in look.selection.once(movements).items if one.movement.month <= look.last]
    return _sum(look, moved, signed=True)._replace(sample=sum(m > 0 for m in balances(look.selection, look.last).values()))


@metric(
    "arr",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="12 × mrr",
    scoped=False,
)
def arr(look: Look) -> Answer:
    monthly = answer(look, "mrr")
    if not isinstance(monthly.value, ExactMoney):
        return monthly
    yearly = money(look, monthly.value.minor * 12)
    return monthly._replace(value=yearly, numerator=yearly)


def _movement(slug: str, kind: str, better: str) -> Callable[[Look], Answer]:
    """Declare the sum of one kind of movement in the period [S25]; a loss is a positive sum of which less is better."""

    def compute(look: Look) -> Answer:
        moved = moved_between(look.selection, look.first, look.last)
        return _sum(look, [one for one in moved if one.movement.kind == kind], signed=False)

    return metric(
        slug,
        unit=Unit.MONEY_PER_MONTH,
        better=better,
        dated_by=OF_MONTH,
        family=CUSTOMER,
        formula=f"Σ of the movements of kind {kind} in P",
        scoped=False,
        adds_up=True,
    )(compute)


_movement("new_mrr", "new", HIGHER)
_movement("expansion_mrr", "expansion", HIGHER)
_movement("contraction_mrr", "contraction", LOWER)
_movement("churned_mrr", "churn", LOWER)
_movement("reactivation_mrr", "reactivation", HIGHER)


@metric(
    "net_new_mrr",
    unit=Unit.MONEY_PER_MONTH,
    better=HIGHER,
    dated_by=OF_MONTH,
    family=CUSTOMER,
    formula="new + expansion + reactivation − contraction − churn",
    scoped=False,
    adds_up=True,
)
def net_new_mrr(look: Look) -> Answer:
    return _sum(look, moved_between(look.selection, look.first, look.last), signed=True)


def _sum(look: Look, moved: list[Moved], *, signed: bool) -> Answer:
    """0 only where imports of movements have watched the period."""
    sums = look.selection.once(movements).sums
    if sums:
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=sums)
    if not moved and not look.watched("mrr"):
        return Answer(absent=Absent.NOT_WATCHED)
    value = money(look, Fraction(sum(one.signed if signed else one.minor for one in moved)))
    return Answer(value, numerator=value, sample=len(moved), rows=lambda: movement_rows(look, moved, signed=signed))


def movement_rows(look: Look, moved: Iterable[Moved], *, signed: bool) -> tuple[Row, ...]:
    """A row for each movement; where gains and losses are added, its value carries the sign."""
    currency = look.ledger.currency or ""
    return tuple(
        movement_row(
            one.movement,
            Money(one.minor, currency),
            Money(one.signed, currency) if signed and one.movement.kind not in GAINS else None,
        )
        for one in moved
    )


def movement_row(movement: Movement, amount: Money, value: Money | None = None) -> Row:
    """The row of a movement: its kind as name, its month as day."""
    return Row(
        "mrr",
        str(movement.id),
        None,
        movement.kind,
        movement.account,
        movement.owner,
        None,
        amount,
        movement.month,
        None,
        NUMERATOR,
        value,
    )
