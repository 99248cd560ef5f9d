"""Text from outside stands on the screen as it is, and cannot act on the terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.content import Content

from salestui.tui.shown import fitted, line, lines, wrapped_lines

HOSTILE = ("[", "[/", "[/nope]", "[b + [on", "[@click=app.quit]x[/]", "[link=x]y[/]", "$x")


@pytest.mark.parametrize("text", HOSTILE)
def test_r39_brackets_stay_brackets(text: str) -> None:
    assert line(text).plain == text
    assert lines(text).plain == text


@pytest.mark.parametrize("text", ["\x1b]0;title\x07a", "\x1b]52;c;QQ==\x07a", "\x9b31ma", "a\x08\r\n", "\u202ea"])
def test_r38_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = line(text).plain + lines(text).plain
    assert not any(character != "\n" and (ord(character) < 32 or 0x7F <= ord(character) < 0xA0) for character in shown)
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "text", ["short", "a sentence that is far too long for its cell", "日本語の会社名", "👨‍👩‍👧 family", ""]
)
@pytest.mark.parametrize("width", [1, 2, 5, 12, 40])
def test_r40_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width
    assert cell_len(fitted(text, width, right=True)) == width


def test_a_text_is_cut_after_a_word_and_says_that_it_was_cut() -> None:
    assert fitted("Brought the CFO in at discovery", 20).rstrip() == "Brought the CFO in…"


def test_a_line_ends_neither_within_a_number_nor_before_its_unit() -> None:
    said = Content.assemble(("SMB: ", "bold"), "Nobody feels the pain: 15 % won of 48\u00a0000 USD")
    for width in range(12, 40):
        lines = [line.plain for line in wrapped_lines(said, width)]
        assert " ".join(lines).split() == said.plain.split()
        assert any("15 %" in line for line in lines)
        assert any("48 000 USD" in line for line in lines)


def test_the_size_of_a_sample_stands_on_one_line() -> None:
    said = Content("67 %, small sample (n = 3)")
    for width in range(8, 27):
        lines = [line.plain for line in wrapped_lines(said, width)]
        assert " ".join(lines).split() == said.plain.split()
        assert any("(n = 3)" in line for line in lines)
