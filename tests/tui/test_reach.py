"""In the smallest window every text of a wide one is still there: on the first screen, or by keys alone.

What a wide screen says is read from its recording; what the recording of the small one does not show at once is walked to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from salestui.domain.entry import KINDS
from salestui.guide import LANGUAGES, words
from salestui.tui.app import SalesApp
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.home_look import TILES
from salestui.tui.keys_ahead import STEP
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Stored
from salestui.tui.page_view import PageView
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.panes.tiles import Tiles
from salestui.tui.place import Place
from salestui.tui.row_window import RowWindow
from salestui.tui.scroll import Scroll
from salestui.work import log
from tests.tui.conftest import TODAY, Rep, shown
from tests.tui.every_screen import visit
from tests.tui.stocked import make_quarters
from tests.tui.test_recordings import CHAPTERS, RECORDINGS, at_desk, own_clock

__all__ = ["own_clock"]  # a fixture

SMALL, WIDE = "60x20", "120x40"
PANES, MOST = 4, 40
"""As many panes are turned to, and keys pressed in one of them, at the most."""
LONGEST = "sv"
NOTHING_SAID = {"justerat", "riktmärke", "den här", "här veckan"}
"""Headings over nothing, where a table of the document is told row by row: each row names what it has. The title of home's week is
that of the week's own place, which says it in one word.
"""
LEADS = {"home": "ck"}
"""What home says in a line, with its key, in a small window, stands where the key leads."""
_APART = re.compile(r"\s{2,}|[·•→–…\u2500-\u259f\u2800-\u28ff]")
_MARKS = re.compile(r"[\W_]+")
_TICKS = re.compile(r"[^│]*[┤┼]")
_AXIS = re.compile(r"└[─┬]+┘?")
_ALIKE = re.compile(r"   × \d+$|^× \d+$", re.MULTILINE)


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_quarters(tmp_path_factory.mktemp("quarters"))


@pytest.mark.usefixtures("own_clock", "no_terminal")
@pytest.mark.parametrize("chapter", ["", "dialogs-", "finalised-"], ids=["places", "dialogs", "finalised"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_text_of_a_wide_window_is_reached_by_keys_in_the_smallest(
    quarters: Path, language: str, chapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, ways = CHAPTERS[chapter]
    screens = to_walk(chapter, language)
    rep = at_desk(quarters, store, language, tmp_path, monkeypatch)
    app = rep.app()
    lost: list[str] = []
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for name, missing in screens.items():
            await visit(pilot, ways[name])
            lost += [f"{name}: {said}" for said in sorted(await Walk(pilot, missing).through())]
    rep.desk.store.close()
    assert not lost, "\n".join(lost)


class Walk:
    """What a rep comes to see of a screen by keys: through the fields and panes, with the arrows and page keys, and in the help."""

    def __init__(self, pilot: Pilot[None], wanted: set[str]) -> None:
        self._pilot = pilot
        self._left = set(wanted)
        self._shown = self._pages = ""
        self._last: dict[Widget, str] = {}

    async def through(self) -> set[str]:
        """Of what was wanted, that which was nowhere seen."""
        screen = self._pilot.app.screen
        for table in screen.query(RowWindow):
            self._left -= headings_of_nothing(table)
        await self._pane()
        if isinstance(screen, Place):
            await self._help()
            first = screen.focused
            for _ in range(PANES):
                await self._press("f2")
                if screen.focused is first:
                    break
                await self._pane()
            for key in LEADS.get(screen.place, ()):
                await self._press(key)
                await self._pane()
                await self._press("escape")
        return self._left

    async def _help(self) -> None:
        """All that the help of the place says: it is a dialog that is walked through as any other."""
        await self._press("f1")
        for text in self._pilot.app.screen.query("#help-text").results(Static):
            self._left -= {said for said in self._left if squeezed(said) in squeezed(str(text.content))}
            await self._press("escape")

    async def _pane(self) -> None:
        """Tab leads from one to the next; each is gone through to its end."""
        screen, seen = self._pilot.app.screen, []
        self._look()
        while self._left and screen.focused not in seen:
            seen.append(screen.focused)
            await self._to_the_end_of(screen.focused)
            if screen.active_bindings["tab"].binding.action.endswith("focus_next"):
                await self._press("tab")

    async def _to_the_end_of(self, widget: Widget | None) -> None:
        """What is in it comes into view."""
        screen = self._pilot.app.screen
        match widget:
            case RowWindow() | ChosenList() | Tiles():
                await self._through_the_list(widget)
            case VerticalScroll() | ChartPane():
                await self._through_the_pages(widget)
            case KeptText() if widget.label_cut:
                await self._help()
            case LineBox():
                await self._press("home")
                await self._press("end")
                for table in screen.query(RowWindow):  # has the arrows, though not the focus
                    await self._through_the_list(table)
            case _:
                pass

    async def _through_the_list(self, widget: RowWindow | ChosenList | Tiles) -> None:
        match widget:
            case RowWindow():
                await self._repeat("down", lambda: widget.marked)
            case ChosenList():
                await self._repeat("down", lambda: widget.highlighted)
            case Tiles():
                for key in ("enter", "escape", "right") * TILES:
                    await self._press(key)

    async def _through_the_pages(self, widget: VerticalScroll | ChartPane) -> None:
        while self._left and widget.scroll_offset.y < widget.max_scroll_y:
            before = widget.scroll_offset.y
            await self._press("pagedown")
            for _ in range(5 * MOST):  # it glides there
                await self._pilot.pause(STEP)
                if widget.scroll_offset.y >= round(widget.scroll_target_y) > before:
                    break
            self._look()

    async def _repeat(self, key: str, where: Callable[[], object]) -> None:
        """Press the key until it leads no further, or back to the first."""
        been: set[object] = set()
        while self._left and len(been) < MOST and where() not in been:
            been.add(where())
            await self._press(key)

    async def _press(self, key: str) -> None:
        if self._left:
            app = self._pilot.app
            assert isinstance(app, SalesApp)
            app.simulate_key(key)
            await self._pilot._wait_for_screen()
            await self._pilot.pause(0)
            while app._ahead or app._busy:
                await self._pilot.pause(0)
            await self._pilot._wait_for_screen()
            self._look()

    def _look(self) -> None:
        """Leave out what stands on the screen now: in a row, or in any of the widgets as its own rows go on."""
        app = self._pilot.app
        assert isinstance(app, SalesApp)
        strips = app.screen._compositor.render_strips()
        before, self._shown = self._shown, squeezed("".join(strip.text for strip in strips))
        if self._shown == before:
            return
        texts = [self._shown]
        for widget, (whole, clip) in app.screen._compositor.visible_widgets.items():
            region = whole.intersection(clip)
            if region and not widget.is_container:
                rows = strips[region.y : region.bottom]
                text = squeezed("".join(row.crop(region.x, region.right).text for row in rows))
                texts.append(self._last.get(widget, "") + text)  # goes on from page to page
                self._last[widget] = text
                self._pages += text if isinstance(widget, PageView) else ""  # its tables break the text of a cell
        self._left -= {said for said in self._left if any(squeezed(said) in text for text in texts)}
        for among in (self._pages, *(squeezed(strip.text) for strip in strips)):  # a short name, where the long one stands
            self._left -= {said for said in self._left if all(word in among for word in said.split())}


def headings_of_nothing(table: RowWindow) -> set[str]:
    """The headings of columns that are left out, and in which no row says anything."""
    rows = [table.row(number).cells for number in range(min(table.count, MOST))]
    left_out = (index for index in range(len(table._columns)) if index not in table._cells())
    return {
        said for index in left_out if not any(cells[index] for cells in rows) for said in phrases(table._columns[index].head)
    }


def to_walk(chapter: str, language: str) -> dict[str, set[str]]:
    """What is walked to: in the language of the longer words; in another where that leaves something out alone."""
    longest, missing = not_at_once(chapter, LONGEST), not_at_once(chapter, language)
    return missing if language == LONGEST else {name: said for name, said in missing.items() if name not in longest}


def not_at_once(chapter: str, language: str) -> dict[str, set[str]]:
    """By screen, what the recording of the wide window says and that of the small one does not, in the order of the ways."""
    wide, small = recorded(f"{chapter}{language}-{WIDE}"), recorded(f"{chapter}{language}-{SMALL}")
    own = {name: name if name in wide else name.rpartition(", ")[0] for name in small}  # a pane is a part of its screen
    at_once = {name: "".join(squeezed(small[part]) for part, whole in own.items() if whole == name) for name in wide}
    missing = {name: {said for said in phrases(text) if squeezed(said) not in at_once[name]} for name, text in wide.items()}
    return {name: said - NOTHING_SAID for name, said in missing.items() if said - NOTHING_SAID}


def recorded(name: str) -> dict[str, str]:
    """By screen, the rows of that recording."""
    text = _ALIKE.sub("", (RECORDINGS / f"{name}.txt").read_text(encoding="utf-8"))
    parts = (part.partition("\n") for part in re.split(r"^======== ", text, flags=re.MULTILINE)[1:])
    return {heading: rows for heading, _, rows in parts}


def phrases(text: str) -> Iterator[str]:
    """Two words at a time as they stand beside each other; without the marks of a chart's axes, which follow its size."""
    under: re.Match[str] | None = None
    for row in text.split("\n"):
        by_cell = "".join(sign if cell_len(sign) < 2 else f"{sign}\0" for sign in row)
        if under is not None:
            by_cell = f"{by_cell[: max(0, under.start() - 3)]}│{by_cell[under.end() + 3 :]}"
        under = _AXIS.search(by_cell) if "┬" in by_cell else None
        for run in _APART.split(_TICKS.sub("│", by_cell).replace("\0", "")):
            words = [word for word in map(squeezed, run.split()) if word]
            yield from map(" ".join, pairwise(words)) if len(words) > 1 else words


def squeezed(text: str) -> str:
    """The letters and digits alone, as they follow each other however the text is laid out."""
    return _MARKS.sub("", text).casefold()


async def test_a_long_list_of_what_was_logged_is_gone_through_by_keys_and_a_short_one_is_no_stop(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("k", "tab")
        await pilot.pause()
        assert not isinstance(app.focused, Scroll)
        with rep.desk.store.transaction():
            for number in range(20):
                log.add(rep.desk.store, log.read_line(f"Call number {number}", "win", TODAY))
        app.post_message(Stored())
        await pilot.pause()
        assert "Brought the CFO" not in shown(app)
        await pilot.press("tab", "end")
        await pilot.pause()
        await pilot.wait_for_animation()
        await pilot.pause()
        assert "Brought the CFO" in shown(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_every_kind_fits_the_line_of_the_smallest_window(language: str) -> None:
    for kind in KINDS:
        assert cell_len(words(language)(f"words.kind_placeholder.{kind}")) <= 56, kind
