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
from salestui.importing.mapping import fingerprint, matched
from salestui.importing.reading.table import Table
from salestui.importing.recognition import Recognised, missing_needs, recognised
from salestui.importing.sources import GENERIC

_SAMPLE_ROWS = 200
_SHOWN_ROWS = 5


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

    def notes(self) -> tuple[Note, ...]:
        """How the file was read and which columns were left alone."""
        used = {match.position for match in self.matches}
        left = [text for position, text in enumerate(self.table.header) if position not in used and text.strip()]
        resembling = [Note.of("column-resembles", column=match.header, field=match.field) for match in self.proposals]
        unused = [Note.of("columns-unused", columns=", ".join(left[:20]), count=len(left))] if left else []
        return (*self.table.notes, *resembling, *unused)


def recognise(
    table: Table, name: str, size: int, as_of: date, answers: Answers, remembered: Callable[[str], Remembered | None]
) -> Incoming:
    """What `table` of the file `name`, taken on `as_of`, is. `remembered` gives what was confirmed for a fingerprint.

    Raises Refusal `import-unrecognised`, and those of `recognised` and `matched`.
    """
    mark = fingerprint(table.header)
    answers = answers.with_remembered(remembered(mark) or Remembered())
    choices = answers.choices
    kind = choices.kind or answers.remembered.kind
    found = recognised(table.header, kind=kind, source=choices.source or answers.remembered.source)
    if found is None:
        found = _as_told(table, answers, name)
    sample = _sample(table)
    matches, proposals = matched(table.header, found, sample, choices.mapping, answers.remembered.mapping)
    if choices.yes:
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


def _as_told(table: Table, answers: Answers, name: str) -> Recognised:
    """A table that nothing recognises is one of deals where the rep says so, or which column is what."""
    choices = answers.choices
    if choices.kind == DEALS or (choices.kind is None and (choices.mapping or answers.remembered.mapping)):
        layout = next(layout for layout in GENERIC.layouts if layout.kind == DEALS and not layout.refused)
        return Recognised(GENERIC, layout, {})
    shown = ", ".join(filter(None, map(str.strip, table.header[:8])))
    raise Refusal("import-unrecognised", file=name, columns=shown)


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
