"""The document that is handed in, in no format yet: a title, the headline, chapters of blocks."""

from __future__ import annotations

from typing import NamedTuple

from salestui.summary.blocks import Block, Cell, Chart, Joined, Line, Lines, Paragraph, Said, Span, Words
from salestui.summary.brief import achieved, however, next_steps, why
from salestui.summary.evidence import all_figures, cited, definitions, logged
from salestui.summary.headline import SLOTS
from salestui.summary.summary import Section, Summary

FULL, BRIEF = "full", "brief"
LAYOUTS = (FULL, BRIEF)
MOST_WORDS = {FULL: 900, BRIEF: 250}
FEWEST_STEPS = 3


class Chapter(NamedTuple):
    """`key` is the section's, or the brief heading's."""

    key: str
    head: Cell
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """What is rendered: a title, the headline, and the chapters in their order."""

    title: Cell
    headline: Lines
    chapters: tuple[Chapter, ...]


def full(summary: Summary, *, charts: bool = True, evidence: bool = False) -> Document:
    """Nine sections under the headline; with `evidence` an appendix of cited entries and of definitions."""
    chapters = [chapter(section, charts=charts) for section in summary.sections]
    if evidence:
        blocks = (*cited(summary), *definitions(summary))
        chapters.append(Chapter("evidence", Words("document.evidence.title"), blocks))
    return Document(_title(summary), _headline(summary, SLOTS), tuple(chapters))


def chapter(section: Section, *, charts: bool = True) -> Chapter:
    """One section as it will be read; one that is left out, or empty, is a sentence that says so."""
    blocks = tuple(block for block in section.blocks if charts or not isinstance(block, Chart))
    return Chapter(
        section.key, Words(f"sections.{section.key}.title"), blocks or (Paragraph((Words("document.nothing_written"),)),)
    )


def pack(summary: Summary) -> Document:
    """Everything of the period in one text, for an assistant that the rep's company has: sections, all figures, all entries."""
    chapters = [chapter(section, charts=False) for section in summary.sections]
    chapters.append(Chapter("figures", Words("document.evidence.figures"), all_figures(summary)))
    chapters.append(Chapter("entries", Words("document.evidence.entries"), logged(summary)))
    return Document(_title(summary), _headline(summary, SLOTS), tuple(chapters))


def brief(summary: Summary, details: int = 4) -> Document:
    """What was achieved; however; why it matters; next steps. At most `details` lines under each; three next steps always."""
    parts = (
        ("achieved", achieved(summary)[:details]),
        ("however", however(summary)[:details]),
        ("why", why(summary)[:details]),
        ("next", next_steps(summary)[: max(details, FEWEST_STEPS)]),
    )
    chapters = tuple(Chapter(key, Words(f"document.brief.{key}"), (Lines(items),)) for key, items in parts if items)
    return Document(_title(summary), _headline(summary, ("result", "driver", "weakest", "next")), chapters)


def _title(summary: Summary) -> Cell:
    material = summary.material
    period = ("period", Span(material.period))
    if not material.name:
        return Words("document.title_unnamed", (period,))
    return Words("document.title", (period, ("name", Said(material.name))))


def _headline(summary: Summary, slots: tuple[str, ...]) -> Lines:
    """The headline's lines in their order. Why the weakest point matters stands with it, so that four lines hold everything."""
    said = {line.slot: line.said for line in summary.headline if line.slot in slots}
    items = []
    for slot, text in said.items():
        if slot == "why" and "weakest" in said:
            continue
        reason = said.get("why") if slot == "weakest" else None
        cell: Cell = Joined((text, reason), by=". ") if reason else text
        items.append(Line((cell,), Words(f"sections.headline.field.{slot}.label")))
    return Lines(tuple(items))
