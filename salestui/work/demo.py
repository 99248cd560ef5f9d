"""The sample: a store of its own, filled from `sample_data/` as a rep would have filled it, on the sample's own day."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from salestui.domain.import_plan import Choices
from salestui.domain.typed_value import parse_value
from salestui.domain.written import FieldKey
from salestui.store.connection import open_store
from salestui.work import actions, bring_in, forecasts, goals, log, measures, periods, stages, writing
from salestui.work.desk import Desk
from salestui.work.settings import Settings


class Import(msgspec.Struct):
    file: str
    kind: str
    as_of: date
    source: str


class PeriodLine(msgspec.Struct):
    key: str
    role: str
    owner: str


class AdjustmentLine(msgspec.Struct):
    reason: str
    note: str
    agreed_by: str
    agreed_on: date
    percent: str | None = None
    amount: str | None = None


class GoalLine(msgspec.Struct):
    period: str
    name: str
    metric: str
    target: str
    owner: str | None = None
    segment: str | None = None
    adjustments: list[AdjustmentLine] = []


class ForecastLine(msgspec.Struct):
    period: str
    made_on: date
    commit: str | None = None
    best_case: str | None = None
    owner: str | None = None


class MeasurementLine(msgspec.Struct):
    period: str
    metric: str
    value: str
    benchmark: str | None = None
    note: str | None = None
    owner: str | None = None
    label: str | None = None
    unit: str | None = None
    better: str | None = None


class EntryLine(msgspec.Struct):
    on: date
    kind: str
    text: str
    account: str | None = None
    deal: str | None = None
    link: str | None = None


class TextLine(msgspec.Struct):
    period: str
    section: str
    field: str
    text: str
    row: int = 0
    part: str = ""


class Citation(msgspec.Struct):
    period: str
    section: str
    entry: int


class ActionLine(msgspec.Struct):
    period: str
    kind: str
    text: str
    metric: str | None = None
    target: str | None = None
    by: date | None = None
    reporting: bool = False
    done_on: date | None = None


class Story(msgspec.Struct):
    """`story.toml` of a sample: everything that is not an export."""

    today: date
    role: str
    owner: str
    currency: str
    language: str
    imports: list[Import] = []
    stages: dict[str, str] = {}
    periods: list[PeriodLine] = []
    goals: list[GoalLine] = []
    forecasts: list[ForecastLine] = []
    measurements: list[MeasurementLine] = []
    entries: list[EntryLine] = []
    texts: list[TextLine] = []
    citations: list[Citation] = []
    actions: list[ActionLine] = []


def story_of(folder: Path) -> Story:
    """The story of the sample in `folder`."""
    return msgspec.convert(tomllib.loads((folder / "story.toml").read_text(encoding="utf-8")), Story)


def tell(story: Story, folder: Path, path: Path) -> None:
    """Fill a new store at `path` with the story, each part by the function that a rep's command would call."""
    settings = Settings(path.with_suffix(".toml"), language=story.language, document_language=story.language)
    with Desk(open_store(path, create=True), settings, story.today, story.language) as desk:
        for brought in story.imports:
            choices = Choices(kind=brought.kind, source=brought.source, as_of=brought.as_of, yes=True, currency=story.currency)
            bring_in.import_file(desk, folder / brought.file, choices)
        for stage, step in story.stages.items():
            stages.set_step(desk, stage, step)
        stages.confirm(desk)
        for line in story.periods:
            periods.new(replace(desk, today=story.today), periods.chosen(desk, line.key), line.role, line.owner)
        _numbers(desk, story)
        _words(desk, story)
        desk.store.connection.execute("pragma wal_checkpoint(truncate)")


def _numbers(desk: Desk, story: Story) -> None:
    for goal in story.goals:
        named = periods.chosen(desk, goal.period)
        goals.set_goal(desk, named, goal.name, goal.metric, goal.target, goal.owner, goal.segment)
        for made in goal.adjustments:
            goals.adjust(
                desk,
                named,
                goal.name,
                percent=made.percent,
                amount=made.amount,
                reason=made.reason,
                note=made.note,
                agreed_by=made.agreed_by,
                agreed_on=made.agreed_on,
                owner=goal.owner,
            )
    for given in story.forecasts:
        figures = [parse_value(said, money=True) if said else None for said in (given.commit, given.best_case)]
        forecasts.add(desk, periods.chosen(desk, given.period), given.made_on, figures[0], figures[1], given.owner)
    for measured in story.measurements:
        measures.measure(
            desk,
            periods.chosen(desk, measured.period),
            measured.metric,
            measured.value,
            benchmark=measured.benchmark,
            note=measured.note,
            owner=measured.owner,
            label=measured.label,
            unit=measured.unit,
            better=measured.better,
        )


def _words(desk: Desk, story: Story) -> None:
    logged = [
        log.add(desk.store, log.read_line(line.text, line.kind, line.on, deal=line.deal, account=line.account, link=line.link))
        for line in story.entries
    ]
    for text in story.texts:
        key = FieldKey(text.section, text.field, text.row, text.part)
        writing.set_field(desk, periods.chosen(desk, text.period), key, text.text)
    for cited in story.citations:
        writing.cite(desk, periods.chosen(desk, cited.period), cited.section, logged[cited.entry].id)
    for line in story.actions:
        made = actions.add(
            desk,
            periods.chosen(desk, line.period),
            line.kind,
            line.text,
            metric=line.metric,
            target=line.target,
            by=line.by,
            reporting=line.reporting,
        )
        if line.done_on:
            actions.change(desk, made._replace(done_on=line.done_on))
