"""ctrl+g and a key goes anywhere, from within a field too: the keys with what they do, until one is pressed."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.keys import reachable
from salestui.tui.shown import fitted
from salestui.tui.sitting import Sitting

_KEY, _GAP = 3, 2


class Leader(Dialog[str]):
    """Gives back the action of the key that was pressed, as if no field had the focus."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._reachable = reachable(sitting.desk.settings.keymap)

    @property
    def heading(self) -> str:
        return self.sitting.words("screens.leader.title")

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.leader.foot")

    def content(self) -> ComposeResult:
        with VerticalScroll():  # the arrows lead to what has no room
            yield Static(id="leader-keys")

    def on_resize(self) -> None:
        """The keys in columns, read downwards."""
        said = self.sitting.words
        seen: dict[str, tuple[str, str, str]] = {}
        for binding in self._reachable.values():
            if binding.id and binding.id not in ("do.back", "do.go", *seen):
                seen[binding.id] = (self.app.get_key_display(binding), said(f"keys.{binding.id}"), binding.action)
        label = max(len(text) for _, text, _ in seen.values())
        columns = max(1, (min(self.size.width, 96) - 4) // (_KEY + _GAP + label + _GAP))
        height = -(-len(seen) // columns)
        rows = [
            Content("").join(
                Content.assemble((fitted(key, _KEY, right=True), "$primary bold"), " ", fitted(text, label + _GAP + 1)).stylize(
                    Style.from_meta({"@click": f"screen.act('{name}')"})
                )
                for name, (key, text, _) in tuple(seen.items())[number::height]
            )
            for number in range(height)
        ]
        self.query_one("#leader-keys", Static).update(Content("\n").join(rows))

    def on_key(self, event: events.Key) -> None:
        binding = self._reachable.get(event.key)
        if event.key != "escape" and binding is not None:
            event.stop()
            self.dismiss(binding.action)

    def action_act(self, name: str) -> None:
        self.dismiss(next(binding.action for binding in self._reachable.values() if binding.id == name))
