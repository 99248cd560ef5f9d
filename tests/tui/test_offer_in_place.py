"""What is offered hangs below the cursor, also when the window changes while a rep types; a title says what a name means."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Offset

from salestui.tui.completing import Completing, Popup
from salestui.tui.fields.kept_text import KeptText
from salestui.work import goals
from tests.tui.conftest import Rep


async def test_an_open_list_of_suggestions_follows_its_field_when_the_window_changes(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("w", *"Met A", "c", "m")
        await pilot.pause()
        field, popup = app.focused, app.screen.query_one(Popup)
        assert isinstance(field, Completing)
        assert popup.display
        places = set()
        for size in ((80, 24), (60, 20), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert popup.display
            assert popup.absolute_offset == field.cursor_screen_offset + Offset(0, 1)
            places.add(popup.region.y)
        assert len(places) > 1


async def test_the_name_of_a_goals_metric_stands_above_it_at_each_width(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        for width in (120, 80, 70, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause(0.1)
            fields = [one for one in app.screen.query(KeptText) if one.key.part == "metric" and one.text]
            titles = [Content.from_markup(str(one.border_title)).plain for one in fields]
            assert [title.rpartition(": ")[2] for title in titles] == ["Revenue won", "Win rate"]


async def test_a_metric_of_a_long_name_is_not_cut_above_its_goal(rep: Rep) -> None:
    goals.set_goal(rep.desk, rep.period, "cover", "pipeline_coverage_next", "3")
    app = rep.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await pilot.pause(0.1)
        cover = next(one for one in app.screen.query(KeptText) if one.text == "pipeline_coverage_next")
        assert Content.from_markup(str(cover.border_title)).plain == "Coverage, next"
