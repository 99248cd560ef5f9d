"""Cells as text of one language: live numbers replaced, figures written, the guide's sentences filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salestui.domain.text import plain_text
from salestui.domain.written import live_numbers
from salestui.guide import Words, words
from salestui.metrics.figure import Figure
from salestui.render.numbers import Numbers
from salestui.summary import blocks
from salestui.summary.blocks import Beside, Cell, Change, Day, Days, Joined, Link, Nothing, Quantity, Result, Said, Span
from salestui.summary.live import AbsentNumber, Resolved, UnknownNumber, resolve
from salestui.summary.material import Material


def as_they_are(text: str) -> str:
    return text


@dataclass(frozen=True)
class Wording:
    """Writes cells in the language of `numbers`, with the figures of `material`.

    `disguise` is applied to every word of the rep and of the CRM: accounts by initial or alias.
    """

    numbers: Numbers
    material: Material
    disguise: Callable[[str], str] = as_they_are

    @property
    def guide(self) -> Words:
        return words(self.numbers.language)

    def text(self, cell: Cell) -> str:
        """The cell as plain text; "" for an empty one. What another tool wrote into the store acts nowhere (R38)."""
        return plain_text(self._text(cell))

    def _text(self, cell: Cell) -> str:
        match cell:
            case Said(text, key):
                return self.disguise(self.filled(text) if key else text)
            case Link(address):
                return self.disguise(address)
            case blocks.Words(key, values):
                return self._sentence(key, dict(values))
            case Joined(cells, by):
                return _joined([text for text in map(self.text, cells) if text], by)
            case Nothing():
                return ""
            case _:
                return self._number(cell)

    def _number(self, cell: Quantity | Result | Change | Beside | Day | Days | Span) -> str:
        match cell:
            case Quantity(value, unit, full):
                return self.numbers.value(value, unit, full=full)
            case Result(figure):
                return self.numbers.figure(figure)
            case Change(figure):
                return self.numbers.change(figure)
            case Beside(figure, what, labelled):
                return self._beside(figure, what, labelled)
            case Day(day, short):
                return self.numbers.day(day, short=short)
            case Days(start, end):
                return self.numbers.span(start, end)
            case Span(period):
                return self.numbers.period(period)

    def filled(self, text: str) -> str:
        """The rep's text with every live number replaced by its value, and `{{` by a brace."""
        written, at = [], 0
        for live in live_numbers(text):
            written.append(_braces(text[at : live.start]))
            written.append(self.live(resolve(live, self.material)))
            at = live.end
        return "".join(written) + _braces(text[at:])

    def live(self, found: Resolved | UnknownNumber | AbsentNumber) -> str:
        """What is written for a live number. One that stands for nothing says so; the checks keep it from being handed in."""
        match found:
            case Resolved(cell):
                return self.text(cell)
            case UnknownNumber(name):
                return f"⟨{name}?⟩"
            case AbsentNumber(_, figure, None):
                return self.numbers.absent(figure)
            case AbsentNumber():
                return self.guide("metrics.absent.no_data")

    def _sentence(self, key: str, values: dict[str, Cell]) -> str:
        filled = {name: self.text(value) for name, value in values.items()}
        if self.guide.has(key):
            return self.guide(key, **filled)
        count = values["count"]
        one = isinstance(count, Quantity) and count.value == 1
        return self.guide(f"{key}.{'one' if one else 'many'}", **filled)

    def _beside(self, figure: Figure, what: str, labelled: bool) -> str:
        if what == "prev":
            return self.numbers.previous(figure)
        if what == "target":
            return self.numbers.target(figure)
        if what == "year_ago":
            return self.numbers.value(figure.year_ago, figure.unit) if figure.year_ago is not None else ""
        if not figure.benchmarks:
            return ""
        benchmark = figure.benchmarks[0]
        text = self.numbers.value(benchmark.value, figure.unit)
        if not labelled:
            return text
        return self.guide("words.figure.benchmark", label=self.disguise(benchmark.label), value=text)


def _braces(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


def _joined(texts: list[str], by: str) -> str:
    """`texts` with `by` between them. A full stop is not set after a text that ends with one, nor before a small letter: what
    the rep wrote stays as it is, and a semicolon goes before it.
    """
    whole = ""
    for text in texts:
        if whole and by.startswith("."):
            ended = whole[-1] in ".!?…:"
            whole += by[1:] if ended else f";{by[1:]}" if text[:1].islower() else by
        elif whole:
            whole += by
        whole += text
    return whole
