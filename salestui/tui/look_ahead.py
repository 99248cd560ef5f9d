"""The first look at home, made before anybody opens the app: it then opens with figures that nobody waited for."""

from __future__ import annotations

from salestui.domain.period import Period
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.charts import cumulative_chart
from salestui.summary.material import Material
from salestui.tui.home_look import look_of
from salestui.tui.look import ChartLook, Look
from salestui.tui.panes.chart_pane import draw
from salestui.work import first_look
from salestui.work.desk import Desk
from salestui.work.review import review

_AHEAD = "ahead"
"""Tells a chart from the one that the app draws as soon as it has the figures, and knows its size for certain."""


def keep_look(desk: Desk, period: Period) -> None:
    """Have the app open with the figures of the period as they are now, in a window as large as the last."""
    shown = first_look.last(desk)
    last = Look.read(shown) if shown else None
    made = review(desk, period)
    look = look_of(made, desk, period)
    if last is not None and last.chart is not None:
        look = look._replace(chart=_chart(last.chart, made.summary.material, desk.language))
    first_look.keep(desk, period, look.plain())


def _chart(last: ChartLook, material: Material, language: str) -> ChartLook | None:
    chart = cumulative_chart(material)
    if chart is None:
        return None
    return draw(_AHEAD, chart, Wording(Numbers(language), material), last.width, last.height, lambda _, notes: bool(notes))
