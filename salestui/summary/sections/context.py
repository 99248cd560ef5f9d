"""Section 8, context: the two or three drivers behind the numbers, the pattern seen, the limits worked within."""

from __future__ import annotations

from fractions import Fraction

from salestui.metrics.distribution import NOT_KNOWN, NOT_STATED
from salestui.metrics.figure import Figure, Unit
from salestui.summary.blocks import Block, Cell, Joined, Line, Lines, Nothing, Quantity, Result, Said, Table, Words
from salestui.summary.cells import change, column, count, metric_label, said
from salestui.summary.charts import member, segment_chart
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material

KEY = "context"
LIMIT = 70
FIELDS: tuple[Field, ...] = (
    Field(
        "driver",
        Kind.PROSE,
        repeats=True,
        at_least=2,
        at_most=3,
        parts=(Part("metric", Kind.METRIC, words="driver.metric"),),
        entry_kinds=("blocker", "risk", "process", "learning"),
    ),
    Field("trend", Kind.PROSE, entry_kinds=("learning",)),
    Field("constraint", Kind.LINE, repeats=True, entry_kinds=("blocker",)),
)
_LOST = {"loss_reasons": "loss_reasons", "drop_off_stage": "drop_off"}
_UNTOLD = {NOT_STATED: "words.split.not_stated", NOT_KNOWN: "words.split.not_known"}
_SPLITS = {"segment": "by_segment", "lead_source": "by_source"}
_LOST_COLUMNS = (column("pipeline.deals", numeric=True), column("pipeline.share", numeric=True))
_SPLIT_COLUMNS = (
    column("context.win_rate", numeric=True),
    column("results.change", numeric=True),
    column("pipeline.deals", numeric=True),
)


def facts(material: Material) -> tuple[Block, ...]:
    """Why and where deals were lost, and the win rate by segment and by lead source."""
    found: list[Block] = []
    for metric, head in _LOST.items():
        figure = material.figure(metric)
        if figure and figure.parts:
            lost = tuple((_reason(part.key), count(part.count), _share(part.share)) for part in figure.parts)
            found.append(Table((column(f"context.{head}"), *_LOST_COLUMNS), lost))
    for dimension, head in _SPLITS.items():
        if slices := by(material, dimension):
            rates = tuple((member(key), Result(figure), change(figure), count(figure.sample)) for key, figure in slices)
            found.append(Table((column(f"context.{head}"), *_SPLIT_COLUMNS), rates))
    return tuple(found)


def blocks(material: Material) -> tuple[Block, ...]:
    """The drivers with the metric that each moved, the pattern, the constraints, and the win rate by segment."""
    lines = [
        Line((text,), _moved(material, material.text(KEY, "driver", row, "metric").strip()))
        for row in material.rows(KEY, "driver")
        if (text := said(material, KEY, "driver", row))
    ]
    if trend := said(material, KEY, "trend"):
        lines.append(Line((trend,), Words("document.context.pattern")))
    constraints = tuple(text for row in material.rows(KEY, "constraint") if (text := said(material, KEY, "constraint", row)))
    if constraints:
        lines.append(Line((Joined(constraints, by="; "),), Words("document.context.constraint")))
    if not lines:
        return ()
    chart = segment_chart(material, by(material, "segment"))
    return (Lines(tuple(lines)), chart) if chart else (Lines(tuple(lines)),)


def by(material: Material, dimension: str, metric: str = "win_rate") -> tuple[tuple[str, Figure], ...]:
    """The ratio `metric` per member of a dimension, the highest first; members without a value are left out."""
    slices = [
        (key.member or "", figure, figure.value)
        for key, figure in material.figures.items()
        if key.metric == metric and key.dimension == dimension and key.period is None and isinstance(figure.value, Fraction)
    ]
    return tuple((key, figure) for key, figure, _ in sorted(slices, key=lambda one: (-one[2], one[0])))


def _moved(material: Material, metric: str) -> Cell | None:
    """The metric that a driver moved, with its change."""
    if not metric:
        return None
    figure, label = material.figure(metric), metric_label(material, metric)
    changed = change(figure) if figure and not figure.within_noise else Nothing()
    return label if isinstance(changed, Nothing) else Joined((label, changed))


def _reason(key: str) -> Cell:
    """A reason or stage as the CRM calls it; what is ours to say is said in the reader's language."""
    return Words(_UNTOLD[key]) if key in _UNTOLD else Said(key)


def _share(share: Fraction | None) -> Cell:
    return Quantity(share, Unit.RATIO) if share is not None else Nothing()
