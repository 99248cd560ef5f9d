"""An app driven from within: keys go in as a terminal would send them, and what it draws is kept with the time."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region

SIZE = (140, 40)
PATIENCE = 60.0
_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[[0-?]*[ -/]*[@-~]|\r?\n|[^\x1b\r\n]+")


class Moment(NamedTuple):
    """An instant by the clock, and the processor time that this process had used by then."""

    clock: float
    used: float

    @classmethod
    def now(cls) -> Moment:
        return cls(time.perf_counter(), time.process_time())

    def since(self, earlier: Moment) -> tuple[float, float]:
        """Seconds by the clock and of processor time since then."""
        return self.clock - earlier.clock, self.used - earlier.used


class Drawn(NamedTuple):
    """One write to the terminal."""

    at: Moment
    data: str

    def shows(self, text: str, region: Region | None = None) -> bool:
        """Whether `text` is drawn, in `region` where one is given."""
        if text not in self.data:
            return False
        if region is None:
            return True
        return any(
            region.contains(x + at, y) for x, y, part in self._parts() for at in range(len(part)) if part.startswith(text, at)
        )

    def _parts(self) -> list[tuple[int, int, str]]:
        """The texts with the cell in which each begins; a cell for each character will do for what is looked for here."""
        x = y = 0
        found = []
        for token in _TOKEN.finditer(self.data):
            part = token.group()
            if token.group(1):
                y, x = int(token.group(1)) - 1, int(token.group(2)) - 1
            elif part.endswith("\n"):
                x, y = 0, y + 1
            elif not part.startswith("\x1b"):
                found.append((x, y, part))
                x += len(part)
        return found


class Recorder(HeadlessDriver):
    """Draws as a real terminal's driver does, into a list."""

    drawn: list[Drawn]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.drawn.append(Drawn(Moment.now(), data))


class Driven:
    """A running app."""

    def __init__(self, app: App[None]) -> None:
        self.app = app
        self.drawn: list[Drawn] = []

    def press(self, *keys: str) -> Moment:
        """Send keys as one read of a terminal gives them; the moment at which they were sent."""
        sent = Moment.now()
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        return sent

    async def until_drawn(self, text: str, *, after: int = 0, region: Region | None = None) -> Moment:
        """The moment at which `text` was drawn by a write after the first `after`. Raises TimeoutError."""
        looked = after
        limit = time.perf_counter() + PATIENCE
        while time.perf_counter() < limit:
            for drawn in self.drawn[looked:]:
                looked += 1
                if drawn.shows(text, region):
                    return drawn.at
            await asyncio.sleep(0.002)
        raise TimeoutError(f"{text!r} was not drawn: {''.join(drawn.data for drawn in self.drawn[after:])[-800:]!r}")

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait until `met`. Raises TimeoutError."""
        limit = time.perf_counter() + PATIENCE
        while not met():
            if time.perf_counter() > limit:
                raise TimeoutError("the app did not get there")
            await asyncio.sleep(0.02)


@asynccontextmanager
async def driven(app: App[None], size: tuple[int, int] = SIZE) -> AsyncIterator[Driven]:
    """The app while it runs; it is ended afterwards."""
    handle = Driven(app)
    app.driver_class = type("Kept", (Recorder,), {"drawn": handle.drawn})
    running = asyncio.create_task(app.run_async(size=size, mouse=False))
    try:
        yield handle
    finally:
        app.exit()
        await asyncio.wait_for(running, PATIENCE)
