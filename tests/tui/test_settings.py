"""The settings show what is in force, also where it was asked for when the app was opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salestui.guide import LANGUAGES, words
from salestui.tui.dialogs.form import Form
from salestui.tui.screens.settings import SettingsScreen
from tests.tui.conftest import Rep, rows


async def test_a_language_that_was_asked_for_at_the_start_is_the_one_shown_and_can_be_left(at_desk: Callable[..., Rep]) -> None:
    app = at_desk("sv").app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        row = next(row for row in rows(app) if row.split()[:1] == ["language"] and "gång" in row)
        assert row.split()[:4] == ["language", "sv", "denna", "gång"]
        assert "annars vore det ”en”." in " ".join(" ".join(rows(app)).split())
        await pilot.press("enter", "left", "ctrl+s")
        await pilot.pause()
        assert app.sitting.desk.language == "en"
        row = next(row for row in rows(app) if row.split()[:1] == ["language"])
        assert row.split()[:4] == ["language", "en", "your", "file"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_a_setting_is_changed_it_is_said_what_it_means(language: str, at_desk: Callable[..., Rep]) -> None:
    app = at_desk(language).app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", *["down"] * 4, "enter")
        await pilot.pause()
        assert isinstance(app.screen_stack[-2], SettingsScreen)
        assert isinstance(app.screen, Form)
        name = app.screen_stack[-2]._told[4].name
        frame = " ".join(" ".join(row.partition("│")[2].partition("│")[0] for row in rows(app)).split())
        assert words(language)(f"screens.settings.meaning.{name.replace('.', '_')}") in frame
