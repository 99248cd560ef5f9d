"""Going back to a backup from within the app: it is chosen, confirmed, and what stood there is kept."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.tui.app import SalesApp
from salestui.tui.dialogs.confirm import Confirm
from salestui.tui.dialogs.listing import Listing
from salestui.work.desk import open_desk
from tests.reliability.faults import TODAY, Place
from tests.reliability.test_r21_r23_r24_apps import shown


async def test_r17_a_backup_is_gone_back_to_by_key_and_what_it_replaced_is_kept(
    desk: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in desk.environment().items():
        monkeypatch.setenv(name, value)
    assert desk.run("backup").code == 0
    then = desk.content()
    assert desk.run("log", "win", "Logged after the backup").code == 0
    with open_desk(str(desk.store), today=date.fromisoformat(TODAY)) as opened:
        app = SalesApp(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("l")
            await pilot.pause()
            assert "Logged after the backup" in shown(app)
            await pilot.press("ctrl+p", *"Goback")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, Listing)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, Confirm)
            await pilot.press("enter")
            await pilot.pause()
            for _ in range(50):
                if "Logged after the backup" not in shown(app):
                    break
                await pilot.pause(0.1)
            assert "Logged after the backup" not in shown(app)
    assert desk.content() == then
    assert desk.wrong() is None
    kept = max(desk.folder.glob("rep.db.backups/*-restore.db"))
    assert desk.run("restore", str(kept)).code == 0
    assert any("Logged after the backup" in row for row in desk.content()["entry"])
