"""Jobs around what was agreed: a next step is done, a goal that belongs to one owner or one segment."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.domain.action import Action
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing
from salestui.tui.entry_words import day_said, metric_said
from salestui.tui.jobs.figures import asked_metric
from salestui.tui.jobs.outcome import attempt, stored
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import actions, goals


def done(app: App[None], sitting: Sitting) -> None:
    """The next steps of this period and of the one before; enter marks one as done today."""
    said, today = sitting.words, sitting.desk.today
    found = [one for period in (sitting.period, sitting.period.previous) for one in actions.listed(sitting.desk, period)]

    def row(action: Action) -> Row:
        due = day_said(action.by, said, today) if action.by else ""
        state = said("screens.jobs.done_on", day=day_said(action.done_on, said, today)) if action.done_on else due
        shows = metric_said(action.metric, said) if action.metric else ""
        return Row((action.text, shows, state), "muted" if action.done_on else "")

    def mark(index: int | None) -> None:
        if index is not None and found[index].done_on is None:
            stored(app, attempt(app, sitting, lambda: actions.done(sitting.desk, found[index].id)))

    words = "sections.next_steps.field."
    columns = [
        Column(said(f"{words}text.label"), 0),
        Column(said(f"{words}metric.label"), 22, least=70),
        Column(said(f"{words}by.label"), 16),
    ]
    rows = [row(action) for action in found]
    app.push_screen(Listing(sitting, said("screens.job.done"), columns, rows, said("screens.jobs.no_actions"), "done"), mark)


def goal(app: App[None], sitting: Sitting) -> None:
    """A goal of one owner or one segment; the goals of the whole review are edited in their table."""
    said = sitting.words

    def keep(answers: Mapping[str, str]) -> object:
        owner, segment = answers["owner"] or None, answers["segment"] or None
        return goals.set_goal(
            sitting.desk, sitting.period, answers["name"], answers["metric"], answers["target"], owner, segment
        )

    words = "sections.goals.field."
    asked = (
        Asked("name", said(f"{words}name.label"), said(f"{words}name.placeholder")),
        asked_metric(sitting),
        Asked("target", said(f"{words}target.label"), said(f"{words}target.placeholder")),
        Asked("owner", said("screens.jobs.goal_owner"), said("screens.periods.owner_how")),
        Asked("segment", said("sections.scope.field.segment.label"), said("sections.scope.field.segment.placeholder")),
    )
    app.push_screen(Form(sitting, said("screens.job.goal"), asked, keep), lambda kept: stored(app, kept))
