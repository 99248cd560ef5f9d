"""The line of keys of every screen: it fits, it says what counts there, and a field that is being written in swallows none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widget import Widget

from salestui.domain.written import HEADLINE, SECTIONS
from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.completing import Popup
from salestui.tui.dialogs.assist import Assist
from salestui.tui.dialogs.dialog import Dialog, key_named
from salestui.tui.dialogs.export import Export
from salestui.tui.dialogs.form import Form
from salestui.tui.dialogs.palette import Palette
from salestui.tui.fields.edited import KeptField
from salestui.tui.key_bar import MOST, KeyBar
from salestui.tui.keys import WRITING
from salestui.tui.line_box import LineBox
from salestui.tui.row_window import RowWindow
from salestui.work import log
from tests.tui.conftest import EVERYWHERE, TODAY, Rep, rows, shown
from tests.tui.every_screen import ALL, STATES, Way, furnished, visit
from tests.tui.reading_order import astray, unsaid

pytestmark = pytest.mark.usefixtures("no_terminal")

FROM_WITHIN = {"ctrl+g": "go_anywhere", "ctrl+p": "command_palette", "f1": "help_here", "escape": "back", "ctrl+q": "quit"}
"""Keys of everywhere that act from within a field too."""
CLICKED_ELSEWHERE = {Export: {"ctrl+s"}, Form: {"ctrl+s"}, Assist: {"space"}, Palette: {"down", "up", "pagedown", "pageup"}}
"""Keys of a dialog that its foot does not name: a field to press does the same, or the wheel; space counts when there is
something to tick."""


@pytest.mark.parametrize("language", ["en", "sv"])
async def test_no_line_of_keys_overflows_at_80_columns(rep: Rep, language: str) -> None:
    app = rep._replace(desk=replace(rep.desk, language=language)).app()
    async with app.run_test(size=(80, 24)) as pilot:
        for place, way in {**{place: Way(place) for place in EVERYWHERE}, **STATES}.items():
            await visit(pilot, way)
            if isinstance(app.screen, Dialog):
                continue
            bar = app.screen.query_one(KeyBar)
            line = rows(app)[-1]
            assert 3 <= len(bar.shown) <= MOST, place
            assert all(words(language)(f"keys.{name}") in line for name in bar.shown), (place, line)


@pytest.mark.parametrize("language", ["en", "sv"])
async def test_every_dialog_names_its_keys_and_each_can_be_clicked(rep: Rep, language: str) -> None:
    """In full at 80 columns, the first at 60; and whatever key a dialog has stands there, or on something that can be clicked.

    Tab leads through it as one reads, and to nothing that has no words of its own.
    """
    rep = furnished(rep)
    app = rep._replace(desk=replace(rep.desk, language=language)).app()
    cut: dict[str, object] = {}
    met: set[type] = set()
    async with app.run_test(size=(80, 24)) as pilot:
        for name, way in ALL.items():
            if way == Way(way.place):
                continue
            await visit(pilot, way)
            dialog = app.screen
            if not isinstance(dialog, Dialog) or any(popup.display for popup in dialog.query(Popup)):
                continue
            above, below = edges(app)
            if dialog.heading not in above or dialog.foot not in below:
                cut[name] = (above, below)
            named = {key_named(part) for part in dialog.foot.split(" · ")}
            own = {one.binding.key for one in dialog.active_bindings.values() if one.node is dialog and one.binding.id}
            if astray(dialog.focus_chain) or unsaid(dialog):
                cut[f"{name}, tab"] = (astray(dialog.focus_chain), unsaid(dialog))
            if own - named - CLICKED_ELSEWHERE.get(type(dialog), set()):
                cut[f"{name}, keys"] = own
            if type(dialog) in met:
                continue
            met.add(type(dialog))
            await pilot.resize_terminal(60, 20)
            await pilot.pause()
            _, below = edges(app)
            if "…" in below or dialog.foot.split(" · ")[0] not in below:
                cut[f"{name}, narrow"] = below
            await pilot.resize_terminal(80, 24)
            frame = dialog.query_one(".dialog").region
            part = dialog.foot.rpartition(" · ")[2]
            await pilot.click(offset=(frame.x + cell_len(edges(app)[1].partition(part)[0]) - frame.x + 1, frame.bottom - 1))
            await pilot.pause()
            await pilot.pause()
            if app.screen is dialog:
                cut[f"{name}, closed"] = part
    assert not cut, cut
    assert met == set(every_dialog(Dialog))


def every_dialog(kind: type) -> Iterator[type]:
    """The dialogs of the app."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("salestui."):
            yield one
            yield from every_dialog(one)


def edges(app: SalesApp) -> tuple[str, str]:
    """The rows in which the frame of the dialog begins and ends."""
    frame = app.screen.query_one(".dialog").region
    return rows(app)[frame.y], rows(app)[frame.bottom - 1]


async def test_no_binding_of_a_writing_screen_is_swallowed_by_a_field(rep: Rep) -> None:
    """Each kind of field of each screen in which is written lets every key of that screen through."""
    app = rep.app()
    writing = {binding.key: binding.action for binding in WRITING if not isinstance(binding, tuple)}
    async with app.run_test(size=(120, 40)) as pilot:
        for place in (HEADLINE, *SECTIONS, "goals_table", "forecast", "actions"):
            app.go(place)
            await pilot.pause()
            keys = FROM_WITHIN if place not in (HEADLINE, *SECTIONS) else {**FROM_WITHIN, **writing}
            for field in one_of_each_kind(pilot):
                assert await swallowed(pilot, field, keys) == [], (place, field)
        keys = {key: action for key, action in FROM_WITHIN.items() if key != "escape"}  # to the rows, from a filter
        for place in ("log", "deals", "search", "import"):
            app.go(place)
            await pilot.pause()
            assert await swallowed(pilot, app.screen.query_one(LineBox), keys) == [], place


def one_of_each_kind(pilot: Pilot[None]) -> list[Widget]:
    kinds = {type(field): field for field in pilot.app.screen.query("*") if isinstance(field, KeptField) and field.focusable}
    return list(kinds.values())


async def swallowed(pilot: Pilot[None], field: Widget, keys: dict[str, str]) -> list[str]:
    """The keys that did nothing while `field` had the focus."""
    app, lost = pilot.app, []
    done: list[str] = []
    original = app.run_action

    async def record(action: object, *_: object) -> bool:
        done.append(str(action))
        return True

    app.run_action = record  # type: ignore[method-assign, assignment]
    for key, action in keys.items():
        field.focus()
        done.clear()
        await pilot.press(key)
        if not any(action in one for one in done):
            lost.append(key)
    app.run_action = original  # type: ignore[method-assign]
    return lost


async def test_escape_leaves_the_field_first_and_then_the_place(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for place in (HEADLINE, *SECTIONS, "goals_table", "forecast", "actions"):
            app.go(place)
            await pilot.pause()
            await pilot.press("enter")
            assert isinstance(app.focused, KeptField), place
            await pilot.press("escape")
            assert app.current_mode == place
            assert not isinstance(app.focused, KeptField), place
            await pilot.press("escape")
            assert app.current_mode == "home", place


async def test_escape_leads_from_a_filter_to_what_it_filters(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for place in ("log", "deals"):
            app.go(place)
            await pilot.pause()
            assert isinstance(app.focused, RowWindow)  # letters are keys here until the filter is asked for
            await pilot.press("slash")
            assert isinstance(app.focused, LineBox)
            await pilot.press("escape")
            assert isinstance(app.focused, RowWindow)
            assert app.current_mode == place


async def test_where_nothing_stands_no_key_is_offered_that_would_open_or_change_it(newcomer: Rep) -> None:
    app = newcomer.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for place, idle in (("week", ("Open", "Log as it is", "Pass")), ("deals", ("Open",)), ("log", ("Open",))):
            app.go(place)
            await pilot.pause()
            assert [word for word in idle if word in rows(app)[-1]] == [], place
        log.add(newcomer.desk.store, log.read_line("First win", "win", TODAY))
    app = newcomer.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(5):  # the chart's pane is filled after the rest
            await pilot.pause()
        assert "Here stands what was won" in shown(app)
