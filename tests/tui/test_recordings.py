"""Every screen as rows of text: in three sizes and both languages, with nothing, one, a quarter and ten thousand records.

The recordings were looked at and mended until nothing in them is cut, misaligned or unexplained. After a change that is
meant, look at the difference and renew them: SALESTUI_RENEW=1 pytest tests/tui/test_recordings.py
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from salestui.domain.period import parse_period
from salestui.domain.written import HEADLINE, SECTIONS
from salestui.guide import LANGUAGES
from salestui.store.backup import back_up
from salestui.tui.app import SalesApp
from salestui.tui.completing import Popup
from salestui.tui.panes.section_panes import SectionPanes
from salestui.work import reminder
from salestui.work.desk import open_desk
from tests.tui.conftest import PERIOD, TODAY, Rep
from tests.tui.every_screen import ALL, HANDED_IN, Way, visit
from tests.tui.stocked import RECORDS, THIRD, make_stores

RECORDINGS = Path(__file__).with_name("recordings")
SIZES = ((120, 40), (80, 24), (60, 20))
WIDE_FROM = 100
"""Cells from which the panes of a section stand beside each other."""
WHERE_THEY_STAND = ("home", "week", "log", "deals", "review", "trends", "periods", "search", "results", "pipeline", "preview")
PROPOSED = "[driver.1] Leverantörsgranskningen tog 23 dagar"
"""What the rep's own program answers."""
_CLOCK = re.compile(r"\b\d\d:\d\d\b")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the stores, made once."""
    return make_stores(tmp_path_factory.mktemp("stores"))


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
    """A rep at home in `folder`, with a copy of that store, a backup, an export, reviews of others, and a program that proposes."""
    for variable, value in (("HOME", folder), ("SALESTUI_CONFIG", folder / "settings.toml")):
        monkeypatch.setenv(variable, str(value))
    for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setattr(reminder, "sys", SimpleNamespace(platform="linux"))  # whose reminders are shown
    monkeypatch.chdir(folder)
    shutil.copy(stores / f"{name}.db", folder / "store.db")
    shutil.copytree(stores / "reviews", folder / "reviews")
    (folder / "export.csv").write_text(THIRD, encoding="utf-8")
    os.utime(folder / "export.csv", (1_772_400_000, 1_772_400_000))
    document = (stores / "finalised.md").read_text(encoding="utf-8")
    (folder / "review.md").write_text(document, encoding="utf-8")
    (folder / "changed.md").write_text(document.replace("90 %", "99 %"), encoding="utf-8")
    desk = open_desk(str(folder / "store.db"), today=TODAY)
    back_up(desk.store.connection, desk.store.path, reason="manual", now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    settings = replace(
        desk.settings, language=language, document_language=language, assist=("python", "-c", f"print({PROPOSED!r})")
    )
    return Rep(replace(desk, settings=settings, language=language), parse_period(PERIOD), folder)


class Drawn:
    """How often the app drew."""

    def __init__(self, app: SalesApp) -> None:
        self.times = 0
        app.post_display_hook = self._again  # type: ignore[method-assign]

    def _again(self) -> None:
        self.times += 1


async def recorded(rep: Rep, ways: Mapping[str, Way]) -> dict[tuple[int, int], str]:
    """Each of the screens in each size, one below the other; each begins in the size in which the one before it ended."""
    app = rep.app()
    drawn = Drawn(app)
    seen: dict[tuple[int, int], list[str]] = {size: [] for size in SIZES}
    sizes = list(SIZES)
    async with app.run_test(size=sizes[0]) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        while app.sitting.waits:  # until home has the figures of a large book, which are made beside it
            await pilot.pause(0.05)
        for name, way in ways.items():
            await visit(pilot, way)
            app.sitting.autosave.flush()
            for size in sizes:
                if app.size != size:
                    await pilot.resize_terminal(*size)
                seen[size] += [f"======== {name}", *shortened(await settled(pilot, drawn, size))]
                async for pane in other_panes(pilot, way, size):
                    seen[size] += [f"======== {name}, {pane}", *shortened(await settled(pilot, drawn, size))]
            sizes.reverse()
    return {size: "\n".join(lines) + "\n" for size, lines in seen.items()}


async def other_panes(pilot: Pilot[None], way: Way, size: tuple[int, int]) -> AsyncIterator[str]:
    """Turn to each pane of a section that stands behind the first, where there is room for one alone."""
    if way != Way(way.place) or way.place not in (HEADLINE, *SECTIONS) or size[0] >= WIDE_FROM:
        return
    panes = pilot.app.screen.query_one(SectionPanes)
    await pilot.press("f2")
    while panes.in_view != "write":
        yield panes.in_view
        await pilot.press("f2")
    await pilot.press("escape")


async def settled(pilot: Pilot[None], drawn: Drawn, size: tuple[int, int]) -> list[str]:
    """What stands on the screen once nothing is drawn any more, however busy the computer is."""
    quiet = 0
    while quiet < 2:
        before = drawn.times
        await pilot.pause(0.02)
        quiet = quiet + 1 if drawn.times == before and pilot.app.screen.size == size else 0
    assert isinstance(pilot.app, SalesApp)
    in_front(pilot.app)  # a chart knows its title, which stands in its frame, once it was drawn
    await pilot.pause()
    return in_front(pilot.app)


def in_front(app: SalesApp) -> list[str]:
    """The rows of the place, or of what stands before it: a dialog with what it suggests, or the suggestions alone."""
    strips = app.screen._compositor.render_strips()
    popups = [popup for popup in app.screen.query(Popup) if popup.display]
    front = [widget.region for widget in (*app.screen.query(".dialog"), *popups)]
    if front:
        region = Region.from_union(front)
        strips = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
    today = datetime.now(UTC).date().isoformat()
    return [_CLOCK.sub("hh:mm", strip.text.replace(today, "yyyy-mm-dd")).rstrip() for strip in strips]


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


PLACES_ALONE = {name: way for name, way in ALL.items() if way == Way(name)}
OVER_THEM = {name: way for name, way in ALL.items() if name not in PLACES_ALONE}
CHAPTERS: Mapping[str, tuple[str, Mapping[str, Way]]] = {
    "": ("quarter", PLACES_ALONE),
    "dialogs-": ("quarter", OVER_THEM),
    "finalised-": ("finalised", HANDED_IN),
    **{f"{records}-": (records, {place: ALL[place] for place in WHERE_THEY_STAND}) for records in RECORDS},
}
"""By how the names of its recordings begin: the store, and the screens."""


@pytest.mark.usefixtures("own_clock", "no_terminal")
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.strip("-") or "places")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_looks_as_it_was_recorded(
    stores: Path, language: str, chapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, ways = CHAPTERS[chapter]
    rep = at_desk(stores, store, language, tmp_path, monkeypatch)
    for (width, height), text in (await recorded(rep, ways)).items():
        same_as(f"{chapter}{language}-{width}x{height}", text)
    rep.desk.store.close()
