"""A claim held against the data: the figures that it may mean, every value that would be right, and what it contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from salestui.checks.numbers.claims import DELTA, EITHER, QUOTA, TARGET, VALUE, Claim
from salestui.checks.numbers.fits import can_be_delta, can_be_value, fits_delta, fits_value
from salestui.checks.numbers.typed import Typed
from salestui.domain.goal import Goal
from salestui.domain.period import FISCAL_QUARTER, FISCAL_YEAR, HALF, MONTH, QUARTER, YEAR, Period
from salestui.domain.refusal import Refusal
from salestui.domain.typed_value import parse_value
from salestui.guide import LANGUAGES, words
from salestui.metrics.figure import Figure, Value
from salestui.metrics.question import EMPTY
from salestui.summary.blocks import Beside, Cell, Change, Quantity, Result
from salestui.summary.material import FigureKey, Material

_KINDS = {"quarter": (QUARTER, FISCAL_QUARTER), "month": (MONTH,), "year": (YEAR, FISCAL_YEAR), "half": (HALF,)}
_ATTAINMENTS = ("quota_attainment", "goal_attainment", "pace", "commit_attainment", "best_case_attainment")


class Contradiction(NamedTuple):
    """`typed` is not what the data says: `value` is, of `metric`; `live` writes it."""

    typed: Typed
    metric: str
    value: Cell
    live: str


class Evidence:
    """Everything that the data says of each metric; made once for all texts of a review."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._figures: dict[str, list[Figure]] = {}
        members: set[str] = set(material.owners)
        for key, figure in material.figures.items():
            self._figures.setdefault(key.metric, []).append(figure)
            members.update(name for name in (key.member, key.owner) if name and name != EMPTY)
        self._members = _members(frozenset(members))

    def contradictions(self, claim: Claim) -> Iterator[Contradiction]:
        """Nothing where the claim is right, or where it cannot be told what it is about."""
        if not _is_now(claim.periods, self._material.period) or (self._members and self._members.search(claim.sentence)):
            return
        if claim.mode == TARGET:
            yield from self._of_target(claim)
            return
        figures = self._meant(claim)
        if figures and not any(self._is_right(claim, figure) for figure in figures):
            yield from self._wrong(claim, figures)

    def _wrong(self, claim: Claim, figures: list[Figure]) -> Iterator[Contradiction]:
        """The number that is wrong: the one that is said of the figure, else the one from which a span begins."""
        if not claim.first or not any(self._is_known(claim.number, claim, figure) for figure in figures):
            yield self._said_of(figures[0], claim)
        elif compared := next((figure for figure in figures if figure.previous is not None), None):
            yield Contradiction(claim.first, compared.metric, Beside(compared, "prev"), f"{{{compared.metric}.prev}}")

    def _meant(self, claim: Claim) -> list[Figure]:
        """The figures that the claim may be about; none where one of them has no value, which might be the right one."""
        found = []
        for metric in claim.metrics:
            figure = self._material.figures.get(FigureKey(metric))
            if figure is None:
                continue
            if figure.value is None or (claim.since and not _bases(figure, claim.since)):
                return []
            as_value = can_be_value(claim.number, figure.unit, figure.value)
            as_delta = can_be_delta(claim.number, figure.unit, figure.value)
            if {VALUE: as_value, DELTA: as_delta and bool(_bases(figure, claim.since)), EITHER: as_value or as_delta}[
                claim.mode
            ]:
                found.append(figure)
        return found

    def _is_right(self, claim: Claim, figure: Figure) -> bool:
        """Whether the figure says what the claim says; a span may also be that of one of its slices."""
        if claim.first is None:
            return self._is_known(claim.number, claim, figure) or self._is_sliced(claim, figure)
        whole = self._is_known(claim.number, claim, figure) and self._was_known(claim.first, claim, figure)
        return whole or self._is_sliced(claim, figure)

    def _is_known(self, number: Typed, claim: Claim, figure: Figure) -> bool:
        """Whether the number is a value of the figure, or of what it stands beside, or its change."""
        if claim.mode != DELTA and any(fits_value(number, value, claim.bound) for value in self._values(figure, claim)):
            return True
        return (
            claim.mode in (DELTA, EITHER)
            and figure.value is not None
            and any(fits_delta(number, figure.value, base, figure.unit, claim.bound) for base in _bases(figure, claim.since))
        )

    def _was_known(self, number: Typed, claim: Claim, figure: Figure) -> bool:
        """Whether a span may begin with the number; with the previous value alone, where that is said."""
        bases = _bases(figure, claim.since) if claim.since else ()
        return any(fits_value(number, value) for value in bases or self._values(figure, claim._replace(bound="")))

    def _is_sliced(self, claim: Claim, figure: Figure) -> bool:
        """Whether a slice, goal or rep has the value, and for a span the previous value too."""
        if claim.mode == DELTA:
            return False
        return any(
            one.value is not None
            and fits_value(claim.number, one.value, claim.bound)
            and (claim.first is None or (one.previous is not None and fits_value(claim.first, one.previous)))
            for metric in (_ATTAINMENTS if figure.metric in _ATTAINMENTS else (figure.metric,))
            for one in self._figures.get(metric, ())
        )

    def _values(self, figure: Figure, claim: Claim) -> Iterator[Value]:
        """What would be right beside the figure's own value: what it is compared with, goals, plans, promises."""
        yield from (value for value in (figure.value, *_bases(figure)) if value is not None)
        rate = self._material.figure("win_rate") if figure.metric == "deals_won" and not claim.bound else None
        if rate and rate.denominator is not None:
            yield rate.denominator  # "closed 40 deals" may count the lost ones too
        for goal in (*self._material.goals, *self._material.next_goals):
            if goal.metric == figure.metric:
                yield from (goal.target, goal.adjusted_target)
        yield from self._planned(figure.metric)
        for forecast in self._material.forecasts:
            promised = {"forecast_commit": forecast.commit, "forecast_best_case": forecast.best_case}.get(figure.metric)
            if promised:
                yield promised

    def _planned(self, metric: str) -> Iterator[Value]:
        for action in (*self._material.actions, *(past.action for past in self._material.past_actions)):
            if action.metric == metric and action.target:
                try:
                    yield parse_value(action.target)
                except Refusal:
                    continue  # a target in words

    def _said_of(self, figure: Figure, claim: Claim) -> Contradiction:
        number = claim.number
        delta = claim.mode == DELTA or (
            claim.mode == EITHER and figure.value is not None and not can_be_value(number, figure.unit, figure.value)
        )
        if delta and figure.previous is not None:
            return Contradiction(number, figure.metric, Change(figure), f"{{{figure.metric}.change}}")
        return Contradiction(number, figure.metric, Result(figure), f"{{{figure.metric}}}")

    def _of_target(self, claim: Claim) -> Iterator[Contradiction]:
        """A quota that no goal has: "against a quota of $500k"."""
        quota = next((goal for goal in self._material.goals if goal.name.casefold() == QUOTA), None)
        figure = self._material.figure(quota.metric) if quota else None
        if quota is None or figure is None or not can_be_value(claim.number, figure.unit, quota.target):
            return
        goals: tuple[Goal, ...] = (*self._material.goals, *self._material.next_goals)
        known: list[Value] = [value for goal in goals for value in (goal.target, goal.adjusted_target)]
        if not any(fits_value(claim.number, value, claim.bound) for value in known):
            told = Quantity(quota.adjusted_target, figure.unit)
            yield Contradiction(claim.number, figure.metric, told, f"{{{figure.metric}.target}}")


def _bases(figure: Figure, since: str = "") -> tuple[Value, ...]:
    """What a figure is compared with; only its previous value, or the one of a year ago, where that is said."""
    beside = {"previous": (figure.previous,), "year_ago": (figure.year_ago,)}.get(
        since, (figure.previous, figure.year_ago, figure.target, *(benchmark.value for benchmark in figure.benchmarks))
    )
    return tuple(value for value in beside if value is not None)


def _is_now(periods: tuple[str, ...], period: Period) -> bool:
    """Whether each word for a period means the one under review."""
    key = period.key.lower()
    for said in periods:
        if said.startswith("="):
            if period.kind not in _KINDS.get(said[1:], ()):
                return False
        elif said.isdigit():
            if said != str(period.end.year):
                return False
        elif said not in (key, key[-2:], key[-2:].replace("q", "k")) and not _is_month(said, period):
            return False
    return True


def _is_month(said: str, period: Period) -> bool:
    if period.kind != MONTH:
        return False
    names = {
        name.lower()
        for language in LANGUAGES
        for topic in ("months", "months_short")
        for name in words(language).list(f"words.calendar.{topic}")[period.start.month - 1 :: 12]
    }
    return said in names


@lru_cache(8)
def _members(names: frozenset[str]) -> re.Pattern[str] | None:
    """Any of the segments, sources, products and reps that the data knows, as a word."""
    said = sorted((re.escape(name.casefold()) for name in names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)") if said else None
