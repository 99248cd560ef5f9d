"""f4 in a section: what the rep's own program would be told is read first, and its answer is a proposal."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from salestui.domain.written import FieldKey
from salestui.tui.app import SalesApp
from salestui.tui.dialogs.assist import Assist
from salestui.work import writing
from salestui.work.desk import Desk
from tests.tui.conftest import Rep, shown

pytestmark = pytest.mark.usefixtures("no_terminal")
FIELD = FieldKey("context", "driver", 1)


def with_program(rep: Rep, code: str, seconds: int = 30) -> Rep:
    """The rep whose settings name a program that runs `code`; it notes what it was told."""
    script = rep.folder / "ask.py"
    heard = rep.folder / "heard"
    script.write_text(f"import sys\ntold = sys.stdin.read()\nopen({str(heard)!r}, 'w').write(told)\n{code}\n", encoding="utf-8")
    settings = replace(rep.desk.settings, assist=(sys.executable, str(script)), assist_seconds=seconds)
    desk: Desk = rep.desk.with_settings(settings)
    return rep._replace(desk=desk)


def told(app: SalesApp) -> str:
    """What the app said in passing."""
    return "\n".join(str(one.message) for one in app._notifications)


async def answered(pilot: Pilot[None], app: SalesApp) -> None:
    """Until the program has answered, or was refused."""
    for _ in range(200):
        await pilot.pause(0.05)
        if not isinstance(app.screen, Assist) or app.screen._stage != "waited":
            return


async def test_without_a_command_it_says_how_to_name_one(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "f4")
        await pilot.pause()
        assert "assist.command" in told(app)
        assert not isinstance(app.screen, Assist)


async def test_the_text_is_read_before_anything_is_handed_over_and_it_is_that_very_text(rep: Rep) -> None:
    rep = with_program(rep, "print('[driver.1] Legal review added 23 days')")
    app = rep.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("8", "f4")
        await pilot.pause()
        assert isinstance(app.screen, Assist)
        text = app.screen._text
        assert "[driver.1] Legal review added three weeks" in text
        assert "{win_rate}:** 50 %, goal 30 %" in text
        assert "Legal review added three weeks" in shown(app)
        assert not (rep.folder / "heard").exists()
        await pilot.press("enter")
        await answered(pilot, app)
        assert (rep.folder / "heard").read_text(encoding="utf-8") == text


async def test_the_answer_is_shown_as_a_difference_with_its_doubtful_numbers_and_taken_with_a_key(rep: Rep) -> None:
    rep = with_program(rep, "print('Sure, here it is:\\n[driver.1] Legal review added 23 days')")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "f4", "enter")
        await answered(pilot, app)
        await pilot.pause()
        assert "[-three weeks-][+23 days+]" in shown(app)
        assert "No figure supports “23 days”" in shown(app)
        assert rep.reads(*FIELD) == "Legal review added three weeks"
        await pilot.press("enter")
        await pilot.pause()
        assert rep.reads(*FIELD) == "Legal review added 23 days"
    assert [one.text for one in writing.history(rep.desk, rep.period, "context")][:1] == ["Legal review added three weeks"]


async def test_what_is_not_ticked_stays(rep: Rep) -> None:
    rep = with_program(rep, "print('[driver.1] Something else')")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "f4", "enter")
        await answered(pilot, app)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert rep.reads(*FIELD) == "Legal review added three weeks"


async def test_an_answer_without_names_is_for_the_field_that_was_written(rep: Rep) -> None:
    rep = with_program(rep, "print('Legal took longer\\nthan in the autumn')")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "f4", "enter")
        await answered(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
        assert rep.reads(*FIELD) == "Legal took longer\nthan in the autumn"


@pytest.mark.parametrize(
    ("code", "seconds", "words"),
    [
        ("sys.exit(2)", 30, "ended with an error (2)"),
        ("pass", 30, "gave an empty answer"),
        ("print('word ' * 100000)", 30, "more than 50,000 characters"),
        ("import time; time.sleep(60)", 1, "no answer within 1 seconds"),
        ("print('[driver.1] Legal review added three weeks')", 30, "The answer changes nothing"),
    ],
)
async def test_what_goes_wrong_is_said_in_words_and_nothing_is_changed(rep: Rep, code: str, seconds: int, words: str) -> None:
    rep = with_program(rep, code, seconds)
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "f4", "enter")
        await answered(pilot, app)
        await pilot.pause()
        assert words in " ".join(shown(app).split())
        assert rep.reads(*FIELD) == "Legal review added three weeks"


async def test_escape_stops_a_program_that_takes_its_time_and_the_app_goes_on(rep: Rep) -> None:
    rep = with_program(rep, "import time; time.sleep(60)")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "f4", "enter")
        await pilot.pause(0.3)
        assert "Waiting for the answer" in shown(app)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert not isinstance(app.screen, Assist)
        await pilot.press("9")
        await pilot.pause()
        assert "Next steps" in shown(app)


async def test_a_section_without_words_of_the_rep_says_so(rep: Rep) -> None:
    rep = with_program(rep, "print('x')")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "f4")
        await pilot.pause()
        assert not isinstance(app.screen, Assist)
        assert "no words of yours" in told(app)


async def test_a_next_step_gets_its_new_words_too(rep: Rep) -> None:
    rep = with_program(
        rep, "print('[action.1.text] ' + told.partition('[action.1.text] ')[2].splitlines()[0] + ', each Friday')"
    )
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("9", "f4", "enter")
        await answered(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
        assert ", each Friday" in shown(app)
