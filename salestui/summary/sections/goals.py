"""Section 2, goals and targets: what the rep was measured against, one line a goal, without commentary."""

from __future__ import annotations

from fractions import Fraction

from salestui.domain.goal import Adjustment, Goal
from salestui.domain.money import Money
from salestui.metrics.declare import LOWER
from salestui.metrics.figure import Figure, Unit
from salestui.metrics.registry import METRICS
from salestui.summary.blocks import (
    Beside,
    Block,
    Cell,
    Day,
    Joined,
    Line,
    Lines,
    Nothing,
    Quantity,
    Result,
    Said,
    Table,
    Words,
)
from salestui.summary.cells import actual, attainment, column, distance, goal_label
from salestui.summary.charts import goals_chart
from salestui.summary.fields import Field, Kind
from salestui.summary.material import FigureKey, Material
from salestui.summary.reps import rep_columns, rep_table, reps

KEY = "goals"
LIMIT = 20
FIELDS: tuple[Field, ...] = (
    Field(
        "goal",
        Kind.RECORD,
        repeats=True,
        at_least=1,
        command="goal set",
        records=("name", "metric", "target", "adjust"),
        words="name",
    ),
)
COLUMNS = (
    column("goals.goal"),
    column("goals.target", numeric=True),
    column("goals.adjusted", numeric=True),
    column("goals.result", numeric=True),
    column("goals.attainment", numeric=True),
)
REP_COLUMNS = (
    column("goals.owner"),
    column("goals.territory"),
    column("goals.target", numeric=True),
    column("goals.result", numeric=True),
    column("goals.attainment", numeric=True),
)


def facts(material: Material) -> tuple[Block, ...]:
    """How far a running period has come against a straight line, goal by goal."""
    lines = [
        Line((Result(pace),), goal_label(goal))
        for goal in material.goals
        if (pace := material.figures.get(FigureKey("pace", goal.name, owner=goal.owner))) and pace.value is not None
    ]
    return (
        (Lines(tuple(lines), head=Words("document.goals.pace")),) if lines and material.period.running(material.today) else ()
    )


def blocks(material: Material) -> tuple[Block, ...]:
    """The table of goals, a table of reps where there are several, the agreed adjustments, and the chart."""
    if not material.goals:
        return ()
    own = tuple(goal for goal in material.goals if not goal.owner)
    table = Table(COLUMNS, tuple(_row(material, goal) for goal in own))
    found: list[Block] = [table] if own else []
    if material.role == "manager" and (by_rep := _by_rep(material)):
        found.append(by_rep)
    adjusted = [(goal, adjustment) for goal in material.goals for adjustment in goal.adjustments]
    if adjusted:
        found.append(Lines(tuple(Line((_adjustment(goal, one),)) for goal, one in adjusted)))
    chart = goals_chart(material)
    return (*found, chart) if chart else tuple(found)


def _row(material: Material, goal: Goal) -> tuple[Cell, ...]:
    attained, reached = attainment(material, goal), actual(material, goal)
    unit = reached.unit if reached else Unit.COUNT
    adjusted: Cell = Quantity(goal.adjusted_target, unit, full=True) if goal.adjustments else Nothing()
    return (
        goal_label(goal),
        Quantity(goal.target, unit, full=True),
        adjusted,
        _full(reached),
        _attained(attained, reached, goal),
    )


def _full(figure: Figure | None) -> Cell:
    """The value in full, or why there is none."""
    if figure is None:
        return Words("metrics.absent.no_data")
    return Quantity(figure.value, figure.unit, full=True) if figure.value is not None else Result(figure)


def _attained(attained: Figure | None, reached: Figure | None, goal: Goal) -> Cell:
    """The attainment; for a goal on a ratio with the distance in points beside it, for one that was adjusted with that of the
    target as it was.
    """
    if attained is None or attained.value is None:
        return Nothing()
    cells: list[Cell] = [Result(attained)]
    if reached is not None and reached.unit is Unit.RATIO and isinstance(goal.adjusted_target, Fraction):
        cells.append(distance(reached, Figure(goal.metric, goal.period, Unit.RATIO, goal.adjusted_target)))
    share = _of_original(reached, goal) if goal.adjustments else None
    if share is not None:
        cells.append(Words("side_by_side.goal.of_original", (("value", Quantity(share, Unit.RATIO)),)))
    return Joined(tuple(cells)) if len(cells) > 1 else cells[0]


def _of_original(reached: Figure | None, goal: Goal) -> Fraction | None:
    """The attainment of the target before anything was agreed about it."""
    value, target = reached.value if reached else None, goal.target
    if isinstance(value, Money) and isinstance(target, Money) and value.currency == target.currency:
        over, under = value.exact, target.exact
    elif isinstance(value, Fraction) and isinstance(target, Fraction):
        over, under = value, target
    else:
        return None
    if goal.metric in METRICS and METRICS[goal.metric].better == LOWER:
        over, under = under, over
    return over / under if under else None


def _by_rep(material: Material) -> Table | None:
    """A line per rep with territory and segment, so that nobody is compared without them."""
    rows = []
    for rep in reps(material):
        quota = material.figures.get(FigureKey("quota_attainment", owner=rep.name))
        won = material.figures.get(FigureKey("revenue_won", owner=rep.name))
        if won is None or won.value is None:
            continue
        target: Cell = Beside(won, "target") if won.target is not None else Nothing()
        attained: Cell = Result(quota) if quota and quota.value is not None else Nothing()
        rows.append((*rep_columns(rep), target, Result(won), attained))
    return rep_table(REP_COLUMNS, rows) if rows else None


def _adjustment(goal: Goal, adjustment: Adjustment) -> Cell:
    amount = adjustment.amount
    change: Cell = Nothing()
    if adjustment.percent is not None:
        change = Quantity(adjustment.percent / 100, Unit.RATIO)
    elif amount is not None:
        change = Quantity(amount, Unit.RATIO if isinstance(amount, Fraction) and abs(amount) < 1 else Unit.MONEY, full=True)
    return Words(
        "document.goals.adjustment",
        (
            ("goal", goal_label(goal)),
            ("change", change),
            ("reason", Words(f"words.adjustment_reason.{adjustment.reason}")),
            ("note", Said(adjustment.note)),
            ("who", Said(adjustment.agreed_by)),
            ("date", Day(adjustment.agreed_on)),
        ),
    )
