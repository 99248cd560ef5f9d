"""From the material to the review: the headline's lines and the nine sections, in no language yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from salestui.domain.written import FieldKey
from salestui.summary import headline
from salestui.summary.blocks import Block, Paragraph, Said, Words
from salestui.summary.cells import said
from salestui.summary.fields import Field
from salestui.summary.material import Material
from salestui.summary.sections import FORMS, MODULES, next_steps
from salestui.summary.summary import HeadlineLine, Section, Summary

NOT_APPLICABLE = "not_applicable"
"""The field of any section whose text says why it is left out."""
YES = "yes"
"""What the field holds where the section is simply not part of the role."""
WORDS_A_MINUTE = 220
"""What a manager reads of prose with figures in it."""
_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")


class Outline(Protocol):
    """What every module of `sections` has."""

    KEY: str
    LIMIT: int
    FIELDS: tuple[Field, ...]

    def facts(self, material: Material) -> tuple[Block, ...]: ...
    def blocks(self, material: Material) -> tuple[Block, ...]: ...


OUTLINES: tuple[Outline, ...] = MODULES


def assemble(material: Material) -> Summary:
    """The whole review."""
    return Summary(material, headline_lines(material), tuple(_section(outline, material) for outline in OUTLINES))


def section(key: str, material: Material) -> Section:
    """One section alone: what a preview needs after a keystroke."""
    return next(_section(outline, material) for outline in OUTLINES if key == outline.KEY)


def headline_lines(material: Material) -> tuple[HeadlineLine, ...]:
    """The lines of the headline that are written."""
    return tuple(HeadlineLine(slot, text) for slot in headline.SLOTS if (text := said(material, headline.KEY, slot)))


def seconds_to_read(words: int) -> int:
    """How long a reader takes for them, who reads rather than skims."""
    return -(-words * 60 // WORDS_A_MINUTE)


def word_count(text: str) -> int:
    """How many words `text` has; a live number and a number count as one each."""
    return len(_WORD.findall(re.sub(r"\{[^{}]*\}", " x ", text)))


def _section(outline: Outline, material: Material) -> Section:
    reason = material.text(outline.KEY, NOT_APPLICABLE).strip()
    limit = material.template.limit(outline.KEY, outline.LIMIT)
    if reason:
        sentence = _left_out(outline.KEY, reason)
        return Section(outline.KEY, (sentence,), outline.facts(material), limit=limit, not_applicable=reason)
    written = tuple(_written(outline.KEY, material))
    words = sum(word_count(text.text) for text in written)
    return Section(outline.KEY, outline.blocks(material), outline.facts(material), written, words, limit)


def _left_out(key: str, reason: str) -> Paragraph:
    if reason != YES:
        text = Said(reason, FieldKey(key, NOT_APPLICABLE))
        return Paragraph((Words("document.not_applicable_why", (("why", text),)),))
    return Paragraph((Words(f"sections.{key}.na" if key == "customers" else "document.not_applicable"),))


def _written(key: str, material: Material) -> Iterator[Said]:
    """The rep's texts of a section in the order of its form; the text of a row before its parts."""
    order = {field.key: number for number, field in enumerate(FORMS[key])}
    if key == next_steps.KEY:
        yield from next_steps.written(material)
    own = [k for k, text in material.texts.items() if k.section == key and text.strip() and k.field in order]
    own.sort(key=lambda k: (order[k.field], k.row, _part_order(key, k)))
    for place in own:
        if not _is_pick(key, place):
            yield Said(material.texts[place], place)


def _part_order(key: str, place: FieldKey) -> int:
    field = next(field for field in FORMS[key] if field.key == place.field)
    names = [part.key for part in field.parts]
    return names.index(place.part) + 1 if place.part in names else 0


def _is_pick(key: str, place: FieldKey) -> bool:
    """Whether the place holds a choice rather than the rep's words: a metric, a day, a kind of change."""
    field = next(field for field in FORMS[key] if field.key == place.field)
    part = field.part(place.part)
    kind = part.kind if part else field.kind
    return kind in ("metric", "day", "choice", "flag", "record")
