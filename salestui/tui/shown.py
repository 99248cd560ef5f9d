"""The gate through which text from a CRM, a file or a rep reaches the screen: literal, and without power over the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from salestui.domain.text import one_line, plain_text

ELLIPSIS = "…"
_UNIT = re.compile(r"(?<=\d)[ \u00a0](?=[\w%])|(?<=\(n) (?==)|(?<=\(n =) (?=\d)")
"""The space between a number and its unit, and those in the size of a sample: "(n = 3)"."""
_WORD = re.compile(r"\S+")
_HELD = "\ue000"
"""Stands for a space at which no line may end; the library that finds the ends of lines takes a no-break space for any other."""
MOST_CHARACTERS = 1500
"""As far as anybody reads an item of a list; an entry of the log has at most 2,000 characters."""


def line(text: str, style: str = "") -> Content:
    """`text` on one line, never read as markup."""
    return Content.styled(one_line(text), style)


def lines(text: str, style: str = "") -> Content:
    """`text` with its line breaks, never read as markup."""
    return Content.styled(plain_text(text).expandtabs(4), style)


def wrapped_lines(content: Content, width: int) -> list[Content]:
    """`content` in lines of `width` cells; a number is not parted from its unit, its thousands or its name."""
    plain = content.plain
    held = _WORD.sub(lambda word: word[0] if cell_len(word[0]) <= width else word[0].replace(_HELD, " "), _held(plain))
    if held == plain:
        return content.wrap(width)
    return [
        Content(line.plain.replace(_HELD, " "), spans=[*line.spans])
        for line in Content(held, spans=[*content.spans]).wrap(width)
    ]


def longest_word(text: str) -> int:
    """The cells of the longest part of `text` in which no line ends."""
    return max(map(cell_len, _held(text).split()), default=0)


def _held(text: str) -> str:
    return _UNIT.sub(_HELD, text)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells; what is too long is cut after a word where one ends near, and marked with `…`."""
    text = text[: max(width, 1) * 4]  # marks take no cell, and no letter takes more than three of them
    size = cell_len(text)
    if size <= width:
        return " " * (width - size) + text if right else text + " " * (width - size)
    if width <= 1:
        return set_cell_size(text, width)
    short = set_cell_size(text, width - 1).rstrip()
    space = short.rfind(" ")
    within_word = not text[len(short) :][:1].isspace()
    if within_word and not right and space > width // 2:
        short = short[:space]
    return set_cell_size(short.rstrip(" ,;:-–") + ELLIPSIS, width)


def bounded(content: Content) -> Content:
    """`content` as far as anybody reads it: what a stranger put into the store may be of any length."""
    return content if len(content.plain) <= MOST_CHARACTERS else content[:MOST_CHARACTERS] + Content(ELLIPSIS)


def cut(content: Content, width: int) -> Content:
    """The first line of `content` in at most `width` cells; what is too long is cut after a word and marked with `…`."""
    first = bounded(content).first_line
    if first.cell_length <= width:
        return first
    short = first.truncate(max(1, width - 1)).rstrip()
    text = short.plain
    space = text.rfind(" ")
    if not first.plain[len(text) :][:1].isspace() and space > len(text) // 2:
        short = short[:space]
    return short.rstrip(" ,;:-–") + Content(ELLIPSIS)


def beside(parts: Iterable[Content], width: int, gap: int) -> list[Content]:
    """`parts` beside each other, `gap` cells apart, in as many lines as they need."""
    found: list[Content] = []
    for part in parts:
        if found and found[-1].cell_length + gap + part.cell_length <= width:
            found[-1] = Content(" " * gap).join([found[-1], part])
        else:
            found.append(part)
    return found
