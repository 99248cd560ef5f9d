"""Work that takes long runs beside the screens: whatever is typed meanwhile arrives, and it can be ended without harm."""

from __future__ import annotations

import asyncio

from textual.worker import WorkerState

from salestui.tui.app import SalesApp
from salestui.tui.fields.kept_text import KeptText
from salestui.work import imports
from tests.tui.conftest import SECOND, Rep

ROWS = 12_000
SENTENCE = "thequickbrownfoxjumpsoverthelazydog"


def large_export(rep: Rep) -> None:
    lines = (
        f"1{n:07d},Deal {n},Account {n % 900},Proposal,{1000 + n},USD,2026-03-20,2026-01-05,Maja Lind\n" for n in range(ROWS)
    )
    rep.export("large-2026-03-02.csv", SECOND + "".join(lines))


async def press(app: SalesApp, *keys: str) -> None:
    """Keys as a hand presses them; a pilot would wait for the work beside the screen before each."""
    for key in keys:
        app.simulate_key(key)
        await asyncio.sleep(0.02)


def importing(app: SalesApp) -> bool:
    return any(worker.state is WorkerState.RUNNING for worker in app.workers)


async def test_no_key_is_lost_while_a_large_export_is_brought_in(rep: Rep) -> None:
    large_export(rep)
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")  # the newest file stands first
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one("#recognised").display
        await press(app, "ctrl+s", "8", "enter")
        while not isinstance(app.focused, KeptText):
            await asyncio.sleep(0.01)
        assert importing(app)
        await press(app, *SENTENCE)
        assert app.focused.text.endswith(SENTENCE)  # each stands in its field at once
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert imports.listed(rep.desk)[-1].added == ROWS
    assert rep.reads("context", "driver", 1).endswith(SENTENCE)


async def test_an_import_that_is_left_has_changed_nothing(rep: Rep) -> None:
    large_export(rep)
    before = len(imports.listed(rep.desk))
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")  # the newest file stands first
        await app.workers.wait_for_complete()
        await pilot.pause()
        await press(app, "ctrl+s")
        assert importing(app)
        await press(app, "escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert len(imports.listed(rep.desk)) == before
