"""The ten things that a rep does most, each with the keys that it takes: the count is listed here, and only shrinks.

A text that is typed counts as one. The first of them is done in the shell.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from salestui.domain.written import FieldKey
from salestui.tui.app import SalesApp
from salestui.tui.dialogs.why import Why
from salestui.work import log, week, writing
from tests.tui.conftest import Rep

TYPED = "TYPED"
"""Stands for a text, whatever its length."""


class Job(NamedTuple):
    """From `place`, these keys in this order; `done` says whether that did it."""

    place: str
    keys: tuple[str, ...]
    done: Callable[[Rep, SalesApp], bool]


def logged(rep: Rep, _app: SalesApp) -> bool:
    newest = log.listed(rep.desk.store)[0]
    return (newest.kind, newest.text) == ("win", "Signed")


def cited(rep: Rep, _app: SalesApp) -> bool:
    return len(writing.cited(rep.desk, rep.period).get("context", ())) == 1


def drafted(rep: Rep, _app: SalesApp) -> bool:
    return bool(rep.reads("headline", "weakest"))


def written(rep: Rep, _app: SalesApp) -> bool:
    return rep.reads("context", "driver", 1).endswith("Signed")


JOBS = {
    "log a win": Job("home", ("w", TYPED, "enter"), logged),
    "log what the deals did": Job("week", ("space",), lambda rep, _: len(week.week(rep.desk).changes) == 2),
    "write into a section": Job("home", ("8", "enter", TYPED, "escape"), written),
    "cite an entry": Job("home", ("8", "ctrl+l"), cited),
    "the next section": Job("context", ("ctrl+n",), lambda _, app: app.current_mode == "next_steps"),
    "accept a draft": Job("headline", ("ctrl+t", "enter"), drafted),
    "the rows behind a number": Job("trends", ("enter",), lambda _, app: isinstance(app.screen, Why)),
    "what a manager would ask": Job("home", ("c",), lambda _, app: app.current_mode == "review"),
    "hand it out": Job("home", ("e", "enter"), lambda rep, _: len(list(rep.folder.glob("*.md"))) == 1),
}
MOST = {
    "log a win from the shell": 1,
    "log a win": 3,
    "log what the deals did": 1,
    "write into a section": 4,
    "cite an entry": 2,
    "the next section": 1,
    "accept a draft": 2,
    "the rows behind a number": 1,
    "what a manager would ask": 1,
    "hand it out": 2,
}
"""How many keys each may take; a higher number in a line here is a step back."""


@pytest.mark.parametrize("name", JOBS)
async def test_a_common_job_takes_no_more_keys_than_it_did(rep: Rep, name: str) -> None:
    job = JOBS[name]
    for key in ("driver", "next") if name == "hand it out" else ():  # nothing stands in the way of a whole headline
        writing.set_field(rep.desk, rep.period, FieldKey("headline", key), "x")
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        app.go(job.place)
        await pilot.pause()
        for key in job.keys:
            await pilot.press(*("Signed" if key == TYPED else (key,)))
            await pilot.pause()
        assert job.done(rep, app)
    assert len(job.keys) <= MOST[name]


def test_a_win_is_logged_from_the_shell_with_one_command(rep: Rep) -> None:
    command = [sys.executable, "-m", "salestui", "--store", str(rep.desk.store.path), "log", "win", "Signed"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert log.listed(rep.desk.store)[0].text == "Signed"
    assert MOST["log a win from the shell"] == 1


def test_all_ten_are_counted() -> None:
    assert len(MOST) == 10
    assert set(MOST) == {*JOBS, "log a win from the shell"}
