"""The appendix that a document can carry: the entries that sections cite, and what each figure means."""

from __future__ import annotations

from collections.abc import Iterable

from salestui.domain.entry import Entry
from salestui.summary.blocks import Block, Day, Link, Nothing, Paragraph, Result, Said, Span, Table, Words
from salestui.summary.cells import column, count, metric_label
from salestui.summary.definition import definition
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
    wanted = {number for numbers in summary.material.cited.values() for number in numbers}
    return entries_table([entry for entry in summary.material.entries if entry.id in wanted])


def logged(summary: Summary) -> tuple[Block, ...]:
    """Every entry of the period by day."""
    return entries_table(summary.material.entries)


def all_figures(summary: Summary) -> tuple[Block, ...]:
    """Every figure of the period that has a value, with its definition, sample and period."""
    return _defined(summary, tuple(key.metric for key in summary.material.figures if not any(key[1:])))


def definitions(summary: Summary) -> tuple[Block, ...]:
    """The figures that the document shows, each with its definition, sample and period."""
    return _defined(summary, shown_metrics(summary))


def entries_table(entries: Iterable[Entry]) -> tuple[Block, ...]:
    """The entries by day with their links; a sentence where there is none."""
    rows = tuple(
        (Day(entry.on), Words(f"words.kind.{entry.kind}"), Said(entry.text), Link(entry.link) if entry.link else Nothing())
        for entry in sorted(entries, key=lambda entry: (entry.on, entry.id))
    )
    return (Table(ENTRY_COLUMNS, rows),) if rows else (Paragraph((Words("document.evidence.none"),)),)


def _defined(summary: Summary, metrics: Iterable[str]) -> tuple[Block, ...]:
    material = summary.material
    figures = (figure for metric in metrics if (figure := material.figure(metric)))
    period = Span(material.period)
    rows = tuple(
        (metric_label(material, one.metric), Result(one), definition(one.metric, one.definition), count(one.sample), period)
        for one in figures
        if one.value is not None or one.parts
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
