"""Goals, edited in place: the bar of each moves as its target changes; agreed adjustments stand below."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from salestui.domain.goal import ADJUSTMENT_REASONS, Goal
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.metrics.figure import Unit
from salestui.render.numbers import Numbers
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.press import Press
from salestui.tui.fields.record_table import RecordPart, Records, RecordTable
from salestui.tui.messages import Stored, Told
from salestui.tui.sitting import Sitting
from salestui.work import goals
from salestui.work.set_aside import keep_row, waiting
from salestui.work.typed_rows import TypedRow, goal_rows, keep_goal

BAR = 24
SLIM = 70


class GoalTable(Vertical):
    """The goals of the period."""

    DEFAULT_CSS = """
    GoalTable { height: auto; }
    GoalTable.-slim RecordRow Horizontal { layout: grid; grid-size: 2; grid-rows: auto; grid-columns: 2fr 3fr; }
    GoalTable #adjustments { height: auto; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, sitting: Sitting, maker: FormMaker) -> None:
        super().__init__()
        self._sitting = sitting
        self._maker = maker
        self._numbers = Numbers(sitting.desk.language)

    def compose(self) -> ComposeResult:
        yield RecordTable(self._records(), self._sitting.autosave)
        yield Static(id="adjustments")
        yield Press(self._maker.said("screens.goals_table.adjust"), "adjust")

    def _records(self) -> Records:
        said, sitting = self._maker.said, self._sitting
        words = "sections.goals.field."
        return Records(
            "goals",
            "goal",
            (
                RecordPart("name", said(words + "name.label"), said(words + "name.placeholder")),
                RecordPart(
                    "metric",
                    said(words + "metric.label"),
                    said(words + "metric.placeholder"),
                    suggest=self._maker.lookup.suggest_metric,
                    gloss=self._maker.lookup.gloss,
                ),
                RecordPart("target", said(words + "target.label"), said(words + "target.placeholder"), width=20),
            ),
            lambda: waiting(sitting.desk, sitting.period, "goals", goal_rows(sitting.desk, sitting.period)),
            lambda slot, row: keep_row(sitting.desk, sitting.period, "goals", slot, row, keep_goal),
            self._effect,
            sitting.sentence,
            lambda time: said("screens.section.saved", time=time),
            said("screens.section.set_aside"),
        )

    def on_mount(self) -> None:
        self._list_adjustments()

    def on_resize(self) -> None:
        """Where three cells beside each other would break the name of a metric, the target stands below."""
        self.set_class(self.size.width < SLIM, "-slim")

    def turn_to(self, maker: FormMaker) -> None:
        """Show goals and figures as they are now."""
        self._maker = maker
        self.query_one(RecordTable).turn_to_store()
        self._list_adjustments()

    def _effect(self, row: TypedRow) -> Content:
        """How far the target as typed is reached: a bar, the share, result of target."""
        material, metric = self._maker.material, row.text("metric")
        figure = material.figure(metric) if metric else None
        target = self._target(row)
        if figure is None or target is None:
            return Content("")
        if figure.value is None:
            return Content.styled(self._numbers.absent(figure), "dim")
        if isinstance(figure.value, Money) is not isinstance(target, Money) or _exact(target) <= 0:
            return Content("")
        share = _exact(figure.value) / _exact(target)
        filled = min(BAR, int(share * BAR + Fraction(1, 2)))
        result, goal = self._numbers.alike((figure.value, target), figure.unit)
        form = "of_adjusted" if target != self._typed(row) else "of"
        return Content.assemble(
            ("█" * filled, "$success" if share >= 1 else "$warning"),
            ("░" * (BAR - filled), "$border-blurred"),
            (f" {self._numbers.percent(share)}", "bold"),
            (f"  {self._maker.said(f'screens.goals_table.{form}', result=result, target=goal)}", "dim"),
        )

    def _typed(self, row: TypedRow) -> Money | Fraction | None:
        """The target as typed; None while it cannot be read."""
        if not row.text("target"):
            return None
        try:
            return goals.typed_target(self._sitting.desk, row.text("metric"), row.text("target"))
        except Refusal:
            return None

    def _target(self, row: TypedRow) -> Money | Fraction | None:
        """The target as typed, adjusted as was agreed."""
        target = self._typed(row)
        stored = next((goal for goal in self._maker.material.goals if goal.id == row.number), None)
        return stored._replace(target=target).adjusted_target if stored and target is not None else target

    # adjustments

    def _list_adjustments(self) -> None:
        lines = [line for goal in self._maker.material.goals for line in self._adjustments(goal)]
        box = self.query_one("#adjustments", Static)
        box.display = bool(lines)
        box.update(Content("\n").join(lines))
        self.query_one(Press).display = bool(self._maker.material.goals)

    def _adjustments(self, goal: Goal) -> list[Content]:
        said = self._maker.said
        found = []
        for one in goal.adjustments:
            if one.percent is not None:
                change = f"{self._numbers.decimal(one.percent)} %"
            else:
                unit = Unit.MONEY if isinstance(one.amount, Money) else Unit.COUNT
                change = self._numbers.value(one.amount, unit) if one.amount is not None else ""
            found.append(
                Content(
                    said(
                        "document.goals.adjustment",
                        goal=goal.name,
                        change=change,
                        reason=said(f"words.adjustment_reason.{one.reason}"),
                        note=one.note,
                        who=one.agreed_by,
                        date=self._numbers.day(one.agreed_on),
                    )
                )
            )
        return found

    @on(Press.Pressed)
    def adjust(self) -> None:
        """Ask for an agreed adjustment and keep it."""
        said, sitting = self._maker.said, self._sitting
        names = tuple(dict.fromkeys(goal.name for goal in self._maker.material.goals))
        if not names:
            self.post_message(Told(said("screens.goals_table.none"), fault=True))
            return
        words = "sections.goals.field.adjust."

        def keep(answers: Mapping[str, str]) -> Goal:
            by = answers["by"]
            return goals.adjust(
                sitting.desk,
                sitting.period,
                answers["goal"],
                percent=by if "%" in by else None,
                amount=None if "%" in by else by,
                reason=answers["reason"],
                note=answers["note"],
                agreed_by=answers["agreed_by"],
                agreed_on=parse_day(answers["agreed_on"] or "today", sitting.desk.today),
            )

        asked = (
            Asked("goal", said("sections.goals.field.name.label"), value=names[0], choices=tuple((n, n) for n in names)),
            Asked("by", said(words + "by.label"), said(words + "by.placeholder")),
            Asked(
                "reason",
                said(words + "reason.label"),
                choices=tuple((reason, said(f"words.adjustment_reason.{reason}")) for reason in ADJUSTMENT_REASONS),
            ),
            Asked("note", said(words + "note.label"), said(words + "note.placeholder")),
            Asked("agreed_by", said(words + "agreed_by.label"), said(words + "agreed_by.placeholder")),
            Asked("agreed_on", said(words + "agreed_on.label"), said(words + "agreed_on.placeholder")),
        )
        self.app.push_screen(
            Form(sitting, said("screens.goals_table.adjusting"), asked, keep), lambda goal: self._adjusted(goal)
        )

    def _adjusted(self, goal: object) -> None:
        if goal is not None:
            self.post_message(Stored())


def _exact(value: Money | Fraction) -> Fraction:
    return value.exact if isinstance(value, Money) else value
