"""One of a few answers, or a yes: chosen with the arrow keys, with space, or by a click."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.style import Style

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.tui.fields.edited import Edited, KeptField, Left


class Choice(KeptField, can_focus=True):
    """`choices` are (value, words); the text kept is the value, "" while nothing is chosen."""

    DEFAULT_CSS = """
    Choice {
        height: auto; padding: 0 1; background: $surface;
        border: none; border-top: solid $border-blurred; border-title-color: $text-muted; border-title-background: $background;
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
        width = max(1, self.content_size.width)
        full = self._row([words for _, words in self._choices])
        if full.cell_length <= width:
            return full
        chosen = next((words for value, words in self._choices if value == self._value), "–")
        return Content.assemble("‹ ", (chosen, "bold"), " ›").stylize(Style.from_meta({"@click": "step(1)"}))

    def _row(self, words: list[str]) -> Content:
        parts = []
        for (value, _), said in zip(self._choices, words, strict=True):
            chosen = value == self._value
            part = Content.styled(f"● {said}" if chosen else f"○ {said}", "bold" if chosen else "dim")
            parts.append(part.stylize(Style.from_meta({"@click": f"choose('{value}')"})))
        return Content("  ").join(parts)

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
    Flag { height: 1; padding: 0 1; background: $surface; }
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
