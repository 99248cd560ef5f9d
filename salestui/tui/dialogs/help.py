"""What the keys do here and everywhere, and what belongs into this place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.tui.by_name import Offer
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.keys import GROUPS
from salestui.tui.shown import fitted
from salestui.tui.sitting import Sitting

GROUPED = Mapping[str, Sequence[Offer]]
About = Callable[[int], str]


class Help(Dialog[Offer]):
    """Gives back what was clicked.

    `about` is the help text of the place in a window of so many cells; `keys` gives, per group of ids, what can be done.
    """

    DEFAULT_CSS = """
    Help VerticalScroll { height: auto; max-height: 100%; }
    Help #help-text { link-color: $foreground; link-style: none; }
    """

    def __init__(self, sitting: Sitting, about: About, keys: GROUPED) -> None:
        super().__init__(sitting)
        self._about = about
        self._keys = keys

    @property
    def heading(self) -> str:
        return self.sitting.words("screens.help.title")

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.help.foot")

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(id="help-text")

    def on_resize(self) -> None:
        said = self.sitting.words
        about = self._about(self.size.width)
        parts = [Content(about + "\n")] if about else []
        room = min(self.size.width, 96) - 6
        columns = 2 if room >= 76 else 1
        label = room // columns - 10
        for group in GROUPS:
            lines = self._keys.get(group, ())
            if not lines:
                continue
            parts.append(Content.styled(said(f"screens.help.group.{group}"), "bold $primary"))
            height = -(-len(lines) // columns)
            for number in range(height):
                cells = [
                    Content.assemble((fitted(offer.key, 8, right=True), "bold"), "  ", fitted(offer.name, label)).stylize(
                        Style.from_meta({"@click": f"screen.act('{group}', {index})"})
                    )
                    for index, offer in tuple(enumerate(lines))[number::height]
                ]
                parts.append(Content("").join(cells))
            parts.append(Content(""))
        self.query_one("#help-text", Static).update(Content("\n").join(parts))

    def action_act(self, group: str, index: int) -> None:
        self.dismiss(self._keys[group][index])
