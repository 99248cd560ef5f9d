"""A table that was recognised: which source, which kind, which column is what, and what is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from salestui.domain.import_plan import DEALS, Match, Note, Question
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.answers import Answers, Remembered
from salestui.importing.deals.entered import is_stage_day
from salestui.importing.mapping import fingerprint, matched
from salestui.importing.reading.table import Table
from salestui.importing.recognition import Recognised, missing_needs, places_of, recognised
from salestui.importing.resembling import resembling
from salestui.importing.sources import GENERIC

_SAMPLE_ROWS = 200
_SHOWN_ROWS = 5
_TELLING = frozenset(("amount", "owner", "account", "close_on", "expected_close_on", "closed_on", "created_on"))
_ANY_DEALS = next(layout for layout in GENERIC.layouts if layout.kind == DEALS and not layout.refused)


@dataclass(frozen=True)
class Incoming:
    """`proposals` are matches that wait for the rep's yes; `questions` what the header leaves open; `shown` five rows.

    `size` is that of the file in bytes.
    """

    table: Table
    found: Recognised
    matches: tuple[Match, ...]
    proposals: tuple[Match, ...]
    questions: tuple[Question, ...]
    answers: Answers
    fingerprint: str
    shown: tuple[tuple[str, ...], ...]
    as_of: date
    size: int

    @property
    def kind(self) -> str:
        return self.found.layout.kind

    def confirmed(self) -> dict[str, str]:
        """field -> column to remember for files of these columns; an empty text for a field that is to have none."""
        said = {**self.answers.remembered.mapping, **self.answers.choices.mapping}
        return {
            **{field: "" for field, header in said.items() if not header},
            **{match.field: match.header for match in self.matches},
        }

    def notes(self) -> tuple[Note, ...]:
        """How the file was read and which columns were left alone."""
        used = {match.position for match in (*self.matches, *self.proposals)}
        left = [
            text
            for position, text in enumerate(self.table.header)
            if position not in used and text.strip() and not is_stage_day(text)
        ]
        proposed = [Note.of("column-resembles", column=match.header, field=match.field) for match in self.proposals]
        unused = [Note.of("columns-unused", columns=", ".join(left[:20]), count=len(left))] if left else []
        return (*self.table.notes, *proposed, *unused)


def recognise(
    table: Table, name: str, size: int, as_of: date, answers: Answers, remembered: Callable[[str], Remembered | None]
) -> Incoming:
    """What `table` of the file `name`, taken on `as_of`, is. `remembered` gives what was confirmed for a fingerprint.

    Raises Refusal `import-unrecognised`, `import-grouped`, and those of `recognised` and `matched`.
    """
    mark = fingerprint(table.header)
    answers = answers.with_remembered(remembered(mark) or Remembered())
    choices = answers.choices
    kind = choices.kind or answers.remembered.kind
    found = recognised(table.header, kind=kind, source=choices.source or answers.remembered.source)
    sample = _sample(table)
    _refuse_grouped(table, sample, name)
    if found is None:
        found = _as_told(table, sample, answers, name)
    matches, proposals = matched(table.header, found, sample, choices.mapping, answers.remembered.mapping)
    if choices.yes:
        proposals = tuple(match._replace(how="given") for match in proposals)
    if choices.yes or choices.proposed:
        matches, proposals = (*matches, *proposals), ()
    return Incoming(
        table,
        found,
        matches,
        proposals,
        _open_questions(found, matches, proposals),
        answers,
        mark,
        tuple(tuple(map(one_line, row)) for row in sample[:_SHOWN_ROWS]),
        as_of,
        size,
    )


def _refuse_grouped(table: Table, sample: list[list[str]], name: str) -> None:
    """A report whose groups are named once for all of their rows does not say everything of each row."""
    unnamed = sum(1 for row in sample if not row[0].strip())
    marked = "".join(table.header[:1]).endswith(("↑", "↓"))  # Salesforce puts an arrow behind the column of a group
    if table.left_out["group"] or ((table.left_out["subtotal"] or marked) and unnamed * 4 >= len(sample) > unnamed):
        raise Refusal("import-grouped", file=name)


def _as_told(table: Table, sample: list[list[str]], answers: Answers, name: str) -> Recognised:
    """A table that nothing recognises is one of deals where the rep says so, or which column is what, or where it looks so."""
    choices = answers.choices
    told = bool(choices.mapping or answers.remembered.mapping)
    if choices.kind == DEALS or (choices.kind is None and (told or _looks_like_deals(table.header, sample))):
        return Recognised(GENERIC, _ANY_DEALS, {})
    shown = ", ".join(filter(None, map(str.strip, table.header[:8])))
    raise Refusal("import-unrecognised", file=name, columns=shown)


def _looks_like_deals(header: tuple[str, ...], sample: list[list[str]]) -> bool:
    """Whether renamed columns may be a deal's name, its stage, and one more of what a deal is known by."""
    named = {field: Match(field, header[at], at, "named") for field, at in places_of(header, _ANY_DEALS).items()}
    found = {*named, *(match.field for match in resembling(header, sample, named))}
    return bool(found & {"id", "name"}) and bool(found & {"stage", "status"}) and bool(found & _TELLING)


def _sample(table: Table) -> list[list[str]]:
    chunk = next(iter(table.chunks()), None)
    return list(islice(chunk.rows, _SAMPLE_ROWS)) if chunk else []


def _open_questions(found: Recognised, matches: tuple[Match, ...], proposals: tuple[Match, ...]) -> tuple[Question, ...]:
    """A field that the kind needs and no column gives: with the column that may be it, where one resembles."""
    places = {match.field: match.position for match in matches}
    proposed = {match.field: match for match in proposals}
    questions = []
    for group in missing_needs(found.layout, places):
        match = next((proposed[field] for field in group if field in proposed), None)
        if match is not None:
            questions.append(Question("column-resembles", f"--map {match.field}=", match.header, match.field, (match.header,)))
        else:
            questions.append(Question("column-missing", f"--map {group[-1]}=", "", group[-1], tuple(group)))
    return tuple(questions)
