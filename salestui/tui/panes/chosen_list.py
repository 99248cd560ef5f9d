"""A short list of things to act on, each of one or several lines: evidence, findings, changes of the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from salestui.tui.shown import bounded, cut


class ChosenList(OptionList):
    """Each item on one line, the marked one in full; the mark stays on the same item when the list is shown again."""

    DEFAULT_CSS = """
    ChosenList { height: auto; scrollbar-gutter: stable; border: none; padding: 0; background: transparent; }
    ChosenList:focus { border: none; background: transparent; }
    ChosenList > .option-list--option { padding: 0 1; }
    ChosenList > .option-list--option-highlighted {
        background: $block-cursor-blurred-background; color: $foreground; text-style: none;
    }
    ChosenList:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: none;
    }
    """

    BINDINGS = [Binding("enter", "select", id="list.choose", show=False)]

    def __init__(self, *, in_full: bool = False) -> None:
        super().__init__()
        self._in_full = in_full
        self._items: list[tuple[str, Content]] = []
        self._opened: int | None = None

    def show(self, items: Sequence[tuple[str, Content]]) -> None:
        """`items` are (id, content)."""
        marked, filled = self.marked, bool(self._items)
        self._items = [(name, bounded(content)) for name, content in items]
        self._opened = None
        self.clear_options()
        self.add_options([Option(self._short(content), id=name) for name, content in self._items])
        names = [name for name, _ in items]
        if names:
            self.highlighted = names.index(marked) if marked in names else 0
            self._open(self.highlighted)
        if filled != bool(names):
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where there is no item, none can be opened, and no line of keys says so."""
        return action != "select" or bool(self._items)

    @property
    def marked(self) -> str | None:
        """The id of the marked item."""
        if self.highlighted is None or self.highlighted >= len(self._items):
            return None
        return self._items[self.highlighted][0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the items are beside the gutter: Textual measures them over it, and adds a row for a scrollbar below.

        Of those on one line the width is not known yet when they are first measured; of them the number is enough.
        """
        beside = width - self.styles.scrollbar_size_vertical
        if self._in_full:
            lines = super().get_content_height(container, viewport, beside)
        else:
            marked = self._items[self._opened or 0 : (self._opened or 0) + 1]
            padded = beside - self.get_component_styles("option-list--option").padding.width
            of_marked = sum(content.get_height(cast("RulesMap", self.styles), padded) for _, content in marked)
            lines = len(self._items) - len(marked) + of_marked
        return max(0, lines - self.styles.scrollbar_size_horizontal)

    def render_line(self, y: int) -> Strip:
        """The marked item in the one colour that can be read on the mark, whatever colours are in it."""
        strip = super().render_line(y)
        if not self.has_focus or not any(segment.style and segment.style.meta.get("option") == self.highlighted for segment in strip):
            return strip
        colour = Style(color=self.get_component_rich_style("option-list--option-highlighted").color)
        return Strip([Segment(text, (style or Style()) + colour, control) for text, style, control in strip], strip.cell_length)

    def step(self, by: int) -> None:
        """Move the mark, from wherever the focus is."""
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def _short(self, content: Content) -> Content:
        """The item on one line, where items are not shown in full."""
        width = self.scrollable_content_region.width - 2
        return content if self._in_full or width < 10 else cut(content, width)

    def _open(self, index: int | None) -> None:
        """Show that item in full, and the one that was marked before on one line again."""
        if self._in_full or index == self._opened:
            return
        for number, content in ((self._opened, self._short), (index, _whole)):
            if number is not None and number < len(self._items):
                self.replace_option_prompt_at_index(number, content(self._items[number][1]))
        self._opened = index
        self.refresh(layout=True)  # what is shown in full is higher, and the list with it

    @on(OptionList.OptionHighlighted)
    def _marked_another(self, marked: OptionList.OptionHighlighted) -> None:
        self._open(marked.option_index)

    def on_resize(self) -> None:
        items = self._items
        self.show(items)


def _whole(content: Content) -> Content:
    return content
