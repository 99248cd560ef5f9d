"""Text that may be longer than its place: tab leads to it where it is, and the arrows and page keys through it."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.message import Message


class Scroll(VerticalScroll):
    """Has no place on the way of tab while all of it is in sight."""

    DEFAULT_CSS = "Scroll:focus { scrollbar-color: $primary; }"

    class Filled(Message):
        """It holds more than it shows now, or no more."""

    def allow_focus(self) -> bool:
        return super().allow_focus() and self.holds_more

    @property
    def holds_more(self) -> bool:
        """Whether there is something to scroll to."""
        return self.max_scroll_y > 0

    def watch_show_vertical_scrollbar(self) -> None:
        self.post_message(self.Filled())
