"""A way to every screen of the app: each place, and each dialog that opens over one, by keys or by name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.pilot import Pilot

from salestui.tui.app import SalesApp
from salestui.tui.jobs import JOBS
from salestui.tui.keys import PLACES
from salestui.work import deals, finalise
from salestui.work.export import Options, export_to
from tests.tui.conftest import Rep

TELLS = ("backup", "drift", "pack")
"""Jobs that open nothing where a period is not finalised: they are done, or say why not."""


class Way(NamedTuple):
    """From a place by these keys, then by the job of that name, and then by the keys that follow it."""

    place: str
    keys: tuple[str, ...] = ()
    job: str | None = None
    then: tuple[str, ...] = ()


DIALOGS: Mapping[str, Way] = {
    "quick_log": Way("periods", ("w",)),
    "quick_log_typed": Way("periods", ("w", *"41k+win")),
    "quick_log_completed": Way("periods", ("w", *"@")),
    "entry": Way("log", ("enter",)),
    "help": Way("home", ("question_mark",)),
    "help_section": Way("results", ("question_mark",)),
    "leader": Way("results", ("ctrl+g",)),
    "palette": Way("search", ("ctrl+p",)),
    "palette_typed": Way("search", ("ctrl+p", *"log")),
    "palette_none": Way("search", ("ctrl+p", *"qqzz")),
    "export": Way("periods", ("e",)),
    "export_refused": Way("periods", ("e", "enter")),
    "draft": Way("headline", ("ctrl+t",)),
    "assist": Way("context", ("f4",)),
    "assist, answered": Way("context", ("f4", "enter")),
    "versions": Way("context", ("ctrl+r",)),
    "live_numbers": Way("context", ("enter", "left_curly_bracket")),
    "adjusted_goal": Way("goals", ("enter", *("tab",) * 9, "enter")),
    "why": Way("trends", ("enter",)),
    "why_goal": Way("home", ("shift+tab", "enter")),
    "deal": Way("deals", ("enter",)),
    "correct": Way("deals", ("enter", "a")),
    "merge": Way("deals", ("enter", "o")),
    "take_out": Way("deals", ("enter", "x")),
    "suggestion": Way("week", ("enter",)),
    "keep_finding": Way("review", ("a",)),
    "kept_findings": Way("review", ("z",)),
    "new_period": Way("periods", ("a",)),
    "first_period": Way("welcome", ("a",)),
    "next_period": Way("periods", ("s",)),
    "finalise": Way("periods", ("o",)),
    "change_setting": Way("settings", ("enter",)),
    "change_allowed": Way("settings", ("down", "down", "enter")),
}
JOB_DIALOGS = {f"job_{job}": Way("search", (), job) for job in JOBS if job not in TELLS}
AFTER_JOBS: Mapping[str, Way] = {
    "job_topics, one": Way("search", (), "topics", ("enter",)),
    "job_definitions, one": Way("search", (), "definitions", ("enter",)),
    "job_imports, one": Way("search", (), "imports", ("enter",)),
    "job_restore, one": Way("search", (), "restore", ("enter",)),
    "job_slices, shown": Way("search", (), "slices", (*"win_rate", "ctrl+s")),
    "job_slices, refused": Way("search", (), "slices", (*"win_rat", "ctrl+s")),
    "job_wording, shown": Way("search", (), "wording", (*"much better pipeline", "enter")),
    "job_team, shown": Way("search", (), "team", (*"~/reviews", "enter")),
    "job_verify, refused": Way("search", (), "verify", (*"~/export.csv", "enter")),
}
"""What opens after a job was asked what it needs to know."""
STATES: Mapping[str, Way] = {
    "log, filtered": Way("log", ("slash", *"pris")),
    "log, none found": Way("log", ("slash", *"qq")),
    "deals, filtered": Way("deals", ("slash", *"zo")),
    "search, found": Way("search", tuple("pris")),
    "search, none found": Way("search", tuple("qq")),
    "preview, brief": Way("preview", ("tab",)),
    "import, looked at": Way("import", ("enter",)),
    "import, its column": Way("import", ("a",)),
    "import, its reading": Way("import", ("o",)),
    "import, its day": Way("import", ("s",)),
    "import, done": Way("import", ("ctrl+s",)),
    "import, left out": Way("import", ("x",)),
    "import, its stages": Way("import", ("j",)),
}
"""What a place shows when something was typed or done there; each follows the one before it."""
HANDED_IN: Mapping[str, Way] = {
    "a finalised section": Way("results"),
    "the finalised period": Way("periods"),
    "reopen": Way("periods", ("o",)),
    "job_drift": Way("search", (), "drift"),
    "job_verify, the same": Way("search", (), "verify", (*"~/review.md", "enter")),
    "job_verify, another": Way("search", (), "verify", (*"~/changed.md", "enter")),
}
"""What is seen of a period that was finalised, where its document lies as `review.md` and a changed one beside it."""
ALL: Mapping[str, Way] = {
    **{place: Way(place) for place in (*PLACES, "welcome")},
    **DIALOGS,
    **JOB_DIALOGS,
    **AFTER_JOBS,
    **STATES,
}


def furnished(rep: Rep, answer: str = "[driver.1] 23") -> Rep:
    """The rep with what some screens show beside the store: a review that was handed in, and a program that proposes."""
    (rep.folder / "reviews").mkdir(exist_ok=True)
    export_to(rep.desk, rep.period, rep.folder / "reviews" / "one.json", Options(form="json"), force=True)
    settings = replace(rep.desk.settings, assist=(sys.executable, "-c", f"print({answer!r})"))
    return rep._replace(desk=replace(rep.desk, settings=settings))


def hand_in(rep: Rep) -> None:
    """Finalise the period, put its document beside the store, and one with a word changed; then the data changes."""
    finalise.finalise(rep.desk, rep.period, force=True)
    written = export_to(rep.desk, rep.period, rep.folder / "review.md", Options(language=rep.desk.settings.document_language))
    document = written.read_text(encoding="utf-8")
    (rep.folder / "changed.md").write_text(document.replace("1", "2", 1), encoding="utf-8")
    deals.correct(rep.desk, "0062", "amount", "30000 USD", "20")


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
    for key in way.then:
        await pilot.press(key)
    await app.workers.wait_for_complete()
    await pilot.pause()
    return app
