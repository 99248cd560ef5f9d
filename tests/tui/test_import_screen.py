"""The import's screen offers what can be done with the file, and nothing else."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Static

from salestui.tui.app import SalesApp
from salestui.tui.dialogs.form import Form
from tests.tui.conftest import FIRST, SECOND, Rep, rows, shown

pytestmark = pytest.mark.usefixtures("no_terminal")


async def test_an_export_that_is_written_while_the_app_is_open_stands_in_the_list(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert "deals-2026-02-02.csv" not in shown(app)
        newcomer.export("deals-2026-02-02.csv", FIRST)
        await pilot.press("l", "i")
        await pilot.pause()
        assert "deals-2026-02-02.csv" in shown(app)


async def test_of_a_file_that_was_brought_in_before_no_column_is_missed_and_nothing_is_offered(rep: Rep) -> None:
    rep.export("again.csv", SECOND)
    app = rep.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")  # the newest file stands first
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "This very file was brought in before" in shown(app)
        assert not app.screen.query_one("#mapping").display
        assert "Bring it in" not in rows(app)[-1]
        assert "Other column" not in rows(app)[-1]


async def test_where_a_file_asks_something_the_key_says_that_it_answers(newcomer: Rep) -> None:
    newcomer.export("deals.csv", FIRST.replace(",Amount Currency", "").replace(",USD", ""))  # in which currency?
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "a Answer" in rows(app)[-1]
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"USD", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "a Other column" in rows(app)[-1]


async def test_a_question_is_not_closed_before_an_answer_is_chosen(newcomer: Rep) -> None:
    newcomer.export("deals.csv", re.sub(r"2026-0(\d)-0(\d)", r"0\1/0\2/2026", FIRST.replace("2026-01-20", "2026-01-02")))
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("a", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Form)
        await pilot.press("right", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not isinstance(app.screen, Form)
        assert "is written day, month, year" in " ".join(text_of(app, "#changes").split())


async def test_a_row_that_lacks_something_is_left_out_with_its_reason_and_no_value(newcomer: Rep) -> None:
    newcomer.export("deals.csv", f"{FIRST}0064,,,,,,,,\n")
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "line 5" in text_of(app, "#changes")
        assert "None" not in text_of(app, "#changes")
        assert "cells separated by comma" in text_of(app, "#changes")


def text_of(app: SalesApp, part: str) -> str:
    """All that stands there, also what is out of sight."""
    return str(app.screen.query_one(part, Static).content)
