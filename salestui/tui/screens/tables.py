"""Goals, forecasts and next steps as tables over the whole width, each row with its effect on the figures."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.tui.completing import Popup
from salestui.tui.fields.edited import Left
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.goal_table import GoalTable
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.record_table import RecordTable
from salestui.tui.fields.records import actions, forecasts
from salestui.tui.live_lookup import LiveLookup
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.facts import Facts
from salestui.tui.place import Place
from salestui.tui.section_view import view_of


class TableScreen(Place):
    """A table of records above the facts and the chart of its section."""

    CSS_PATH = "tables.tcss"
    AUTO_FOCUS = "#table"
    KEYS = ("table.begin", "do.undo", "go.review", "do.help", "do.go", "do.back")
    SECTION = ""
    BINDINGS = [Binding("enter", "begin", id="table.begin", show=False)]

    def content(self) -> ComposeResult:
        material = self.sitting.review.summary.material
        said = self.sitting.words
        self._lookup = LiveLookup(material, Numbers(self.sitting.desk.language), said)
        with VerticalScroll(id="table"):
            yield Static(Content(said(f"sections.{self.SECTION}.help")), classes="muted")
            yield self._table(FormMaker(self.SECTION, material, said, self._lookup))
            yield Facts()
            yield ChartPane()
        yield Popup()

    def _table(self, maker: FormMaker) -> Widget:
        raise NotImplementedError

    def read(self) -> None:
        summary = self.sitting.review.summary
        self._lookup.turn_to(summary.material)
        maker = FormMaker(self.SECTION, summary.material, self.sitting.words, self._lookup)
        for goals in self.query(GoalTable):
            goals.turn_to(maker)
        for table in self.query(RecordTable):
            table.turn_to_store()
        wording = Wording(Numbers(self.sitting.desk.language, brief=True), summary.material)
        self.query_one(Facts).show(summary.section(self.SECTION).facts, wording)
        chart = view_of(self.SECTION, summary.material).chart
        self.query_one(ChartPane).display = chart is not None
        self.query_one(ChartPane).show(chart, wording)

    def hand_over(self) -> None:
        for table in self.query(RecordTable):
            table.hand_over()

    @on(Left)
    def _flush(self) -> None:
        self.sitting.autosave.flush()

    def on_screen_suspend(self) -> None:
        self.sitting.autosave.flush()

    def action_begin(self) -> None:
        """Begin to write in the first cell."""
        for cell in self.query(RecordTable).first().query(KeptText):
            cell.focus()
            break

    async def action_back(self) -> None:
        """Leave the cell; from outside a cell, leave the place."""
        table = self.query_one("#table")
        if self.focused is not None and self.focused is not table:
            table.focus(scroll_visible=False)
        else:
            await self.run_action("app.back")


class GoalsScreen(TableScreen):
    """What the rep is measured against."""

    SECTION = "goals"
    BINDINGS = [Binding("a", "adjust", id="goals_table.adjust", show=False)]

    def _table(self, maker: FormMaker) -> Widget:
        return GoalTable(self.sitting, maker)

    def action_adjust(self) -> None:
        """Ask for an agreed adjustment of a goal."""
        self.query_one(GoalTable).adjust()


class ForecastScreen(TableScreen):
    """What was promised, and when."""

    SECTION = "pipeline"

    def _table(self, maker: FormMaker) -> Widget:
        return RecordTable(forecasts(self.sitting, maker), self.sitting.autosave)


class ActionsScreen(TableScreen):
    """What to keep and what to fix."""

    SECTION = "next_steps"

    def _table(self, maker: FormMaker) -> Widget:
        return RecordTable(actions(self.sitting, maker), self.sitting.autosave)
