"""Jobs that lay figures side by side: why deals are late, the next period, the reps on one mix, the forecast as time went."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.domain.entry import as_read
from salestui.domain.money import Money
from salestui.metrics.fairness import Rep
from salestui.metrics.figure import Unit, Value
from salestui.metrics.lateness import StageReasons
from salestui.metrics.outlook import ForecastRecord
from salestui.render.numbers import Numbers
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing, Paper
from salestui.tui.entry_words import day_short, metric_said
from salestui.tui.jobs.figures import asked_metric
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import figures, goals

SEGMENT, LEAD_SOURCE = "segment", "lead_source"
"""By what a rep's deals are mixed."""


def late(app: App[None], sitting: Sitting) -> None:
    """Per stage how many deals slipped and stalled, and what was logged on them; enter reads it."""
    said = sitting.words
    found = figures.late_reasons(sitting.desk, sitting.period)
    heads = [said(f"side_by_side.late.{head}") for head in ("stage", "slipped", "stalled", "blockers", "risks")]
    columns = [Column(heads[0], 0), *(Column(head, max(9, len(head)), right=True) for head in heads[1:])]
    rows = [
        Row((one.stage, *(str(len(those)) for those in (one.slipped, one.stalled, one.blockers, one.risks)))) for one in found
    ]

    def read(index: int | None) -> None:
        if index is not None:
            app.push_screen(Paper(sitting, found[index].stage, _logged(found[index], sitting)))

    app.push_screen(Listing(sitting, said("screens.job.late"), columns, rows, said("side_by_side.late.none"), "opens"), read)


def _logged(stage: StageReasons, sitting: Sitting) -> str:
    said, today = sitting.words, sitting.desk.today
    entries = [
        f"{day_short(entry.on, said, today)} {said(f'words.kind.{entry.kind}')}: {as_read(entry.text)}"
        for entry in (*stage.blockers, *stage.risks)
    ]
    return "\n\n".join(entries) or said("screens.jobs.none_logged_there")


def outlook(app: App[None], sitting: Sitting) -> None:
    """The period after this one: its target, what was promised, and whether the pipeline carries it."""
    said, numbers = sitting.words, Numbers(sitting.desk.language)
    found = figures.next_period(sitting.desk, sitting.period)
    target = said("metrics.absent.no_goal") if found.target is None else _told(found.target, Unit.COUNT, numbers)
    lines = [f"{said('side_by_side.outlook.period')}: {found.period.key}", f"{said('side_by_side.outlook.target')}: {target}"]
    for head, figure in (
        ("metrics.label.forecast_commit", found.commit),
        ("metrics.label.forecast_best_case", found.best_case),
        ("side_by_side.outlook.weighted", found.weighted),
        ("metrics.label.pipeline_coverage_next", found.coverage),
    ):
        notes = "; ".join(map(numbers.note, figure.notes))
        lines.append(f"{said(head)}: {numbers.figure(figure)}" + (f" ({notes})" if notes else ""))
    app.push_screen(Paper(sitting, said("screens.job.outlook"), "\n".join(lines)))


def reps(app: App[None], sitting: Sitting) -> None:
    """Ask for the figure and the mix, then show each rep beside the team on that rep's own mix of deals."""
    said, numbers = sitting.words, Numbers(sitting.desk.language, brief=True)

    def compare(answers: Mapping[str, str]) -> Listing:
        metric = goals.known_metric(sitting.desk, answers["metric"])
        mix = answers["mix"] or SEGMENT
        found = figures.reps(sitting.desk, sitting.period, metric, mix)
        heads = [said(f"side_by_side.reps.{head}") for head in ("rep", "team", "on_mix", "territory", "mix")]
        columns = [
            Column(heads[0], 0),
            Column(metric_said(metric, said), 18, right=True),
            Column(heads[1], 12, right=True),
            Column(heads[2], 16, right=True),
            Column(heads[3], 16, least=88),
            Column(heads[4], 30, least=120),
        ]
        rows = [_rep_row(rep, mix, numbers, sitting) for rep in found]
        return Listing(sitting, said("screens.job.reps"), columns, rows, said("screens.trends.none"))

    def show(listing: object) -> None:
        if isinstance(listing, Listing):
            app.push_screen(listing)

    choices = tuple((by, said(f"screens.jobs.dimension.{by}")) for by in (SEGMENT, LEAD_SOURCE))
    asked = (asked_metric(sitting), Asked("mix", said("side_by_side.reps.mix"), choices=choices, value=SEGMENT))
    app.push_screen(Form(sitting, said("screens.job.reps"), asked, compare), show)


def _rep_row(rep: Rep, mix: str, numbers: Numbers, sitting: Sitting) -> Row:
    figure, shares = rep.figure, rep.segments if mix == SEGMENT else rep.lead_sources
    where = ", ".join(text for text in (rep.person and rep.person.territory, rep.person and rep.person.segment) if text)
    notes = [numbers.note(note) for note in figure.notes if note.slug == "small_sample"]
    return Row(
        (
            rep.name,
            ", ".join([numbers.figure(figure), *notes]),
            _told(rep.team, figure.unit, numbers),
            _told(rep.team_on_mix, figure.unit, numbers),
            where or sitting.words("words.split.not_known"),
            ", ".join(f"{name} {numbers.percent(share)}" for name, share in shares.items()),
        )
    )


def record(app: App[None], sitting: Sitting) -> None:
    """The forecast as it was first, at mid-period, last and before the end, then month by month."""
    said, numbers = sitting.words, Numbers(sitting.desk.language, brief=True)
    found = figures.forecast_record(sitting.desk, sitting.period)
    together = figures.accuracy_of_months(sitting.desk, sitting.period)
    heads = [said(f"side_by_side.forecast.{head}") for head in ("as_of", "commit", "accuracy", "bias")]
    columns = [
        Column(heads[0], 0),
        Column(heads[1], 12, right=True),
        Column(heads[2], 12, right=True),
        Column(heads[3], 20, right=True, least=76),
    ]
    rows = [_record_row(one, numbers, sitting) for one in found]
    if together is not None:
        rows.append(Row((said("side_by_side.forecast.months"), "", numbers.percent(together), "")))
    app.push_screen(Listing(sitting, said("screens.job.record"), columns, rows, said("screens.trends.none")))


def _record_row(one: ForecastRecord, numbers: Numbers, sitting: Sitting) -> Row:
    name, _, days = one.snapshot.partition("=")
    when = sitting.words(f"side_by_side.forecast.{name}", value=days)
    told = when if one.period.key == sitting.period.key else f"{one.period.key}, {when}"
    return Row((told, *(numbers.figure(figure) for figure in (one.commit, one.accuracy, one.bias))))


def _told(value: Value | None, unit: Unit, numbers: Numbers) -> str:
    if value is None:
        return "–"
    return numbers.value(value, Unit.MONEY if isinstance(value, Money) and unit is Unit.COUNT else unit)
