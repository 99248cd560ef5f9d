"""Whatever stands in the data is shown as it is, at any length, in every place; nothing in it is a command to the app."""

from __future__ import annotations

import pytest

from salestui.tui.dialogs.deal_history import DealHistory
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.dialogs.versions import Versions
from salestui.tui.dialogs.why import Why
from tests.tui.conftest import EVERYWHERE, Rep, rows, shown

MARKUP = ("[", "[/]", "[/nope]", "[b + [on", "[@click=app.quit]x[/]", "[link=x]y[/]", "$x {", "\\[x]")
LONG = ("w" * 100_000, "e\u0301\u0302" * 5000, "👨‍👩‍👧" * 300, "漢字" * 3000, "مرحبا " * 500, " " * 500 + "x", "a\tb\nc")


def poison(rep: Rep, text: str) -> None:
    """`text` in every text that the store holds."""
    connection = rep.desk.store.connection
    connection.execute("update deal set name = ?, account = ?, owner = ?, stage = ?, loss_reason = ?", (text,) * 5)
    connection.execute("update entry set text = ?, account = ?", (text, text))
    connection.execute("update section_text set text = ? where field <> 'metric'", (text,))
    connection.execute("update action set text = ?, target = ?", (text, text))
    connection.execute("update goal set name = ? || id", (text,))
    connection.execute("update period set owner = ?", (text,))
    connection.execute("insert into section_revision (period_id, section, field, row, part, text, saved_at, reason)"
                       " values (1, 'context', 'driver', 1, '', ?, '2026-01-01T00:00:00Z', 'typed')", (text,))  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
async def test_r39_markup_in_the_data_is_shown_literally_in_every_place(rep: Rep, text: str) -> None:
    poison(rep, text)
    app = rep.app()
    seen = ""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            seen += shown(app)
        assert app.is_running
    assert text in seen


@pytest.mark.parametrize("text", MARKUP)
async def test_r39_markup_in_the_data_is_shown_literally_in_every_dialog(rep: Rep, text: str) -> None:
    poison(rep, text)
    app = rep.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        for dialog in (
            QuickLog(app.sitting, "win", text=text),
            Why(app.sitting, "revenue_won"),
            DealHistory(app.sitting, "0062"),
            Versions(app.sitting, "context"),
        ):
            app.push_screen(dialog)
            await pilot.pause()
            assert text.rstrip()[:14] in shown(app)  # a column may cut the rest, and marks that it did
            app.pop_screen()
            await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (20, 10)])
@pytest.mark.parametrize("text", LONG, ids=["word", "marks", "emoji", "wide", "right to left", "spaces", "tab and line feed"])
async def test_r40_a_text_of_any_length_and_script_keeps_the_frame(rep: Rep, text: str, size: tuple[int, int]) -> None:
    poison(rep, text)
    app = rep.app()
    async with app.run_test(size=size) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            assert len(rows(app)) == size[1]


async def test_r40_an_empty_field_that_a_narrow_window_leaves_no_room_keeps_the_frame(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for place in ("goals", "results", "next_steps", "forecast"):
            app.go(place)
            await pilot.pause()
            for wide, high in ((20, 10), (8, 4), (120, 40)):
                await pilot.resize_terminal(wide, high)
                await pilot.pause()
                assert len(rows(app)) == high
