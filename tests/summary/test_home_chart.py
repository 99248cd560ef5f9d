"""The chart of the home screen says what was won; so far, while the period runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.charts import cumulative_chart
from salestui.summary.material import Material


def title(material: Material, language: str) -> str:
    chart = cumulative_chart(material)
    assert chart is not None
    return Wording(Numbers(language), material).text(chart.title)


def test_of_a_period_that_has_ended_nothing_is_won_so_far(michael):
    running = replace(michael, today=date(2026, 3, 20))
    assert title(running, "en").startswith("Won so far: ")
    assert title(running, "sv").startswith("Vunnet hittills: ")
    assert title(michael, "en").startswith("Won: ")
    assert title(michael, "sv").startswith("Vunnet: ")
