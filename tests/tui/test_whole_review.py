"""A rep with an export and a quarter behind them gets to a finished summary, in the app, by key strokes alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from salestui.domain.written import FieldKey
from salestui.tui.app import SalesApp
from salestui.work import actions, goals, periods, writing
from salestui.work.desk import open_desk
from tests.tui.conftest import type_in

EXPORT = Path(__file__).parents[2] / "sample_data" / "ae" / "report-2026-04-01.csv"
MOST_TABS = 40
TYPED = {
    FieldKey("headline", "result"): "{revenue_won} won, {quota_attainment} of quota",
    FieldKey("headline", "driver"): "Larger deals: {average_deal_size}",
    FieldKey("headline", "weakest"): "{stalled_deals} stalled deals",
    FieldKey("headline", "next"): "Every late deal gets a dated next step",
    FieldKey("scope", "territory"): "Norway and Denmark",
    FieldKey("results", "why", 0, "revenue_won"): "Finance joins the first meeting",
    FieldKey("pipeline", "risk_slip", 1): "Vega: legal review, new date 15 May",
    FieldKey("activity", "activity", 1): "Demos before the quote",
    FieldKey("customers", "action", 1): "Renewal terms go out 45 days ahead",
    FieldKey("team", "contribution", 1): "Wrote the handover list",
    FieldKey("team", "contribution", 1, "effect"): "Customer success uses it for each new customer",
    FieldKey("context", "driver", 1): "Legal review added 23 days",
    FieldKey("context", "driver", 1, "metric"): "sales_cycle_length",
}
PLACES = {
    "headline": "0",
    "scope": "1",
    "results": "3",
    "pipeline": "4",
    "activity": "5",
    "customers": "6",
    "team": "7",
    "context": "8",
}


async def reach(pilot: Pilot[None], found: Callable[[App[None]], bool], wanted: object = "") -> None:
    """Press tab until the focus is where it is wanted."""
    for _ in range(MOST_TABS):
        if found(pilot.app):
            return
        await pilot.press("tab")
        await pilot.pause()
    raise AssertionError(
        f"no tab leads to {wanted}; the focus is on {pilot.app.focused}, {getattr(pilot.app.focused, 'key', None)}"
    )


def on(key: FieldKey) -> Callable[[App[None]], bool]:
    return lambda app: getattr(app.focused, "key", None) == key


@pytest.mark.usefixtures("no_terminal")
async def test_a_review_is_written_by_keys_alone_from_an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / EXPORT.name).write_bytes(EXPORT.read_bytes())
    monkeypatch.chdir(tmp_path / "inbox")
    with open_desk(str(tmp_path / "rep.db"), date(2026, 4, 1)) as desk:
        app = SalesApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("a")  # start by hand: period and role
            await pilot.pause()
            await pilot.press("ctrl+u")
            await type_in(pilot, "2026-Q1")
            await pilot.press("enter", "space", "ctrl+s")
            await pilot.pause(0.5)

            await pilot.press("2")  # the quota
            await pilot.pause(0.3)
            await pilot.press("enter")
            await pilot.pause(0.2)
            await type_in(pilot, "Quota")
            await pilot.press("tab")
            await type_in(pilot, "revenue_won")
            await reach(pilot, lambda a: getattr(getattr(a.focused, "key", None), "part", "") == "target")
            await type_in(pilot, "505000USD")
            await pilot.pause(0.7)
            await pilot.press("escape")

            await pilot.press("i")  # the export
            await pilot.pause(0.3)
            await pilot.press("enter")
            await pilot.pause(0.6)
            await pilot.press("ctrl+s")
            await pilot.pause(1.0)

            await pilot.press("3")
            await pilot.pause(0.5)
            await pilot.press("enter", "space")  # revenue won is the first metric of the list
            await pilot.pause(0.7)
            await pilot.press("escape")
            for section, place in PLACES.items():
                await pilot.press(place)
                await pilot.pause(0.5)
                for key, text in TYPED.items():
                    if key.section == section:
                        await reach(pilot, on(key), key)
                        await type_in(pilot, text)
                        await pilot.pause(0.1)
                await pilot.press("tab")  # takes what a list offers, and leaves the field
                await pilot.press("escape", "h")
                await pilot.pause(0.3)

            await pilot.pause(0.7)
            period = periods.chosen(desk)
            held = writing.texts(desk, period)
            assert {key: held.get(key) for key in TYPED} == TYPED
            (quota,) = goals.listed(desk, period)
            assert (quota.name, quota.metric) == ("Quota", "revenue_won")

            actions.add(
                desk,
                period,
                "fix",
                "Review late deals on Fridays",
                metric="forecast_accuracy",
                target="85 %",
                by=date(2026, 6, 30),
            )
            await pilot.press("e")  # hand it out
            await pilot.pause(0.5)
            await pilot.press("enter")
            await pilot.pause(0.8)
    (document,) = (tmp_path / "inbox").glob("*.md")
    text = document.read_text(encoding="utf-8")
    for words in ("$560k won, 111 % of quota", "Larger deals: $46.7k", "Norway and Denmark", "Finance joins the first meeting",
                  "Vega: legal review, new date 15 May", "Wrote the handover list", "Legal review added 23 days"):  # fmt: skip
        assert words in text
    assert "{" not in text
