"""Keys typed into a section, and into the plainest apps in its place: `keys.py ours|field|preview COUNT [STORE]`.

Told in seconds, by the clock and of processor time:
`letter`, from a key to its letter in the field; `preview`, to its letter in what is read beside it; `burst`,
forty keys at once to the last one's letter there.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static, TextArea

from tests.bench.data import TODAY
from tests.bench.inside.recorder import Driven, driven

LETTERS = [chr(code) for code in (*range(0x430, 0x450), *range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA), *range(0x561, 0x580))]
"""None of them stands anywhere else, so each is found where it was typed."""

BURST = 40
PAGE = "\n".join(
    f"{number}  A line of the page that stands beside the field and is as long as those usually are" for number in range(40)
)


class Field(App[None]):
    """A field and nothing else."""

    def compose(self) -> ComposeResult:
        yield TextArea("What was written before")


class Preview(App[None]):
    """A field, and beside it a page in which what is typed is read."""

    CSS = "TextArea, Static { width: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield TextArea("What was written before")
            yield Static(Content(PAGE))

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        self.query_one(Static).update(Content(f"{changed.text_area.text}\n{PAGE}"))


Told = dict[str, list[tuple[float, float]]]


async def plain(app: App[None], count: int) -> Told:
    async with driven(app) as handle:
        await handle.until_drawn("before")
        field = app.query_one(TextArea)
        field.move_cursor(field.document.end)
        pages = app.query(Static)
        return await typed(handle, count, field.region, pages.first().region if pages else None)


async def ours(path: Path, count: int) -> Told:
    from salestui.domain.written import FieldKey
    from salestui.tui.app import SalesApp
    from salestui.tui.fields.kept_text import KeptText
    from salestui.tui.messages import Go
    from salestui.tui.panes.reading_pane import ReadingPane
    from salestui.tui.panes.write_pane import WritePane
    from salestui.work.desk import open_desk

    with open_desk(str(path), today=TODAY, create=False) as desk:
        app = SalesApp(desk)
        async with driven(app) as handle:
            await handle.until_drawn("Log a win")
            await asyncio.sleep(1)
            app.post_message(Go("results", FieldKey("results", "why", 0, "win_rate")))
            await handle.until(lambda: isinstance(app.focused, KeptText))
            write, read = app.screen.query_one(WritePane), app.screen.query_one(ReadingPane)
            await asyncio.sleep(2)
            return await typed(handle, count, write.region, read.region)


async def typed(handle: Driven, count: int, field: Region, page: Region | None) -> Told:
    """Types like a person: a key every tenth of a second or so, and now and then a thought."""
    told: Told = {"letter": [], "preview": [], "burst": []}
    pace = random.Random(count)
    letters = iter(LETTERS)
    for number in range(count):
        letter = next(letters)
        before = len(handle.drawn)
        sent = handle.press(letter)
        told["letter"].append((await handle.until_drawn(letter, after=before, region=field)).since(sent))
        if page is not None:
            told["preview"].append((await handle.until_drawn(letter, after=before, region=page)).since(sent))
        await asyncio.sleep(1.2 if number % 12 == 11 else pace.uniform(0.06, 0.16))
        if number % 6 == 5:
            handle.press("space")
            await asyncio.sleep(0.1)
    if page is not None:
        last = next(letters)
        before = len(handle.drawn)
        sent = handle.press(*("x" * (BURST - 1)), last)
        told["burst"].append((await handle.until_drawn(last, after=before, region=page)).since(sent))
    return told


def main(what: str, count: int, store: str = "") -> None:
    told = asyncio.run(ours(Path(store), count) if what == "ours" else plain(Field() if what == "field" else Preview(), count))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
