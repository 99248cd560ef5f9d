"""The team's review in brief: who reached the quota, who did not, who is short of coverage, and what the reps mean to mend."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from salestui.domain.action import FIX
from salestui.metrics.figure import Figure, Unit
from salestui.summary.blocks import Cell, Joined, Line, Lines, Quantity, Result, Said, Words
from salestui.summary.document import Chapter
from salestui.summary.team import RepReview, TeamReview

MOST = 6
"""Lines under a heading: a brief is read in a minute."""


def team_brief(team: TeamReview) -> tuple[Chapter, ...]:
    """What was achieved; however; next steps; a heading under which nothing stands falls away."""
    measured = [(share, rep) for rep in team.reps if (share := _value(rep, "quota_attainment")) is not None]
    best_first = sorted(measured, key=lambda one: -one[0])
    achieved = [_attained(rep) for share, rep in best_first if share >= 1]
    behind = [_attained(rep) for share, rep in reversed(best_first) if share < 1]
    short = [_covered(rep) for rep in team.reps if rep.name in team.short]
    parts = (
        ("achieved", achieved),
        ("however", [*behind, *short]),
        ("next", _steps(team, [rep for _, rep in best_first[::-1]])),
    )
    return tuple(Chapter(key, Words(f"document.brief.{key}"), (Lines(tuple(lines[:MOST])),)) for key, lines in parts if lines)


def _attained(rep: RepReview) -> Line:
    """ "Daniel Brandt: 92 % of quota, $1.05M won"."""
    share = Words("words.figure.of_quota", (("value", Result(rep.figures["quota_attainment"])),))
    won = rep.figures.get("revenue_won")
    cells: list[Cell] = [share]
    if won is not None and won.value is not None:
        cells.append(Words("document.team_review.won", (("value", Result(won)),)))
    return Line((Joined(tuple(cells)),), Said(rep.name))


def _covered(rep: RepReview) -> Line:
    """ "Daniel Brandt: coverage of the next period 1.9x, needed: 2.4x"."""
    covered: Figure = rep.figures["pipeline_coverage_next"]
    rate = _value(rep, "win_rate")
    cells: list[Cell] = [Words("document.team_review.covered", (("value", Result(covered)),))]
    if rate:
        cells.append(Words("words.figure.needed", (("value", Quantity(1 / rate, Unit.MULTIPLE)),)))
    return Line((Joined(tuple(cells)),), Said(rep.name))


def _steps(team: TeamReview, weakest_first: Iterable[RepReview]) -> list[Line]:
    """Of each rep the first thing to mend, the reps that are furthest behind first."""
    ordered = list(dict.fromkeys(rep.name for rep in (*weakest_first, *team.reps)))
    by_name = {rep.name: rep for rep in team.reps}
    fixes = ((name, next((text for kind, text in by_name[name].actions if kind == FIX), None)) for name in ordered)
    return [Line((Said(text),), Said(name)) for name, text in fixes if text]


def _value(rep: RepReview, metric: str) -> Fraction | None:
    figure = rep.figures.get(metric)
    return figure.value if figure is not None and isinstance(figure.value, Fraction) else None
