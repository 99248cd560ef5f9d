"""What a file will do, in words: what was recognised, what changes, what is left out and why."""

from __future__ import annotations

from textual.content import Content

from salestui.domain.import_plan import Example, ImportPlan, Note, Question, Rejected
from salestui.domain.text import one_line
from salestui.guide import Words

_FEW, _MANY = 8, 200
"""Rejected rows that are shown before and after a file is brought in."""


def recognised(plan: ImportPlan, said: Words) -> Content:
    """What kind of export the file is, of which CRM, and of which day."""
    told = said(
        "importing.screen.recognised",
        source=_named(said, f"importing.source.{plan.source}", plan.source),
        kind=_named(said, f"importing.kind.{plan.kind}", plan.kind),
        day=plan.as_of.isoformat(),
    )
    rows = "" if plan.questions else ", " + said.counted("words.count.rows", plan.rows)
    return Content.assemble((one_line(plan.file), "bold"), "  ", one_line(told + rows))


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


def open_lines(plan: ImportPlan, said: Words) -> list[Content]:
    """What waits for the rep: open questions, columns that are guesses, a file that was brought in before."""
    lines = [Content.assemble(("? ", "bold $warning"), question_said(question, said)) for question in plan.questions]
    if lines:
        lines.append(Content.styled(said("screens.import.answer", key="a"), "dim"))
    elif guesses := sum(match.is_guess for match in plan.matches):
        lines.append(Content.assemble(("? ", "bold $warning"), said("importing.screen.guesses", count=guesses, key="a")))
    if plan.already is not None:
        lines.append(Content(said("screens.import.already", run=plan.already)))
    return lines


def plan_lines(plan: ImportPlan, said: Words) -> list[Content]:
    """What will change, with examples; which rows are left out and why; how the file was read."""
    lines = [Content.styled(said("screens.import.will_change"), "bold"), *counts(plan, said)]
    lines += [example_said(example, said) for example in plan.examples[:12]]
    lines += _rejects(plan, said, _FEW)
    return [*lines, *(Content.styled(note_said(note, said), "dim") for note in plan.notes)]


def done_lines(plans: tuple[ImportPlan, ...], aside: tuple[str, ...], said: Words) -> list[Content]:
    """What was done, file by file, and what can be done now."""
    lines = [] if plans or aside else [Content(said("importing.question.nothing-new")), Content("")]
    for plan in plans:
        lines += [recognised(plan, said), Content("")]
        lines += [Content(said("screens.import.already", run=plan.already))] if plan.already is not None else counts(plan, said)
        lines += _rejects(plan, said, _MANY)
        lines.append(Content(""))
    lines += [*(Content(one_line(text)) for text in aside), Content("")] if aside else []
    if any(plan.already is None for plan in plans):
        now = [said("screens.import.take_back", undo="z")]
        now += [said("screens.import.go_through", week="k")] if any(plan.changed for plan in plans) else []
        lines.append(Content.styled(" · ".join(now), "dim"))
    if any(plan.rejected for plan in plans):
        lines.append(Content.styled(said("importing.screen.mend", key="x"), "dim"))
    return lines


def _rejects(plan: ImportPlan, said: Words, most: int) -> list[Content]:
    """The rows that are left out, and how many more there are than are shown."""
    lines = [reject_said(reject, said) for reject in plan.rejects[:most]]
    if plan.rejected > len(lines):
        lines.append(Content.styled(said("importing.screen.more", count=plan.rejected - len(lines)), "dim"))
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
    value = said("screens.app.named", name=reject.value) if reject.value else ""
    place = f"{reject.column}: {value}" if reject.column else (reject.value or "")
    return Content.assemble(
        (said("screens.import.line", line=reject.line) + "  ", "bold"), one_line(f"{place}  {why} {detail}").strip()
    )


def note_said(note: Note, said: Words) -> str:
    """As on the command line, but where that names an option."""
    values = {name: _in_words(name, value, said) for name, value in note.values}
    for key in (f"importing.screen.note.{note.slug}", f"importing.note.{note.slug}"):
        if said.has(key):
            return one_line(said(key, **values))
    return note.slug


def _in_words(name: str, value: object, said: Words) -> object:
    """What a note names by a word of the shell: an order of dates, what parts the cells."""
    group = {"delimiter": "parted", "order": "answers"}.get(name)
    return _named(said, f"screens.import.{group}.{value}", str(value)) if group else value


def question_said(question: Question, said: Words) -> str:
    """What must be decided before the file can be brought in."""
    readings = question.readings
    if question.slug == "column-missing":
        readings = tuple(_named(said, f"importing.field.{field}", field) for field in readings)
    values = {"column": question.column, "sample": question.sample, "readings": " / ".join(readings)}
    for key in (f"importing.question.{question.slug}", f"refusals.import-{question.slug}.what"):
        if said.has(key):
            return one_line(said(key, **values))
    return one_line(f"{question.column}: {question.sample}")


def _named(said: Words, key: str, otherwise: str, **values: object) -> str:
    return said(key, **values) if said.has(key) else otherwise
