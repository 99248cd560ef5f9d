"""Work that takes long runs beside the screens: whatever is typed meanwhile arrives, and it can be ended without harm."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from textual.worker import WorkerState

from salestui.domain.import_plan import Choices
from salestui.domain.money import Money
from salestui.summary.material import FigureKey
from salestui.tui.app import SalesApp
from salestui.tui.dialogs.why import Why
from salestui.tui.fields.kept_text import KeptText
from salestui.work import bring_in, forecasts, goals, imports, kept_material, log
from salestui.work.desk import open_desk_at
from salestui.work.little import is_little
from salestui.work.material import material
from salestui.work.review import Review, of
from tests.tui.conftest import SECOND, Rep, shown

ROWS = 12_000
SENTENCE = "thequickbrownfoxjumpsoverthelazydog"


def large_export(rep: Rep) -> None:
    """As large as it must be for a process of its own; most of it is words that no figure needs."""
    words = "word " * 30
    lines = (
        f"1{n:07d},Deal {n},Account {n % 900},Qualification,{1000 + n},USD,2026-03-20,2026-02-27,Maja Lind,{words}\n"
        for n in range(ROWS)
    )
    header, rest = SECOND.split("\n", maxsplit=1)
    file = rep.export("large-2026-03-02.csv", f"{header},Comment\n{rest}{''.join(lines)}")
    assert not is_little(rep.desk, file)


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
        assert importing(app)
        await press(app, *SENTENCE)
        await until(lambda: isinstance(app.focused, KeptText) and app.focused.text.endswith(SENTENCE))
        await press(app, "escape", "escape", "w", *"Meanwhile", "enter")
        await app.workers.wait_for_complete()
        await until(lambda: len(app.screen_stack) == 1)  # it is logged
        await press(app, "h")
        await until(lambda: app.screen.name == "home" and app.sitting.figures.ready(rep.desk, rep.period))
        await pilot.pause()
        assert not [notice.message for notice in app._notifications if "another program" in notice.message]
        assert imports.listed(rep.desk)[-1].added == ROWS
        shown_now, sure = values(app.sitting.review), values(worked_out(rep))
        assert {key: (value, sure.get(key)) for key, value in shown_now.items() if sure.get(key) != value} == {}
        open_deals = app.sitting.review.summary.material.figure("pipeline_value")
        assert open_deals is not None
        assert open_deals.sample > ROWS
    assert rep.reads("context", "driver", 1).endswith(SENTENCE)
    assert [entry.text for entry in log.listed(rep.desk.store, limit=1)] == ["Meanwhile"]


async def test_a_first_start_on_a_large_book_shows_home_before_its_figures_and_works_out_beside_the_keys(
    rep: Rep, monkeypatch: pytest.MonkeyPatch
) -> None:
    large_export(rep)
    bring_in.import_file(rep.desk, rep.folder / "large-2026-03-02.csv", Choices(yes=True))
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await until(lambda: "Next steps" in shown(app))
        assert "…" in shown(app)
        await until(lambda: app.sitting.figures.under_way)
        await until(lambda: "working out" in shown(app))
        await press(app, "8", "enter", *"waited")  # whoever does not want to wait for home writes at once
        await until(lambda: isinstance(app.focused, KeptText) and app.focused.text.endswith("waited"))
        assert not app.sitting.figures.under_way
        await press(app, "escape", "escape", "h")
        await until(lambda: "of quota" in shown(app) or "%" in shown(app))
        assert values(app.sitting.review) == values(worked_out(rep))

        def by_the_app(*_: object) -> None:
            raise AssertionError("the app itself reads every deal, and answers no key meanwhile")

        monkeypatch.setattr(kept_material, "material", by_the_app)
        before = values(app.sitting.review)
        await press(app, "g", "enter", "enter", "enter", *["backspace"] * 4, "9")
        await until(lambda: goals.listed(rep.desk, rep.period)[0].target == Money(400009_00, "USD"))
        await press(app, "1")  # while figures are worked out for the 9
        await until(lambda: goals.listed(rep.desk, rep.period)[0].target == Money(4000091_00, "USD"))
        await until(lambda: values(app.sitting.review) != before and not app.sitting.figures.under_way)
        assert values(app.sitting.review) == values(worked_out(rep))
        before = values(app.sitting.review)
        await press(app, "escape", "f", "enter", "enter", *["backspace"] * len("38000 USD"), *"39000 USD")
        await until(lambda: [one.commit for one in forecasts.listed(rep.desk, rep.period)] == [Money(39000_00, "USD")])
        await press(app, "escape")
        await until(lambda: values(app.sitting.review) != before and not app.sitting.figures.under_way)
        assert values(app.sitting.review) == values(worked_out(rep))
        await press(app, "escape", "h")
        await until(lambda: app.screen.name == "home" and app.focused is not None)
        await press(app, "shift+tab")  # to the first tile
        for _ in "nobody read these rows so far", "again":
            await press(app, "enter")
            await until(lambda: isinstance(app.screen, Why) and "Beta first order" in shown(app))
            await press(app, "escape")
            await until(lambda: app.screen.name == "home")


async def test_keys_that_come_all_at_once_reach_what_those_before_them_open(rep: Rep) -> None:
    """Pasted, or typed while the app was busy: no letter is lost, and none is a command."""
    app = rep.app()

    def written(text: str) -> bool:
        return isinstance(app.focused, KeptText) and app.focused.text.endswith(text)

    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await until(lambda: "Next steps" in shown(app))
        for keys, text in ((("8", "enter"), "qwhile"), (("ctrl+o",), "qteam"), (("ctrl+n",), "qagain")):
            for key in (*keys, *text):
                app.simulate_key(key)
            await until(partial(written, text))
        assert app.screen.name == "context"
        for key in ("escape", "h", "w", *"Logged", "enter"):
            app.simulate_key(key)
        await until(lambda: [one.text for one in log.listed(rep.desk.store, limit=1)] == ["Logged"])


def values(made: Review) -> dict[FigureKey, object]:
    return {key: figure.value for key, figure in made.summary.material.figures.items()}


def worked_out(rep: Rep) -> Review:
    """The review as a start on an empty cache would give it."""
    with open_desk_at(rep.desk.store.path, rep.desk) as desk:
        return of(desk, material(desk, rep.period))


async def until(met: Callable[[], bool]) -> None:
    """Wait until `met`, as long as a slow machine needs."""
    for _ in range(3000):
        if met():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the app did not get there")


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
