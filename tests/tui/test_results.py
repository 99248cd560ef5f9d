"""The key metrics: their chart is that of the metric which the rep looks at, their table has room for what stands in it."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from salestui.domain.import_plan import Choices
from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.metric_pick import MetricPick
from salestui.tui.place import Place
from salestui.work import bring_in, periods, writing
from tests.tui.conftest import Rep, rows

pytestmark = pytest.mark.usefixtures("no_terminal")

HEAD = "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner\n"
ENDED = [
    ("Closed Won", 30000, "2025-05-20"), ("Closed Lost", 20000, "2025-06-02"), ("Closed Won", 33000, "2025-08-12"),
    ("Closed Won", 41000, "2025-11-04"), ("Closed Lost", 18000, "2025-12-10"), ("Closed Won", 52000, "2026-02-11"),
]  # fmt: skip


@pytest.fixture
def rep(newcomer: Rep) -> Rep:
    """A rep with deals that ended in each of four quarters."""
    deals = [
        f"006{n},Deal {n},Account {n},{stage},{amount},USD,{day},2025-03-01,Maja Lind"
        for n, (stage, amount, day) in enumerate(ENDED)
    ]
    file = newcomer.export("deals.csv", HEAD + "\n".join(deals) + "\n")
    bring_in.import_file(newcomer.desk, file, Choices(as_of=date(2026, 3, 2), yes=True))
    periods.new(newcomer.desk, newcomer.period, "ae", "Maja Lind")
    return newcomer


async def drawn(app: SalesApp, pilot: Pilot[None]) -> str:
    """The screen, its chart's title included, which is put into the frame once the chart is drawn."""
    rows(app)
    await pilot.pause()
    return "\n".join(rows(app))


async def test_it_follows_the_marked_metric_before_any_is_chosen(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, Place)
        pick = app.screen.query_one(MetricPick)
        assert "Revenue won: from" in await drawn(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        while pick.metric != "win_rate":
            await pilot.press("down")
        await pilot.pause()
        assert "Win rate: from" in await drawn(app, pilot)
        line = rows(app)[-1]
        app.screen.read()  # as after each pause of a hand that writes
        assert "Win rate: from" in await drawn(app, pilot)
        assert all(words("en")(f"keys.metric.{key}") in line for key in ("pick", "why")), line


async def test_it_is_that_of_the_metric_whose_reason_is_being_written(rep: Rep) -> None:
    for row, metric in enumerate(("revenue_won", "win_rate"), 1):
        writing.set_field(rep.desk, rep.period, FieldKey("results", "metric", row), metric)
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.go("results", FieldKey("results", "why", 0, "win_rate"))
        await pilot.pause()
        assert "Win rate: from" in await drawn(app, pilot)


async def test_columns_in_which_nothing_stands_take_no_room_from_the_names_where_there_is_little(rep: Rep) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("results", "metric", 1), "win_rate")
    app = rep.app()
    said = {}
    async with app.run_test(size=(120, 40)) as pilot:
        for width in (120, 260):
            await pilot.resize_terminal(width, 40)
            app.go("results")
            said[width] = await drawn(app, pilot)
    benchmark = words("en")("document.results.benchmark")
    assert [benchmark in said[width] for width in (120, 260)] == [False, True]
    assert "(share of" in said[120]


async def test_what_a_draft_says_of_the_metrics_it_chose_is_mended_in_the_form_at_once(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("3", "ctrl+t")
        await pilot.pause()
        proposed = "\n".join(rows(app))
        assert "Metrics 1: Sales cycle length" in proposed
        assert "347 days" in proposed.replace("\xa0", " ")
        assert "{" not in proposed, "numbers stand as they will be read"
        await pilot.press("enter")
        await pilot.pause()
        reasons = {field.key.part: field.text for field in app.screen.query(KeptText) if field.key.field == "why" and field.display}
        chosen = [metric for row in range(1, 6) if (metric := rep.reads("results", "metric", row))]
        assert list(reasons) == chosen != []
        assert reasons == {metric: rep.reads("results", "why", 0, metric) for metric in chosen}
        assert any("…" in text for text in reasons.values()), "a gap that only the rep can fill"
