"""How a metric is declared: one function over the records of a look, with all that is known of it beside it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.goal import Goal, Measurement
from salestui.domain.money import Money
from salestui.metrics.answer import Answer, Exact, ExactMoney, money
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.look import Look

HIGHER, LOWER, NEARER_ZERO = "higher", "lower", "nearer 0"

OUTCOME, EFFICIENCY, CONTEXT, PIPELINE, FORECAST, ACTIVITY, FUNNEL, CUSTOMER = (
    "outcome",
    "efficiency",
    "context",
    "pipeline",
    "forecast",
    "activity",
    "funnel",
    "customer",
)

# Date bases: the day that puts a record in the period.
BY_CLOSING = "closed_on"
BY_CREATION = "created_on"
SEEN_ON = "seen_on"
SNAPSHOT = "snapshot"
IMPORTS = "imports in P"
MADE_ON = "made_on"
ON_DATE = "date"
STEP_ENTRY = "step entry"
DUE_ON = "due_on"
OF_MONTH = "month"
OF_PERIOD = "period"
MIXED = "mixed"
ITS_METRICS = "its metric's"


class Metric(NamedTuple):
    """`formula` in the terms of METRICS.md. `settings` are those that define it. `feeds` are the metrics that an activity is
    meant to move. `adds_up` tells a sum or count of the period's days, which has a pace. One with `of_goal` has a figure for
    each goal; its `compute` is then that of the quota.
    """

    slug: str
    unit: Unit
    better: str | None
    dated_by: str
    family: str
    formula: str
    settings: tuple[str, ...]
    feeds: tuple[str, ...]
    adds_up: bool
    compute: Callable[[Look], Answer]
    of_goal: Callable[[Look, Goal], Answer] | None = None

    @property
    def is_average(self) -> bool:
        """Whether a value is a share or a mean over records, which few of them make uncertain; a sum is what it is."""
        return self.family in (EFFICIENCY, FUNNEL) or self.slug == "win_rate"


METRICS: dict[str, Metric] = {}
"""Every declared metric by its slug, in the order of METRICS.md 12 once `registry` has read the families."""

Compute = Callable[[Look], Answer]


def metric(
    slug: str,
    *,
    unit: Unit,
    better: str | None,
    dated_by: str,
    family: str,
    formula: str,
    settings: tuple[str, ...] = (),
    scoped: bool = True,
    feeds: tuple[str, ...] = (),
    adds_up: bool = False,
    of_goal: Callable[[Look, Goal], Answer] | None = None,
) -> Callable[[Compute], Compute]:
    """Declare the function below as the metric `slug`. One that is `scoped` counts deals by the setting `deal_scope`."""

    def declared(compute: Compute) -> Compute:
        all_settings = (*settings, "deal_scope") if scoped else settings
        METRICS[slug] = Metric(slug, unit, better, dated_by, family, formula, all_settings, feeds, adds_up, compute, of_goal)
        return compute

    return declared


def only_typed(_: Look) -> Answer:
    """Of a metric that no export gives; what was typed stands in its place."""
    return Answer(absent=Absent.NO_DATA)


def answer(look: Look, slug: str) -> Answer:
    """The answer of a metric for a look, worked out once: from data, else as it was typed (METRICS.md 1.9)."""
    known = look.once(_answers)
    if slug not in known:
        known[slug] = _worked_out(look, slug)
    return known[slug]


def _answers(_: Look) -> dict[str, Answer]:
    return {}


def _worked_out(look: Look, slug: str) -> Answer:
    declared = METRICS.get(slug)
    computed = declared.compute(look) if declared else Answer(absent=Absent.NO_DATA)
    if computed.absent is None:
        return computed
    given = typed(look, slug)
    return computed if given is None else _as_typed(look, given)


def typed(look: Look, slug: str) -> Measurement | None:
    """What was typed for the metric, the period and the owner; a slice has no typed figures."""
    return next((one for one in reversed(measurements(look, slug)) if one.benchmark is None), None)


def measurements(look: Look, slug: str) -> list[Measurement]:
    """Typed figures and benchmarks of the metric that stand beside this look. Benchmarks without an owner are everyone's."""
    if look.selection.where:
        return []
    whose = look.selection.whose
    return [
        one
        for one in look.ledger.book.measurements
        if one.metric == slug
        and one.period == look.period.key
        and ((one.owner is None if whose.name is None else whose.matches(one.owner)) or (one.benchmark and one.owner is None))
    ]


def _as_typed(look: Look, given: Measurement) -> Answer:
    value = exact(look, given.value)
    if value is None and isinstance(given.value, Money):
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=(given.value,), source="typed")
    return Answer(value, numerator=value, sample=0, notes=(Note("typed"),), rows=lambda: (typed_row(given),), source="typed")


def exact(look: Look, value: Exact | Money) -> Exact | None:
    """A typed value or target as formulas take it: money in the reporting currency, None where its rate is missing."""
    if not isinstance(value, Money):
        return value
    if look.ledger.currency is None:
        return ExactMoney(Fraction(value.minor), value.currency)
    converted = look.ledger.converted(value.minor, value.currency, look.asof)
    return None if converted is None else money(look, converted)


def typed_row(given: Measurement) -> Row:
    amount = given.value if isinstance(given.value, Money) else None
    value = None if isinstance(given.value, Money) else given.value
    name = given.label or given.note or given.metric
    return Row("measurement", str(given.id), None, name, None, given.owner, None, amount, None, None, "numerator", value)
