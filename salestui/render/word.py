"""The review as a Word document, which HR systems ask for: headings, real tables, charts as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from salestui.domain.refusal import Refusal
from salestui.render.raster import png
from salestui.render.svg_chart import WIDTH, picture
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Chart, Lines, Paragraph, Table
from salestui.summary.document import Document as Review

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_WIDE_CM = 16.5


def word(review: Review, wording: Wording, *, footer: str = "") -> bytes:
    """The document as the bytes of a .docx file. Raises Refusal `word-missing` where python-docx is not installed."""
    try:
        import docx  # an extra: the other formats do without it
        from docx.shared import Cm, Pt
    except ImportError as error:
        raise Refusal("word-missing") from error
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    made.styles["Normal"].font.size = Pt(10)
    made.core_properties.title = wording.text(review.title)
    made.core_properties.language = wording.numbers.language
    made.add_heading(wording.text(review.title), 0)
    _list(made, review.headline, wording)
    for chapter in review.chapters:
        made.add_heading(wording.text(chapter.head), 1)
        for block in chapter.blocks:
            _block(made, block, wording)
    if footer:
        made.add_paragraph(footer)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _block(made: WordDocument, block: Block, wording: Wording) -> None:
    match block:
        case Table():
            _table(made, block, wording)
        case Lines(_, head):
            if head:
                made.add_heading(wording.text(head), 2)
            _list(made, block, wording)
        case Paragraph(cells):
            made.add_paragraph(" ".join(filter(None, map(wording.text, cells))))
        case Chart():
            _chart(made, block, wording)


def _list(made: WordDocument, lines: Lines, wording: Wording) -> None:
    for item in lines.items:
        paragraph = made.add_paragraph(style="List Bullet")
        if item.label:
            paragraph.add_run(f"{wording.text(item.label)}: ").bold = True
        paragraph.add_run(" ".join(filter(None, map(wording.text, item.cells))))


def _table(made: WordDocument, table: Table, wording: Wording) -> None:
    """A table whose first row is repeated as its head on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    drawn = made.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Light Grid Accent 1")
    rows = [[column.head for column in table.columns], *table.rows]
    for row, cells in zip(drawn.rows, rows, strict=True):
        for place, cell, column in zip(row.cells, cells, table.columns, strict=True):
            place.text = wording.text(cell)
            if column.numeric:
                place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    drawn.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    made.add_paragraph()


def _chart(made: WordDocument, chart: Chart, wording: Wording) -> None:
    """The picture as SVG, and as PNG for programs that draw none; its words stand beside it in any case."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Cm

    drawn = picture(chart, wording)
    made.add_paragraph(wording.text(chart.title))
    shape = made.add_picture(io.BytesIO(png(drawn.svg, WIDTH, drawn.height)), width=Cm(_WIDE_CM))
    number = len(made.inline_shapes)
    package = made.part.package
    part = Part(PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", drawn.svg.encode("utf-8"), package)
    relation = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = shape._inline
    inline.docPr.set("descr", drawn.told)
    inline.graphic.graphicData.pic.blipFill.blip.append(
        parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f'<a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip'
            ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            f' r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )
