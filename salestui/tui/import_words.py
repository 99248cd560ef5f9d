"""What a file will do, in words: what was recognised, what changes, what is left out and why."""

from __future__ import annotations

from textual.content import Content

from salestui.domain.import_plan import Example, ImportPlan, Note, Question, Rejected
from salestui.domain.text import one_line
from salestui.guide import Words


def recognised(plan: ImportPlan, said: Words) -> Content:
    """What kind of export the file is, of which CRM, and of which day."""
    return Content.assemble(
        (one_line(plan.file), "bold"),
        "  ",
        one_line(
            said(
                "screens.import.recognised",
                source=_named(said, f"importing.source.{plan.source}", plan.source),
                kind=_named(said, f"importing.kind.{plan.kind}", plan.kind),
                day=plan.as_of.isoformat(),
                rows=said.counted("words.count.rows", plan.rows),
            )
        ),
    )


def counts(plan: ImportPlan, said: Words) -> list[Content]:
    """What changes, a line each; what does not change last."""
    lines = []
    for name, count in (("added", plan.added), ("changed", plan.changed)):
        lines.append(_count(said, name, count))
    lines += [_count(said, f"whats.{what}", count, "    ") for what, count in plan.changes.items() if count]
    for name, count in (("missing", plan.missing), ("rejected", plan.rejected), ("unchanged", plan.unchanged)):
        if count:
            lines.append(_count(said, name, count))
    return lines


def _count(said: Words, name: str, count: int, indent: str = "") -> Content:
    return Content.assemble((f"{indent}{count:>7}  ", "bold"), said(f"screens.import.counts.{name}"))


def example_said(example: Example, said: Words) -> Content:
    """One thing that changes: what, which deal, from what to what."""
    change = " → ".join(text for text in (example.before, example.after) if text)
    return Content.assemble(
        (said(f"screens.import.counts.{_what(example.what)}") + "  ", "dim"), one_line(example.name), "  ", one_line(change)
    )


def _what(what: str) -> str:
    return {"new": "added", "missing": "missing"}.get(what, f"whats.{what}")


def reject_said(reject: Rejected, said: Words) -> Content:
    """One row that is not taken: its line, the column and value at fault, and why."""
    slug, _, detail = reject.why.partition(": ")
    why = _named(said, f"importing.why.{slug}", slug)
    place = f"{reject.column}: “{reject.value}”" if reject.column else (reject.value or "")
    return Content.assemble(
        (said("screens.import.line", line=reject.line) + "  ", "bold"), one_line(f"{place}  {why} {detail}").strip()
    )


def note_said(note: Note, said: Words) -> str:
    return one_line(_named(said, f"importing.note.{note.slug}", note.slug, **dict(note.values)))


def question_said(question: Question, said: Words) -> str:
    """What must be decided before the file can be brought in."""
    values = {"column": question.column, "sample": question.sample, "readings": " / ".join(question.readings)}
    for key in (f"importing.question.{question.slug}", f"refusals.import-{question.slug}.what"):
        if said.has(key):
            return one_line(said(key, **values))
    return one_line(f"{question.column}: {question.sample}")


def _named(said: Words, key: str, otherwise: str, **values: object) -> str:
    return said(key, **values) if said.has(key) else otherwise
