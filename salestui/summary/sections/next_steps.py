"""Section 9, next steps: three to five actions to keep or to fix, each with the metric, target and day in which it shows."""

from __future__ import annotations

from salestui.domain.action import Action
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.typed_value import parse_value
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
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
    Span,
    Table,
    Words,
)
from salestui.summary.cells import column, metric_label
from salestui.summary.fields import Field, Kind
from salestui.summary.material import Material, PastAction

KEY = "next_steps"
LIMIT = 60
FIELDS: tuple[Field, ...] = (
    Field(
        "action",
        Kind.RECORD,
        repeats=True,
        at_least=3,
        at_most=5,
        command="action add",
        records=("kind", "text", "metric", "target", "by", "reporting"),
        words="text",
    ),
)
COLUMNS = (
    column("next_steps.kind"),
    column("next_steps.action"),
    column("next_steps.metric"),
    column("next_steps.now", numeric=True),
    column("next_steps.target", numeric=True),
    column("next_steps.by"),
)


def facts(material: Material) -> tuple[Block, ...]:
    """What became of the last period's actions."""
    return _past(material)


def blocks(material: Material) -> tuple[Block, ...]:
    """The last period's actions with what their metrics did since, then the table of new ones."""
    if not material.actions:
        return _past(material)
    rows = tuple(_row(material, number, action) for number, action in enumerate(material.actions, start=1))
    return (*_past(material), Table(COLUMNS, rows))


def written(material: Material) -> tuple[Said, ...]:
    """The words of the actions, where the rep wrote them."""
    return tuple(_said(number, "text", action.text) for number, action in enumerate(material.actions, start=1))


def aim(number: int, action: Action, figure: Figure | None) -> Cell:
    """The action's target, in the unit of its metric where it can be read as a value."""
    if not action.target:
        return Nothing()
    read = _target(action.target, figure) if figure and figure.value is not None else None
    return read if isinstance(read, Quantity) else _said(number, "target", action.target)


def _said(number: int, part: str, text: str) -> Said:
    return Said(text, FieldKey(KEY, "action", number, part))


def _row(material: Material, number: int, action: Action) -> tuple[Cell, ...]:
    figure = material.figure(action.metric) if action.metric else None
    text: Cell = _said(number, "text", action.text)
    if action.reporting:
        text = Joined((text, Words("document.next_steps.reporting_mark")), by=" ")
    return (
        Words(f"words.action_kind.{action.kind}"),
        text,
        metric_label(material, action.metric) if action.metric else Nothing(),
        Result(figure) if figure and figure.value is not None else Nothing(),
        aim(number, action, figure),
        Day(action.by, short=True) if action.by else Nothing(),
    )


def _target(text: str, figure: Figure) -> Cell:
    """The target in the figure's unit where it can be read as a value, else as it was typed."""
    currency = figure.value.currency if isinstance(figure.value, Money) else None
    try:
        value = parse_value(text, currency=currency, money=currency is not None)
    except Refusal:
        return Said(text)
    return Quantity(value, figure.unit) if isinstance(value, Money) == (currency is not None) else Said(text)


def _past(material: Material) -> tuple[Block, ...]:
    if not material.past_actions:
        return ()
    head = Words("document.next_steps.before", (("period", Span(material.period.previous)),))
    return (Lines(tuple(_became(material, past) for past in material.past_actions), head),)


def _became(material: Material, past: PastAction) -> Line:
    """ "Review every late deal on Fridays: forecast accuracy 73 % → 85 %, target 85 %, done 2 April"."""
    action, then, now = past
    cells: list[Cell] = []
    if action.metric and now and now.value is not None:
        values: tuple[Cell, ...] = (Result(now),)
        if then and then.value is not None:
            before: Cell = Beside(now, "prev") if now.previous == then.value else Result(then)
            values = (before, Result(now))
        cells.append(Joined((metric_label(material, action.metric), Joined(values, by=" → ")), by=" "))
        if action.target:
            cells.append(Words("words.figure.goal", (("value", _target(action.target, now)),)))
    done: Cell = Words("words.action_state.done") if action.done_on else Words("document.next_steps.not_done")
    return Line((Joined((*cells, done)),), Said(action.text))
