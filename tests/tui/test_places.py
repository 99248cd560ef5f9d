"""Every place opens, by its key from anywhere, with nothing in the store and with much; how each looks is recorded."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from salestui.domain.written import SECTIONS
from salestui.guide import words
from salestui.tui.fields.edited import KeptField
from salestui.tui.keys import PLACES
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.row_window import RowWindow
from tests.tui.conftest import EVERYWHERE, Rep, rows, shown
from tests.tui.reading_order import astray

pytestmark = pytest.mark.usefixtures("no_terminal")
SIZES = [(80, 24), (120, 40), (60, 20)]


async def test_every_place_opens_on_an_empty_store(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=SIZES[0]) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            assert app.current_mode == place
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert [len(row) for row in rows(app)] == [size[0]] * size[1]


async def test_the_key_of_every_place_goes_there_and_tab_goes_through_it_as_one_reads(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for place, key in PLACES.items():
            app.go("home")
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert app.current_mode == place
            assert not astray(app.screen.focus_chain), place
            assert all(map(named, app.screen.focus_chain)), place


def named(widget: Widget) -> bool:
    """Whether a field says in words what belongs there: by its label, or as a table by its headings."""
    return not isinstance(widget, KeptField) or isinstance(widget, RowWindow) or bool(getattr(widget, "label", ""))


async def test_evidence_and_checks_leave_the_text_all_the_room_that_they_do_not_need(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for section in SECTIONS:
            app.go(section)
            await pilot.pause(0.1)
            for beside in filter(shown_at_all, app.screen.query(ChosenList)):
                assert beside.size.height <= beside.virtual_size.height, section


def shown_at_all(widget: Widget) -> bool:
    return bool(widget.size)


async def test_ctrl_g_and_the_key_go_there_from_within_a_field(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for place, key in PLACES.items():
            app.go("actions")
            await pilot.pause()
            await pilot.press("enter", "ctrl+g", key)
            await pilot.pause()
            assert app.current_mode == place


async def test_help_says_what_the_place_is_and_what_the_keys_do_everywhere(rep: Rep) -> None:
    app, said = rep.app(), words("en")
    async with app.run_test(size=(80, 24)) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            await pilot.press("f1")
            await pilot.pause()
            assert said("screens.help.title") in shown(app), place
            if place != "welcome":
                names = (f"sections.{place}.help", "home.help" if place == "home" else f"screens.{place}.help")
                about = next(said(name) for name in names if said.has(name))
                assert " ".join(about.split()[:5]) in shown(app), place
            await pilot.press("escape")
            assert app.current_mode == place


async def test_escape_leads_back_to_where_the_rep_came_from(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("l")
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("escape")
        assert app.current_mode == "log"
        await pilot.press("escape")
        assert app.current_mode == "home"


async def test_a_store_with_nothing_in_it_is_welcomed(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.current_mode == "welcome"
        assert words("en")("screens.welcome.ways.sample") in shown(app)


async def test_starting_by_hand_takes_two_answers_and_leads_home(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", "tab", "right", "ctrl+s")
        await pilot.pause()
        assert app.current_mode == "home"
        assert "Account executive" in rows(app)[0]


async def test_a_window_that_is_resized_at_any_moment_keeps_its_frame(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for place in ("home", "results", "log", "preview"):
            app.go(place)
            for size in ((60, 20), (200, 60), (80, 24), (20, 10), (100, 30)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert len(rows(app)) == size[1]
