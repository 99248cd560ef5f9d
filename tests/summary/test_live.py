"""Live numbers: what stands in braces is a figure of the period, or is said to be none."""

from __future__ import annotations

import pytest

from salestui.domain.written import live_numbers
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.live import AbsentNumber, Resolved, UnknownNumber, names, resolve


def one(material, text):
    (live,) = live_numbers(text)
    return resolve(live, material)


@pytest.mark.parametrize(
    ("text", "english", "swedish"),
    [
        ("{win_rate}", "30 %", "30 %"),
        ("{win_rate.prev}", "28 %", "28 %"),
        ("{win_rate.change}", "+2 pts", "+2 procentenheter"),
        ("{win_rate.benchmark}", "25 %", "25 %"),
        ("{win_rate.sample}", "40", "40"),
        ("{forecast_accuracy.target}", "90 %", "90 %"),
        ("{win_rate[segment=SMB]}", "24 %", "24 %"),
        ("{win_rate[segment=smb].change}", "−3 pts", "−3 procentenheter"),
        ("{goal_attainment[goal=forecast]}", "81 %", "81 %"),
        ("{drop_off_stage[stage=Proposal]}", "17", "17"),
        ("{drop_off_stage[stage=proposal].share}", "61 %", "61 %"),
        ("{loss_reasons[part=Price].amount}", "$430k", "430 TUSD"),
        ("{loss_reasons}", "Price 39 %, No decision 32 %, Competitor 29 %", "Price 39 %, No decision 32 %, Competitor 29 %"),
        ("{forecast_bias}", "27 % too high", "27 % för hög"),
        ("a {{brace}} and {deals_won} deals", "a {brace} and 12 deals", "a {brace} and 12 deals"),
    ],
)
def test_a_live_number_is_the_figure_in_the_readers_language(michael, text, english, swedish):
    assert Wording(Numbers("en"), michael).filled(text) == english
    assert Wording(Numbers("sv"), michael).filled(text) == swedish


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("{win_rat}", "win_rat", "win_rate"),
        ("{Win rate}", "Win rate", "win_rate"),
        ("{winrate}", "winrate", "win_rate"),
        ("{win_rate.previous}", "win_rate.previous", "win_rate.prev"),
        ("{win_rate[segment=SMBs]}", "win_rate[segment=SMBs]", "win_rate[segment=SMB]"),
        (
            "{drop_off_stage[stage=Proposal].shares}",
            "drop_off_stage[stage=Proposal].shares",
            "drop_off_stage[stage=Proposal].share",
        ),
    ],
)
def test_an_unknown_name_gets_the_nearest_one(michael, text, name, nearest):
    found = one(michael, text)
    assert isinstance(found, UnknownNumber)
    assert (found.name, found.nearest[0]) == (name, nearest)


def test_a_name_that_resembles_nothing_has_no_suggestion(michael):
    assert one(michael, "{xyzzy}") == UnknownNumber("xyzzy", ())


def test_a_figure_without_that_relative_is_absent(michael):
    found = one(michael, "{deals_won.target}")
    assert isinstance(found, AbsentNumber)
    assert (found.name, found.relative) == ("deals_won", "target")


def test_every_offered_name_resolves(michael):
    for name in set(names(michael)) - {"goal_attainment"}:
        assert isinstance(one(michael, f"{{{name}}}"), Resolved)
