"""The appendix that a document can carry: the entries that sections cite, and what each figure means."""

from __future__ import annotations

from salestui.metrics.figure import Figure
from salestui.summary.blocks import Block, Cell, Day, Link, Nothing, Paragraph, Result, Said, Span, Table, Words
from salestui.summary.cells import column, count, metric_label
from salestui.summary.summary import Summary

ENTRY_COLUMNS = (column("evidence.date"), column("evidence.kind"), column("evidence.entry"), column("evidence.link"))
FIGURE_COLUMNS = (
    column("evidence.metric"),
    column("evidence.value", numeric=True),
    column("evidence.definition"),
    column("evidence.sample", numeric=True),
    column("evidence.period"),
)


def cited(summary: Summary) -> tuple[Block, ...]:
    """The cited entries by day, with their links."""
    material = summary.material
    wanted = {number for numbers in material.cited.values() for number in numbers}
    entries = sorted((entry for entry in material.entries if entry.id in wanted), key=lambda entry: (entry.on, entry.id))
    if not entries:
        return (Paragraph((Words("document.evidence.none"),)),)
    rows = tuple(
        (Day(entry.on), Words(f"words.kind.{entry.kind}"), Said(entry.text), Link(entry.link) if entry.link else Nothing())
        for entry in entries
    )
    return (Table(ENTRY_COLUMNS, rows),)


def definitions(summary: Summary) -> tuple[Block, ...]:
    """The figures that the document shows, each with its definition, sample and period."""
    material = summary.material
    figures = [figure for metric in shown_metrics(summary) if (figure := material.figure(metric)) and figure.value is not None]
    rows = tuple(
        (
            metric_label(material, figure.metric),
            Result(figure),
            _definition(figure),
            count(figure.sample),
            Span(material.period),
        )
        for figure in figures
    )
    return (Table(FIGURE_COLUMNS, rows),) if rows else ()


def shown_metrics(summary: Summary) -> tuple[str, ...]:
    """The metrics of which the document shows a figure, in reading order."""
    found: dict[str, None] = {}
    for section in summary.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    found.update((cell.figure.metric, None) for cell in row if isinstance(cell, Result))
    return tuple(found)


def _definition(figure: Figure) -> Cell:
    return Said(", ".join(figure.definition)) if figure.definition else Nothing()
