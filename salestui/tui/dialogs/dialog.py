"""What every dialog does: it opens over a place, has a title, and `escape` closes it without harm."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from salestui.domain.refusal import Refusal
from salestui.tui.laid_over import WholeAbove
from salestui.tui.messages import Refused
from salestui.tui.scroll import Scroll
from salestui.tui.sitting import Sitting

Given = TypeVar("Given")
Wished = TypeVar("Wished")


_KEYS = {"escape": "escape", "enter": "enter", "tab": "tab", "space": "space", "mellanslag": "space"}
"""The keys that the lower edge names by a word; the others stand there as they are pressed."""


class Frame(Vertical):
    """The frame of a dialog; its lower edge names the keys, and the line above it those that have no room there.

    Where a window is too small for the content, `more` says how to come to the rest. A click does what the key does.
    """

    DEFAULT_CSS = "Frame > #more-keys { dock: bottom; height: 1; text-align: right; color: $text-muted; display: none; }"

    def __init__(self, foot: Callable[[], str], more: str) -> None:
        super().__init__(classes="dialog")
        self._foot = foot
        self._more = more

    def on_resize(self) -> None:
        self.name_keys()

    def on_scroll_filled(self) -> None:
        self.name_keys()

    def name_keys(self) -> None:
        """Name the keys that count now."""
        room = self.outer_size.width - 6
        first = self._foot().split(" · ")
        rest: list[str] = []
        while len(first) > 1 and _cells(first) > room:
            rest.insert(0, first.pop())
        if not rest and _cells([*first, self._more]) <= room and any(one.holds_more for one in self.query(Scroll)):
            first.append(self._more)
        self.border_subtitle = _joined(first)
        below = self.query_one("#more-keys", Static)
        below.display = bool(rest)
        below.update(_joined(rest))


def _cells(parts: Iterable[str]) -> int:
    return cell_len(" · ".join(parts))


def _joined(parts: Iterable[str]) -> Content:
    return Content(" · ").join([_pressed(part) for part in parts])


def key_named(part: str) -> str:
    """The key that a part of the foot begins with; "" where it names none."""
    first = part.partition(" ")[0]
    return _KEYS.get(first, first if "+" in first or len(first) == 1 else "")


def _pressed(part: str) -> Content:
    key = key_named(part)
    return Content(part).stylize(Style.from_meta({"@click": f"screen.press('{key}')"})) if key else Content(part)


class Dialog(ModalScreen[Given], Generic[Given]):
    """Gives back a value, or None when it was closed."""

    BINDINGS = [Binding("escape", "close", id="dialog.close", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall"), (30, "-high")]
    AUTO_FOCUS = "*"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._compositor = WholeAbove()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        frame = Frame(lambda: self.foot, self.sitting.words("screens.app.more"))
        frame.border_title = Content(self.heading)
        with frame:
            yield from self.content()
            yield Static(id="more-keys")

    @property
    def heading(self) -> str:
        raise NotImplementedError

    @property
    def foot(self) -> str:
        """The keys that count here, in words."""
        return ""

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)

    def action_press(self, key: str) -> None:
        """Do what that key does."""
        self.app.call_later(self.app.simulate_key, key)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog closes it."""
        if event.widget is self and self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_close()

    def wish(self, do: Callable[[], Wished]) -> Wished | None:
        """What `do` gives; where it is refused the rep is told why, and None: the dialog stays as it is, to be tried again."""
        try:
            with self.sitting.autosave.briefly():
                return do()
        except Refusal as refusal:
            self.post_message(Refused(refusal))
            return None
