"""The floor of an app: one line of text on the screen."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneStatic(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready to begin")


if __name__ == "__main__":
    OneStatic().run()
