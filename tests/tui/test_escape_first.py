"""Escape and the next key in one breath: the field is left, and the key does what it does outside of it."""

from __future__ import annotations

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.events import Key
from textual.pilot import Pilot

from salestui.domain.written import FieldKey
from salestui.tui.escape_first import tell_apart
from salestui.tui.fields.kept_text import KeptText
from tests.tui.conftest import Rep, shown

pytestmark = pytest.mark.usefixtures("no_terminal")


@pytest.fixture(autouse=True)
def read_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of a terminal as the app has them read; afterwards as before."""
    monkeypatch.setattr("textual.drivers.linux_driver.XTermParser", XTermParser)
    for sequence, key in ANSI_SEQUENCES_KEYS.items():
        monkeypatch.setitem(ANSI_SEQUENCES_KEYS, sequence, key)
    tell_apart()


def sent(typed: str) -> list[Key]:
    """What the app hears when a terminal sends that, and then nothing."""
    parser: XTermParser = vars(linux_driver)["XTermParser"](False)
    heard = [*parser.feed(typed)]
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
        heard += parser.tick()
    return [key for key in heard if isinstance(key, Key)]


async def typed(pilot: Pilot[None], text: str) -> None:
    for key in sent(text):
        pilot.app.post_message(key)
    await pilot.pause()
    await pilot.pause(0.1)


@pytest.mark.parametrize(("key", "place"), [("9", "next_steps"), ("h", "home"), (",", "settings"), (".", "periods")])
async def test_the_key_after_escape_is_not_lost_and_is_no_letter(rep: Rep, key: str, place: str) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        app.go("context", FieldKey("context", "driver", 1))
        await pilot.pause()
        assert isinstance(app.focused, KeptText)
        await typed(pilot, f"\x1b{key}")
        assert app.current_mode == place
    assert rep.reads("context", "driver", 1) == "Legal review added three weeks"


async def test_a_letter_after_escape_is_typed_in_what_it_opens(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        app.go("context", FieldKey("context", "driver", 1))
        await pilot.pause()
        await typed(pilot, "\x1bwAcme")
        assert "Acme" in shown(app)
        assert len(app.screen_stack) == 2


async def test_a_key_with_alt_that_the_rep_has_bound_stays_it(rep: Rep) -> None:
    app = rep.app()
    app.set_keymap({"go.deals": "alt+9"})
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await typed(pilot, "\x1b9")
        assert app.current_mode == "deals"


def test_arrows_with_alt_and_escape_alone_are_read_as_ever() -> None:
    assert [key.key for key in sent("\x1b[1;3B")] == ["alt+down"]
    assert [key.key for key in sent("\x1b")] == ["escape"]
    assert [key.key for key in sent("ª9")] == ["ª", "9"]
