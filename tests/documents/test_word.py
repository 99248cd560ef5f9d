"""The document in Word: headings, real tables, charts as pictures, nothing of it active."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.guide import words
from salestui.render.numbers import Numbers
from salestui.render.word import word
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import full
from salestui.work.desk import open_desk
from salestui.work.export import Options, document, export_to
from salestui.work.finalise import finalise
from salestui.work.sample import ready
from salestui.work.verify import verify

Q1 = parse_period("2026-Q1")


@pytest.fixture
def written(samples) -> bytes:
    summary = assemble(samples["ae"])
    return word(full(summary, evidence=True), Wording(Numbers("sv"), summary.material), footer="sist")


def test_it_has_the_headings_tables_and_figures_of_the_review(written):
    made = docx.Document(io.BytesIO(written))
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert heads[0] == words("sv")("sections.scope.title")
    assert len(heads) == 10
    goals = made.tables[0]
    assert [cell.text for cell in goals.rows[0].cells][:2] == ["Mål", "Målvärde"]
    assert goals.rows[1].cells[-1].text.startswith("111 %")
    assert made.paragraphs[-1].text == "sist"


def test_each_chart_is_a_picture_that_says_its_values(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".svg")]
        body = archive.read("word/document.xml").decode("utf-8")
        relations = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert len(pictures) == 7
    assert body.count("svgBlip") == len(pictures)
    assert 'descr="' in body
    assert "TargetMode" not in relations


def test_a_word_document_that_was_finalised_can_be_verified_however_it_is_packed(tmp_path):
    sample = ready("ae")
    with open_desk(str(sample.path), sample.today, "en") as desk:
        finalise(desk, Q1, force=True)
        path = export_to(desk, Q1, tmp_path / "review.docx", Options(form="docx", evidence=True))
        assert verify(desk, path).same
        saved = docx.Document(str(path))
        saved.save(str(path))
        assert verify(desk, path).same
        saved.tables[0].rows[1].cells[-1].text = "121 %"
        saved.save(str(path))
        found = verify(desk, path)
        assert not found.same
        assert [line[0] for line in found.differences] == ["-", "+"]
        assert "111 %" in found.differences[0]
        assert "121 %" in found.differences[1]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused(tmp_path, content):
    path = tmp_path / "broken.docx"
    path.write_bytes(content)
    sample = ready("ae")
    with open_desk(str(sample.path), sample.today, "en") as desk, pytest.raises(Refusal, match="verify-unreadable"):
        verify(desk, path)


def test_a_word_document_goes_to_a_file(tmp_path):
    sample = ready("ae")
    with open_desk(str(sample.path), sample.today, "en") as desk:
        path = export_to(desk, Q1, tmp_path, Options(form="docx"), force=True)
        assert path.name == "Michael_Aalto-2026-Q1-summary.docx"
        assert docx.Document(str(path)).paragraphs[0].text.startswith("Sales performance summary")
        with pytest.raises(Refusal, match="word-needs-file"):
            document(desk, Q1, Options(form="docx"))
