"""How much more was won than in the period before, or a year ago."""

from __future__ import annotations

from salestui.metrics.answer import DENOMINATOR, NUMERATOR, Answer, ExactMoney, blocked, quotient
from salestui.metrics.declare import BY_CLOSING, HIGHER, OUTCOME, answer, metric
from salestui.metrics.figure import Row, Unit
from salestui.metrics.look import Look


@metric(
    "revenue_growth",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=OUTCOME,
    formula="( Σ numerator − Σ denominator ) / Σ denominator: revenue won in P, and in the period before or a year ago",
    settings=("revenue_growth",),
)
def revenue_growth(look: Look) -> Answer:
    """The base of a running period ends at the same day of its own period; of 0 there is no growth."""
    base_look = look.year_ago() if look.chose("revenue_growth", "year_ago") else look.previous()
    now, base = answer(look, "revenue_won"), answer(base_look, "revenue_won")
    if stop := blocked(now, base):
        return stop
    new, old = now.value, base.value
    if not isinstance(new, ExactMoney) or not isinstance(old, ExactMoney):
        raise TypeError("revenue is money")

    def rows() -> tuple[Row, ...]:
        return _as(now.rows(), NUMERATOR) + _as(base.rows(), DENOMINATOR)

    return quotient(ExactMoney(new.minor - old.minor, new.currency), old, now.sample + base.sample, rows)


def _as(rows: tuple[Row, ...], counts_in: str) -> tuple[Row, ...]:
    return tuple(row._replace(counts_in=counts_in) for row in rows)
