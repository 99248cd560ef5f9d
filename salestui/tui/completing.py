"""A text area that completes: what it offers hangs below the cursor, tab takes it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import TextArea

from salestui.tui.completion import Suggest, Suggestion, nothing
from salestui.tui.keys_ahead import EDITING
from salestui.tui.shown import fitted

_WIDEST_LABEL, _WIDEST_VALUE = 34, 16


class Popup(Widget):
    """The suggestions of the text area that has the focus, over whatever stands there."""

    DEFAULT_CSS = """
    Popup {
        overlay: screen; constrain: inside inflect; width: auto; height: auto; max-height: 12;
        background: $panel; color: $foreground; border: round $primary; display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Content] = []

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow)

    def _follow(self, _screen: object) -> None:
        """Stay below the cursor where the window, or what stands above the text, has changed."""
        focused = self.screen.focused
        if self.display and isinstance(focused, Completing) and self.absolute_offset != focused.below:
            self.absolute_offset = focused.below
            self.refresh(layout=True)

    def offer(self, suggestions: Sequence[Suggestion], marked: int, below: Offset) -> None:
        """Show these with one marked; none hides the popup."""
        self.display = bool(suggestions)
        if not suggestions:
            return
        label = min(_WIDEST_LABEL, max(cell_len(s.label) for s in suggestions))
        value = min(_WIDEST_VALUE, max(cell_len(s.value) for s in suggestions))
        self._lines = [
            Content.styled(
                fitted(s.label, label) + ("  " + fitted(s.value, value, right=True) if value else ""),
                "reverse" if index == marked else "",
            ).stylize(Style.from_meta({"suggestion": index}))
            for index, s in enumerate(suggestions)
        ]
        self.absolute_offset = below
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n").join(self._lines)

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("suggestion")
        focused = self.screen.focused
        if index is not None and isinstance(focused, Completing):
            event.stop()
            focused.take(index)


class Completing(TextArea):
    """`suggest` gives, for the text before the cursor on its line, what could stand there."""

    def __init__(self, *args: object, suggest: Suggest = nothing, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._suggest = suggest
        self._suggestions: Sequence[Suggestion] = ()
        self._marked = 0

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        return self._suggestions

    def render_line(self, y: int) -> Strip:
        """A box that a narrow window left no room has no line: Textual would wrap its example at no width at all."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(0)

    def update_suggestion(self) -> None:
        """Called by Textual after each edit."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        self._offer(self._suggest(before) if self.has_focus else ())

    def _offer(self, suggestions: Sequence[Suggestion], marked: int = 0) -> None:
        if not suggestions and not self._suggestions:
            return
        self._suggestions, self._marked = suggestions, marked
        for popup in self.screen.query(Popup):
            popup.offer(suggestions, marked, self.below)

    @property
    def below(self) -> Offset:
        """Where on the screen what is offered hangs."""
        return self.cursor_screen_offset + Offset(0, 1)

    def take(self, index: int) -> None:
        """Put that suggestion in the place of what was typed of it."""
        chosen = self._suggestions[index]
        row, column = self.cursor_location
        self.replace(chosen.text, (row, column - chosen.back), (row, column), maintain_selection_offset=False)
        self.move_cursor((row, column - chosen.back + len(chosen.text)))
        self._offer(())

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Also the slash, of which Textual does not know by its name what it writes: no key line offers it for something else."""
        return super().check_consume_key(key, "/" if key == "slash" else character)

    async def _on_key(self, event: events.Key) -> None:
        if self._suggestions and self._steered(event.key):
            event.stop()
            event.prevent_default()
            return
        if event.key in EDITING and await self._edited_by(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    async def _edited_by(self, key: str) -> bool:
        """Whether the key's own action was done: at once, for on its way to the app it would be overtaken by the letters after it."""
        for bound in self._bindings.key_to_bindings.get(key, ()):
            if await self.app.run_action(bound.action, self):
                return True
        return False

    def _steered(self, key: str) -> bool:
        """Whether the key was for the suggestions."""
        if key in ("up", "down"):
            self._offer(self._suggestions, (self._marked + (1 if key == "down" else -1)) % len(self._suggestions))
        elif key == "tab" or (key == "enter" and self.enter_takes):
            self.take(self._marked)
        elif key == "escape":
            self._offer(())
        else:
            return False
        return True

    @property
    def enter_takes(self) -> bool:
        """Whether enter takes a suggestion: where it would otherwise break the line."""
        return True

    def on_blur(self) -> None:
        self._offer(())
