"""Which column is taken for which field, as the import screen shows it: how sure that is, and five values of the column."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from salestui.domain.import_plan import DEALS, Choices, ImportPlan, Match
from salestui.domain.text import one_line
from salestui.guide import Words
from salestui.tui.dialogs.form import Asked
from salestui.tui.row_in_full import Column, Row
from salestui.tui.shown import fitted

_NONE = "none"
_WANTED = ("name", "account", "owner", "amount", "stage", "created_on", "close_on")
_CLOSINGS = frozenset(("close_on", "expected_close_on", "closed_on", "won_on"))
_AROUND = 30
"""Cells beside the values in the line of five: the name of the field, the bars between, the edges."""


def shown_matches(plan: ImportPlan) -> tuple[Match, ...]:
    """The matches of a plan, guesses first, and of a file of deals the fields that a rep would miss if no column is theirs.

    None of a file that was brought in before: it is known by its bytes, and is not read again.
    """
    if plan.already is not None:
        return ()
    matches = sorted(plan.matches, key=lambda match: not match.is_guess)
    if plan.kind != DEALS:
        return tuple(matches)
    found = {match.field for match in matches}
    missed = [field for field in _WANTED if field not in found and not (field == "close_on" and found & _CLOSINGS)]
    return (*matches, *(Match(field, "", -1, _NONE, 0.0) for field in missed))


def mapping_columns(plan: ImportPlan, said: Words) -> list[Column]:
    """Field, column, how sure, and as many of the five rows as the window has room for."""
    more = [Column("", 14, least=75 + 16 * number) for number in range(1, len(plan.sample))]
    return [
        Column(said("screens.import.field"), 17),
        Column(said("screens.import.column"), 20),
        Column(said("importing.screen.sure"), 6, right=True, least=64),
        Column(said("screens.import.sample"), 0),
        *more,
    ]


def match_row(match: Match, plan: ImportPlan, said: Words) -> Row:
    """A field, its column or a dash, and what stands there in the first rows of the file."""
    sure = f"{round(match.confidence * 100)} %" if match.is_guess else ""
    header = match.header or said("importing.screen.no_column")
    return Row((field_said(match.field, said), header, sure, *_values(match, plan)), "" if match.header else "muted")


def five_values(match: Match, plan: ImportPlan, said: Words, width: int) -> Content:
    """The marked field with what stands in its column in five rows, each cut so that all five are seen."""
    values = _values(match, plan)
    if not values:
        return Content.styled(said("importing.screen.give_column", key="a"), "dim")
    room = max(6, (width - _AROUND) // len(values))
    cut = [value if len(value) <= room else fitted(value, room).rstrip() for value in map(one_line, values)]
    return Content.assemble((f"{field_said(match.field, said)}  ", "dim"), " · ".join(cut))


def field_said(field: str, said: Words) -> str:
    key = f"importing.field.{field}"
    return said(key) if said.has(key) else field


def asked_column(match: Match, plan: ImportPlan, said: Words) -> Asked:
    """Which column of the file it is, or none."""
    columns = tuple((str(at), one_line(header)) for at, header in enumerate(plan.header) if header.strip())
    chosen = str(match.position) if match.position >= 0 else _NONE
    label = said("screens.import.column_for", field=field_said(match.field, said))
    return Asked("column", label, value=chosen, choices=(*columns, (_NONE, said("importing.screen.no_column"))))


def with_column(choices: Choices, match: Match, plan: ImportPlan, answers: Mapping[str, str]) -> Choices:
    """`choices` with the column that was given for a field; none is kept as none, also for the next file like it."""
    answer = answers["column"]
    header = "" if answer in ("", _NONE) else plan.header[int(answer)]
    return choices._replace(mapping={**choices.mapping, match.field: header})


def _values(match: Match, plan: ImportPlan) -> list[str]:
    return [row[match.position] for row in plan.sample if 0 <= match.position < len(row)]
