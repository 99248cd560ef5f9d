"""The fields that are records: goals, next steps, forecasts, benchmarks, and the period with its role."""

from __future__ import annotations

from fractions import Fraction

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from salestui.domain.action import FIX, KEEP
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.role import ROLES
from salestui.domain.typed_value import parse_value
from salestui.domain.written import FieldKey
from salestui.render.numbers import Numbers
from salestui.summary.fields import Field, Kind
from salestui.tui.fields.choice import Choice
from salestui.tui.fields.edited import Edited
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.goal_table import GoalTable
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.record_table import RecordPart, Records, RecordTable
from salestui.tui.messages import Stored
from salestui.tui.sitting import Sitting
from salestui.work import periods, typed_rows
from salestui.work.set_aside import keep_row, waiting
from salestui.work.typed_rows import TypedRow


def record_widget(sitting: Sitting, maker: FormMaker, field: Field) -> Widget:
    """The widget of a field that is a record."""
    if maker.section == "goals":
        return GoalTable(sitting, maker)
    if (maker.section, field.key) == ("scope", "period"):
        return PeriodCard(sitting, maker)
    if (maker.section, field.key) == ("scope", "role"):
        return Vertical(classes="-nothing")
    records = {"next_steps": actions, "pipeline": forecasts, "results": benchmarks}[maker.section]
    return RecordTable(records(sitting, maker), sitting.autosave)


def actions(sitting: Sitting, maker: FormMaker) -> Records:
    """Next steps: what to keep and what to fix, with the metric in which it shows."""
    said = maker.said
    numbers = Numbers(sitting.desk.language)

    def effect(row: TypedRow) -> Content:
        figure = maker.material.figure(row.text("metric")) if row.text("metric") else None
        if figure is None:
            return Content("")
        now = said("screens.actions.now", metric=maker.lookup.label(figure.metric), value=numbers.figure(figure))
        return Content.styled(now, "dim")

    def part(key: str, **more: object) -> RecordPart:
        words = f"sections.next_steps.field.{key}"
        return RecordPart(key, said(f"{words}.label"), _placeholder(maker, words), **more)  # type: ignore[arg-type]

    kinds = tuple((kind, said(f"words.action_kind.{kind}")) for kind in (KEEP, FIX))
    return Records(
        "next_steps",
        "action",
        (
            part("text"),
            part("kind", kind=Kind.CHOICE, choices=kinds, width=24, line=1),
            part("metric", suggest=maker.lookup.suggest_metric, gloss=maker.lookup.gloss, line=1),
            part("target", width=14, line=2),
            part("by", width=18, line=2),
            part("reporting", kind=Kind.FLAG, line=2),
        ),
        lambda: waiting(sitting.desk, sitting.period, "next_steps", typed_rows.action_rows(sitting.desk, sitting.period)),
        lambda slot, row: keep_row(sitting.desk, sitting.period, "next_steps", slot, row, typed_rows.keep_action),
        effect,
        sitting.sentence,
        lambda time: said("screens.section.saved", time=time),
        said("screens.section.set_aside"),
    )


def forecasts(sitting: Sitting, maker: FormMaker) -> Records:
    """Forecasts that were given, each beside what has been won so far."""
    said = maker.said
    numbers = Numbers(sitting.desk.language)

    def effect(row: TypedRow) -> Content:
        won = maker.material.figure("revenue_won")
        if won is None or not isinstance(won.value, Money) or not row.text("commit"):
            return Content("")
        try:
            commit = parse_value(row.text("commit"), currency=won.value.currency, money=True)
        except Refusal:
            return Content("")
        if not isinstance(commit, Money) or commit.currency != won.value.currency or commit.minor <= 0:
            return Content("")
        share = numbers.percent(Fraction(won.value.minor, commit.minor))
        return Content.styled(said("screens.forecast.so_far", won=numbers.money(won.value), share=share), "dim")

    def part(key: str, width: int = 0) -> RecordPart:
        words = f"sections.pipeline.field.{key}"
        return RecordPart(key, said(f"{words}.label"), _placeholder(maker, words), width=width)

    return Records(
        "pipeline",
        "forecast",
        (part("made_on", 18), part("commit"), part("best_case")),
        lambda: waiting(sitting.desk, sitting.period, "pipeline", typed_rows.forecast_rows(sitting.desk, sitting.period)),
        lambda slot, row: keep_row(sitting.desk, sitting.period, "pipeline", slot, row, typed_rows.keep_forecast),
        effect,
        sitting.sentence,
        lambda time: said("screens.section.saved", time=time),
        said("screens.section.set_aside"),
    )


def benchmarks(sitting: Sitting, maker: FormMaker) -> Records:
    """What a metric is compared with: a label and a value."""
    said = maker.said

    def nothing_said(_row: TypedRow) -> Content:
        return Content("")

    return Records(
        "results",
        "benchmark",
        (
            RecordPart(
                "metric",
                said("document.results.metric"),
                suggest=maker.lookup.suggest_metric,
                gloss=maker.lookup.gloss,
            ),
            RecordPart(
                "benchmark",
                said("sections.results.field.benchmark.label"),
                said("sections.results.field.benchmark.placeholder"),
            ),
            RecordPart("value", said("document.pipeline.value"), width=14),
        ),
        lambda: waiting(sitting.desk, sitting.period, "results", typed_rows.benchmark_rows(sitting.desk, sitting.period)),
        lambda slot, row: keep_row(sitting.desk, sitting.period, "results", slot, row, typed_rows.keep_benchmark),
        nothing_said,
        sitting.sentence,
        lambda time: said("screens.section.saved", time=time),
        said("screens.section.set_aside"),
    )


def _placeholder(maker: FormMaker, words: str) -> str:
    key = f"{words}.placeholder"
    return maker.said(key) if maker.said.has(key) else ""


class PeriodCard(Vertical):
    """The period with its role and whose review it is. Another period is chosen among the periods."""

    DEFAULT_CSS = "PeriodCard { height: auto; }"

    def __init__(self, sitting: Sitting, maker: FormMaker) -> None:
        super().__init__()
        self._sitting = sitting
        self._maker = maker

    def compose(self) -> ComposeResult:
        said, material = self._maker.said, self._maker.material
        roles = tuple((role, said(f"words.role.{role}")) for role in ROLES)
        yield Choice(FieldKey("scope", "role"), said("sections.scope.field.role.label"), roles, material.role or "")
        yield KeptText(
            FieldKey("scope", "owner"),
            said("screens.periods.owner"),
            material.name or "",
            placeholder=said("screens.periods.owner_how"),
            saved_words=lambda time: said("screens.section.saved", time=time),
        )

    @on(Edited)
    def _keep(self, edited: Edited) -> None:
        edited.stop()
        field = edited.field

        def told(refusal: Refusal | None) -> None:
            field.kept(refusal)
            if refusal is None:
                self.post_message(Stored())

        self._sitting.autosave.soon("period", self._save, told)

    def _save(self) -> None:
        role, owner = self.query_one(Choice).text, self.query_one(KeptText).text.strip()
        periods.new(self._sitting.desk, self._sitting.period, role or None, owner or None)
