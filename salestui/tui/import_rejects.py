"""The rows that an import left out, written to a file, so that they can be mended in a spreadsheet and brought in again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.app import App

from salestui.domain.import_plan import ImportPlan
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.sitting import Sitting
from salestui.work import imports
from salestui.work.export_files import shortened


def save_rejects(app: App[None], sitting: Sitting, plan: ImportPlan, brought: Path | None) -> None:
    """Ask where to, beside the file that was brought in, and write them there."""
    run, words = plan.run or 0, sitting.words
    beside = brought if brought is not None and brought.name == plan.file else Path(plan.file)
    proposed = beside.with_name(f"{beside.stem}-{words('importing.screen.left_out')}.csv")

    def save(answers: Mapping[str, str]) -> Path:
        path = Path(answers["path"]).expanduser()
        imports.save_rejects(sitting.desk, run, path)
        return path

    def saved(path: object) -> None:
        if isinstance(path, Path):
            app.notify(words("importing.screen.saved_rejects", path=shortened(path)), markup=False)

    asked = (Asked("path", words("importing.screen.rejects_path"), value=shortened(proposed.absolute())),)
    app.push_screen(Form(sitting, words("importing.screen.rejects"), asked, save), saved)
