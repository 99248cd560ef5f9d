"""The app beside eight shells, and beside a second app: nothing lost, nothing twice, each sees what the other wrote."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from salestui.tui.app import LOOK_EVERY, SalesApp
from tests.reliability.faults import Outcome, Place
from tests.reliability.test_r05_r26_r27_app import at_the_driver, said, saved, states, stored

__all__ = ["states"]


def shown(app: SalesApp) -> str:
    """The screen as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def until_shown(app: SalesApp, pilot: Pilot[None], text: str) -> None:
    """Wait until `text` stands on the screen."""
    for _ in range(100):
        if text in shown(app):
            return
        await pilot.pause(0.1)
    raise AssertionError(f"{text!r} did not appear")


async def beside_shells(desk: Place, shells: int, lines: int) -> Outcome:
    """A rep types into a field while so many shells log so many lines each."""

    def shell(number: int) -> list[str]:
        ended = [desk.run("log", "win", f"shell {number} line {line}") for line in range(lines)]
        return [str(one) for one in ended if one.code or one.err]

    async with at_the_driver(desk) as (app, pilot):
        await pilot.press("end")
        running = [asyncio.create_task(asyncio.to_thread(shell, number)) for number in range(shells)]
        typed = 0
        while not all(task.done() for task in running):
            await pilot.press("z")
            typed += 1
            await pilot.pause(0.1)
        broken = [fact for task in running for fact in task.result()]
        await saved(pilot, app)
        field = app.screen.focused
        if field is None or not getattr(field, "text", "").endswith("z" * typed):
            broken.append("the field lost its focus or its text")
        if "locked" in said(app) or not app.is_running:
            broken.append(said(app))
        app.go("log")
        await pilot.pause(0.2)
        if f"line {lines - 1}" not in shown(app):
            broken.append("the log does not show what the shells logged")
    if not stored(desk).endswith("z" * typed):
        broken.append(f"the store lost what was typed: {stored(desk)!r}")
    with desk.looked_at() as connection:
        assert connection is not None
        kept = [text for (text,) in connection.execute("select text from entry where text like 'shell %' order by text")]
    if kept != sorted(f"shell {number} line {line}" for number in range(shells) for line in range(lines)):
        broken.append(f"{len(kept)} entries of {shells * lines}")
    return Outcome(shells * lines, (*broken, *filter(None, [desk.wrong()])))


async def test_r21_r23_eight_shells_log_beside_an_app_in_which_a_rep_types(desk: Place, states: Path) -> None:
    assert (await beside_shells(desk, shells=8, lines=3)).broken == ()


async def test_r23_r24_two_apps_on_one_store_each_see_what_the_other_wrote(desk: Place, states: Path) -> None:
    async with at_the_driver(desk) as (mine, my_keys), at_the_driver(desk) as (theirs, their_keys):
        theirs.screen.set_focus(None)
        await my_keys.press("end", *" of mine")
        await saved(my_keys, mine)
        await until_shown(theirs, their_keys, "in May of mine")
        mine.screen.set_focus(None)
        theirs.screen.query("KeptText").first().focus()
        await their_keys.press("end", *" and theirs")
        await saved(their_keys, theirs)
        await until_shown(mine, my_keys, "in May of mine and theirs")
        mine.go("log")
        theirs.go("log")
        await my_keys.press("w", *"Logged by me", "enter")
        assert LOOK_EVERY <= 0.5  # the app looks so often, and one look is enough: within a second it is there
        theirs._look()
        await their_keys.pause()
        assert "Logged by me" in shown(theirs)
        await their_keys.press("b", *"Logged by them", "enter")
        await until_shown(mine, my_keys, "Logged by them")
    assert stored(desk) == "A new product in May of mine and theirs"
    with desk.looked_at() as connection:
        assert connection is not None
        assert connection.execute("select count(*) from entry where text like 'Logged by%'").fetchone() == (2,)
