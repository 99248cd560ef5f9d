"""The context's draft: why deals were lost, where segments part, what the log blames; the pattern, the limits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.domain.entry import BLOCKER
from salestui.domain.text import same_name
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure, Part
from salestui.summary.drafts.allotted import Allotted, accounts
from salestui.summary.drafts.figures import sliced
from salestui.summary.drafts.teller import Teller, live
from salestui.summary.drafts.told import Told
from salestui.summary.material import Material
from salestui.summary.sections.context import KEY
from salestui.summary.worst import worst_result

DRIVERS = 2
WIDE_GAP = Fraction(1, 20)
FEWEST_LOST = 5
"""From fewer losses no pattern is read."""


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """Two drivers, each tied to a metric; the stage where deals drop out; what is left of the blockers."""
    material = teller.material
    entries = [told for told in allotted.of(KEY) if _explains(material, told)]
    drivers = [line for line in (_losses(teller), _split(teller, "segment", "segments")) if line]
    told = [(one.short, _moved(material, one)) for one in entries[: DRIVERS - len(drivers)]]
    sources = [line for line in (_split(teller, "lead_source", "sources"),) if line and len(drivers) + len(told) < DRIVERS]
    lines = [*drivers, *told, *sources]
    worst = worst_result(material)
    lines += [(teller.gap("else"), worst.figure.metric if worst else "")] * (DRIVERS - len(lines))
    for row, (text, metric) in enumerate(lines, start=1):
        yield FieldKey(KEY, "driver", row), text
        if metric:
            yield FieldKey(KEY, "driver", row, "metric"), metric
    if trend := _drop_out(teller):
        yield FieldKey(KEY, "trend"), trend
    for row, one in enumerate(entries[len(told) :], start=1):
        if one.entry.kind == BLOCKER:
            yield FieldKey(KEY, "constraint", row), one.short


def _losses(teller: Teller) -> tuple[str, str] | None:
    top = _top(teller.material.figure("loss_reasons"))
    if top is None:
        return None
    text = teller.say("drafts.context.losses", reason=top.key, count=live("loss_reasons", part=top.key))
    return text, "win_rate"


def _split(teller: Teller, dimension: str, words: str) -> tuple[str, str] | None:
    """The members with the highest and the lowest win rate, where the gap is wide enough to speak of."""
    slices = sliced(teller.material, "win_rate", dimension)
    rates = [(figure.value, member) for member, figure in slices if isinstance(figure.value, Fraction)]
    if len(rates) < 2:
        return None
    (low, least), (high, best) = min(rates), max(rates)
    if high - low < WIDE_GAP:
        return None
    values = {
        "best": best,
        "least": least,
        "high": live("win_rate", **{dimension: best}),
        "low": live("win_rate", **{dimension: least}),
    }
    return teller.say(f"drafts.context.{words}", **values), "win_rate"


def _drop_out(teller: Teller) -> str | None:
    top = _top(teller.material.figure("drop_off_stage"))
    if top is None:
        return None
    return teller.say("drafts.context.drop_out", stage=top.key, count=live("drop_off_stage", stage=top.key))


def _top(figure: Figure | None) -> Part | None:
    """The largest part of enough deals; a reason that nobody stated explains nothing."""
    if figure is None or figure.sample < FEWEST_LOST or not figure.parts:
        return None
    stated = [part for part in figure.parts if part.key not in ("not stated", "not known")]
    return max(stated, key=lambda part: part.count, default=None)


def _explains(material: Material, told: Told) -> bool:
    """A blocker does, and what is tied to a metric or to a deal that was lost or slipped; a lesson without one does not."""
    names = {same_name(name) for name in (told.entry.account, told.entry.deal) if name}
    tied = names & (accounts(material, "slipped_deals") | accounts(material, "deals_lost"))
    return told.entry.kind == BLOCKER or told.entry.metric is not None or bool(tied)


def _moved(material: Material, told: Told) -> str:
    """The metric that an entry speaks of: its own; that of the deals that its account lost or saw slip; else the cycle."""
    if told.entry.metric:
        return told.entry.metric
    names = {same_name(name) for name in (told.entry.account, told.entry.deal) if name}
    if names & accounts(material, "slipped_deals"):
        return "slipped_deals"
    return "win_rate" if names & accounts(material, "deals_lost") else "sales_cycle_length"
