"""The settings show what is in force, also where it was asked for when the app was opened."""

from __future__ import annotations

from collections.abc import Callable

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
