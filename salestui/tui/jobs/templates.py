"""Jobs around templates: saving what was chosen in the period, for the next one or for somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.domain.refusal import Refusal
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.sitting import Sitting
from salestui.work.export_files import shortened


def template(app: App[None], sitting: Sitting) -> None:
    """Save the metrics, sections, goals and comparisons of the period under a name."""
    said = sitting.words

    def save(answers: Mapping[str, str]) -> object:
        from salestui.work import periods, templates  # brings the checks

        if periods.stored(sitting.desk.store, sitting.period) is None:
            raise Refusal("period-not-stored", period=sitting.period.key)
        path = templates.save(sitting.desk, sitting.period, answers["name"]).path
        return shortened(path) if path else None

    def tell(path: object) -> None:
        if path:
            app.notify(said("screens.jobs.template_saved", path=path), markup=False)

    asked = (Asked("name", said("screens.jobs.template_name"), said("screens.jobs.template_name_how")),)
    app.push_screen(Form(sitting, said("screens.job.template"), asked, save), tell)
