"""Home: how the period stands, how far the review is, what happened this week, what a manager would ask."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from salestui.domain.entry import as_read
from salestui.domain.text import one_line
from salestui.domain.written import WRITTEN
from salestui.tui.entry_words import weekday
from salestui.tui.look import Look, without_figures
from salestui.tui.messages import Go
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.one_liners import OneLiners
from salestui.tui.panes.tiles import Tiles
from salestui.tui.place import NARROW, WHEN_DRAWN, Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import RowWindow
from salestui.work import first_look
from salestui.work.little import is_little


class HomeScreen(Place):
    """The first screen of the day. It opens with what it showed last, where that still holds, and computes behind that."""

    AUTO_FOCUS = "RowWindow"
    KEYS = ("log.win", "go.week", "go.import", "go.review", "do.export", "do.help", "do.palette")
    BINDINGS = [Binding("f2", "next_pane", id="write.pane", show=False)]

    _look: Look | None = None
    _opened = False

    def content(self) -> ComposeResult:
        yield Tiles()
        yield self._pane(RowWindow([], head=False, name="sections"), "sections")
        yield ChartPane(can_focus=False, empty=self.word("no_chart", key="i"))
        yield self._pane(OneLiners("week"), "week")
        yield self._pane(OneLiners("asks"), "asks")
        yield Static(id="short")

    def _pane(self, widget: Widget, name: str) -> Widget:
        widget.add_class("pane")
        widget.border_title = Content(self.word(name))
        return widget

    # reading

    def read(self) -> None:
        """At the first time what was shown last, where that still holds; else what the review says now."""
        if not self._opened:
            self._opened = True
            shown = first_look.kept(self.sitting.desk, self.sitting.period)
            look = Look.read(shown) if shown else None
            if look is not None:
                self._as_kept = True
                self._show(look)
                self.set_timer(WHEN_DRAWN, self._make_ready)
                return
            if not is_little(self.sitting.desk):
                self._show_without_figures()
                self.set_timer(WHEN_DRAWN, self._make_ready)
                return
        if self.sitting.new:
            self.post_message(Go("welcome"))
            return
        self._read_review()

    def _show_without_figures(self) -> None:
        """What is known before the figures are."""
        shown = first_look.last(self.sitting.desk)
        titles = [self.sitting.words(f"sections.{section}.title") for section in WRITTEN]
        self._show(without_figures(self.sitting.period.key, titles, Look.read(shown) if shown else None))

    @work(thread=True)
    def _make_ready(self) -> None:
        """Load what the review needs beside the screen that is already there, and what the chart needs while figures are made."""
        import salestui.checks
        import salestui.tui.home_look
        import salestui.work.review

        self.app.call_from_thread(self._read_review)
        if self.sitting.figures.under_way:
            import salestui.render.text_chart  # noqa: F401 drawn as soon as the figures are there

    def _read_review(self) -> None:
        from salestui.tui.home_look import look_of  # figures and sections: not before the first screen is up

        if self.sitting.waits:
            if not self._as_kept:
                self._show_without_figures()
            return
        before, look = self._look, look_of(self.sitting.review, self.sitting.desk, self.sitting.period)
        unchanged = before is not None and look == before._replace(chart=None)
        self._show(before if before is not None and unchanged else look)
        if not (unchanged and self._as_kept):
            self._keep()
        self._as_kept = False
        self.call_after_refresh(self._read_chart)

    _as_kept = False
    """Whether what is shown is what was kept, and nothing has been looked up since."""

    @on(ChartPane.Drawn)
    def _drawn(self, drawn: ChartPane.Drawn) -> None:
        if self._look is not None:
            self._look = self._look._replace(chart=drawn.look)
            self._keep()

    def _keep(self) -> None:
        if self._look is not None and not self.sitting.figures.under_way:
            first_look.keep(self.sitting.desk, self.sitting.period, self._look.plain())

    def _show(self, look: Look) -> None:
        self._look = look
        if look.chart is not None:
            self.query_one(ChartPane).show_again(look.chart)
        self.query_one(Tiles).show(look.tiles)
        state = max(cell_len(section.state) for section in look.sections)
        columns = [Column("", 1), Column("", 0), Column("", state)]  # the titles have what is left
        self.query_one("#sections", RowWindow).show([Row(tuple(section)) for section in look.sections], columns=columns)
        self.say_where()

    def _read_chart(self) -> None:
        """The chart, which is seen before what takes longer."""
        from salestui.render.numbers import Numbers
        from salestui.render.wording import Wording
        from salestui.summary.charts import cumulative_chart

        material = self.sitting.review.summary.material
        chart = cumulative_chart(material)
        pane = self.query_one(ChartPane)
        pane.show(chart, Wording(Numbers(self.sitting.desk.language), material))
        pane.set_class(chart is None, "-missing")
        self.call_after_refresh(self._read_rest)

    def _read_rest(self) -> None:
        """What is not needed at the first glance: the week, the findings."""
        from salestui.tui.finding_words import finding_in_short
        from salestui.work.week import week

        said = self.sitting.words
        seen = week(self.sitting.desk)
        lines = [
            Content.assemble(
                (f"{weekday(entry.on, said).lower()} ", "dim"),
                (f"{said(f'words.kind.{entry.kind}')} ", "bold"),
                one_line(as_read(entry.text)),
            )
            for entry in seen.entries[:20]
        ]
        if not lines:
            lines.append(Content.styled(self.word("nothing_logged", key="w"), "dim"))
        changed = self._link(said.counted("home.changes", len(seen.changes), key="k"), "week")
        self.query_one("#week", OneLiners).show(lines, changed if seen.changes else None)
        objections = self.sitting.objections
        asks = [finding_in_short(finding, said) for finding in objections[:20]]
        if not asks:
            asks.append(Content.styled(self.word("no_asks"), "dim"))
        self.query_one("#asks", OneLiners).show(asks)
        asked = self._link(said.counted("home.asked", len(objections), key="c"), "review")
        charted = not self.query_one(ChartPane).has_class("-missing")
        chart_key = Content.empty() if not charted else self._acting(self.word("chart", key="f2"), "screen.next_pane")
        self._short = asked, changed if seen.changes else Content.empty(), chart_key
        self._say_short()

    _short = Content.empty(), Content.empty(), Content.empty()
    """What the last line may say: how much a manager would ask, how many deals changed, where the chart is."""

    def _say_short(self) -> None:
        """The last line: what this window shows nowhere else."""
        asked, changed, chart = self._short
        parts = asked, Content.empty() if self.query_one("#week").display else changed, chart
        self.query_one("#short", Static).update(Content("   ").join(part for part in parts if part))

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_short)

    def _link(self, text: str, place: str) -> Content:
        return self._acting(text, f"app.go('{place}')")

    @staticmethod
    def _acting(text: str, action: str) -> Content:
        return Content(text).stylize(Style.from_meta({"@click": action}))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where all panes are in view there is none to turn to."""
        return action != "next_pane" or (self.has_class(NARROW) and not self.query_one(ChartPane).has_class("-missing"))

    def action_next_pane(self) -> None:
        """Where there is no room for both: the chart in the place of the sections, and back."""
        self.toggle_class("-chart")
        self.query_one(ChartPane if self.has_class("-chart") else "#sections").focus()
        self.call_after_refresh(self._say_short)

    def told(self) -> tuple[Content, ...]:
        return tuple(map(Content, self._look.told)) if self._look else ()

    @property
    def heading(self) -> str:
        return self._look.heading if self._look else self.sitting.period.key

    @on(RowWindow.Chosen)
    def _open(self, chosen: RowWindow.Chosen) -> None:
        self.post_message(Go(WRITTEN[chosen.index]))
