"""A section as its screen shows it: the page to be read, its chart, its state, its length."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from salestui.domain.written import HEADLINE
from salestui.guide import Words
from salestui.render.wording import Wording
from salestui.summary.assemble import headline_lines, seconds_to_read, section, word_count
from salestui.summary.blocks import Block, Chart, Line, Lines, Paragraph
from salestui.summary.blocks import Words as Sentence
from salestui.summary.charts import trend_chart
from salestui.summary.material import Material
from salestui.summary.sections import LIMITS, results
from salestui.summary.summary import State
from salestui.tui.reading import Page, read_out
from salestui.work.review import Review

MARKS = {
    State.EMPTY: ("·", "dim"),
    State.DRAFTED: ("○", "$text-secondary"),
    State.TO_MEND: ("◐", "$text-warning"),
    State.READY: ("●", "$text-success"),
    State.NOT_APPLICABLE: ("–", "dim"),
}


@dataclass(frozen=True)
class SectionView:
    """A section, or the headline, assembled once: what is read of it, and its chart."""

    key: str
    blocks: tuple[Block, ...]
    chart: Chart | None

    def page(self, wording: Wording, width: int) -> Page:
        """The section as a reader gets it; one that is empty says so."""
        blocks = self.blocks or (
            Paragraph(
                (Sentence("document.nothing_written"),),
            ),
        )
        head = "document.headline" if self.key == HEADLINE else f"sections.{self.key}.title"
        return read_out(Sentence(head), blocks, wording, width)


def view_of(key: str, material: Material, metric: str | None = None) -> SectionView:
    """The section with that key; its chart is its own, else that of its facts.

    That of the results is the trend of the `metric` which the rep looks at; of one that has none, the section's own.
    """
    if key == HEADLINE:
        lines = [
            Line((line.said,), Sentence(f"sections.headline.field.{line.slot}.label")) for line in headline_lines(material)
        ]
        return SectionView(key, (Lines(tuple(lines)),) if lines else (), None)
    made = section(key, material)
    chart = next((block for block in (*made.blocks, *made.facts) if isinstance(block, Chart)), None)
    if key == results.KEY:
        chart = trend_chart(material, (metric,) if metric else ()) or chart or trend_chart(material, material.trends)
    return SectionView(key, made.blocks, chart)


def state_said(review: Review, key: str, said: Words) -> Content:
    """The state of a section with its mark: ● ready, ◐ 1 to mend."""
    state = review.state(key)
    mark, style = MARKS[state]
    return Content.assemble((mark, style), " ", said(f"words.state.{state}", count=review.to_mend(key)))


def words_said(key: str, material: Material, said: Words) -> Content:
    """How many words the rep wrote, of how many that a skim allows, and how long they take to read."""
    lines = headline_lines(material) if key == HEADLINE else ()
    written = [line.said.text for line in lines]
    count = sum(map(word_count, written)) if key == HEADLINE else section(key, material).words
    most = material.template.limit(key, LIMITS[key])
    return Content(said("document.reading.section", count=count, most=most, seconds=seconds_to_read(count)))
