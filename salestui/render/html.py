"""The review as one HTML file: no script, no request, readable by a screen reader, printed on two pages."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

from salestui.render.plain import safe_link
from salestui.render.svg_chart import svg_chart
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Cell, Chart, Day, Line, Lines, Link, Paragraph, Table
from salestui.summary.document import Chapter, Document

_UNIT = re.compile(r"(?<=\d) (?=\S)")
_STYLE = Path(__file__).with_name("page.css")


def html(document: Document, wording: Wording, *, footer: str = "") -> str:
    """The whole document. Its policy lets a browser load nothing, and only its own style is applied."""
    style = _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(wording.text(document.title))
    body = "\n".join(_chapter(chapter, wording) for chapter in document.chapters)
    headline = f'<ul class="headline">\n{_items(document.headline, wording)}\n</ul>\n' if document.headline.items else ""
    last = f"<footer><p>{escape(footer)}</p></footer>\n" if footer else ""
    return (
        f'<!doctype html>\n<html lang="{wording.numbers.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{headline}{body}\n</main>\n{last}</body>\n</html>\n"
    )


def _chapter(chapter: Chapter, wording: Wording) -> str:
    blocks = "\n".join(_block(block, wording) for block in chapter.blocks)
    head = escape(wording.text(chapter.head))
    return f'<section aria-labelledby="{chapter.key}">\n<h2 id="{chapter.key}">{head}</h2>\n{blocks}\n</section>'


def _block(block: Block, wording: Wording) -> str:
    match block:
        case Table():
            return _table(block, wording)
        case Lines(_, head):
            listed = f"<ul>\n{_items(block, wording)}\n</ul>"
            return f"<h3>{escape(wording.text(head))}</h3>\n{listed}" if head else listed
        case Paragraph(cells):
            return f"<p>{_cells(cells, wording)}</p>"
        case Chart():
            caption = escape(wording.text(block.title))
            return f"<figure>\n<figcaption>{caption}</figcaption>\n{svg_chart(block, wording)}\n</figure>"


def _items(lines: Lines, wording: Wording) -> str:
    return "\n".join(f"<li>{_item(item, wording)}</li>" for item in lines.items)


def _item(item: Line, wording: Wording) -> str:
    text = _cells(item.cells, wording)
    return f"<strong>{escape(wording.text(item.label))}:</strong> {text}" if item.label else text


def _cells(cells: tuple[Cell, ...], wording: Wording) -> str:
    return " ".join(filter(None, (_cell(cell, wording) for cell in cells)))


def _cell(cell: Cell, wording: Wording) -> str:
    text = escape(wording.text(cell)).replace("\n", "<br>")
    if isinstance(cell, Day):
        return f'<span class="day">{text}</span>'
    if isinstance(cell, Link) and (address := safe_link(cell.address)):
        return f'<a href="{escape(address)}" rel="noreferrer">{text}</a>'
    return text


def _table(table: Table, wording: Wording) -> str:
    kinds = [' class="number"' if column.numeric else "" for column in table.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{_cell(column.head, wording)}</th>' for column, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "\n".join(f"<tr>{_row(row, kinds, wording)}</tr>" for row in table.rows)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: tuple[Cell, ...], kinds: list[str], wording: Wording) -> str:
    """The first cell names the row; a number is not parted from its unit."""
    first, *rest = (_cell(cell, wording) for cell in row)
    told = ((_UNIT.sub("\u00a0", text) if kind else text, kind) for text, kind in zip(rest, kinds[1:], strict=True))
    return f'<th scope="row">{first}</th>' + "".join(f"<td{kind}>{text}</td>" for text, kind in told)
