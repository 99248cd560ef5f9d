"""A tile: one figure of the period with its change and what it is held to."""

from __future__ import annotations

from fractions import Fraction

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from salestui.guide import Words
from salestui.metrics.figure import Figure, Unit
from salestui.render.numbers import Numbers
from salestui.tui.figure_words import beside, change_said
from salestui.tui.messages import Explain

_EIGHTHS = " ▏▎▍▌▋▊▉"
ATTAINMENTS = ("quota_attainment", "goal_attainment")


class Tile(Widget, can_focus=True):
    """Enter or a click shows the rows behind the figure."""

    DEFAULT_CSS = """
    Tile {
        width: 1fr; height: 5; padding: 0 1; border: round $border-blurred; border-title-color: $text-muted;
    }
    Tile:focus { border: round $primary; border-title-color: $primary; border-title-style: bold; }
    """
    BINDINGS = [
        Binding("enter", "explain", id="tile.why", show=False),
        Binding("right", "screen.focus_next('Tile')", show=False),
        Binding("left", "screen.focus_previous('Tile')", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._figure: Figure | None = None
        self._lines: list[Content] = []

    def show(self, label: str, figure: Figure | None, said: Words, numbers: Numbers) -> None:
        """Show `figure`; an absent one says why."""
        self._figure = figure
        self.border_title = Content(label)
        self._said, self._numbers = said, numbers
        self.refresh()

    def render(self) -> Content:
        figure, width = self._figure, max(1, self.content_size.width)
        if figure is None:
            return Content("")
        if figure.value is None:
            return Content.styled(self._numbers.absent(figure), "dim")
        value = Content.styled(self._numbers.figure(figure), "bold")
        change = change_said(figure, self._numbers)
        together = value + Content("  ") + change
        lines = [together] if together.cell_length <= width else [value, change]
        if figure.metric in ATTAINMENTS and figure.unit is Unit.RATIO and isinstance(figure.value, Fraction):
            lines.append(Content.styled(bar(figure.value, width), "$success" if figure.value >= 1 else "$warning"))
        else:
            lines += Content(beside(figure, self._said, self._numbers)).stylize("dim").wrap(width)
        return Content("\n").join(lines[: max(1, self.content_size.height)])

    def action_explain(self) -> None:
        if self._figure is not None:
            self.post_message(Explain(self._figure.metric, self._figure.goal))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_explain()


def bar(share: Fraction, width: int) -> str:
    """A bar over `width` cells for a share; more than all fills it."""
    eighths = int(min(Fraction(1), max(Fraction(), share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")
