"""What is handed out, from the app: the evidence pack, what the data says since, how an account is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.fields.kept_text import KeptText
from salestui.work import measures, writing
from salestui.work.finalise import finalise
from salestui.work.settings_file import read_settings
from tests.tui.conftest import Rep, shown

pytestmark = pytest.mark.usefixtures("no_terminal")


async def by_name(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+p", *({" ": "space"}.get(letter, letter) for letter in name), "enter")
    await pilot.pause()


async def sees(pilot: Pilot[None], app: SalesApp, text: str) -> bool:
    """Whether the text comes up on the screen."""
    for _ in range(100):
        if text in shown(app):
            return True
        await pilot.pause(0.05)
    return False


async def test_the_evidence_pack_is_on_the_clipboard_with_figures_entries_and_text(rep: Rep) -> None:
    app: SalesApp = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await by_name(pilot, "evidence pack")
        text = app.clipboard
    for part in ("## Figures", "Win rate", "Brought the CFO in at discovery", "Legal review added three weeks"):
        assert part in text


async def test_what_the_data_says_since_stands_beside_what_was_delivered(rep: Rep) -> None:
    measures.measure(rep.desk, rep.period, "net_revenue_retention", "104%")
    finalise(rep.desk, rep.period, force=True)
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await by_name(pilot, "delivered")
        assert await sees(pilot, app, words("en")("screens.drift.none", period="2026-Q1"))
    rep.desk.store.connection.execute("update measurement set value_number = '0.99' where metric = 'net_revenue_retention'")
    again = rep.app()
    async with again.run_test(size=(120, 40)) as pilot:
        await by_name(pilot, "delivered")
        assert await sees(pilot, again, "104 %")


@pytest.mark.parametrize(("place", "first"), [("v", "Sales performance summary"), ("7", "handover")])
async def test_what_is_copied_names_accounts_as_a_document_does(rep: Rep, place: str, first: str) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("team", "contribution", 1), "Wrote the Beta handover")
    desk = rep.desk.with_settings(replace(rep.desk.settings, account_names={"Beta": "a retailer"}))
    app = rep._replace(desk=desk).app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(place)
        assert await sees(pilot, app, first)
        await pilot.press("y")
        await pilot.pause()
        assert "Wrote the a retailer handover" in app.clipboard
        assert "Beta" not in app.clipboard


async def test_an_account_gets_the_words_by_which_documents_call_it(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await by_name(pilot, "account is shown")
        await pilot.press("B", "e", "t", "a")
        app.screen.query(KeptText)[1].focus()
        await pilot.press(*({" ": "space"}.get(letter, letter) for letter in "a retailer"), "ctrl+s")
        await pilot.pause()
    assert read_settings(rep.desk.settings.path).account_names == {"Beta": "a retailer"}


async def test_what_stands_in_the_way_is_overruled_by_a_tick_and_enter(rep: Rep) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("headline", "result"), "{no_such_number} won")
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "enter")
        await pilot.pause()
        assert not [*rep.folder.glob("*.md")]
        await pilot.press("space", "enter")
        await pilot.pause()
        assert [*rep.folder.glob("*.md")]
        assert len(app.screen_stack) == 1
