"""Jobs around figures: typing one that no data gives, benchmarks, definitions, stages, the rows behind any figure."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from salestui.domain.deal import LOST, Step
from salestui.metrics.figure import Unit
from salestui.tui.completion import slugs
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing
from salestui.tui.entry_words import metric_said
from salestui.tui.jobs.outcome import stored
from salestui.tui.messages import Changed, Explain
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import definitions as defined
from salestui.work import measures
from salestui.work import stages as crm_stages
from salestui.work.settings import Settings


def asked_metric(sitting: Sitting) -> Asked:
    """The question for a metric, which completes as it is typed."""
    said = sitting.words
    return Asked(
        "metric",
        said("document.results.metric"),
        said("screens.jobs.metric_how"),
        suggest=lambda before: slugs(before, sitting.names.metrics),
    )


def measure(app: App[None], sitting: Sitting) -> None:
    """A figure that no data gives; it is marked as typed."""
    said = sitting.words

    def keep(answers: Mapping[str, str]) -> object:
        return measures.measure(sitting.desk, sitting.period, answers["metric"], answers["value"], note=answers["note"] or None)

    asked = (
        asked_metric(sitting),
        Asked("value", said("document.pipeline.value")),
        Asked("note", said("sections.goals.field.adjust.note.label")),
    )
    app.push_screen(Form(sitting, said("screens.job.measure"), asked, keep), lambda done: stored(app, done))


def benchmark(app: App[None], sitting: Sitting) -> None:
    """What a figure is compared with: the team's average, last year's."""
    said = sitting.words

    def keep(answers: Mapping[str, str]) -> object:
        return measures.measure(sitting.desk, sitting.period, answers["metric"], answers["value"], benchmark=answers["label"])

    asked = (
        asked_metric(sitting),
        Asked(
            "label",
            said("sections.results.field.benchmark.label"),
            said("sections.results.field.benchmark.placeholder"),
        ),
        Asked("value", said("document.pipeline.value")),
    )
    app.push_screen(Form(sitting, said("screens.job.benchmark"), asked, keep), lambda done: stored(app, done))


def own_metric(app: App[None], sitting: Sitting) -> None:
    """A metric of the rep's own, with its unit and which way is better."""
    said = sitting.words

    def keep(answers: Mapping[str, str]) -> object:
        name = answers["metric"].strip().lower().replace(" ", "_").removeprefix("custom_")
        return measures.measure(
            sitting.desk,
            sitting.period,
            f"custom_{name}",
            answers["value"],
            label=answers["label"] or None,
            unit=answers["unit"] or None,
            better=answers["better"] or None,
        )

    units = tuple((unit.value, said(f"metrics.unit_name.{unit.value}")) for unit in Unit if unit is not Unit.DISTRIBUTION)
    better = tuple((way, said(f"screens.jobs.better_{way}")) for way in measures.BETTER)
    asked = (
        Asked("metric", said("screens.jobs.slug"), said("screens.jobs.slug_how")),
        Asked("label", said("screens.jobs.label"), said("screens.jobs.label_how")),
        Asked("unit", said("screens.jobs.unit"), choices=units),
        Asked("better", said("screens.jobs.better"), choices=better),
        Asked("value", said("document.pipeline.value"), said("screens.jobs.value_how")),
    )
    app.push_screen(Form(sitting, said("screens.job.own_metric"), asked, keep), lambda done: stored(app, done))


def why(app: App[None], sitting: Sitting) -> None:
    """The rows behind any figure."""

    def explain(answers: Mapping[str, str]) -> str:
        return answers["metric"]

    def show(metric: object) -> None:
        if isinstance(metric, str):
            app.post_message(Explain(metric))

    app.push_screen(Form(sitting, sitting.words("screens.job.why"), (asked_metric(sitting),), explain), show)


def definitions(app: App[None], sitting: Sitting) -> None:
    """How each metric is counted; enter chooses another way."""
    said = sitting.words
    found = defined.definitions(sitting.desk, sitting.period)
    rows = [
        Row(
            (
                said(f"metrics.setting.{one.setting}") if said.has(f"metrics.setting.{one.setting}") else one.setting,
                ", ".join(_token(one.setting, token, sitting) for token in one.tokens),
            )
        )
        for one in found
    ]

    def change(index: int | None) -> None:
        if index is None:
            return
        one = found[index]
        choices = tuple((token, _token(one.setting, token, sitting)) for token in one.choices)

        def define(answers: Mapping[str, str]) -> Settings:
            return defined.define(sitting.desk, one.setting, answers["token"]).settings

        def changed(settings: object) -> None:
            if isinstance(settings, Settings):
                app.post_message(Changed(settings))

        told = ", ".join(metric_said(metric, said) for metric in one.metrics)
        now = next((token for token in one.tokens if token in one.choices), "")
        asked = (Asked("token", said("screens.jobs.in_force"), value=now, choices=choices),)
        app.push_screen(Form(sitting, said("screens.job.definitions"), asked, define, told), changed)

    columns = [Column(said("screens.jobs.setting"), 30), Column(said("screens.jobs.in_force"), 0)]
    app.push_screen(Listing(sitting, said("screens.job.definitions"), columns, rows, does="changes"), change)


def _token(setting: str, token: str, sitting: Sitting) -> str:
    name, _, value = token.partition("=")
    key = f"metrics.definition.{setting}.{name}"
    return sitting.words(key, value=value or "…") if sitting.words.has(key) else token


def stages(app: App[None], sitting: Sitting) -> None:
    """Which step each stage of the CRM is."""
    said = sitting.words
    found = crm_stages.listed(sitting.desk)
    steps = tuple((step, said(f"words.step.{step}")) for step in (*map(str, Step), LOST))

    def keep(answers: Mapping[str, str]) -> object:
        for number, record in enumerate(found):
            if answers[str(number)]:
                crm_stages.set_step(sitting.desk, record.name, answers[str(number)])
        return True

    asked = tuple(Asked(str(number), record.name, choices=steps, value=record.step) for number, record in enumerate(found))
    app.push_screen(Form(sitting, said("screens.job.stages"), asked, keep), lambda done: stored(app, done))
