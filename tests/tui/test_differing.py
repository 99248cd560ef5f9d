"""A difference between two texts can be read without colour."""

from __future__ import annotations

from salestui.tui.dialogs.differing import differing


def test_words_that_go_and_words_that_come_are_marked() -> None:
    assert differing("Two of five left", "Three of five left").plain == "[-Two-][+Three+] of five left"


def test_words_in_a_row_change_as_one() -> None:
    assert differing("Legal review took three long weeks in May", "Legal review took four weeks in May").plain == (
        "Legal review took [-three long-][+four+] weeks in May"
    )


def test_two_texts_that_have_little_in_common_are_read_one_after_the_other() -> None:
    before, after = "Finance in the first meeting: a second site joins", "Most frequent reason for losing: no decision, 7 of 28"
    assert differing(before, after).plain == f"[-{before}-] [+{after}+]"
    assert differing("", after).plain == f"[+{after}+]"


def test_equal_texts_carry_no_mark() -> None:
    assert differing("same [b]text", "same [b]text").plain == "same [b]text"


def test_escape_sequences_do_not_reach_the_screen() -> None:
    assert "\x1b" not in differing("a\x1b]0;x\x07", "b\x1b[31m").plain
