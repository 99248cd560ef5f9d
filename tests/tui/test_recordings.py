"""Every screen as rows of text: in three sizes and both languages, with nothing, one, a quarter and ten thousand records.

The recordings were looked at and mended until nothing in them is cut, misaligned or unexplained. After a change that is
meant, look at the difference and renew them: SALESTUI_RENEW=1 pytest tests/tui/test_recordings.py
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from textual.pilot import Pilot

from salestui.domain.import_plan import Choices
from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES
from salestui.tui.app import SalesApp
from salestui.work import actions, bring_in, forecasts, goals, log, periods, review, writing
from salestui.work.desk import Desk, open_desk
from tests.tui.conftest import PERIOD, TODAY, Rep
from tests.tui.every_screen import ALL, Way, visit

RECORDINGS = Path(__file__).with_name("recordings")
SIZES = ((120, 40), (80, 24), (60, 20))
USUAL = (80, 24)
OF_THIS_MACHINE = ("job_restore", "job_remind", "job_doctor")
"""Dialogs that show the clock and the folders of the computer on which they are opened."""
RECORDS = {"none": 0, "one": 1, "many": 10_000}
WHERE_THEY_STAND = ("home", "week", "log", "deals", "review", "trends", "periods", "search", "results", "pipeline", "preview")
_CLOCK = re.compile(r"\b\d\d:\d\d\b")
WRITTEN_AT = "2026-03-02T09:00:00Z"

HEADER = "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner\n"
REP = "Åsa Öberg-Ståhlhammar"
FIRST = (
    HEADER
    + """\
0061,Arbetsmarknadsdepartementets upphandlingsstödsfunktion,Arbetsmarknadsdepartementet,Proposal,48000,USD,2026-03-20,2026-01-05,ÅSA
0062,東京エレクトロン株式会社 – 更新,東京エレクトロン株式会社,Negotiation,36000,USD,2026-02-27,2025-11-10,ÅSA
0063,Cafe\u0301 Zoë 🎉 pilot,Cafe\u0301 Zoë,Qualification,12000,USD,2026-03-30,2026-01-20,ÅSA
""".replace("ÅSA", REP)
)
SECOND = (
    FIRST.replace("Negotiation,36000", "Closed Won,36000").replace("Qualification", "Closed Lost").replace("03-20", "04-17")
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store for each number of records, made once."""
    folder = tmp_path_factory.mktemp("stores")
    for name, count in RECORDS.items():
        with open_desk(str(folder / f"{name}.db"), today=TODAY, settings=None) as desk:
            counted(desk, folder, count)
    with open_desk(str(folder / "quarter.db"), today=TODAY) as desk:
        quarter(desk, folder)
    return folder


def counted(desk: Desk, folder: Path, count: int) -> None:
    """That many deals, and as many entries."""
    if not count:
        return
    lines = (
        f"{n:06d},Deal {n},Account {n % 900},{'Closed Won' if n % 3 == 0 else 'Proposal'},{1000 + n},USD,"
        f"2026-{n % 3 + 1:02d}-{n % 28 + 1:02d},2025-12-{n % 28 + 1:02d},Maja Lind\n"
        for n in range(count)
    )
    path = folder / "deals.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    bring_in.import_file(desk, path, Choices(as_of=date(2026, 3, 2), yes=True))
    periods.new(desk, parse_period(PERIOD), "ae", "Maja Lind")
    with desk.store.transaction():
        for n in range(count):
            log.add(desk.store, log.read_line(f"Entry {n} of many @'Account {n % 900}'", "win", TODAY))


def quarter(desk: Desk, folder: Path) -> None:
    """A quarter with something on every screen: long Swedish words, wide and combining characters."""
    period = parse_period(PERIOD)
    for name, text, day in (("first.csv", FIRST, date(2026, 2, 2)), ("second.csv", SECOND, date(2026, 3, 2))):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        bring_in.import_file(desk, path, Choices(as_of=day, yes=True))
    periods.new(desk, period, "ae", REP)
    goals.set_goal(desk, period, "Kvot för Nordvästra Götaland", "revenue_won", "40000 USD")
    goals.set_goal(desk, period, "vinstprocent", "win_rate", "30 %")
    forecasts.add(desk, period, date(2026, 1, 7), goals.typed_target(desk, "revenue_won", "38000 USD"), None)
    for kind, said, day in (
        ("win", "Ekonomichefen med -> affären 30k till 36k @'東京エレクトロン株式会社' +average_deal_size", date(2026, 2, 27)),
        ("blocker", "Upphandlingsjuristernas leverantörsgranskning: tre veckors väntan 🎉", date(2026, 3, 2)),
        ("team", "Coachade Sam i prisinvändningar, tre samtal", date(2026, 2, 12)),
    ):  # fmt: skip
        log.add(desk.store, log.read_line(said, kind, day))
    for key, said in (
        (FieldKey("headline", "result"), "{revenue_won} won, {quota_attainment} of quota"),
        (FieldKey("results", "metric", 1), "revenue_won"),
        (FieldKey("results", "metric", 2), "win_rate"),
        (FieldKey("results", "why", 0, "win_rate"), "Färre men bättre kvalificerade affärsmöjligheter"),
        (FieldKey("context", "driver", 1), "Upphandlingsjuristernas leverantörsgranskning tog tre veckor"),
        (FieldKey("context", "driver", 1), "Leverantörsgranskningen 更新 tog {win_rat} veckor"),
    ):
        writing.set_field(desk, period, key, said, at=WRITTEN_AT)
    actions.add(desk, period, "fix", "Fredagsgenomgång av sena affärer", metric="win_rate", target="35 %", by=date(2026, 6, 30))
    findings = review.review(desk, period).findings
    review.accept(desk, period, next(one for one in findings if one.severity != "error"), "Avtalat med Karin")


@pytest.fixture
def own_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rep lives in Greenwich, whatever the computer says."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def at_desk(stores: Path, name: str, language: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rep:
    """A rep with a copy of that store, at home in `folder`."""
    for variable, value in (("HOME", folder), ("SALESTUI_CONFIG", folder / "settings.toml")):
        monkeypatch.setenv(variable, str(value))
    monkeypatch.chdir(folder)
    shutil.copy(stores / f"{name}.db", folder / "store.db")
    (folder / "export.csv").write_text(SECOND, encoding="utf-8")
    os.utime(folder / "export.csv", (1_772_400_000, 1_772_400_000))
    desk = open_desk(str(folder / "store.db"), today=TODAY)
    settings = replace(desk.settings, language=language, document_language=language)
    return Rep(replace(desk, settings=settings, language=language), parse_period(PERIOD), folder)


async def recorded(rep: Rep, ways: dict[str, Way]) -> dict[tuple[int, int], str]:
    """Each of the screens in each size, one below the other; dialogs in the size that most terminals open with."""
    app = rep.app()
    seen: dict[tuple[int, int], list[str]] = {size: [] for size in SIZES}
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        for name, way in ways.items():
            await visit(pilot, way)
            app.sitting.autosave.flush()
            for size in SIZES if way == Way(way.place) else (USUAL,):
                if app.size != size:
                    await pilot.resize_terminal(*size)
                seen[size] += [f"======== {name}", *shortened(await settled(pilot, size))]
            if app.size != USUAL:
                await pilot.resize_terminal(*USUAL)
    return {size: "\n".join(lines) + "\n" for size, lines in seen.items()}


async def settled(pilot: Pilot[None], size: tuple[int, int]) -> list[str]:
    """What stands on the screen once it no longer changes, however busy the computer is."""
    app, alike, before = pilot.app, 0, [""]
    assert isinstance(app, SalesApp)
    while alike < 2:
        await pilot.pause(0.02)
        now = in_front(app)
        alike = alike + 1 if now == before and app.screen.size == size else 0
        before = now
    return before


def in_front(app: SalesApp) -> list[str]:
    """The rows of the place, or of the dialog that stands before it."""
    strips = app.screen._compositor.render_strips()
    for frame in app.screen.query(".dialog"):
        region = frame.region
        strips = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
    return [_CLOCK.sub("hh:mm", strip.text).rstrip() for strip in strips]


def shortened(lines: Iterable[str]) -> Iterator[str]:
    """Rows that are alike are written once, with their number."""
    for line, alike in groupby(lines):
        count = sum(1 for _ in alike)
        yield line if count == 1 else f"{line}   × {count}".lstrip()


def same_as(name: str, text: str) -> None:
    path = RECORDINGS / f"{name}.txt"
    if os.environ.get("SALESTUI_RENEW"):
        RECORDINGS.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}: look at the difference, and renew where it is meant"


@pytest.mark.usefixtures("own_clock")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_with_a_quarter_in_it(
    stores: Path, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep = at_desk(stores, "quarter", language, tmp_path, monkeypatch)
    ways = {name: way for name, way in ALL.items() if name not in OF_THIS_MACHINE}
    for (width, height), text in (await recorded(rep, ways)).items():
        same_as(f"{language}-{width}x{height}", text)
    rep.desk.store.close()


@pytest.mark.usefixtures("own_clock")
@pytest.mark.parametrize("records", RECORDS)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_places_of_records(
    stores: Path, language: str, records: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep = at_desk(stores, records, language, tmp_path, monkeypatch)
    for (width, height), text in (await recorded(rep, {place: ALL[place] for place in WHERE_THEY_STAND})).items():
        same_as(f"{records}-{language}-{width}x{height}", text)
    rep.desk.store.close()
