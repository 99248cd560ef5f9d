"""Section 7, qualitative impact: what works for others now because of the rep, each with its effect."""

from __future__ import annotations

from salestui.summary.blocks import Block, Line, Lines, Words
from salestui.summary.cells import said
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material

KEY = "team"
LIMIT = 50
FIELDS: tuple[Field, ...] = (
    Field("contribution", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("team", "praise", "learning")),
    Field("cross_functional", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("team", "blocker", "process")),
    Field("behaviour", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("process", "team", "learning")),
)


def facts(material: Material) -> tuple[Block, ...]:
    """Nothing is computed here: the entries beside the fields are the facts."""
    del material
    return ()


def blocks(material: Material) -> tuple[Block, ...]:
    """A line per contribution with its effect, under what it was for."""
    lines = []
    for field in FIELDS:
        for row in material.rows(KEY, field.key):
            text, effect = said(material, KEY, field.key, row), said(material, KEY, field.key, row, "effect")
            if text:
                cells = (text, Words("document.team.led_to", (("effect", effect),))) if effect else (text,)
                lines.append(Line(cells, Words(f"document.team.{field.key}")))
    return (Lines(tuple(lines)),) if lines else ()
