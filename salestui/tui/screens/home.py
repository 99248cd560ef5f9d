"""Home: how the period stands, how far the review is, what happened this week, what a manager would ask."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from salestui.domain.period import Period
from salestui.domain.text import one_line
from salestui.domain.written import HEADLINE, SECTIONS
from salestui.guide import Words
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.charts import cumulative_chart
from salestui.summary.headline import SLOTS
from salestui.summary.material import Material
from salestui.summary.offered import offered
from salestui.tui.entry_words import metric_said, weekday
from salestui.tui.finding_words import finding_in_short
from salestui.tui.messages import Go
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.one_liners import OneLiners
from salestui.tui.panes.tile import Tile
from salestui.tui.place import Place
from salestui.tui.row_window import Column, Row, RowWindow
from salestui.tui.section_view import state_said

TILES = 5
_COUNTED = ("revenue_won", "deals_won")
"""Offered first in the review; on a tile the quota's attainment says more."""


class HomeScreen(Place):
    """The first screen of the day."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "RowWindow"
    KEYS = ("log.win", "go.week", "go.import", "go.review", "do.export", "do.help", "do.palette")

    def content(self) -> ComposeResult:
        with Horizontal(id="tiles"):
            for number in range(TILES):
                tile = Tile()
                tile.set_class(number > 2, "-fourth")
                yield tile
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield from self._pane("sections", RowWindow([Column("", 2), Column("", 0), Column("", 18)], head=False))
                yield from self._pane("week", OneLiners("week-lines"))
            with Vertical(id="right"):
                yield ChartPane()
                yield from self._pane("asks", OneLiners("asks-lines"))
        yield Static(id="short")

    def _pane(self, name: str, inside: Widget) -> ComposeResult:
        with Vertical(id=name, classes="pane") as pane:
            pane.border_title = Content(self.word(name))
            yield inside

    # reading

    def read(self) -> None:
        if self.sitting.new:
            self.post_message(Go("welcome"))
            return
        review = self.sitting.review
        self._show_tiles(review.summary.material)
        self._show_sections()
        self.call_after_refresh(self._read_rest)

    def _show_tiles(self, material: Material) -> None:
        said, numbers = self.sitting.words, Numbers(self.sitting.desk.language)
        for tile, metric in zip(self.query(Tile), tiles(material), strict=False):
            short = f"screens.home.tile.{metric}"
            label = said(short) if said.has(short) else material.labels.get(metric) or metric_said(metric, said)
            tile.show(label, material.figure(metric), said, numbers)

    def _show_sections(self) -> None:
        said, review = self.sitting.words, self.sitting.review
        written = len(review.summary.headline)
        first = self.word("lines", count=written, most=len(SLOTS))
        rows = [Row(("0", said("sections.headline.title"), first))]
        for number, section in enumerate(SECTIONS, 1):
            rows.append(Row((str(number), said(f"sections.{section}.title"), state_said(review, section, said).plain)))
        self.query_one("#sections RowWindow", RowWindow).show(rows)

    def _read_rest(self) -> None:
        """What is not needed at the first glance: the chart, the week, the findings."""
        from salestui.work.week import week  # not before the first screen is up

        review, said = self.sitting.review, self.sitting.words
        chart = cumulative_chart(review.summary.material)
        self.query_one(ChartPane).show(chart, Wording(Numbers(self.sitting.desk.language), review.summary.material))
        self.query_one(ChartPane).set_class(chart is None, "-missing")
        seen = week(self.sitting.desk)
        lines = [
            Content.assemble(
                (f"{weekday(entry.on, said).lower()} ", "dim"),
                (f"{said(f'words.kind.{entry.kind}')} ", "bold"),
                one_line(entry.text),
            )
            for entry in seen.entries[:20]
        ]
        if not lines:
            lines.append(Content.styled(self.word("nothing_logged", key="w"), "dim"))
        changed = self._link(said.counted("screens.home.changes", len(seen.changes), key="k"), "week")
        self.query_one("#week-lines", OneLiners).show(lines, changed if seen.changes else None)
        asks = [finding_in_short(finding, said) for finding in review.findings[:20]]
        if not asks:
            asks.append(Content.styled(self.word("no_asks"), "dim"))
        self.query_one("#asks-lines", OneLiners).show(asks)
        asked = self._link(said.counted("screens.home.asked", len(review.findings), key="c"), "review")
        self.query_one("#short", Static).update(Content("   ").join([asked, changed]))

    @staticmethod
    def _link(text: str, place: str) -> Content:
        return Content(text).stylize(Style.from_meta({"@click": f"app.go('{place}')"}))

    def told(self) -> tuple[Content, ...]:
        said, review = self.sitting.words, self.sitting.review
        material = review.summary.material
        mend = sum(finding.severity != "hint" for finding in review.findings)
        return (
            Content(_day_of(self.sitting.period, self.sitting.desk.today, said)),
            Content(_data_age(material, said)),
            Content(said("words.state.to_mend", count=mend)),
        )

    @property
    def heading(self) -> str:
        if not self.is_mounted or self._seen is None:
            return self.sitting.period.key
        material = self.sitting.review.summary.material
        said = self.sitting.words
        role = said(f"words.role.{material.role}") if material.role else self.word("no_role")
        owned = material.text("scope", "territory") or material.text("scope", "segment")
        return " · ".join(part for part in (self.sitting.period.key, role, one_line(owned)) if part)

    @on(RowWindow.Chosen)
    def _open(self, chosen: RowWindow.Chosen) -> None:
        self.post_message(Go((HEADLINE, *SECTIONS)[chosen.index]))


def tiles(material: Material) -> tuple[str, ...]:
    """The metrics of the tiles: the quota first, the coverage of what comes next last, the role's between them."""
    own = [metric for metric in offered(material.role) if metric not in _COUNTED]
    return ("quota_attainment", *own[: TILES - 2], "pipeline_coverage_next")


def _day_of(period: Period, today: date, said: Words) -> str:
    if today < period.start:
        return said("words.period.not_begun")
    if today > period.end:
        return said("words.period.ended")
    return said("words.period.day_of", day=period.elapsed(today), days=period.days)


def _data_age(material: Material, said: Words) -> str:
    if material.newest_import is None:
        return said("words.period.data_none")
    days = (material.today - material.newest_import).days
    return said.counted("words.period.data_age", days) if days > 0 else said("words.period.data_today")
