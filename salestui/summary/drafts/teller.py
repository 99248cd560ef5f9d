"""Sentences made of figures: templates of the guide whose numbers are live, used only where every number is there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salestui.domain.written import live_numbers
from salestui.guide import Words
from salestui.metrics.figure import Figure, Unit
from salestui.summary.live import Resolved, resolve
from salestui.summary.material import Material


@dataclass(frozen=True)
class Teller:
    """Tells what `material` shows, in the words of `say` (the guide's topic `drafts`)."""

    material: Material
    say: Words

    def holds(self, text: str) -> bool:
        """Whether every live number in `text` stands for a value."""
        return all(isinstance(resolve(live, self.material), Resolved) for live in live_numbers(text))

    def first(self, *keys: str, **values: str) -> str | None:
        """The first of the templates that the guide has, whose numbers all have a value, and which does not say "1 deals"."""
        for key in keys:
            if self.say.has(f"drafts.{key}"):
                text = self.say(f"drafts.{key}", **values) if values else self.say(f"drafts.{key}")
                if self.holds(text) and not self._counts_one(text):
                    return text
        return None

    def _counts_one(self, text: str) -> bool:
        found = (resolve(live, self.material) for live in live_numbers(text) if live.relative is None)
        return any(isinstance(one, Resolved) and one.figure.unit is Unit.COUNT and one.figure.value == 1 for one in found)

    def gap(self, name: str = "why") -> str:
        """What only the rep can know."""
        return self.say(f"drafts.gap.{name}")

    def label(self, metric: str) -> str:
        """The metric's name at the start of a sentence."""
        own = self.material.labels.get(metric)
        return own or self.say(f"metrics.label.{metric}")

    def moved(self, figure: Figure) -> str | None:
        """In which direction the figure moved, as a reader would say it: "Larger deals"; None where it did not."""
        difference = moved_by(figure)
        if not difference:
            return None
        way = "up" if difference > 0 else "down"
        key = f"drafts.moved.{figure.metric}.{way}"
        return self.say(key) if self.say.has(key) else self.say(f"drafts.moved.other.{way}", metric=self.label(figure.metric))


def live(metric: str, relative: str | None = None, **of: str) -> str:
    """`{win_rate}`, `{win_rate.prev}`, `{win_rate[segment=SMB]}`."""
    part = "".join(f"[{dimension}={member}]" for dimension, member in of.items())
    return f"{{{metric}{part}{'.' + relative if relative else ''}}}"


def lowered(text: str) -> str:
    """`text` to stand within a sentence: "larger deals"; an abbreviation stays as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def moved_by(figure: Figure) -> Fraction | None:
    """The difference to the previous value; None where there is none to compare with."""
    if figure.value is None or figure.previous is None or not figure.comparable:
        return None
    now, before = figure.value, figure.previous
    if isinstance(now, Fraction):
        return now - before if isinstance(before, Fraction) else None
    return None if isinstance(before, Fraction) else now.exact - before.exact


def size_of_move(figure: Figure) -> Fraction:
    """The relative change, so that what moved most comes first; a growth rate is a change itself and has none."""
    difference = moved_by(figure)
    if not difference or figure.metric == "revenue_growth":
        return Fraction()
    before = figure.previous
    base = abs(before) if isinstance(before, Fraction) else abs(before.exact) if before is not None else Fraction()
    return abs(difference) / base if base else Fraction(1)
