"""What an import did, in words for a person at the prompt."""

from __future__ import annotations

from salestui.cli.output import Json, columns
from salestui.domain.import_plan import ImportPlan, Note, Rejected
from salestui.domain.text import one_line
from salestui.guide import words

_SHOWN_REJECTS = 10
_SHOWN_CHARACTERS = 24


def note_said(note: Note, language: str) -> str:
    return one_line(words(language)(f"importing.note.{note.slug}", **dict(note.values)))


def question_said(slug: str, language: str, **values: object) -> str:
    return one_line(words(language)(f"importing.question.{slug}", **values))


def stages_said(count: int, language: str) -> str:
    return words(language)("importing.said.stages", count=count)


def why_said(why: str, language: str) -> str:
    """`repeated-id: 12` -> the same deal as on line 12"""
    slug, _, detail = why.partition(": ")
    return f"{words(language)(f'importing.why.{slug}')} {detail}".strip()


def reject_form(row: Rejected, language: str) -> dict[str, Json]:
    return {"line": row.line, "column": row.column, "value": row.value, "why": why_said(row.why, language)}


def plan_lines(plan: ImportPlan, language: str) -> list[str]:
    """What a file does, or did."""
    say = words(language)
    heading = "importing.said.done" if plan.run is not None else "importing.said.dry"
    lines = [
        say(
            heading,
            file=plan.file,
            kind=say(f"importing.kind.{plan.kind}"),
            source=say(f"importing.source.{plan.source}"),
            day=plan.as_of.isoformat(),
            run=plan.run or "",
        ),
        "  " + _counts(plan, language),
    ]
    if plan.run is None:
        lines += mapping_lines(plan, language)
    lines += ["  " + note_said(note, language) for note in plan.notes]
    for row in plan.rejects[:_SHOWN_REJECTS]:
        place = f"{row.column}: {row.value}" if row.column and row.value else row.column or row.value or ""
        lines.append("  " + say("importing.said.reject", line=row.line, place=place, why=why_said(row.why, language)))
    if plan.rejected > _SHOWN_REJECTS and plan.run is not None:
        lines.append("  " + say("importing.said.more_rejects", run=plan.run))
    return lines


def mapping_lines(plan: ImportPlan, language: str) -> list[str]:
    """Each field, the column taken for it, how sure that is where it is a guess, and what stands there in five rows."""
    say = words(language)
    rows = []
    for match in plan.matches:
        sure = say("importing.said.sure", percent=round(match.confidence * 100)) if match.is_guess else ""
        cells = [_cut(row[match.position]) for row in plan.sample if match.position < len(row)]
        rows.append((f"  {say(f'importing.field.{match.field}')}", _cut(match.header), sure, " · ".join(cells)))
    return ["  " + say("importing.said.mapping"), *("  " + line for line in columns(rows))] if rows else []


def _cut(cell: str) -> str:
    return cell if len(cell) <= _SHOWN_CHARACTERS else cell[: _SHOWN_CHARACTERS - 1] + "…"


def _counts(plan: ImportPlan, language: str) -> str:
    say = words(language)
    parts = [
        say(f"importing.count.{name}", count=getattr(plan, name))
        for name in ("added", "changed", "unchanged", "missing", "rejected")
        if getattr(plan, name) or name == "added"
    ]
    whats = [say(f"importing.count.{what}", count=count) for what, count in plan.changes.items() if count]
    return " · ".join(parts) + (f"  ({', '.join(whats)})" if whats else "")
