"""What the rep's own program is told of a section, and what its answer would put into which field.

2026: the text that is handed over says everything that the program gets, so that the rep can read it first. An answer names its
fields as the text does, `[driver.2] …`; one that names none is meant for the field in which the rep was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salestui.checks.numbers.supported import Doubt, doubts
from salestui.domain.entry import Entry
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line, plain_text
from salestui.domain.written import HEADLINE, FieldKey, live_numbers
from salestui.guide import words
from salestui.metrics.figure import Figure
from salestui.render.markdown import chapter_markdown
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.store.texts import ASSIST
from salestui.summary.blocks import Beside, Block, Cell, Change, Joined, Line, Lines, Nothing, Result, Said, Table, Words
from salestui.summary.cells import metric_label
from salestui.summary.document import Chapter
from salestui.summary.evidence import entries_table
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material
from salestui.summary.offered import drafted_metrics
from salestui.summary.sections import FORMS
from salestui.summary.summary import Summary
from salestui.work import actions, writing
from salestui.work.desk import Desk
from salestui.work.fitting import fitting
from salestui.work.undo import one_step

_TEXTS = (Kind.LINE, Kind.PROSE)
_ACTION = ("next_steps", "action")
_NAMED = re.compile(r"^\s*(?:[-*]\s+)?[*`]*\[([\w.]+)\][*`]*:?[ \t]*(.*)$")
_FENCE = re.compile(r"^\s*```\w*\s*$")


@dataclass(frozen=True, slots=True)
class Suggested:
    """`text` for the field that holds `before` now, with the numbers of it that no figure supports."""

    key: FieldKey
    before: str
    text: str
    doubts: tuple[Doubt, ...] = ()


def told(summary: Summary, section: str, numbers: Numbers) -> str:
    """The exact text that is handed over for a section: what is wanted, its figures, its entries, its fields as they stand.

    `numbers` are those of the document's language. Raises Refusal `assist-nothing` for a section without words of the rep.
    """
    material, say = summary.material, words(numbers.language)
    fields = fields_of(material, section)
    if not fields:
        raise Refusal("assist-nothing", section=say(f"sections.{section}.title"))
    wording = Wording(numbers, material)
    title = say(f"sections.{section}.title")
    named = wording.text(Said(material.name or ""))
    heading = f"# {title}: {', '.join(filter(None, (numbers.period(material.period), named)))}"
    figures = Lines(tuple(_figure(material, metric) for metric in _metrics(summary, section)))
    chapters = (
        Chapter("figures", Words("document.evidence.figures"), (figures,)),
        Chapter("entries", Words("document.evidence.entries"), entries_table(_entries(material, section))),
    )
    standing = "\n".join(f"[{_name(key)}] {text}".rstrip() for key, text in fields.items())
    parts = (heading, say("screens.assist.wanted"), *(chapter_markdown(one, wording) for one in chapters))
    return "\n\n".join((*parts, f"## {say('screens.assist.fields')}", standing)) + "\n"


def fields_of(material: Material, section: str) -> dict[FieldKey, str]:
    """The fields of a section that take words, as they stand; of those that repeat, one empty row more."""
    found: dict[FieldKey, str] = {}
    for field in FORMS[section]:
        if (section, field.key) == _ACTION:
            found |= {FieldKey(*_ACTION, n, "text"): action.text for n, action in enumerate(material.actions, 1)}
        else:
            found |= {key: material.texts.get(key, "") for key in _keys(material, section, field)}
    return found


def suggested(material: Material, section: str, answer: str, at: FieldKey | None, language: str) -> tuple[Suggested, ...]:
    """What `answer` would change in the section. `at` is the field in which the rep was. Every number in it is looked at."""
    fields = fields_of(material, section)
    found = _read(answer, fields, at)
    return tuple(
        Suggested(key, fields[key], text, doubts(text, material, language, key.part if key[:2] == ("results", "why") else ""))
        for key, text in found.items()
        if text and text != fields[key]
    )


def take(desk: Desk, period: Period, taken: tuple[Suggested, ...]) -> int:
    """Put the suggestions into their fields; what stood there is kept as an earlier version. How many there were.

    Raises Refusal `period-finalised`.
    """
    with one_step(desk):
        standing = actions.listed(desk, period)
        for one in taken:
            if one.key[:2] == _ACTION:
                actions.change(desk, standing[one.key.row - 1]._replace(text=one.text))
            else:
                writing.set_field(desk, period, one.key, one.text, seen=one.before, reason=ASSIST)
    return len(taken)


def _keys(material: Material, section: str, field: Field) -> Iterator[FieldKey]:
    if field.named_by:
        yield from (FieldKey(section, field.key, 0, metric) for metric in drafted_metrics(material))
    elif not field.repeats:
        if field.kind in _TEXTS:
            yield FieldKey(section, field.key)
    else:
        rows = material.rows(section, field.key)
        empty = max(rows, default=0) + 1
        for row in (*rows, *((empty,) if field.at_most is None or len(rows) < field.at_most else ())):
            if field.kind in _TEXTS:
                yield FieldKey(section, field.key, row)
            if row in rows:
                yield from (FieldKey(section, field.key, row, part.key) for part in field.parts if _takes_words(part))


def _takes_words(part: Part) -> bool:
    return part.kind in _TEXTS


def _name(key: FieldKey) -> str:
    """The field as `section set` takes it behind the section: driver.2.effect."""
    return str(key).partition(".")[2]


def _read(answer: str, fields: Mapping[FieldKey, str], at: FieldKey | None) -> dict[FieldKey, str]:
    """By field, the text that the answer gives it; what stands before the first field that is named is talk."""
    names = {_name(key): key for key in fields}
    found: dict[FieldKey, list[str]] = {}
    now: FieldKey | None = None
    for line in (line for line in plain_text(answer).splitlines() if not _FENCE.match(line)):
        named = _NAMED.match(line)
        if named and named[1] in names:
            now = names[named[1]]
            found[now] = [named[2]]
        elif now is not None:
            found[now].append(line)
    if not found and fields:
        begun = next((key for key, text in fields.items() if text), next(iter(fields)))
        found[at if at and at in fields else begun] = plain_text(answer).splitlines()
    return {key: _fitting(key, "\n".join(lines).strip()) for key, lines in found.items()}


def _fitting(key: FieldKey, text: str) -> str:
    """The text as the field takes it: a line stays one."""
    form = next((field for field in FORMS[key.section] if field.key == key.field), None)
    return text if form and form.kind is Kind.PROSE and not key.part else one_line(text)


def _entries(material: Material, section: str) -> tuple[Entry, ...]:
    return material.entries if section == HEADLINE else fitting(material, section)


def _metrics(summary: Summary, section: str) -> tuple[str, ...]:
    """The metrics that the section shows or speaks of; where it shows none, all that have a value."""
    material = summary.material
    shown: dict[str, None] = {}
    if section != HEADLINE:
        one = summary.section(section)
        for block in (*one.blocks, *one.facts):
            shown.update(dict.fromkeys(_in_table(block)))
    texts = (text for key, text in material.texts.items() if key.section == section)
    shown.update(dict.fromkeys(live.name for text in texts for live in live_numbers(text) if live.name))
    having = [m for m in shown if (figure := material.figure(m)) and figure.value is not None]
    every = (key.metric for key, figure in material.figures.items() if not any(key[1:]) and figure.value is not None)
    return tuple(having) if having and section != HEADLINE else tuple(dict.fromkeys(every))


def _in_table(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (cell.figure.metric for row in block.rows for cell in row if isinstance(cell, Result))


def _figure(material: Material, metric: str) -> Line:
    """ "Win rate {win_rate}: 30 %, was 28 %, ▲ 2 pts, goal 35 %, team average 25 %"."""
    figure = material.figure(metric)
    label: Cell = Joined((metric_label(material, metric), Said(f"{{{metric}}}")), by=" ")
    return Line((_beside(figure) if figure else Nothing(),), label)


def _beside(figure: Figure) -> Cell:
    cells: list[Cell] = [Result(figure)]
    if figure.previous is not None:
        cells.append(Words("words.figure.was", (("value", Beside(figure, "prev")),)))
        cells.append(Change(figure))
    if figure.target is not None:
        cells.append(Words("words.figure.goal", (("value", Beside(figure, "target")),)))
    cells.append(Beside(figure, "benchmark", labelled=True))
    return Joined(tuple(cells))
