"""The weeks of a chart begin on Monday, or on Sunday where the settings say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salestui.domain.period import parse_period
from salestui.domain.terms import Terms
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import looking
from salestui.metrics.question import Whose
from salestui.metrics.selection import Selection
from salestui.summary.material import Week
from salestui.work.weeks import weeks
from tests.metrics.book_a import book_a

TODAY = date(2026, 4, 2)


def of_march(*, sunday: bool) -> tuple[Week, ...]:
    ledger = Ledger(book_a(), Terms(week_starts_on_sunday=sunday), TODAY)
    return weeks(looking(Selection(ledger, Whose()), parse_period("2026-03")))


def test_weeks_by_iso() -> None:
    first, second = of_march(sunday=False)[:2]
    assert (first.number, first.start, first.end, first.whole) == (9, date(2026, 3, 1), date(2026, 3, 1), False)
    assert (second.number, second.start, second.end, second.whole) == (10, date(2026, 3, 2), date(2026, 3, 8), True)


def test_weeks_from_sunday() -> None:
    first, *_, last = of_march(sunday=True)
    assert (first.number, first.start, first.end, first.whole) == (10, date(2026, 3, 1), date(2026, 3, 7), True)
    assert (last.number, last.start, last.end, last.whole) == (14, date(2026, 3, 29), date(2026, 3, 31), False)


def test_both_tell_the_same_end() -> None:
    assert of_march(sunday=True)[-1].won == of_march(sunday=False)[-1].won


def test_what_was_won_in_a_period_that_is_only_looked_back_on_has_its_weeks() -> None:
    """One export, taken long after the period: the revenue is told, and so is its way there."""
    book = replace(book_a(), watched={})
    first = weeks(looking(Selection(Ledger(book, Terms(), TODAY), Whose()), parse_period("2026-03")))
    assert [one.won for one in first] == [one.won for one in of_march(sunday=False)]
    assert first[-1].won
