"""What a finding knows to be right is put there in one key; what only the rep can say is left to the rep."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.work import measures, periods, review, writing
from salestui.work.desk import open_desk
from salestui.work.mending import mend

Q1 = parse_period("2026-Q1")
LINE = FieldKey("headline", "driver")


@pytest.fixture
def desk(store_file):
    with open_desk(str(store_file), date(2026, 4, 2), "en") as desk:
        periods.new(desk, Q1, "ae", "Michael Ek")
        measures.measure(desk, Q1, "win_rate", "30%")
        yield desk


def finding(desk, check):
    return next(one for one in review.review(desk, Q1).findings if one.check == check)


@pytest.mark.parametrize(
    ("check", "before", "after"),
    [
        ("number-contradicts-data", "Win rate was 34 % in the end", "Win rate was {win_rate} in the end"),
        ("live-number-unknown", "A rate of {win_rat}, at last", "A rate of {win_rate}, at last"),
    ],
)
def test_it_is_put_right_and_what_stood_there_is_kept(desk, check, before, after):
    writing.set_field(desk, Q1, LINE, before)
    assert mend(desk, Q1, finding(desk, check))
    assert writing.texts(desk, Q1)[LINE] == after
    assert [one.text for one in writing.history(desk, Q1, "headline")] == [before]
    assert check not in {one.check for one in review.review(desk, Q1).findings}


def test_what_needs_the_reps_words_is_left_to_the_rep(desk):
    writing.set_field(desk, Q1, LINE, "It went very well")
    assert not mend(desk, Q1, finding(desk, "vague-wording"))
    assert writing.texts(desk, Q1)[LINE] == "It went very well"


def test_a_text_that_was_changed_meanwhile_is_not_touched(desk):
    writing.set_field(desk, Q1, LINE, "Win rate was 34 %")
    old = finding(desk, "number-contradicts-data")
    writing.set_field(desk, Q1, LINE, "Something else was 34 %")
    assert not mend(desk, Q1, old)
    assert writing.texts(desk, Q1)[LINE] == "Something else was 34 %"
