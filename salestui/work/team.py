"""A lead's gathering of the reps' reviews: their JSON files in, one table and a short document out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from salestui.domain.money import Money
from salestui.domain.period import Period, parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.metrics.figure import Figure, Unit, Value
from salestui.render.figure_json import Json, figure_json
from salestui.render.markdown import markdown
from salestui.render.numbers import Numbers
from salestui.render.review_json import VERSION
from salestui.render.wording import Wording
from salestui.summary.material import Material
from salestui.summary.team import COMPARED, RepReview, TeamReview, gathered, team_document
from salestui.summary.team_brief import team_brief

MOST_BYTES = 20_000_000


def gather(paths: Iterable[Path]) -> TeamReview:
    """The team's review from files of `export --format json`.

    Raises Refusal `team-unreadable`, `team-format`, `team-periods` (they are about several), `team-twice` (one rep twice).
    """
    found = [_read(path) for path in paths]
    periods = {period.key: period for period, _ in found}
    if len(periods) > 1:
        raise Refusal("team-periods", periods=", ".join(sorted(periods)))
    if not found:
        raise Refusal("team-unreadable", exit_code=2, path="")
    names = [rep.name for _, rep in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise Refusal("team-twice", name=twice)
    return gathered(next(iter(periods.values())), (rep for _, rep in found))


def team_markdown(team: TeamReview, numbers: Numbers) -> str:
    """The team's document as Markdown."""
    return markdown(team_document(team, team_brief(team)), Wording(numbers, Material(team.period, date.min)))


def team_json(team: TeamReview, numbers: Numbers) -> dict[str, Json]:
    """The team's figures as data: each rep's, the totals, which definitions differ, who is short of coverage."""
    return {
        "period": team.period.key,
        "reps": [
            {
                "name": rep.name,
                "territory": rep.territory,
                "segment": rep.segment,
                "lead_sources": list(rep.lead_sources),
                "figures": [figure_json(rep.figures[metric], numbers) for metric in COMPARED if metric in rep.figures],
            }
            for rep in team.reps
        ],
        "totals": [figure_json(figure, numbers) for figure in team.totals.values()],
        "definitions_mixed": {metric: list(names) for metric, names in team.mixed.items()},
        "coverage_short": list(team.short),
    }


def _read(path: Path) -> tuple[Period, RepReview]:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise Refusal("team-unreadable", path=path)
        told = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refusal("team-unreadable", path=path) from error
    if not isinstance(told, dict) or told.get("format") != "salestui-review" or told.get("version") != VERSION:
        raise Refusal("team-format", path=path)
    try:
        figures = {figure.metric: figure for figure in map(_figure, told["figures"]) if figure.metric in COMPARED}
        rep = RepReview(
            name=one_line(str(told["name"] or path.stem)),
            territory=_text(told["territory"]),
            segment=_text(told["segment"]),
            lead_sources=tuple(one_line(str(source)) for source in told["lead_sources"]),
            figures=figures,
            actions=tuple((str(one["kind"]), one_line(str(one["text"]))) for one in told["actions"]),
        )
        return parse_period(str(told["period"]["key"])), rep
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Refusal("team-format", path=path) from error


def _figure(told: Mapping[str, object]) -> Figure:
    """A figure as `figure_json` wrote it."""
    definition = told["definition"]
    if not isinstance(definition, list):
        raise TypeError("a definition is a list of tokens")
    return Figure(
        metric=str(told["metric"]),
        period=str(told["period"]),
        unit=Unit(str(told["unit"])),
        value=_value(told["value"]),
        numerator=_value(told["numerator"]),
        denominator=_value(told["denominator"]),
        sample=int(str(told["sample"])),
        definition=tuple(one_line(str(token)) for token in definition),
    )


def _value(told: object) -> Value | None:
    if told is None:
        return None
    if isinstance(told, dict):
        return Money.of(Fraction(str(told["amount"])), str(told["currency"])[:3])
    return Fraction(str(told))


def _text(told: object) -> str | None:
    return one_line(str(told)) if told else None
