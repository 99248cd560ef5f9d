"""A short list of things to act on, each of one or several lines: evidence, findings, changes of the week."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class ChosenList(OptionList):
    """Keeps its mark on the same item when the list is shown again."""

    DEFAULT_CSS = """
    ChosenList { height: auto; border: none; padding: 0; background: transparent; }
    ChosenList:focus { border: none; background: transparent; }
    ChosenList > .option-list--option { padding: 0 1; }
    ChosenList > .option-list--option-highlighted {
        background: $block-cursor-blurred-background; color: $foreground; text-style: none;
    }
    ChosenList:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: none;
    }
    """

    def show(self, items: Sequence[tuple[str, Content]]) -> None:
        """`items` are (id, content)."""
        marked = self.marked
        self.clear_options()
        self.add_options([Option(content, id=name) for name, content in items])
        names = [name for name, _ in items]
        if names:
            self.highlighted = names.index(marked) if marked in names else 0

    @property
    def marked(self) -> str | None:
        """The id of the marked item."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id

    def step(self, by: int) -> None:
        """Move the mark, from wherever the focus is."""
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
