"""Live numbers: what `{win_rate}`, `{win_rate.prev}` or `{win_rate[segment=SMB]}` in a text stands for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.text import same_name
from salestui.domain.written import LiveNumber
from salestui.metrics.figure import Figure, Part, Unit
from salestui.summary.blocks import Beside, Cell, Change, Quantity, Result
from salestui.summary.material import FigureKey, Material

RELATIVES = ("prev", "change", "target", "benchmark", "year_ago", "sample", "needed")
COVERAGES = ("pipeline_coverage", "pipeline_coverage_next")
"""Metrics beside which stands what is needed: 1 / win rate (METRICS.md 5)."""
PART_RELATIVES = ("share", "amount")
_WHOLE = ("goal", "owner", "period")
"""Dimensions that are fields of their own in a FigureKey."""


class Resolved(NamedTuple):
    """The cell to be written in its place, and the figure that it comes from."""

    cell: Cell
    figure: Figure


class UnknownNumber(NamedTuple):
    """No figure is called so; `nearest` are the names that may have been meant, best first."""

    name: str
    nearest: tuple[str, ...]


class AbsentNumber(NamedTuple):
    """The figure is known and has no value, or not this `relative`."""

    name: str
    figure: Figure
    relative: str | None = None


def names(material: Material) -> tuple[str, ...]:
    """Every name that may stand in braces, in the order of the metrics."""
    return tuple(dict.fromkeys(key.metric for key in material.figures))


def resolve(live: LiveNumber, material: Material) -> Resolved | UnknownNumber | AbsentNumber:
    """What `live` stands for. A metric that has a figure for each goal alone is unknown until one is named."""
    whole = live.raw.strip("{}")
    if live.name is None or not _known(live.name, material):
        said = live.name or whole
        return UnknownNumber(said, _nearest(said, names(material)))
    figure = material.figures.get(FigureKey(live.name))
    if live.dimension and live.member is not None:
        part = _part(figure, live.member) if figure else None
        if figure and part:
            return _of_part(live, figure, part)
        figure = _slice(live.name, live.dimension, live.member, material)
    if figure is None:
        members = (f"{live.name}[{dimension}={member}]" for dimension, member in slices(live.name, material))
        return UnknownNumber(whole, _nearest(whole, members))
    return _relative(live, figure, material)


def _known(metric: str, material: Material) -> bool:
    return FigureKey(metric) in material.figures or any(key.metric == metric for key in material.figures)


def slices(metric: str, material: Material) -> tuple[tuple[str, str], ...]:
    """The (dimension, member) pairs of which `metric` has a figure: segment SMB, goal quota, owner Freja, a loss reason."""
    found = []
    for key in material.figures:
        if key.metric == metric and key.period is None:
            if key.dimension and key.member is not None:
                found.append((key.dimension, key.member))
            elif key.goal or key.owner:
                found.append(("goal", key.goal) if key.goal else ("owner", key.owner or ""))
    figure = material.figures.get(FigureKey(metric))
    found += [("part", part.key) for part in figure.parts] if figure else []
    return tuple(found)


def _slice(metric: str, dimension: str, member: str, material: Material) -> Figure | None:
    key = FigureKey(metric, **{dimension: member}) if dimension in _WHOLE else FigureKey(metric, None, dimension, member)
    if key in material.figures:
        return material.figures[key]
    wanted = same_name(member)
    near = [m for d, m in slices(metric, material) if d == dimension and same_name(m) == wanted and m != member]
    return _slice(metric, dimension, near[0], material) if near else None


def _part(figure: Figure, member: str) -> Part | None:
    wanted = same_name(member)
    return next((part for part in figure.parts if same_name(part.key) == wanted), None)


def _of_part(live: LiveNumber, figure: Figure, part: Part) -> Resolved | UnknownNumber | AbsentNumber:
    if live.relative is None:
        return Resolved(Quantity(Fraction(part.count), Unit.COUNT), figure)
    if live.relative not in PART_RELATIVES:
        return _unknown_relative(live, PART_RELATIVES)
    if live.relative == "share":
        cell = Quantity(part.share, Unit.RATIO) if part.share is not None else None
    else:
        cell = Quantity(part.amount, Unit.MONEY) if part.amount is not None else None
    return Resolved(cell, figure) if cell else AbsentNumber(live.name or "", figure, live.relative)


def _relative(live: LiveNumber, figure: Figure, material: Material) -> Resolved | UnknownNumber | AbsentNumber:
    name = live.name or ""
    if live.relative is not None and live.relative not in RELATIVES:
        return _unknown_relative(live, RELATIVES)
    if live.relative == "needed":
        return _needed(live, figure, material)
    if live.relative == "sample":
        return Resolved(Quantity(Fraction(figure.sample), Unit.COUNT), figure)
    if live.relative is None:
        has = figure.value is not None or bool(figure.parts)
        return Resolved(Result(figure), figure) if has else AbsentNumber(name, figure)
    if live.relative == "change":
        changed = figure.value is not None and figure.previous is not None and figure.comparable
        return Resolved(Change(figure), figure) if changed else AbsentNumber(name, figure, "change")
    beside = {
        "prev": figure.previous,
        "target": figure.target,
        "year_ago": figure.year_ago,
        "benchmark": figure.benchmarks[0].value if figure.benchmarks else None,
    }[live.relative]
    return Resolved(Beside(figure, live.relative), figure) if beside is not None else AbsentNumber(name, figure, live.relative)


def _needed(live: LiveNumber, figure: Figure, material: Material) -> Resolved | UnknownNumber | AbsentNumber:
    if figure.metric not in COVERAGES:
        return _unknown_relative(live, RELATIVES[:-1])
    rate = material.figure("win_rate")
    if rate is None or not isinstance(rate.value, Fraction) or not rate.value:
        return AbsentNumber(figure.metric, figure, "needed")
    return Resolved(Quantity(1 / rate.value, Unit.MULTIPLE), figure)


def _unknown_relative(live: LiveNumber, known: tuple[str, ...]) -> UnknownNumber:
    from difflib import get_close_matches  # only for a name that is not known

    said = live.relative or ""
    close = get_close_matches(said, known, n=2, cutoff=0.4) or [name for name in known if said.startswith(name[:3])]
    stem = live.raw.strip("{}").rpartition(".")[0]
    return UnknownNumber(f"{stem}.{said}", tuple(f"{stem}.{relative}" for relative in close))


def _nearest(said: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # only for a name that is not known

    return tuple(get_close_matches(said.lower(), tuple(known), n=3, cutoff=0.55))
