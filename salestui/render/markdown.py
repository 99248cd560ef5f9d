"""The review as Markdown: CommonMark with GitHub's tables, aligned so that it reads well as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from salestui.render.plain import cell, inline, line, lines, safe_link, width
from salestui.render.text_chart import chart_text
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Cell, Chart, Line, Lines, Link, Paragraph, Table
from salestui.summary.document import Chapter, Document, chapter
from salestui.summary.summary import Section

CHART_WIDTH = 72
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’.,\-:/][^\W_]+)*")


def markdown(document: Document, wording: Wording, *, footer: str = "") -> str:
    """The whole document, ended by one line feed. `footer` is its last line where it is finalised."""
    title = f"# {inline(wording.text(document.title))}"
    headline = _list(document.headline, wording)
    parts = [f"{title}\n{headline}" if headline else title]
    parts += [chapter_markdown(part, wording) for part in document.chapters]
    if footer:
        parts.append(line(footer))
    return "\n\n".join(parts) + "\n"


def section_markdown(section: Section, wording: Wording, *, charts: bool = False) -> str:
    """One section with its heading: what stands beside its fields while they are written."""
    return chapter_markdown(chapter(section, charts=charts), wording) + "\n"


def chapter_markdown(part: Chapter, wording: Wording) -> str:
    """A heading and its blocks, without a line feed at the end."""
    return "\n\n".join((f"## {inline(wording.text(part.head))}", *(block(one, wording) for one in part.blocks)))


def block(one: Block, wording: Wording) -> str:
    """A block as Markdown, without a line feed at the end."""
    match one:
        case Table():
            return _table(one, wording)
        case Lines(_, head):
            listed = _list(one, wording)
            return f"**{inline(wording.text(head))}**\n\n{listed}" if head else listed
        case Paragraph(cells):
            return lines(" ".join(filter(None, map(wording.text, cells))))
        case Chart():
            return _chart(one, wording)


def words_in(document: str) -> int:
    """The words of a Markdown text that a person reads; charts do not count."""
    return len(_WORD.findall(_FENCED.sub("", document)))


def _list(items: Lines, wording: Wording) -> str:
    return "\n".join(f"- {_item(item, wording)}" for item in items.items)


def _item(item: Line, wording: Wording) -> str:
    text = " ".join(filter(None, map(wording.text, item.cells)))
    label = wording.text(item.label) if item.label else ""
    if not label:
        return lines(text, "  ")
    first, *rest = [one for one in text.splitlines() if one.strip()] or [""]
    told = "\\\n  ".join((f"**{inline(label)}:** {inline(first)}", *map(line, rest)))
    return told.rstrip()


def _chart(chart: Chart, wording: Wording) -> str:
    drawn = chart_text(chart, wording, CHART_WIDTH)
    return f"{line(wording.text(chart.title))}\n\n```text\n{drawn}\n```"


def _table(table: Table, wording: Wording) -> str:
    heads = [cell(wording.text(column.head)) for column in table.columns]
    rows = [[_cell(one, wording) for one in row] for row in table.rows]
    widths = [max(3, *(width(row[n]) for row in [heads, *rows])) for n in range(len(heads))]
    right = [column.numeric for column in table.columns]
    marks = [f"{'-' * (w - 1)}:" if numeric else "-" * w for w, numeric in zip(widths, right, strict=True)]
    return "\n".join(_row(_padded(row, widths, right)) for row in [heads, marks, *rows])


def _cell(one: Cell, wording: Wording) -> str:
    if isinstance(one, Link) and (address := safe_link(one.address)):
        return f"<{address.replace('|', '%7C')}>"
    return cell(wording.text(one))


def _padded(row: Iterable[str], widths: list[int], right: list[bool]) -> list[str]:
    padded = []
    for text, wide, numeric in zip(row, widths, right, strict=True):
        space = " " * (wide - width(text))
        padded.append(space + text if numeric else text + space)
    return padded


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
