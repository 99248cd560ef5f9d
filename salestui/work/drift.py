"""What was delivered beside what the data says now: a later import changes nothing that was handed in, and does not hide either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.metrics.figure import Figure
from salestui.metrics.question import EMPTY
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.store.finalised import read_finalised
from salestui.summary.blocks import Words
from salestui.summary.cells import metric_label
from salestui.summary.frozen import thawed
from salestui.summary.material import FigureKey, Material
from salestui.work.desk import Desk
from salestui.work.material import material
from salestui.work.periods import stored


@dataclass(frozen=True)
class Drift:
    """A figure that the data gives otherwise than it was delivered. `now` is None where the data no longer has it."""

    key: FigureKey
    delivered: Figure
    now: Figure | None


class Told(NamedTuple):
    """The figure's name and both values, in words."""

    figure: str
    delivered: str
    now: str


def drift(desk: Desk, period: Period) -> tuple[Drift, ...]:
    """The figures that the data gives otherwise now than when the period was last delivered, in the order of the metrics.

    Raises Refusal `period-open` where it never was.
    """
    record = stored(desk.store, period)
    last = next(iter(read_finalised(desk.store.connection, record.id)), None) if record else None
    if last is None:
        raise Refusal("period-open", period=period.key)
    then, now = thawed(last.summary).material.figures, material(desk, period).figures
    return tuple(
        Drift(key, figure, now.get(key))
        for key, figure in then.items()
        if key not in now or (now[key].value, now[key].parts) != (figure.value, figure.parts)
    )


def told(desk: Desk, period: Period, found: tuple[Drift, ...]) -> tuple[Told, ...]:
    """Each difference as a rep reads it, in the language of the app."""
    numbers = Numbers(desk.language, desk.settings.percent_space, desk.settings.ratio_decimals)
    wording = Wording(numbers, Material(period, desk.today))
    return tuple(
        Told(
            _name(one.key, wording),
            numbers.figure(one.delivered),
            numbers.figure(one.now) if one.now else "–",
        )
        for one in found
    )


def _name(key: FigureKey, wording: Wording) -> str:
    """ "Win rate (SMB)": the metric, and of a goal, slice or rep which one."""
    label = wording.text(metric_label(wording.material, key.metric))
    member = wording.text(Words("words.split.none")).strip("()") if key.member == EMPTY else key.member
    of = ", ".join(name for name in (key.goal, member, key.owner, key.period) if name)
    return f"{label} ({of})" if of else label
