"""Every text of the rep that goes into the document, with its place, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salestui.domain.written import FieldKey
from salestui.summary.assemble import NOT_APPLICABLE
from salestui.summary.summary import Summary


class Text(NamedTuple):
    key: FieldKey
    text: str


def texts(summary: Summary) -> Iterator[Text]:
    """The headline, the fields of the sections, why one is left out, and the next steps with their targets."""
    for line in summary.headline:
        yield from _placed(line.said.key, line.said.text)
    for section in summary.sections:
        if section.not_applicable:
            yield Text(FieldKey(section.key, NOT_APPLICABLE), section.not_applicable)
        for said in section.written:
            yield from _placed(said.key, said.text)
    for number, action in enumerate(summary.material.actions, 1):
        if action.target:
            yield Text(action_key(number, "target"), action.target)


def action_key(number: int, part: str = "text") -> FieldKey:
    """The place of a next step, or of a part of it, by its number from 1."""
    return FieldKey("next_steps", "action", number, part)


def _placed(key: FieldKey | None, text: str) -> Iterator[Text]:
    if key:
        yield Text(key, text)
