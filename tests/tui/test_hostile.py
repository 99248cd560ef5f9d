"""Whatever stands in the data is shown as it is, at any length, in every place; nothing in it is a command to the app."""

from __future__ import annotations

import itertools

import pytest

from salestui.tui.dialogs.deal_history import DealHistory
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.dialogs.versions import Versions
from salestui.tui.dialogs.why import Why
from tests.tui.conftest import EVERYWHERE, Rep, rows, shown

MARKUP = ("[", "[/]", "[/nope]", "[b + [on", "[@click=app.quit]x[/]", "[link=x]y[/]", "$x {", "\\[x]")
LONG = ("w" * 100_000, "e\u0301\u0302" * 5000, "👨‍👩‍👧" * 300, "漢字" * 3000, "مرحبا " * 500, " " * 500 + "x", "a\tb\nc")


TEXTS = {
    "deal": ("number", ("name", "account", "owner", "stage", "loss_reason")),
    "entry": ("id", ("text", "account")),
    "section_text": ("period_id, section, field, row, part", ("text",)),
    "action": ("id", ("text", "target")),
    "goal": ("id", ("name",)),
    "period": ("id", ("owner",)),
}
"""The texts that the store holds: of each table the key and the columns."""
TOGETHER = (" ~ ".join(MARKUP), " ~ ".join(reversed(MARKUP)))
"""Every piece of markup in one text, and each before another than the first time."""


def poison(rep: Rep, *texts: str, begin: int = 0) -> None:
    """`texts` in turn, from the one at `begin`, in every text that the store holds."""
    connection = rep.desk.store.connection
    turn = itertools.cycle((*texts[begin:], *texts[:begin]))
    for table, (key, columns) in TEXTS.items():
        only = " where field <> 'metric'" if table == "section_text" else ""
        same = " and ".join(f"{name} = ?" for name in key.split(", "))
        for row in connection.execute(f"select {key} from {table}{only}").fetchall():
            for column in columns:
                text = next(turn) + (str(row[0]) if column == "name" and table == "goal" else "")
                connection.execute(f"update {table} set {column} = ? where {same}", (text, *row))
    connection.execute("insert into section_revision (period_id, section, field, row, part, text, saved_at, reason)"
                       " values (1, 'context', 'driver', 1, '', ?, '2026-01-01T00:00:00Z', 'typed')", (next(turn),))  # fmt: skip


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize("text", TOGETHER, ids=["in one order", "in the other"])
async def test_r39_markup_in_the_data_is_shown_literally_in_every_place(rep: Rep, text: str) -> None:
    poison(rep, text)
    app = rep.app()
    seen = ""
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            seen += shown(app)
        assert app.is_running
    assert [markup for markup in MARKUP if markup not in seen] == []
    assert text in seen


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize("text", TOGETHER, ids=["in one order", "in the other"])
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
            assert text[:14] in shown(app)  # a column may cut the rest, and marks that it did
            app.pop_screen()
            await pilot.pause()


@pytest.mark.parametrize("begin", [0, 3])
async def test_r40_texts_of_any_length_and_script_keep_the_frame(rep: Rep, begin: int) -> None:
    """All of them at once, each beside others than the first time; one by one, and timed, in the full counts."""
    poison(rep, *LONG, begin=begin)
    app = rep.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for wide, high in ((80, 24), (20, 10)):
            await pilot.resize_terminal(wide, high)
            for place in EVERYWHERE:
                app.go(place)
                await pilot.pause()
                assert len(rows(app)) == high


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
