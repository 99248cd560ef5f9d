"""A file that may be an export, as a line of the list to choose from."""

from __future__ import annotations

from pathlib import Path

from salestui.tui.row_window import Row
from salestui.work.export_files import ExportFile


def file_row(file: ExportFile) -> Row:
    """Its name, its folder, the day on which it was changed, its size."""
    folder = str(file.path.parent).replace(str(Path.home()), "~")
    return Row((file.path.name, folder, file.modified_on.isoformat(), size_said(file.size)))


def size_said(size: int) -> str:
    """4 kB, 1.2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
