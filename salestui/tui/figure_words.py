"""A figure in words: its value beside what it is compared with, its definition, and what a reader must know of it."""

from __future__ import annotations

from salestui.guide import Words, words
from salestui.metrics.figure import Figure
from salestui.render.numbers import Numbers


def change_said(figure: Figure, numbers: Numbers) -> str:
    """The change with its arrow, named where it is one for the worse: no colour says that alone."""
    return " ".join(part for part in (numbers.change(figure, arrow=True), worse(figure, numbers)) if part)


def change_marked(figure: Figure, numbers: Numbers) -> str:
    """The change with its arrow, in a table that says beside it what the mark of one for the worse means."""
    return numbers.change(figure, arrow=True) + (" !" if worse(figure, numbers) else "")


def worse(figure: Figure, numbers: Numbers) -> str:
    """The word for a change for the worse; "" for any other."""
    changed = figure.better is False and numbers.change(figure)
    return words(numbers.language)("words.change.worse") if changed else ""


def judged(figure: Figure, said: Words) -> str:
    """up, better; down, worse; up; unchanged; "" where nothing is compared."""
    if figure.change is None and figure.change_relative is None:
        return ""
    change = figure.change if figure.change is not None else figure.change_relative
    if not change:
        return said("words.change.unchanged")
    way = "up" if change > 0 else "down"
    return said(f"words.change.{way}" + {True: "_better", False: "_worse", None: ""}[figure.better])


def beside(figure: Figure, said: Words, numbers: Numbers) -> str:
    """What the figure stands beside: goal, else benchmark, else what it was before."""
    if figure.target is not None:
        return said("words.figure.goal", value=numbers.target(figure))
    if figure.benchmarks:
        mark = figure.benchmarks[0]
        return said("words.figure.benchmark", label=mark.label, value=numbers.value(mark.value, figure.unit))
    return was(figure, said, numbers)


def was(figure: Figure, said: Words, numbers: Numbers) -> str:
    """What it was in the period before; "" where that is not known."""
    return said("words.figure.was", value=numbers.previous(figure)) if figure.previous is not None else ""


def definition_said(figure: Figure, said: Words) -> str:
    """How the figure is counted: by number of deals, of the deals decided in the period."""
    from salestui.summary.definition import definition_text  # every metric: not before a definition is told

    return definition_text(figure.metric, figure.definition, said)


def notes_said(figure: Figure, said: Words, numbers: Numbers) -> list[str]:
    """What a reader must know: small sample, deals without amount, steps not confirmed."""
    return [numbers.note(note) for note in figure.notes if said.has(f"metrics.note.{note.slug}")]
