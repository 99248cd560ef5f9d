"""A chart of `svg_chart` as PNG: what a program shows that draws no SVG, such as an older word processor."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from salestui.render.dots import HIGH, dots, width

SCALE = 2
"""Dots of the picture to a unit of the chart; a letter's dot is as large as that."""
PAGE, BAR, STEP, INK, SOFT = range(5)
_COLOURS = bytes.fromhex("ffffff 2b6cb0 8a9bb0 1c2430 55606e")
_FILLED = {"bar": BAR, "point": BAR, "step": STEP}
_DASH = 6


def png(svg: str, wide: int, high: int) -> bytes:
    """The drawing `svg`, which is `wide` by `high` units, as the bytes of a PNG with a palette."""
    canvas = _Canvas(wide * SCALE, high * SCALE)
    for one in ElementTree.fromstring(svg):  # noqa: S314 our own drawing
        kind, name = one.tag.rpartition("}")[2], one.get("class", "")
        if kind == "rect":
            x, y, across, down = (_number(one, key) for key in ("x", "y", "width", "height"))
            canvas.fill(x, y, across, down, _FILLED.get(name, BAR))
        elif kind == "circle":
            x, y = _number(one, "cx"), _number(one, "cy")
            canvas.fill(x - 2, y - 2, 5, 5, BAR)
        elif kind == "line":
            ends = (_number(one, "x1"), _number(one, "y1")), (_number(one, "x2"), _number(one, "y2"))
            canvas.stroke(*ends, INK, thick=1, dashed=True)
        elif kind == "polyline":
            points = [tuple(map(int, point.split(","))) for point in one.get("points", "").split()]
            for (x1, y1), (x2, y2) in pairwise(points):
                canvas.stroke((x1, y1), (x2, y2), STEP if "series1" in name else BAR, thick=3, dashed="series1" in name)
        elif kind == "text":
            canvas.write(one, INK if name == "value" else SOFT)
    return canvas.png()


class _Canvas:
    def __init__(self, wide: int, high: int) -> None:
        self.wide, self.high = wide, high
        self._rows = [bytearray(wide) for _ in range(high)]

    def fill(self, x: int, y: int, wide: int, high: int, colour: int) -> None:
        left, right = max(0, x * SCALE), min(self.wide, (x + wide) * SCALE)
        for row in self._rows[max(0, y * SCALE) : max(0, (y + high) * SCALE)]:
            row[left:right] = bytes([colour]) * max(0, right - left)

    def stroke(self, start: tuple[int, int], end: tuple[int, int], colour: int, *, thick: int, dashed: bool) -> None:
        for number, (x, y) in enumerate(_between(start, end)):
            if not dashed or number // _DASH % 2 == 0:
                for row in range(y - thick // 2, y + thick // 2 + 1):
                    if 0 <= row < self.high:
                        left, right = max(0, x - thick // 2), min(self.wide, x + thick // 2 + 1)
                        self._rows[row][left:right] = bytes([colour]) * max(0, right - left)

    def write(self, one: ElementTree.Element, colour: int) -> None:
        text, x, y = one.text or "", _number(one, "x") * SCALE, _number(one, "y") * SCALE
        room = width(text) * SCALE
        left = x - {"end": room, "middle": room // 2}.get(one.get("text-anchor", ""), 0)
        top = y - HIGH * SCALE
        for column, row in dots(text):
            at, line = left + column * SCALE, top + row * SCALE
            for here in range(max(0, line), min(self.high, line + SCALE)):
                if 0 <= at <= self.wide - SCALE:
                    self._rows[here][at : at + SCALE] = bytes([colour]) * SCALE

    def png(self) -> bytes:
        head = struct.pack(">IIBBBBB", self.wide, self.high, 8, 3, 0, 0, 0)
        lines = b"".join(b"\x00" + bytes(row) for row in self._rows)
        chunks = ((b"IHDR", head), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _between(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The dots of a line from one point of the chart to another."""
    (x1, y1), (x2, y2) = ((x * SCALE, y * SCALE) for x, y in (start, end))
    steps = max(abs(x2 - x1), abs(y2 - y1), 1)
    for step in range(steps + 1):
        yield x1 + (x2 - x1) * step // steps, y1 + (y2 - y1) * step // steps


def _number(one: ElementTree.Element, name: str) -> int:
    return round(float(one.get(name, "0")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
