"""Random keys, clicks and sizes on the whole app with a full store: nothing that a rep can press ends it in a fault."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import deque
from datetime import date
from pathlib import Path

from textual.geometry import Offset

from salestui.tui.app import SalesApp
from salestui.tui.keys import LOGGED, PLACES
from salestui.work.desk import open_desk
from tests.reliability.faults import TODAY, Outcome, Place

MOVES = (
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "tab",
    "shift+tab",
    "enter",
    "enter",
    "escape",
    "space",
)
DEEDS = (
    "ctrl+n", "ctrl+o", "ctrl+t", "ctrl+l", "ctrl+r", "ctrl+g", "ctrl+p", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+k", "ctrl+x",
    "ctrl+v", "ctrl+s", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+u", "ctrl+w", "alt+down", "alt+up", "shift+down", "f1", "f2", "f4",
    "delete", "backspace", "question_mark", "e", "y", "u", "q", "ctrl+q", "a", "o", "s", "x", "z", "p", "j", "plus", "minus",
)  # fmt: skip
TYPED = (
    "Brought the CFO in", "@Acme ", "#tag +win_rate", "41k to 47k", "{revenue_won", "}", "30 %", "2026-03-10", "[/nope]", "[b",
    "🙂é", "漢字", "500000 USD", "-1", "9" * 40, "x" * 200,
)  # fmt: skip
SIZES = ((80, 24), (120, 40), (60, 20), (20, 10), (200, 60), (40, 5))
REMEMBERED = 40


class Monkey:
    """What is pressed next, by chance, and what was pressed last."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.last: deque[str] = deque(maxlen=REMEMBERED)
        self.pressed = 0

    async def act(self, app: SalesApp, pilot: object) -> None:
        """One key, word, click or size."""
        from textual.pilot import Pilot

        assert isinstance(pilot, Pilot)
        chance = self._chance
        kind = chance.choices(("move", "place", "deed", "type", "click", "size"), (30, 10, 25, 12, 8, 1))[0]
        self.pressed += 1
        if kind == "click":
            size = app.screen.size
            at = Offset(chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height)))
            self.last.append(f"click {at.x},{at.y}")
            await pilot.click(offset=at)
        elif kind == "size":
            wide, high = chance.choice(SIZES)
            self.last.append(f"size {wide}x{high}")
            await pilot.resize_terminal(wide, high)
        elif kind == "type":
            word = chance.choice(TYPED)
            self.last.append(repr(word[:20]))
            await pilot.press(*word[:60])
        else:
            keys = {"move": MOVES, "place": (*PLACES.values(), *LOGGED.values()), "deed": DEEDS}[kind]
            key = chance.choice(keys)
            self.last.append(key)
            await pilot.press(key)


def soaked(desk: Place, seed: int, seconds: float) -> Outcome:
    """The app on a copy of the desk at random keys for so long, opened again whenever it was left."""
    os.environ.update(desk.environment(EDITOR="true", VISUAL="true"))
    os.chdir(desk.folder)
    monkey, broken, opened = Monkey(seed), list[str](), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(broken) < 10:
        opened += 1
        try:
            asyncio.run(_sitting(desk.store, monkey, end))
        except BaseException as error:  # whatever it is, it is what is looked for
            if isinstance(error, KeyboardInterrupt):
                raise
            broken.append(
                f"seed {seed}, key {monkey.pressed}, {type(error).__name__}: {error}; {_where(error)}; {list(monkey.last)}"
            )
        wrong = desk.wrong()
        if wrong is not None:
            broken.append(f"seed {seed}, key {monkey.pressed}: {wrong}")
    return Outcome(monkey.pressed, tuple(broken))


def _where(error: BaseException) -> str:
    """The last lines of our own in the traceback."""
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "salestui" in frame.filename]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))


async def _sitting(store: Path, monkey: Monkey, end: float) -> None:
    """From the app's start until it is left, the time is over, or it has taken a thousand keys."""
    with open_desk(str(store), today=date.fromisoformat(TODAY)) as desk:
        app = SalesApp(desk)
        until = monkey.pressed + 1000
        async with app.run_test(size=(100, 30)) as pilot:
            while app.is_running and not app._exit and time.monotonic() < end and monkey.pressed < until:
                await monkey.act(app, pilot)
