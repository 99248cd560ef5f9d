"""Home says each thing once, whatever the size of the window."""

from __future__ import annotations

from salestui.work import periods
from tests.tui.conftest import Rep, rows


async def test_that_deals_changed_stands_once_in_each_window(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.3)
        for size in ((120, 40), (80, 24), (60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert sum("deals changed: k" in row for row in rows(app)) == 1, size
        await pilot.press("f2")  # the chart takes the place of the week
        await pilot.pause(0.1)
        assert sum("deals changed: k" in row for row in rows(app)) == 1


async def test_where_no_deal_changed_home_says_nothing_of_it(newcomer: Rep) -> None:
    periods.new(newcomer.desk, newcomer.period, "ae", "Maja Lind")
    app = newcomer.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause(0.3)
        assert "changed: k" not in " ".join(rows(app))
        assert "would ask: c" in " ".join(rows(app))
