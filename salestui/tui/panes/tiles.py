"""The tiles: the figures of the period that matter most, each with its change and what it is held to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from salestui.tui.look import TileLook
from salestui.tui.messages import Explain
from salestui.tui.shown import cut, wrapped_lines

NARROWEST = 18
_EIGHTHS = " ▏▎▍▌▋▊▉"
_TONES = {"good": "$text-success", "bad": "$text-error"}


class Tiles(Widget, can_focus=True):
    """As many tiles as there is room for, one of them marked; enter or a click shows the rows behind its figure.

    The arrows lead to those that have no room.

    One widget draws them all: the first screen of the day opens the sooner for it.
    """

    DEFAULT_CSS = "Tiles { height: 5; }"
    BINDINGS = [
        Binding("right", "mark(1)", id="tile.right", show=False),
        Binding("left", "mark(-1)", id="tile.left", show=False),
        Binding("enter", "explain", id="tile.why", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tiles: Sequence[TileLook] = ()
        self._marked = 0

    def show(self, tiles: Sequence[TileLook]) -> None:
        """Show these figures; an absent one says why."""
        self._tiles = tiles
        self._marked = max(0, min(self._marked, len(tiles) - 1))
        self.refresh()

    @property
    def _shown(self) -> Sequence[TileLook]:
        """Five where there is room, three at 80 columns; the marked one is among them."""
        most = len(self._tiles) if self.size.width >= 100 else 3
        most = max(1, min(most, self.size.width // NARROWEST))
        return self._tiles[self._first(most) :][:most]

    def _first(self, most: int) -> int:
        return max(0, self._marked - most + 1)

    def _widths(self) -> list[int]:
        share, over = divmod(self.size.width, max(1, len(self._shown)))
        return [share + (number < over) for number in range(len(self._shown))]

    def render(self) -> Content:
        if not self._tiles or self.size.width < NARROWEST:
            return Content("")
        height = max(3, self.size.height)
        boxes = [
            self._box(tile, width, height, tile is self._tiles[self._marked] and self.has_focus)
            for tile, width in zip(self._shown, self._widths(), strict=True)
        ]
        return Content("\n").join(Content("").join(line) for line in zip(*boxes, strict=True))

    def _box(self, tile: TileLook, width: int, height: int, marked: bool) -> list[Content]:
        """A frame with the label in its upper edge, and the figure inside."""
        frame, room = "$primary bold" if marked else "$border-blurred", width - 4
        label = cut(Content(tile.label), max(1, width - 6))
        rest = "─" * (width - 5 - label.cell_length)
        top = Content.assemble(("╭─ ", frame), label.stylize(frame if marked else "dim"), (f" {rest}╮", frame))
        inside = figure_lines(tile, room)[: height - 2]
        inside += [Content("")] * (height - 2 - len(inside))
        body = [Content.assemble(("│ ", frame), line, " " * (room - line.cell_length), (" │", frame)) for line in inside]
        return [top, *body, Content.styled("╰" + "─" * (width - 2) + "╯", frame)]

    # choosing

    def action_mark(self, by: int) -> None:
        self._marked = max(0, min(self._marked + by, len(self._tiles) - 1))
        self.refresh()

    def action_explain(self) -> None:
        if self._marked < len(self._tiles):
            self.post_message(Explain(self._tiles[self._marked].metric))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        left, first = 0, self._first(len(self._shown))
        for number, width in enumerate(self._widths()):
            left += width
            if event.x < left:
                self._marked = first + number
                self.action_explain()
                return


def figure_lines(tile: TileLook, width: int) -> list[Content]:
    """Value and change, the bar of an attainment, and what it stands beside; of an absent figure why."""
    beside = wrapped_lines(Content(tile.beside).stylize("dim"), width) if tile.beside else []
    if not tile.value:
        return beside
    value, change = Content.styled(tile.value, "bold"), Content.styled(tile.change, _TONES.get(tile.tone, ""))
    together = value + Content("  ") + change if tile.change else value
    lines = [together] if together.cell_length <= width else [cut(value, width), cut(change, width)]
    if tile.share is not None:
        lines.append(Content.styled(bar(tile.share, width), "$success" if tile.share >= 1 else "$warning"))
    return lines + beside


def bar(share: float, width: int) -> str:
    """A bar over `width` cells for a share; more than all fills it."""
    eighths = int(min(1.0, max(0.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")
