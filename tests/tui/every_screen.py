"""A way to every screen of the app: each place, and each dialog that opens over one, by keys or by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.pilot import Pilot

from salestui.tui.app import SalesApp
from salestui.tui.jobs import JOBS
from salestui.tui.keys import PLACES

TELLS = ("backup", "drift", "pack")
"""Jobs that open nothing where a period is not finalised: they are done, or say why not."""


class Way(NamedTuple):
    """From a place by these keys, and then by the job of that name."""

    place: str
    keys: tuple[str, ...] = ()
    job: str | None = None


DIALOGS: Mapping[str, Way] = {
    "quick_log": Way("home", ("w",)),
    "quick_log_typed": Way("home", ("w", *"41k", "plus", "w", "i", "n")),
    "entry": Way("log", ("enter",)),
    "help": Way("home", ("question_mark",)),
    "help_section": Way("results", ("question_mark",)),
    "leader": Way("results", ("ctrl+g",)),
    "palette": Way("home", ("ctrl+p",)),
    "export": Way("home", ("e",)),
    "draft": Way("headline", ("ctrl+t",)),
    "versions": Way("context", ("ctrl+r",)),
    "live_numbers": Way("context", ("enter", "left_curly_bracket")),
    "why": Way("trends", ("enter",)),
    "deal": Way("deals", ("enter",)),
    "correct": Way("deals", ("enter", "a")),
    "merge": Way("deals", ("enter", "o")),
    "take_out": Way("deals", ("enter", "x")),
    "suggestion": Way("week", ("enter",)),
    "keep_finding": Way("review", ("a",)),
    "kept_findings": Way("review", ("z",)),
    "new_period": Way("periods", ("a",)),
    "finalise": Way("periods", ("o",)),
    "change_setting": Way("settings", ("enter",)),
    "change_allowed": Way("settings", ("down", "down", "enter")),
}
JOB_DIALOGS = {f"job_{job}": Way("home", (), job) for job in JOBS if job not in TELLS}
ALL: Mapping[str, Way] = {**{place: Way(place) for place in (*PLACES, "welcome")}, **DIALOGS, **JOB_DIALOGS}


async def visit(pilot: Pilot[None], way: Way) -> SalesApp:
    """The app with that screen before it; whatever was open over a place is closed first."""
    app = pilot.app
    assert isinstance(app, SalesApp)
    app.go(way.place)
    await pilot.pause()
    for key in way.keys:
        await pilot.press(key)
    if way.job:
        app.action_job(way.job)
    await pilot.pause()
    return app
