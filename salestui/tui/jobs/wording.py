"""A job: what the check of wording says of any text, a mail, a slide, a line for the manager."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Paper
from salestui.tui.sitting import Sitting
from salestui.work.checking import findings_in, told


def wording(app: App[None], sitting: Sitting) -> None:
    """Ask for the text, then show what is vague in it."""
    said, settings = sitting.words, sitting.desk.settings

    def look(answers: Mapping[str, str]) -> list[str]:
        found = findings_in(answers["text"], settings, settings.document_language)
        lines = [told(one, settings, sitting.desk.language) for one in found]
        return [f"{line.message} {line.fix}" for line in lines] or [said("screens.section.no_findings")]

    def show(lines: object) -> None:
        if isinstance(lines, list):
            app.push_screen(Paper(sitting, said("screens.job.wording"), "\n\n".join(map(str, lines))))

    asked = (Asked("text", said("screens.jobs.any_text")),)
    app.push_screen(Form(sitting, said("screens.job.wording"), asked, look), show)
