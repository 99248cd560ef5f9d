"""What a command took away comes back with one key of the app, a setting as well as an entry."""

from __future__ import annotations

from datetime import date

from salestui.domain.written import FieldKey
from salestui.work import config, log, periods, undo, writing
from tests.tui.conftest import Rep


async def test_each_press_takes_back_one_more_and_a_setting_is_in_force_at_once(rep: Rep) -> None:
    store, period = rep.desk.store, periods.chosen(rep.desk)
    entry = log.add(store, log.read_line("Signed", "win", date(2026, 3, 9)))
    log.delete(store, entry.id)
    for text in ("A new product", "Nothing of it"):
        writing.set_field(rep.desk, period, FieldKey("context", "driver", 7, ""), text)
    language = rep.desk.settings.language
    config.change(rep.desk.settings, "language", "sv" if language == "en" else "en")
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for what in ("setting_changed", "text_changed", "entry_deleted"):
            assert undo.listed(rep.desk)[0].what == what
            await pilot.press("u")
            await pilot.pause()
        assert app.sitting.desk.settings.language == language
        assert writing.texts(app.sitting.desk, period)[FieldKey("context", "driver", 7, "")] == "A new product"
        assert "Signed" in [one.text for one in log.listed(app.sitting.desk.store)]
        assert undo.listed(app.sitting.desk) == ()
