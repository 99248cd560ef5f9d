"""A list of suggestions or a message shows each of its letters, whatever ends or begins beneath it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Static

from salestui.tui.completing import Popup
from salestui.tui.completion import Suggestion
from salestui.tui.laid_over import WholeAbove

NAME = "東京エレクトロン株式会社"


class Beneath(Screen[None]):
    """Words of five letters beside each other, and a list that is laid over them."""

    CSS = "Static { width: 5; }"

    def __init__(self) -> None:
        super().__init__()
        self._compositor = WholeAbove()

    def compose(self) -> ComposeResult:
        with Horizontal():
            for word in ("first", "other", "third") * 4:
                yield Static(f"{word}\n" * 10)
        yield Popup()


@pytest.mark.parametrize("left", range(8))
async def test_a_suggestion_in_wide_letters_is_whole_wherever_it_hangs(left: int) -> None:
    app = App[None]()
    async with app.run_test(size=(60, 10), notifications=True) as pilot:
        await app.push_screen(Beneath())
        popup = app.screen.query_one(Popup)
        popup.offer([Suggestion("a", NAME, "", 0), Suggestion("b", "x" + NAME, "", 0)], 0, Offset(left, 0))
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert lines[1][: left + 1] == "firstotherthird"[:left] + "│"
        assert NAME in lines[1]
        assert "x" + NAME in lines[2]
        assert lines[4].startswith("firstotherthird")
        app.notify(f"{'.' * left}{NAME[:8]}")
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert any(f"{'.' * left}{NAME[:8]}" in line for line in lines)
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {60}
