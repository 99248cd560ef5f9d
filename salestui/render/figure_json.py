"""A figure as JSON data (CLI.md, Figures): exact where a number allows it, with what a person reads beside it."""

from __future__ import annotations

from salestui.domain.money import Money, round_half_up
from salestui.metrics.figure import Figure, Part, Unit, Value
from salestui.render.numbers import Numbers

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def figure_json(figure: Figure, numbers: Numbers) -> dict[str, Json]:
    """The figure in the keys of CLI.md. Ratios are fractions, days have two decimals, money is its decimal text."""
    return {
        "metric": figure.metric,
        "goal": figure.goal,
        "period": figure.period,
        "value": value_json(figure.value, figure.unit, numbers),
        "unit": str(figure.unit),
        "display": numbers.figure(figure),
        "numerator": value_json(figure.numerator, None, numbers),
        "denominator": value_json(figure.denominator, None, numbers),
        "sample": figure.sample,
        "interval": [float(edge) for edge in figure.interval] if figure.interval else None,
        "definition": list(figure.definition),
        "target": value_json(figure.target, figure.unit, numbers),
        "previous": value_json(figure.previous, figure.unit, numbers),
        "year_ago": value_json(figure.year_ago, figure.unit, numbers),
        "change": value_json(figure.change),
        "change_relative": value_json(figure.change_relative),
        "change_display": numbers.change(figure) or None,
        "better": figure.better,
        "within_noise": figure.within_noise,
        "benchmarks": [{"label": one.label, "value": value_json(one.value, figure.unit, numbers)} for one in figure.benchmarks],
        "source": figure.source,
        "absent": str(figure.absent) if figure.absent else None,
        "absent_text": numbers.absent(figure) if figure.absent else None,
        "notes": [numbers.note(note) for note in figure.notes],
        **_parts(figure, numbers),
        **_slices(figure, numbers),
    }


def value_json(value: Value | None, unit: Unit | None = None, numbers: Numbers | None = None) -> Json:
    """Money as `{"amount": "1234.50", "currency": "USD"}`, any other value as a number; null where there is none.

    With `numbers` an amount is no more exact than they write it.
    """
    if value is None:
        return None
    if isinstance(value, Money) and numbers:
        value = numbers.shown(value)
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if value.denominator == 1:
        return value.numerator
    return round_half_up(value * 100) / 100 if unit is Unit.DAYS else float(value)


def _parts(figure: Figure, numbers: Numbers) -> dict[str, Json]:
    if not figure.parts and figure.unit is not Unit.DISTRIBUTION:
        return {}
    return {"parts": [_part(part, numbers) for part in figure.parts]}


def _part(part: Part, numbers: Numbers) -> Json:
    told: dict[str, Json] = {
        "key": part.key,
        "count": part.count,
        "amount": value_json(part.amount, None, numbers),
        "share": float(part.share) if part.share is not None else None,
    }
    return told | ({"of": part.of} if part.of is not None else {})


def _slices(figure: Figure, numbers: Numbers) -> dict[str, Json]:
    return {"slices": {key: figure_json(one, numbers) for key, one in figure.slices.items()}} if figure.slices else {}
