"""Small reviews for the tests of the checks: an account executive's quarter, and whatever of it a test changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from salestui.domain.money import Money
from salestui.domain.period import Period, parse_period
from salestui.domain.typed_value import parse_value
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Benchmark, Figure, Unit, Value
from salestui.summary.material import FigureKey, Material

QUARTER = parse_period("2026-Q1")
AFTER = date(2026, 4, 2)


def figure(metric: str, unit: Unit, value: str | None = None, **beside: str | bool | None) -> Figure:
    """A figure with values as a rep would type them: figure("win_rate", Unit.RATIO, "0.30", previous="0.28")."""
    shown: dict[str, object] = {name: parse_value(text) for name, text in beside.items() if isinstance(text, str)}
    shown |= {name: said for name, said in beside.items() if isinstance(said, bool)}
    made = Figure(metric, QUARTER.key, unit, parse_value(value) if value is not None else None, **shown)  # type: ignore[arg-type]
    return with_change(made)


def with_change(made: Figure) -> Figure:
    """The figure with its change against the previous value."""
    if made.value is None or made.previous is None:
        return made
    new, old = (v.exact if isinstance(v, Money) else v for v in (made.value, made.previous))
    relative = (new - old) / abs(old) if old else None
    return replace(
        made, change=new - old if made.unit in (Unit.RATIO, Unit.MULTIPLE, Unit.DAYS) else relative, change_relative=relative
    )


def figures_of(path: Path) -> dict[FigureKey, Figure]:
    """The figures of a file of labelled sentences."""
    found = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]:
        beside = {name: row[name] for name in ("previous", "target", "year_ago", "numerator", "denominator") if name in row}
        made = figure(row["metric"], Unit(row["unit"]), row["value"], **beside)
        if "benchmark" in row:
            value: Value = parse_value(row["benchmark"])
            made = replace(made, benchmarks=(Benchmark("team average", value),))
        segment = row.get("segment")
        found[FigureKey(made.metric, None, "segment" if segment else None, segment)] = made
    return found


def texts(written: Mapping[str, str]) -> dict[FieldKey, str]:
    """Texts by their place as a rep names it: {"headline.result": "...", "context.driver.1.metric": "win_rate"}."""
    return {_key(place): text for place, text in written.items()}


def _key(place: str) -> FieldKey:
    section, field, *rest = place.split(".")
    row = int(rest[0]) if rest and rest[0].isdigit() else 0
    part = ".".join(rest[1:] if row else rest)
    return FieldKey(section, field, row, part)


def material(period: Period = QUARTER, today: date = AFTER, **parts: object) -> Material:
    return Material(period, today, **parts)  # type: ignore[arg-type]


ZERO = Fraction(0)
