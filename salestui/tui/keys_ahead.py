"""Keys that are pressed before the app has done what the last one asked: each waits its turn, so that none is lost.

Textual hands a key to whatever has the focus at that moment. While a place or a dialog opens that is nobody, or the place before:
a letter typed then would be lost, or would be a command.
"""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

from salestui.tui.escape_first import Joined

STEP = 0.01
"""Seconds between looks at whether a key's turn has come."""

MOST_LOOKS = 50
"""As often is looked; then the keys go to whatever is there."""

EDITING = ("backspace", "delete", "left", "right", "up", "down", "home", "end")
"""Keys that stay within the field in which they are pressed, as letters do: a field does what they ask as it hears them."""


class Passed(Message):
    """Goes the way of a key and arrives behind it."""


class KeysAhead(App[None]):
    """An app in which a key waits until what the last one opened is mounted, and has its cursor where it `opens` with one."""

    _ahead: tuple[events.Key, ...] = ()
    _rounds = 0
    """How often a message still has to go the way of the last key: that key is heard, then what it asked for is."""
    _looks = 0

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, Joined):
            chosen = any(event.key in keys.split(",") for keys in self._keymap.values())
            for key in (events.Key(event.key, None),) if chosen else event.apart():  # with its letter a field would take it
                await self.on_event(key)
        elif not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead or self._busy:
            if not self._ahead:
                self._looks = 0
                self.set_timer(STEP, self._catch_up)
            self._ahead = (*self._ahead, event)
        else:
            await self._hand_on(event)

    @property
    def _busy(self) -> bool:
        if not self.screen_stack:
            return False
        return self._rounds > 0 or not self.screen.is_mounted or getattr(self.screen, "opens", False)

    async def _hand_on(self, key: events.Key) -> None:
        from textual.widgets import TextArea  # the first screen is up before the first key comes

        field = self.focused
        typed = isinstance(field, TextArea) and (key.is_printable or key.key in EDITING)
        await super().on_event(key)
        if not typed and self.screen_stack:
            self._rounds = 2
            self._send_behind(field or self.screen)

    @staticmethod
    def _send_behind(where: MessagePump) -> None:
        where.post_message(Passed().set_sender(where))

    def on_passed(self) -> None:
        self._rounds = max(0, self._rounds - 1)
        if self._rounds and self.screen_stack:
            self._send_behind(self.screen)

    async def _catch_up(self) -> None:
        """Hand the keys on whose turn has come; those pressed after the app was left are nobody's."""
        if not self.screen_stack:
            return
        self._looks += 1
        if self._looks > MOST_LOOKS:
            self._rounds = self._looks = 0
            if self.screen_stack and getattr(self.screen, "opens", False):
                self.screen.opens = False  # type: ignore[attr-defined]
        while self._ahead and self.screen_stack and (not self._busy or not self._looks):
            first, *rest = self._ahead
            self._ahead = tuple(rest)
            self._looks = 1
            await self._hand_on(first)
        if self._ahead:
            self.set_timer(STEP, self._catch_up)
