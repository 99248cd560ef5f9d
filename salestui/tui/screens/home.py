"""Home: how the period stands, how far the review is, what happened this week, what a manager would ask."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from salestui.tui.place import Place


class HomeScreen(Place):
    """The first screen of the day."""

    KEYS = ("log.win", "go.week", "go.import", "go.review", "do.export", "do.help")

    def content(self) -> ComposeResult:
        yield Static()

    def read(self) -> None:
        pass
