"""What was handed in stays as it was; a file from elsewhere opens no other; a name is one name however it is written."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.reliability.faults import Place, needs_strace
from tests.reliability.test_r09_r11_versions import DUMPS, loaded


def handed_in(place: Place) -> list[tuple[str, str]]:
    """The finalised summaries as the store holds them."""
    with place.looked_at() as connection:
        assert connection is not None
        return connection.execute("select checksum, summary from finalised_summary order by id").fetchall()


@pytest.mark.parametrize(
    "command",
    [
        ("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD"),
        ("log", "--edit", "1", "Something else altogether"),
        ("config", "set", "figures.min_sample", "30"),
        ("period", "reopen", "2025-Q4", "--why", "a late invoice"),
    ],
    ids=["import", "edit", "settings", "reopen"],
)
def test_r20_what_was_finalised_stays_byte_for_byte(desk: Place, command: tuple[str, ...]) -> None:
    assert desk.run("export", "--period", "2025-Q4", "-o", "handed-in.md", "--force").code == 0
    document, summaries = (desk.folder / "handed-in.md").read_bytes(), handed_in(desk)
    assert len(summaries) == 1
    assert desk.run(*command).code == 0
    assert handed_in(desk) == summaries
    if command[1] != "reopen":
        assert desk.run("export", "--period", "2025-Q4", "-o", "again.md", "--force").code == 0
        assert (desk.folder / "again.md").read_bytes() == document
        verified = desk.run("verify", "handed-in.md", "--json")
        assert json.loads(verified.out)["same"] is True


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_r20_what_was_finalised_stays_through_every_migration(dump: Path, place: Place) -> None:
    loaded(dump, place.store)
    with contextlib.closing(sqlite3.connect(place.store)) as connection:
        before = connection.execute("select checksum, summary from finalised_summary order by id").fetchall()
    assert before
    assert place.run("log", "win", "with the newest program").code == 0
    assert handed_in(place) == before


def reaching(secret: Path, part: str) -> bytes:
    """A workbook one part of which refers to `secret` and to a host."""
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    row = '<row><c t="inlineStr"><is><t>Opportunity ID</t></is></c></row>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="r2" Type="http://x/image" TargetMode="External" Target="http://127.0.0.1:9/{part}"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet.format(row),
        f"../../../../../../..{secret}": "taken over",
    }
    if part == "entity":
        doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY f SYSTEM "http://127.0.0.1:9/">]>'
        parts["xl/worksheets/sheet1.xml"] = doctype + sheet.format(row.replace("Opportunity ID", "&e;&f;"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


@needs_strace
@pytest.mark.parametrize("part", ["entity", "relationship"])
def test_r36_a_file_from_elsewhere_opens_no_other_and_asks_no_network(desk: Place, tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of the rep alone")
    (desk.folder / "odd.xlsx").write_bytes(reaching(secret, part))
    before, trace = desk.content(), tmp_path / "trace"
    ended = desk.run("import", "odd.xlsx", wrapper=("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=open,openat,socket"))
    assert ended.refused, ended
    assert "odd.xlsx" in trace.read_text()
    assert "secret" not in trace.read_text()
    assert "socket(" not in trace.read_text()
    assert secret.read_text() == "of the rep alone"
    assert desk.content() == before


def test_r53_an_account_is_one_account_however_its_name_is_written(desk: Place) -> None:
    spellings = ("Cafe\u0301 Office", "Café Office", "Café\u00a0Office", "CAFÉ OFFICE", "Café O\ufb00ice")
    for number, name in enumerate(spellings):
        assert desk.run("log", "win", f"Visit {number} @'{name}'").code == 0
    with desk.looked_at() as connection:
        assert connection is not None
        kept = {name for (name,) in connection.execute("select account from entry where text like 'Visit%'")}
    assert kept == {"Café Office"}, kept
    assert desk.run("log", "win", "Signed @'ACME AB'").code == 0
    with desk.looked_at() as connection:
        assert connection is not None
        assert connection.execute("select account from entry where text like 'Signed @%'").fetchone() == ("Acme AB",)
    for asked in ("cafe\u0301", "Café", "CAFÉ"):
        assert desk.run("search", asked).out.count("Visit") == len(spellings), asked
