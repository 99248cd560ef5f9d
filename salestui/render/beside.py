"""What a figure stands beside, in words: its goal, what it was, the same period last year, benchmarks."""

from __future__ import annotations

from salestui.guide import Words
from salestui.metrics.figure import Figure
from salestui.render.numbers import Numbers


def compared(figure: Figure, say: Words, numbers: Numbers, *, full: bool = False) -> list[str]:
    """A text for each thing that the figure is compared with; `full` writes every whole unit of an amount."""
    found = []
    if figure.target is not None:
        found.append(say("words.figure.goal", value=numbers.target(figure, full=full)))
    if figure.previous is not None:
        found.append(say("words.figure.was", value=numbers.previous(figure, full=full)))
    if figure.year_ago is not None:
        found.append(say("words.figure.year_ago", value=numbers.value(figure.year_ago, figure.unit, full=full)))
    found += [
        say("words.figure.benchmark", label=mark.label, value=numbers.value(mark.value, figure.unit, full=full))
        for mark in figure.benchmarks
    ]
    return found
