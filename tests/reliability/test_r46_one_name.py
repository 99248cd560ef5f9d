"""A memory stick and some network drives give a file one name only: what is written there is whole all the same."""

from __future__ import annotations

from tests.reliability.faults import Place, needs_strace


@needs_strace
def test_r46_a_document_is_written_once_where_a_file_can_have_one_name_only(desk: Place) -> None:
    command = ("export", "--period", "2025-Q4", "-o", "review.md", "--force")
    without_links = ("strace", "-f", "-qq", "-o", "trace", "-e", "inject=link,linkat:error=EPERM")
    written = desk.run(*command, wrapper=without_links)
    assert written.code == 0, written
    assert "2025" in (desk.folder / "review.md").read_text()
    (desk.folder / "taken.md").write_text("mine")
    taken = desk.run(*command[:4], "taken.md", "--force", wrapper=without_links)
    assert taken.refused
    assert (desk.folder / "taken.md").read_text() == "mine"
