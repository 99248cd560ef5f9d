"""Which file is brought in: the exports that lie about, newest first, and a line to filter them or to drop a file on."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from salestui.guide import Words
from salestui.tui.line_box import LineBox
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work.export_files import ExportFile, dropped


class FileChoice(Vertical):
    """Says which file was taken."""

    DEFAULT_CSS = """
    FileChoice #path { margin: 0 1 1 1; }
    FileChoice { height: 1fr; }
    """

    class Taken(Message):
        """A file was chosen from the list, or its path typed or dropped."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, words: Words, *, name: str) -> None:
        super().__init__(id=name)
        self._words = words
        self._files: tuple[ExportFile, ...] = ()
        self._shown: list[ExportFile] = []

    def compose(self) -> ComposeResult:
        words = self._words
        yield LineBox(placeholder=words("screens.import.path"), name="path")
        columns = [
            Column(words("screens.import.name"), 0),
            Column(words("screens.import.folder"), 30, least=80),
            Column(words("screens.import.modified"), 10),
            Column(words("screens.import.size"), 9, right=True),
        ]
        yield RowWindow(columns, empty=Content(words("screens.import.no_files")), name="files")

    def offer(self, files: tuple[ExportFile, ...]) -> None:
        """Show `files` to choose from."""
        self._files = files
        self._list()

    @on(TextArea.Changed, "#path")
    def _list(self) -> None:
        """The files whose names hold what is typed; all of them while that is a path."""
        typed = self.query_one("#path", LineBox).text.strip().lower()
        shown = [file for file in self._files if typed in file.path.name.lower()] if "/" not in typed else list(self._files)
        self._shown = shown
        self.query_one("#files", RowWindow).show(MadeRows(shown, file_row))

    @on(LineBox.Entered, "#path")
    def _typed(self, entered: LineBox.Entered) -> None:
        path = dropped(entered.text)
        if path is not None and (path.exists() or "/" in str(path)):
            self.post_message(self.Taken(path))
        elif self._shown:
            self.post_message(self.Taken(self._shown[0].path))

    @on(RowWindow.Chosen, "#files")
    def _chosen(self, chosen: RowWindow.Chosen) -> None:
        self.post_message(self.Taken(self._shown[chosen.index].path))


def file_row(file: ExportFile) -> Row:
    """Its name, its folder, the day on which it was changed, its size."""
    folder = str(file.path.parent).replace(str(Path.home()), "~")
    return Row((file.path.name, folder, file.modified_on.isoformat(), size_said(file.size)))


def size_said(size: int) -> str:
    """4 kB, 1.2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
