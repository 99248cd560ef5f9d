"""A job of a sales lead: the reviews that the reps handed in as JSON, side by side in one short document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.app import App

from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.material import Material
from salestui.summary.team import TeamReview, team_document
from salestui.summary.team_brief import team_brief
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.sheet import Sheet
from salestui.tui.reading import document_page
from salestui.tui.sitting import Sitting
from salestui.work.export_files import several
from salestui.work.team import gather, team_markdown


def team(app: App[None], sitting: Sitting) -> None:
    """Ask where the files are, then show what they say together."""
    said = sitting.words
    numbers = Numbers(sitting.desk.settings.document_language)

    def bring_together(answers: Mapping[str, str]) -> TeamReview:
        return gather(several(answers["path"], ".json"))

    def show(found: object) -> None:
        if isinstance(found, TeamReview):
            document, wording = team_document(found, team_brief(found)), Wording(numbers, Material(found.period, date.min))
            sheet = Sheet(
                sitting,
                said("screens.job.team"),
                lambda width: document_page(document, wording, width),
                team_markdown(found, numbers),
            )
            app.push_screen(sheet)

    asked = (Asked("path", said("screens.jobs.team_files"), said("screens.jobs.team_how")),)
    app.push_screen(Form(sitting, said("screens.job.team"), asked, bring_together), show)
