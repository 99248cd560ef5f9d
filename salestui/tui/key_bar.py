"""The last line of every screen: the five or six keys that count here. All others are under `?` and ctrl+p."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from salestui.guide import Words

MOST = 6


class KeyBar(Widget):
    """Shows, of the bindings named, those that act now and fit; in the order given. A click does what the key does."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1; background: $panel; color: $text-muted;
        link-color: $foreground; link-style: none;
    }
    """

    def __init__(self, ids: tuple[str, ...], said: Words) -> None:
        super().__init__()
        self._ids = ids
        self._said = said

    def offer(self, ids: tuple[str, ...]) -> None:
        """Show these from now on."""
        self._ids = ids
        self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the keys that are on the line."""
        return tuple(name for name, _, _ in self._fitting())

    def render(self) -> Content:
        parts = [
            Content.assemble((key, "$primary bold"), " ", label).stylize(Style.from_meta({"@click": action}))
            for _, key, (label, action) in self._fitting()
        ]
        return Content("  ").join(parts)

    def _fitting(self) -> Iterator[tuple[str, str, tuple[str, str]]]:
        bound = self._bound()
        room = self.content_size.width
        count = 0
        for name in self._ids:
            binding = bound.get(name)
            if binding is None:
                continue
            key, label = self.app.get_key_display(binding), self._said(f"keys.{name}")
            size = Content(key).cell_length + 1 + Content(label).cell_length + (2 if count else 0)
            if size > room or count == MOST:
                return
            room -= size
            count += 1
            yield name, key, (label, f"run_key('{name}')")

    def _bound(self) -> dict[str, Binding]:
        """By id, the bindings that act now; of several keys for one thing the first."""
        found: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.enabled and active.binding.id and active.binding.id not in found:
                found[active.binding.id] = active.binding
        return found

    async def action_run_key(self, name: str) -> None:
        """Do what the key of that id does."""
        for active in tuple(self.screen.active_bindings.values()):
            if active.binding.id == name:
                await self.app.run_action(active.binding.action, active.node)
                return
