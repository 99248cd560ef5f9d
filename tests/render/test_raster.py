"""A chart as dots, for programs that draw no SVG: bars where they belong, words that can be read."""

from __future__ import annotations

import struct
import zlib

import pytest

from salestui.render.dots import dots, width
from salestui.render.raster import BAR, INK, PAGE, SCALE, STEP, png

WIDE, HIGH = 40, 20


def rows(body: str) -> list[bytes]:
    """The picture of a drawing as rows of palette numbers."""
    made = png(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>', WIDE, HIGH)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(made):
        length, kind = struct.unpack(">I4s", made[at : at + 8])
        data = made[at + 8 : at + 8 + length]
        assert struct.unpack(">I", made[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + length
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (WIDE * SCALE, HIGH * SCALE)
    lines = zlib.decompress(chunks[b"IDAT"])
    wide = WIDE * SCALE + 1
    return [lines[start + 1 : start + wide] for start in range(0, len(lines), wide)]


def painted(found: list[bytes], colour: int) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(found) for x, dot in enumerate(row) if dot == colour}


@pytest.mark.parametrize(("name", "colour"), [("bar", BAR), ("step", STEP)])
def test_a_bar_covers_what_it_says_and_nothing_else(name: str, colour: int) -> None:
    found = painted(rows(f'<rect class="{name}" x="3" y="4" width="5" height="2"/>'), colour)
    assert found == {(x, y) for x in range(3 * SCALE, 8 * SCALE) for y in range(4 * SCALE, 6 * SCALE)}


def test_what_reaches_over_the_edge_is_cut() -> None:
    found = rows('<rect class="bar" x="30" y="15" width="500" height="500"/><text x="-5" y="2">W</text>')
    assert painted(found, BAR) == {(x, y) for x in range(60, 80) for y in range(30, 40)}


def test_a_line_joins_its_points() -> None:
    found = painted(rows('<polyline class="line series0" points="0,10 39,10"/>'), BAR)
    assert {x for x, _ in found} == set(range(39 * SCALE + 2)) & set(range(WIDE * SCALE))


def test_words_stand_where_they_are_anchored() -> None:
    left = painted(rows('<text class="value" x="20" y="15">11</text>'), INK)
    right = painted(rows('<text class="value" x="20" y="15" text-anchor="end">11</text>'), INK)
    assert min(x for x, _ in left) >= 20 * SCALE > max(x for x, _ in right)
    assert painted(rows('<text class="value" x="20" y="15"></text>'), PAGE) == {
        (x, y) for x in range(WIDE * SCALE) for y in range(HIGH * SCALE)
    }


def test_letters_of_the_language_have_their_marks_and_unknown_ones_a_box() -> None:
    assert set(dots("ä")) > set(dots("a"))
    assert set(dots("Å")) != set(dots("Ä"))
    assert {row for _, row in set(dots("ö")) - set(dots("o"))} == {-2}
    assert list(dots("漢")) != []
    assert width("åäö 12\u00a0%") == width("aao 12 %")
