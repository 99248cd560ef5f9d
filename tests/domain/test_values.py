"""Money, typed values and text at the door."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.domain.money import Money, converted, round_half_up
from salestui.domain.refusal import Refusal
from salestui.domain.text import plain_text, same_name
from salestui.domain.typed_value import parse_value


def test_halves_are_rounded_away_from_zero() -> None:
    assert [round_half_up(Fraction(n, 2)) for n in (5, -5, 3, -3, 1)] == [3, -3, 2, -2, 1]


def test_money_keeps_the_decimals_of_its_currency() -> None:
    assert str(Money.of(Decimal("1234.5"), "USD").amount) == "1234.50"
    assert Money.of(1234, "JPY").minor == 1234
    assert str(Money(1234, "KWD").amount) == "1.234"


def test_a_rate_is_applied_to_each_amount_and_rounded_once() -> None:
    assert converted(Money(6_000_000, "EUR"), Fraction("1.0833"), "USD") == Money(6_499_800, "USD")
    assert converted(Money(100, "JPY"), Fraction("0.0067"), "USD") == Money(67, "USD")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("505000USD", Money(50_500_000, "USD")),
        ("505 000 USD", Money(50_500_000, "USD")),
        ("1\u00a0140\u00a0000 kr", Money(114_000_000, "SEK")),
        ("$1,234.50", Money(123_450, "USD")),
        ("1.234,56 €", Money(123_456, "EUR")),
        ("EUR 12k", Money(1_200_000, "EUR")),
        ("1,05 mnkr", Money(105_000_000, "SEK")),
        ("−50 000 SEK", Money(-5_000_000, "SEK")),
        ("30%", Fraction(3, 10)),
        ("32,5 %", Fraction(13, 40)),
        ("2.4x", Fraction(12, 5)),
        ("2,4 ggr", Fraction(12, 5)),
        ("96 days", Fraction(96)),
        ("0.3", Fraction(3, 10)),
        ("٣", Fraction(3)),
    ],
)
def test_targets_are_read_as_reps_type_them(typed: str, value: Money | Fraction) -> None:
    assert parse_value(typed) == value


@pytest.mark.parametrize("typed", ["", "many", "12 34 x y", "1e9", "NaN", "--5", "5,5,5.5", "1" * 16])
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="value-unreadable"):
        parse_value(typed)


@given(st.text())
def test_no_text_can_act_on_a_terminal(text: str) -> None:
    clean = plain_text(text)
    assert not any((ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E for c in clean)
    assert plain_text(clean) == clean


def test_ordinary_text_of_any_script_survives_to_the_letter() -> None:
    for text in ("Åkeri & Söner", "👩‍👩‍👧 family", "naïve\u00a0space", "عربي", "tab\there"):
        assert plain_text(text) == text
    assert plain_text("Cafe\u0301") == "Café"
    assert same_name(" CAFÉ  ab ") == same_name("cafe\u0301\u00a0AB")
