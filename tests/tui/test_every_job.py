"""Every job that the app has, found in its own lists: done by its key, offered by name, and done by the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import ActiveBinding

from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.by_name import Offer
from salestui.tui.dialogs.confirm import Confirm
from salestui.tui.dialogs.form import Form
from salestui.tui.dialogs.help import Help
from salestui.tui.dialogs.palette import Palette
from salestui.tui.elsewhere import THERE
from salestui.tui.keys import EVERYWHERE as FROM_EVERYWHERE
from salestui.tui.offers import offers
from salestui.work import imports
from salestui.work.writing import NOT_APPLICABLE
from tests.tui.conftest import EVERYWHERE, Rep
from tests.tui.every_screen import Way, visit

SAID = words("en")
GOES_ON = ("do.palette", "do.go", "do.help", "do.quit", "do.back")
"""What leads on to the others, and out: clicked on the way."""
IN_THE_WIDGET = ("reading.write",)
"""Keys of one widget that a click on the widget stands for; they need no name."""
ON_THE_SPOT = (
    *IN_THE_WIDGET,
    *("write.next", "write.previous", "write.pane", "write.evidence_next", "write.evidence_previous", "table.begin", "list.choose"),
    "metric.why",
    *("import.undo", "welcome.begin", "welcome.sample"),  # of the last step of an import, and of the first start
)
"""Keys that mean nothing from elsewhere: they move, or have a name of their own there."""


async def click(pilot: Pilot[None], text: str, times: int = 1, before: Seen | None = None) -> Seen:
    """Click where `text` stands on the place, or on the dialog before it, turning the wheel until it does.

    Gives what was seen before the click; where nothing has changed since, it may be given again.
    """
    for _ in range(40):
        seen = before or look(pilot)
        found = next(((number, line) for number, line in enumerate(seen.lines) if text in line), None)
        if found is not None:
            at = seen.x + cell_len(found[1][: found[1].index(text)]) + 1, seen.y + found[0]
            await pilot.click(offset=at, times=times)
            await pilot.pause()
            return seen
        before = None
        await wheel(pilot)
    raise AssertionError(f"{text} stands nowhere:\n" + "\n".join(seen.lines))


class Seen(NamedTuple):
    """Rows of text, and where the first of them begins."""

    x: int
    y: int
    lines: list[str]


def look(pilot: Pilot[None]) -> Seen:
    """The place, or the dialog that stands before it."""
    frames = [frame.region for frame in pilot.app.screen.query(".dialog")]
    x, y, width, height = frames[0] if frames else pilot.app.screen.region
    strips = pilot.app.screen._compositor.render_strips()
    return Seen(x, y, [strip.crop(x, x + width).text for strip in strips[y : y + height]])


async def wheel(pilot: Pilot[None]) -> None:
    """One turn of the wheel, over the middle of the screen."""
    width, height = pilot.app.size
    await pilot._post_mouse_events([events.MouseScrollDown], offset=(width // 2, height // 2))
    await pilot.pause()


@asynccontextmanager
async def heard(app: SalesApp) -> AsyncIterator[list[str]]:
    """The actions that would be run."""
    done: list[str] = []
    original = app.run_action

    async def record(action: str, *on: DOMNode) -> bool:
        if action.startswith(("screen.", "app.there(")):  # what a dialog does with the click, and what leads to where it is done
            return await original(action, *on)
        done.append(action.removeprefix("app."))
        return True

    app.run_action = record  # type: ignore[method-assign, assignment]
    yield done
    app.run_action = original  # type: ignore[method-assign]


def own(app: SalesApp) -> Iterator[ActiveBinding]:
    """The keys that the place before the rep adds to those of everywhere."""
    for active in app.screen.active_bindings.values():
        if active.binding.id and active.enabled and active.node is not app:
            yield active


@asynccontextmanager
async def kept_open(app: SalesApp) -> AsyncIterator[list[Offer]]:
    """What the help or the palette gives back, while it stays open."""
    given: list[Offer] = []
    dialog = app.screen
    assert isinstance(dialog, Help | Palette)
    dialog.dismiss = given.append  # type: ignore[method-assign, assignment]
    yield given
    del dialog.dismiss  # type: ignore[method-assign]


@pytest.mark.usefixtures("no_terminal")
async def test_whatever_has_a_key_is_done_by_it_and_has_a_name_and_a_line_to_click(rep: Rep) -> None:
    """Each key of each place, and of everywhere: pressed, looked up in the palette, and clicked in the help."""
    app = rep.app()
    met: set[str] = set()
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            focused = app.focused
            new = {one.binding.id or "": one.binding for one in own(app) if one.binding.id not in met}
            if place == "periods":  # where no field has the focus, and letters are keys
                new |= {one.id or "": one for one in FROM_EVERYWHERE if not isinstance(one, tuple)}
            met |= set(new)
            bound = {name: one for name, one in new.items() if name not in (*GOES_ON, *IN_THE_WIDGET)}
            names = {offer.name for offer in offers(app, app.sitting)}
            assert {SAID(f"keys.{name}") for name in bound} <= names, place
            for name, binding in bound.items():
                async with heard(app) as done:
                    app.set_focus(focused)
                    await pilot.press(binding.key.partition(",")[0])
                assert binding.action in done, (place, name)
            app.set_focus(focused)
            await click(pilot, SAID("keys.do.help"))
            async with kept_open(app) as given:
                seen = None
                for name, binding in bound.items():
                    seen = await click(pilot, f"  {SAID(f'keys.{name}')} ", before=seen)
                    assert given[-1].action.removeprefix("app.") == binding.action, (place, name)
            await click(pilot, SAID("screens.help.foot"))
            await pilot.pause()
            assert app.screen_stack == [app.screen], place
    assert set(IN_THE_WIDGET) <= met
    of_one_place = {name for name in met if SAID.has(f"keys.{name}")} - {one.id for one in Binding.make_bindings(FROM_EVERYWHERE)}
    assert {name for name in of_one_place if not name.startswith("list.")} - set(ON_THE_SPOT) <= {one.name for one in THERE}


@pytest.mark.usefixtures("no_terminal")
async def test_every_job_is_begun_by_clicks_alone(rep: Rep) -> None:
    """From the line of keys to the help, from there to all actions, and there to the job."""
    app = rep.app()
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        await click(pilot, SAID("keys.do.help"))
        await click(pilot, SAID("keys.do.palette"))
        async with kept_open(app) as given:
            for job in SAID.table("screens.job"):  # in the order in which they stand there
                name = SAID(f"screens.job.{job}")
                await click(pilot, name)  # marks it
                await click(pilot, name)  # and does it
                assert given[-1].action == f"app.job('{job}')"
        await click(pilot, SAID("screens.job.sample"))
        await click(pilot, SAID("screens.job.sample"))
        await pilot.pause()
        assert isinstance(app.screen, Form)


@pytest.mark.usefixtures("no_terminal")
async def test_what_a_dialog_asks_is_answered_by_clicks_alone(rep: Rep) -> None:
    """A choice and a form; a draft taken by the foot's words; a line of a list, and yes to what cannot be taken back."""
    app = rep.app()
    newest = imports.listed(rep.desk)[-1].run
    async with app.run_test(size=(100, 40)) as pilot:
        await visit(pilot, Way("search", (), "skip"))
        await click(pilot, SAID("sections.customers.title"))
        await click(pilot, SAID("screens.jobs.skip_how")[:20])
        await pilot.press(*"gone")
        await click(pilot, SAID("screens.form.done"))
        await until(pilot, lambda: rep.reads("customers", NOT_APPLICABLE) == "gone")
        await visit(pilot, Way("headline", ("ctrl+t",)))
        await click(pilot, SAID("screens.proposal.foot").partition(" · ")[0])
        await until(pilot, lambda: bool(rep.reads("headline", "weakest")))
        await visit(pilot, Way("search", (), "imports"))
        await click(pilot, "second.csv", times=2)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await click(pilot, SAID("screens.confirm.foot").partition(" · ")[0])
        await until(pilot, lambda: any(run.run == newest and run.undone_at for run in imports.listed(rep.desk)))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait as long as a rep would."""
    for _ in range(200):
        await pilot.pause(0.02)
        if holds():
            return
    assert holds()
