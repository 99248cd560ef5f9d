"""The panes of a section as tabs, where there is no room for them beside each other."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget


class TabLine(Widget):
    """One line of names, the pane in view between brackets. A click turns to it."""

    DEFAULT_CSS = """
    TabLine { height: 1; padding: 0 1; link-style: none; link-color: $foreground; }
    """

    class Turned(Message):
        """The rep wants to see that pane."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self) -> None:
        super().__init__()
        self._tabs: tuple[tuple[str, str], ...] = ()
        self._shown = ""

    def show(self, tabs: tuple[tuple[str, str], ...], shown: str) -> None:
        """`tabs` are (pane, words); `shown` is the pane in view."""
        self._tabs, self._shown = tabs, shown
        self.refresh()

    def render(self) -> Content:
        parts = [
            Content.styled(
                f"[{words}]" if pane == self._shown else f" {words} ", "reverse" if pane == self._shown else ""
            ).stylize(Style.from_meta({"@click": f"turn('{pane}')"}))
            for pane, words in self._tabs
        ]
        return Content(" ").join(parts)

    def action_turn(self, pane: str) -> None:
        self.post_message(self.Turned(pane))
