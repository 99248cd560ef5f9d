"""What was brought in: the runs, their rejected rows, and what is new in the rep's folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from salestui.domain.formula import harmless
from salestui.domain.import_plan import Rejected
from salestui.domain.refusal import Refusal
from salestui.importing.reading.source_file import open_source
from salestui.store.rejects import read_rejects
from salestui.store.runs import RunRecord, read_run, read_runs, runs_of_digest
from salestui.work.desk import Desk
from salestui.work.export_files import SUFFIXES
from salestui.work.whole_file import write_whole

__all__ = ["RunRecord", "listed", "new_files", "rejects", "rejects_as_csv", "save_rejects", "save_text"]


def listed(desk: Desk) -> tuple[RunRecord, ...]:
    """All imports in the order in which they were made, undone ones too."""
    return read_runs(desk.store.connection)


def rejects(desk: Desk, run: int) -> tuple[tuple[str, ...], tuple[Rejected, ...]]:
    """The header of the file of a run, and its rejected rows. Raises Refusal `run-unknown`."""
    record = read_run(desk.store.connection, run)
    if record is None:
        raise Refusal("run-unknown", run=run)
    header = record.report.get("header", ())
    names = tuple(map(str, header)) if isinstance(header, (list, tuple)) else ()
    return names, read_rejects(desk.store.connection, run)


def save_rejects(desk: Desk, run: int, path: Path) -> int:
    """Write the rejected rows of a run as they stood, to be mended in a spreadsheet and brought in again; how many there are.

    Raises Refusal `run-unknown`, `file-exists` and those of `write_whole`.
    """
    header, rows = rejects(desk, run)
    save_text(path, rejects_as_csv(header, rows))
    return len(rows)


def rejects_as_csv(header: Sequence[str], rows: Iterable[Rejected]) -> str:
    """Rejected rows as a table with the columns of their file; no cell of it is one that a spreadsheet calculates."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([harmless(cell) for cell in row.cells] for row in rows)
    return text.getvalue()


def new_files(desk: Desk) -> tuple[Path, ...]:
    """The files of the folder of the settings that were not brought in yet, the oldest first.

    Raises Refusal `import-no-folder`, `import-folder-missing`.
    """
    if not desk.settings.import_folder:
        raise Refusal("import-no-folder", exit_code=2)
    folder = Path(desk.settings.import_folder).expanduser()
    if not folder.is_dir():
        raise Refusal("import-folder-missing", folder=folder)
    files = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]
    files.sort(key=lambda path: (path.stat().st_mtime, path.name))
    return tuple(path for path in files if not _is_known(desk, path))


def save_text(path: Path, text: str) -> None:
    """Write `text` to a file of its own. Raises Refusal `file-exists` and those of `write_whole`."""
    write_whole(path, text.encode("utf-8"))


def _is_known(desk: Desk, path: Path) -> bool:
    try:
        with open_source(path) as source:
            return bool(runs_of_digest(desk.store.connection, source.digest))
    except Refusal:  # an empty or unreadable file is refused by its import, with its reason
        return False
