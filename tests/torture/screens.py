"""A fault in each handler, action, worker, timer and drawing of each screen, and the time that a text of any length takes."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import stat
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from textual.widget import Widget

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.tui import app as app_module
from salestui.tui import autosave
from salestui.tui.app import MODES, SalesApp
from salestui.tui.dialogs.confirm import Confirm
from salestui.tui.dialogs.versions import Versions
from salestui.tui.dialogs.why import Why
from salestui.tui.fields.kept_text import KeptText
from salestui.work import writing
from salestui.work.desk import open_desk
from tests.reliability.faults import TODAY, Outcome, Place

DRIVER = FieldKey("context", "driver", 1)
PERIOD = parse_period("2026-Q1")
UNSAVED = " Quzmay"
DELAY = autosave.DELAY
SECRET = " ".join(("Acme", "pays"))
DRAWING = ("render", "render_line", "render_lines")
WORKERS = ("a worker", "a worker in a thread")
DOORS = ("on_", "_on_", "action_", "watch_", "key_", "check_", "read", "told", "say", "hand_over", "turn_to", *DRAWING)
"""By which names Textual, or the app itself, calls a widget or a screen."""
ACTIONS = (
    "command_palette",
    "help_here",
    "go_anywhere",
    "export",
    "log('win')",
    "job('imports')",
    "job('restore')",
    "job('undo')",
)


class Fault(ZeroDivisionError):
    """What is raised: a bug like any other, with a text of the rep's in its message."""


class Seen(SalesApp):
    """The app as it behaves in a terminal when something is wrong, though it is drawn nowhere."""

    CSS_PATH = [Path(app_module.__file__).parent / path for path in SalesApp.CSS_PATH]
    is_headless = property(lambda self: False)


class Door(NamedTuple):
    """A method by which a fault comes in: of which class, on which screen."""

    screen: str
    owner: type[Widget]
    method: str


def _screens() -> dict[str, Callable[[SalesApp], Awaitable[None]]]:
    """How each place and each dialog is come to; the dialogs lie over a section in which something is unsaved."""

    def place(name: str) -> Callable[[SalesApp], Awaitable[None]]:
        async def go(app: SalesApp) -> None:
            app.go(name)

        return go

    def dialog(make: Callable[[SalesApp], object]) -> Callable[[SalesApp], Awaitable[None]]:
        async def push(app: SalesApp) -> None:
            app.push_screen(make(app))  # type: ignore[call-overload]

        return push

    def action(name: str) -> Callable[[SalesApp], Awaitable[None]]:
        async def act(app: SalesApp) -> None:
            await app.run_action(f"app.{name}")

        return act

    return {
        **{name: place(name) for name in MODES},
        **{name: action(name) for name in ACTIONS},
        "why": dialog(lambda app: Why(app.sitting, "revenue_won")),
        "versions": dialog(lambda app: Versions(app.sitting, "context")),
        "confirm": dialog(lambda app: Confirm(app.sitting, "Go on?", "Yes")),
    }


SCREENS = _screens()


async def _type_unsaved(app: SalesApp, pilot: object) -> KeptText:
    """Text in a field of which the store knows nothing yet."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    app.go("context", DRIVER)
    await pilot.pause()
    field = next(field for field in app.screen.query(KeptText) if field.key == DRIVER)
    field.move_cursor(field.document.end)
    field.insert(UNSAVED)
    await pilot.pause()
    return field


async def _doors(desk: Place) -> list[Door]:
    """Every method of the app's own widgets that is called from outside, on the first screen that has it."""
    found: dict[tuple[type, str], Door] = {}
    with open_desk(str(desk.store), today=date.fromisoformat(TODAY)) as opened:
        app = SalesApp(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            for name, come in SCREENS.items():
                app.go("context")
                await pilot.pause()
                await come(app)
                await pilot.pause()
                for widget in app.screen.walk_children(Widget, with_self=True):
                    for owner in type(widget).__mro__:
                        if owner.__module__.startswith("salestui"):
                            for method in vars(owner):
                                if method.startswith(DOORS) and callable(vars(owner)[method]):
                                    found.setdefault((owner, method), Door(name, owner, method))
                for method in WORKERS:
                    found[app.screen.__class__, f"{method} {name}"] = Door(name, type(app.screen), method)
    return list(found.values())


async def _broken_by(door: Door, store: Path) -> int | None:
    """The code with which the app ends when the fault comes in by `door` while a field holds unsaved text; None where nobody
    comes by that door: another method stands before it, or it is that of a widget which is not shown."""
    reached = False

    def fault(*_: object, **__: object) -> object:
        nonlocal reached
        reached = True
        raise Fault(SECRET)

    async def worker() -> None:
        fault()

    kept = vars(door.owner).get(door.method)
    with open_desk(str(store), today=date.fromisoformat(TODAY)) as opened:
        app = Seen(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await _type_unsaved(app, pilot)
            await SCREENS[door.screen](app)
            await pilot.pause()
            widget = next(one for one in app.screen.walk_children(Widget, with_self=True) if isinstance(one, door.owner))
            try:
                if door.method in WORKERS:
                    threaded = door.method == WORKERS[1]
                    widget.run_worker(fault if threaded else worker(), thread=threaded)
                else:
                    setattr(door.owner, door.method, fault)
                    if door.method in DRAWING:
                        widget.refresh(layout=True)
                    else:
                        widget.call_later(getattr(widget, door.method))
                for _ in range(100):
                    if app._exit:
                        break
                    await asyncio.sleep(0.02)
            finally:
                if kept is not None:
                    setattr(door.owner, door.method, kept)
                elif door.method in vars(door.owner):  # it was inherited
                    delattr(door.owner, door.method)
        return (app.return_code or 0) if reached else None


def met(door: Door, own: Place) -> str | None:
    """What is not as promised: the text is in the store, and the report names a private file with the traceback and no text.
    "" where nobody comes by that door."""
    with contextlib.redirect_stderr(io.StringIO()):  # what the app says when it ends
        code = asyncio.run(_broken_by(door, own.store))
    if code is None:
        return ""
    with open_desk(str(own.store), today=date.fromisoformat(TODAY)) as opened:
        text = writing.texts(opened, PERIOD).get(DRIVER, "")
    reports = list((own.folder / "state" / "salestui").glob("fault-*.txt"))
    if code != 70 or not text.endswith(UNSAVED):
        return f"ended with {code}, the store has {text!r}"
    if len(reports) != 1 or stat.S_IMODE(reports[0].stat().st_mode) != 0o600:
        return f"the report is {reports}"
    told = reports[0].read_text()
    return None if "in fault" in told and SECRET not in told else f"the report says {told!r}"


def faulty(desk: Place, folder: Path) -> Outcome:
    """Each door once; every twentieth time the app is opened again."""
    os.environ.update(desk.environment())
    autosave.DELAY = 1000.0  # nothing is written because its time has come
    broken, unused = [], 0
    doors = asyncio.run(_doors(desk.copy(folder / "looked at")))
    for number, door in enumerate(doors):
        own = desk.copy(folder / "faulty")
        os.environ.update(own.environment())
        try:
            wrong = met(door, own)
            if wrong is None and number % 20 == 0 and not asyncio.run(_opens(own.store)):
                wrong = "the next start does not show the text"
        except Exception as error:  # whatever it is, it is what is looked for
            wrong = repr(error)
        unused += wrong == ""
        if wrong:
            broken.append(f"{door.screen}: {door.owner.__name__}.{door.method}: {wrong}")
    autosave.DELAY = DELAY
    return Outcome(len(doors) - unused, tuple(broken))


async def _opens(store: Path) -> bool:
    with open_desk(str(store), today=date.fromisoformat(TODAY)) as opened:
        app = SalesApp(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            app.go("context", DRIVER)
            await pilot.pause()
            return any(field.text.endswith(UNSAVED) for field in app.screen.query(KeptText))


def _texts() -> Iterator[tuple[str, str]]:
    from tests.tui.test_hostile import LONG

    yield "plain", "Acme AB"
    yield from zip(("word", "marks", "emoji", "wide", "right to left", "spaces", "tab"), LONG, strict=True)


async def _drawn(store: Path, text: str, size: tuple[int, int]) -> tuple[float, str, str | None]:
    """The processor seconds of the slowest place, which one it is, and what is wrong with a frame."""
    from tests.tui.conftest import Rep, rows
    from tests.tui.test_hostile import poison

    slowest, where, wrong = 0.0, "", None
    with open_desk(str(store), today=date.fromisoformat(TODAY)) as opened:
        poison(Rep(opened, PERIOD, store.parent), text)
        app = SalesApp(opened)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for place in MODES:
                app.go(place)  # its first opening is not what is measured
                await pilot.pause()
            for place in MODES:
                times = []
                for _ in range(3):
                    app.go("home" if place != "home" else "log")
                    await pilot.pause()
                    began = time.process_time()
                    app.go(place)
                    await pilot.pause()
                    times.append(time.process_time() - began)
                if len(rows(app)) != size[1]:
                    wrong = f"{place} has {len(rows(app))} rows"
                if min(times) > slowest:
                    slowest, where = min(times), place
    return slowest, where, wrong


def long_texts(desk: Place, folder: Path) -> Outcome:
    """Each place with each text in every field, in two sizes; how long the slowest takes is told, beside that of a plain text."""
    desk = desk.copy(folder / "brought")
    desk.run("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD")
    os.environ.update(desk.environment())
    broken, told = [], []
    for size in ((80, 24), (20, 10)):
        taken = {}
        for name, text in _texts():
            own = desk.copy(folder / "long")
            os.environ.update(own.environment())
            taken[name] = seconds, place, wrong = asyncio.run(_drawn(own.store, text, size))
            broken += [f"{name} at {size}: {wrong}"] if wrong else []
        name = max(taken, key=lambda name: taken[name][0])
        seconds, place, _ = taken[name]
        told.append(
            f"{size[0]}x{size[1]}: slowest {seconds * 1000:.0f} ms ({name} in {place}; plain {taken['plain'][0] * 1000:.0f} ms)"
        )
    return Outcome(2 * 7 * len(MODES), tuple(broken), "; ".join(told))
