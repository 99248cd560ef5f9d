"""How a file is to be read, where it cannot tell: what kind it is, of which CRM, which sheet and line, which encoding."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.import_plan import CALENDAR, KINDS, MAIL, Choices, ImportPlan
from salestui.guide import Words
from salestui.importing.sources import SOURCE_NAMES
from salestui.tui.dialogs.form import Asked

_OF_TABLES = tuple(kind for kind in KINDS if kind not in (CALENDAR, MAIL))


def asked_reading(plan: ImportPlan | None, choices: Choices, said: Words) -> tuple[Asked, ...]:
    """What a rep can say of a file that was not understood, or not as it should be; the sheet where there are several."""
    itself = ("", said("importing.screen.itself"))
    kinds = tuple((kind, said(f"importing.kind.{kind}")) for kind in _OF_TABLES)
    sources = tuple((name, said(f"importing.source.{name}")) for name in SOURCE_NAMES)
    row = str(choices.header_row or "")
    asked = [
        Asked("kind", said("importing.screen.kind"), choices=(itself, *kinds), value=choices.kind or ""),
        Asked("source", said("importing.screen.source"), choices=(itself, *sources), value=choices.source or ""),
        Asked("header_row", said("importing.screen.header_row"), said("importing.screen.header_row_how"), row),
        Asked("encoding", said("importing.screen.encoding"), said("importing.screen.encoding_how"), choices.encoding or ""),
    ]
    if plan is not None and len(plan.sheets) > 1:
        sheets = tuple((str(at), sheet) for at, sheet in enumerate(plan.sheets))
        taken = str(plan.sheets.index(plan.sheet)) if plan.sheet in plan.sheets else ""
        asked.insert(0, Asked("sheet", said("importing.screen.sheet"), choices=sheets, value=taken))
    return tuple(asked)


def with_reading(choices: Choices, plan: ImportPlan | None, answers: Mapping[str, str]) -> Choices:
    """`choices` with what was said of the file; what is left empty is for the file to tell."""
    sheet = plan.sheets[int(answers["sheet"])] if plan is not None and answers.get("sheet") else choices.sheet
    line = answers["header_row"]
    return choices._replace(
        kind=answers["kind"] or None,
        source=answers["source"] or None,
        sheet=sheet,
        header_row=int(line) if line.isdecimal() and int(line) else None,
        encoding=answers["encoding"] or None,
    )
