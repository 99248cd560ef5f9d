"""Privacy before export: accounts by initial or alias, amounts rounded or as an index, wherever somebody typed them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salestui.domain.money import Money
from salestui.guide import words
from salestui.metrics.figure import Unit
from salestui.render.numbers import Numbers
from salestui.render.privacy import disguised, without_amounts

NAMES = ("Vega Logistics AS", "Beta Industri AB", "Acme", "Nordkap Shipping Group")
SAID = "Vega: legal review; Beta Industri moved, ACME pays, nordkap shipping group stays, vega punk is no account, Betaversion"


def test_an_account_is_shown_by_its_initial_also_in_short_form():
    hide = disguised(NAMES, "initial", words("en"))
    assert hide(SAID) == "V.: legal review; B. moved, A. pays, N. stays, vega punk is no account, Betaversion"


def test_an_account_is_shown_by_an_alias_in_the_documents_language():
    assert disguised(NAMES, "alias", words("en"))("Acme and Vega Logistics AS") == "Customer A and Customer D"
    assert disguised(NAMES, "alias", words("sv"))("Acme") == "Kund A"
    assert disguised((), "alias", words("en"))("Acme") == "Acme"


def usd(amount: int) -> Money:
    return Money.of(Fraction(amount), "USD")


@pytest.mark.parametrize(
    ("amount", "english"), [(560_000, "$560k"), (46_667, "$47k"), (1_050_000, "$1.1M"), (980, "$980"), (7, "$7")]
)
def test_a_rounded_amount_has_two_digits(amount, english):
    assert Numbers("en", rounded=True).money(usd(amount)) == english


def test_an_index_puts_the_quota_at_a_hundred():
    numbers = Numbers("sv", index=usd(505_000))
    assert [numbers.money(usd(amount)) for amount in (505_000, 560_000, 9_000)] == ["100", "111", "1,8"]
    assert numbers.value(usd(505_000), Unit.MONEY, full=True) == "100"


@pytest.mark.parametrize(
    ("said", "rounded", "indexed"),
    [
        ("signed at $64k, was $58,200", "signed at $64k, was $58k", "signed at 13, was 12"),
        ("worth 560 000 USD", "worth $560k", "worth 111"),
        (
            "41 to 47 calls, 30 %, 2.4x, 12 deals",
            "41 to 47 calls, 30 %, 2.4x, 12 deals",
            "41 to 47 calls, 30 %, 2.4x, 12 deals",
        ),
    ],
)
def test_amounts_that_were_typed_are_rewritten_and_other_numbers_are_not(said, rounded, indexed):
    assert without_amounts(Numbers("en", rounded=True))(said.replace("560 000", "560\u00a0000")) == rounded
    assert without_amounts(Numbers("en", index=usd(505_000)))(said.replace("560 000", "560\u00a0000")) == indexed
