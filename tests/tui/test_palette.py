"""Everything can be done by name: each place, each key, and each command of the shell that has no key."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from salestui.guide import words
from salestui.tui.dialogs.palette import Palette
from salestui.tui.jobs import JOBS
from salestui.tui.keys import PLACES
from salestui.work import periods
from tests.tui.conftest import Rep, shown


async def by_name(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause()
    for character in name:
        await pilot.press({" ": "space", ",": "comma"}.get(character, character))
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("place", [place for place in PLACES if place != "home"])
async def test_a_place_is_reached_by_its_name(rep: Rep, place: str) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await by_name(pilot, words("en")(f"keys.go.{place}"))
        assert app.current_mode == place


@pytest.mark.parametrize("job", JOBS)
async def test_a_job_opens_by_its_name(rep: Rep, job: str) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await by_name(pilot, words("en")(f"screens.job.{job}"))
        assert not isinstance(app.screen, Palette)
        if job == "backup":
            assert list(rep.folder.glob("**/*backup*")) or "Backed up" in shown(app)
        else:
            assert len(app.screen_stack) == 2
            await pilot.press("escape")
            await pilot.pause()


def test_every_job_has_words() -> None:
    for language in ("en", "sv"):
        assert set(words(language).table("screens.job")) == set(JOBS)


async def test_letters_that_fit_no_action_say_so(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"qqzzqq")
        await pilot.pause()
        assert words("en")("screens.palette.none") in shown(app)


async def test_a_new_period_is_begun_by_name(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("full_stop", "s")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "2026-Q2" in [record.key for record in periods.listed(rep.desk.store)]
        assert app.sitting.period.key == "2026-Q2"
