"""A job: one figure for each owner, segment, lead source, month."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.metrics.figure import Figure
from salestui.metrics.question import DIMENSIONS, MONTHS
from salestui.render.numbers import Numbers
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing
from salestui.tui.entry_words import metric_said
from salestui.tui.figure_words import change_said, was
from salestui.tui.jobs.figures import asked_metric
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import figures, goals


def slices(app: App[None], sitting: Sitting) -> None:
    """Ask for the figure and by what it is split, then show it."""
    said = sitting.words

    def split(answers: Mapping[str, str]) -> Figure | None:
        metric = goals.known_metric(sitting.desk, answers["metric"])
        by = answers["by"] or DIMENSIONS[0]
        return next(iter(figures.figures(sitting.desk, sitting.period, metrics=(metric,), by=by)), None)

    def show(figure: object) -> None:
        if not isinstance(figure, Figure):
            return
        numbers = Numbers(sitting.desk.language, brief=True)
        rows = [
            Row((name, numbers.figure(one), change_said(one, numbers), was(one, said, numbers)))
            for name, one in figure.slices.items()
        ]
        columns = [
            Column(said("screens.jobs.by"), 0),
            Column(said("screens.trends.value"), 16, right=True),
            Column(said("screens.trends.change"), 14, right=True),
            Column(said("screens.trends.beside"), 18, least=70),
        ]
        heading = f"{metric_said(figure.metric, said)}: {numbers.figure(figure)}"
        app.push_screen(Listing(sitting, heading, columns, rows, said("screens.trends.none")))

    choices = tuple((by, said(f"screens.jobs.dimension.{by}")) for by in (*DIMENSIONS, MONTHS))
    asked = (asked_metric(sitting), Asked("by", said("screens.jobs.by"), choices=choices, value=DIMENSIONS[0]))
    app.push_screen(Form(sitting, said("screens.job.slices"), asked, split), show)
