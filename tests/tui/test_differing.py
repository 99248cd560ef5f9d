"""A difference between two texts can be read without colour."""

from __future__ import annotations

from salestui.tui.dialogs.differing import differing


def test_words_that_go_and_words_that_come_are_marked() -> None:
    assert differing("Two of five left", "Three of five left").plain == "[-Two-][+Three+] of five left"


def test_equal_texts_carry_no_mark() -> None:
    assert differing("same [b]text", "same [b]text").plain == "same [b]text"


def test_escape_sequences_do_not_reach_the_screen() -> None:
    assert "\x1b" not in differing("a\x1b]0;x\x07", "b\x1b[31m").plain
