"""A rep at the app: a real store, a fixed day, the real screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual._compositor import Compositor
from textual.keys import _character_to_key
from textual.pilot import Pilot

from salestui.domain.import_plan import Choices
from salestui.domain.period import Period, parse_period
from salestui.domain.written import FieldKey
from salestui.tui.app import SalesApp
from salestui.tui.keys import PLACES
from salestui.work import actions, bring_in, forecasts, goals, log, periods, writing
from salestui.work.desk import Desk, open_desk

TODAY = date(2026, 3, 3)
PERIOD = "2026-Q1"
EVERYWHERE = (*PLACES, "welcome")

FIRST = """\
Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner
0061,Acme renewal,Acme AB,Proposal,48000,USD,2026-03-20,2026-01-05,Maja Lind
0062,Beta first order,Beta,Negotiation,36000,USD,2026-02-27,2025-11-10,Maja Lind
0063,Gamma pilot,Gamma,Qualification,12000,USD,2026-03-30,2026-01-20,Maja Lind
"""
SECOND = """\
Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner
0061,Acme renewal,Acme AB,Proposal,48000,USD,2026-04-17,2026-01-05,Maja Lind
0062,Beta first order,Beta,Closed Won,36000,USD,2026-02-27,2025-11-10,Maja Lind
0063,Gamma pilot,Gamma,Closed Lost,12000,USD,2026-03-01,2026-01-20,Maja Lind
"""


class Rep(NamedTuple):
    """A rep with a desk and a period."""

    desk: Desk
    period: Period
    folder: Path

    def app(self) -> SalesApp:
        """The app, opened anew."""
        return SalesApp(self.desk)

    def reads(self, section: str, field: str, row: int = 0, part: str = "") -> str:
        """What the store holds there."""
        return writing.texts(self.desk, self.period).get(FieldKey(section, field, row, part), "")

    def export(self, name: str, text: str) -> Path:
        """A file as it comes from a CRM."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def at_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Rep]]:
    """Opens desks on an empty store; they are closed afterwards."""
    monkeypatch.setenv("SALESTUI_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    opened: list[Desk] = []

    def sit_down(language: str | None = None) -> Rep:
        desk = open_desk(str(tmp_path / "store.db"), today=TODAY, language=language)
        opened.append(desk)
        return Rep(desk, parse_period(PERIOD), tmp_path)

    yield sit_down
    for desk in opened:
        desk.store.close()


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn for a terminal at which nobody sits: what is recorded is drawn once, when it is."""
    monkeypatch.setattr(Compositor, "render_update", lambda compositor, **_: compositor._dirty_regions.clear())


@pytest.fixture
def newcomer(at_desk: Callable[..., Rep]) -> Rep:
    """A rep whose store holds nothing."""
    return at_desk()


@pytest.fixture
def rep(newcomer: Rep) -> Rep:
    """A rep with two exports, goals, a forecast, entries, texts and next steps."""
    fill(newcomer)
    return newcomer


def fill(one: Rep) -> None:
    desk, period = one.desk, one.period
    for name, text, day in (("first.csv", FIRST, date(2026, 2, 2)), ("second.csv", SECOND, date(2026, 3, 2))):
        bring_in.import_file(desk, one.export(name, text), Choices(as_of=day, yes=True))
    periods.new(desk, period, "ae", "Maja Lind")
    goals.set_goal(desk, period, "quota", "revenue_won", "40000 USD")
    goals.set_goal(desk, period, "win rate", "win_rate", "30 %")
    forecasts.add(desk, period, date(2026, 1, 7), goals.typed_target(desk, "revenue_won", "38000 USD"), None)
    for kind, said, day in (
        ("win", "Brought the CFO in at discovery -> deal from 30k to 36k @Beta +average_deal_size", date(2026, 2, 27)),
        ("blocker", "Legal review at @'Acme AB': three weeks of waiting", date(2026, 3, 2)),
        ("team", "Coached Sam on price objections, three calls", date(2026, 2, 12)),
    ):
        log.add(desk.store, log.read_line(said, kind, day))
    for key, said in (
        (FieldKey("headline", "result"), "{revenue_won} won, {quota_attainment} of quota"),
        (FieldKey("results", "metric", 1), "revenue_won"),
        (FieldKey("results", "metric", 2), "win_rate"),
        (FieldKey("results", "why", 0, "win_rate"), "Fewer, better qualified deals"),
        (FieldKey("context", "driver", 1), "Legal review added three weeks"),
    ):
        writing.set_field(desk, period, key, said)
    actions.add(desk, period, "fix", "Review late deals on Fridays", metric="win_rate", target="35 %", by=date(2026, 6, 30))


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type as a hand does, that waits for no key to be done before the next."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
    await pilot.pause()


def rows(app: SalesApp) -> list[str]:
    """The screen as rows of text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def shown(app: SalesApp) -> str:
    return "\n".join(rows(app))
