"""One of a few answers, or a yes: chosen with the arrow keys, with space, or by a click."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.style import Style

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.tui.fields.edited import Edited, KeptField, Left
from salestui.tui.shown import beside


class Choice(KeptField, can_focus=True):
    """`choices` are (value, words); the text kept is the value, "" while nothing is chosen."""

    DEFAULT_CSS = """
    Choice {
        height: auto; padding: 0 1; background: $surface;
        border: none; border-top: solid $border-blurred; border-title-color: $text-muted; border-title-background: $background;
        link-style: none; link-color: $foreground;
    }
    Choice:focus { background: $boost; border-top: solid $primary; border-title-color: $primary; border-title-style: bold; }
    """
    BINDINGS = [
        Binding("left", "step(-1)", id="choice.left", show=False),
        Binding("right,space", "step(1)", id="choice.right", show=False),
        Binding("delete,backspace", "clear", id="choice.clear", show=False),
        Binding("enter", "screen.focus_next", id="choice.next", show=False),
    ]

    def __init__(self, key: FieldKey, label: str, choices: tuple[tuple[str, str], ...], value: str = "") -> None:
        super().__init__()
        self.key = key
        self.label = label
        self._choices = choices
        self._value = value
        self.border_title = Content(label)

    @property
    def text(self) -> str:
        return self._value

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's signature
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        """The answers beside each other, in as many lines as they need; one that is longer than a line goes on in the next."""
        parts = [
            Content.styled(
                f"{'●' if value == self._value else '○'} {words}", "bold" if value == self._value else "dim"
            ).stylize(Style.from_meta({"@click": f"choose('{value}')"}))
            for value, words in self._choices
        ]
        return [line for answers in beside(parts, width, 2) for line in answers.wrap(max(1, width))]

    def action_step(self, by: int) -> None:
        values = [value for value, _ in self._choices]
        now = values.index(self._value) if self._value in values else (-1 if by > 0 else 0)
        self.action_choose(values[(now + by) % len(values)])

    def action_choose(self, value: str) -> None:
        self._value = value
        self.refresh()
        self.post_message(Edited(self, self.key, value))

    def action_clear(self) -> None:
        self.action_choose("")

    def on_blur(self) -> None:
        self.post_message(Left())

    def kept(self, refusal: Refusal | None) -> None:
        """A choice shows itself; that it is on disk needs no mark."""

    def take_over(self, text: str) -> None:
        if text != self._value and not self.has_focus:
            self._value = text
            self.refresh()


class Flag(KeptField, can_focus=True):
    """A statement that holds or not; the text kept is "yes" or ""."""

    DEFAULT_CSS = """
    Flag { height: auto; padding: 0 1; background: $surface; }
    Flag:focus { background: $boost; color: $primary; text-style: bold; }
    """
    BINDINGS = [
        Binding("space", "turn", id="flag.toggle", show=False),
        Binding("enter", "screen.focus_next", id="flag.next", show=False),
    ]

    def __init__(self, key: FieldKey, label: str, text: str = "") -> None:
        super().__init__()
        self.key = key
        self.label = label
        self._on = bool(text)

    @property
    def text(self) -> str:
        return "yes" if self._on else ""

    def render(self) -> Content:
        return Content(f"[{'x' if self._on else ' '}] {self.label}")

    def action_turn(self) -> None:
        self._on = not self._on
        self.refresh()
        self.post_message(Edited(self, self.key, self.text))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.focus()
        self.action_turn()

    def on_blur(self) -> None:
        self.post_message(Left())

    def kept(self, refusal: Refusal | None) -> None:
        """A flag shows itself."""

    def take_over(self, text: str) -> None:
        if bool(text) != self._on and not self.has_focus:
            self._on = bool(text)
            self.refresh()
