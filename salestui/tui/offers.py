"""What can be done here, for palette and help: the keys of this place, those of everywhere, and the jobs without one."""

from __future__ import annotations

from textual.app import App

from salestui.tui.by_name import Offer
from salestui.tui.dialogs.help import About
from salestui.tui.elsewhere import also
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.keys import GROUPS, HERE, reachable
from salestui.tui.place_bar import PlaceBar
from salestui.tui.sitting import Sitting

_NOT_BY_NAME = ("do.palette", "do.go", "do.back")
_MOVES = ("list.up", "list.down", "list.page_up", "list.page_down", "list.first", "list.last", "tile.left", "tile.right")
"""What every hand does by the arrows: it has a name too, after everything that is looked for by its name."""


def offers(app: App[None], sitting: Sitting) -> tuple[Offer, ...]:
    """Each once, those of the place first."""
    said = sitting.words
    found: dict[str, Offer] = {}
    for active in app.screen.active_bindings.values():
        name = active.binding.id
        if name and name not in found and active.node is not app and said.has(f"keys.{name}"):
            key, action = app.get_key_display(active.binding), active.binding.action
            found[name] = Offer(said(f"keys.{name}"), key, action, active.node, also(name, said))
    for binding in reachable(sitting.desk.settings.keymap).values():
        if binding.id and binding.id not in found and binding.id not in _NOT_BY_NAME:
            key, action = app.get_key_display(binding), f"app.{binding.action}"
            found[binding.id] = Offer(said(f"keys.{binding.id}"), key, action, also=also(binding.id, said))
    jobs = said.table("screens.job")
    moves = [found.pop(name) for name in _MOVES if name in found]
    by_name = (Offer(name, "", f"app.job('{job}')", also=also(f"job.{job}", said)) for job, name in jobs.items())
    return (*found.values(), *by_name, *moves)


def help_for(app: App[None], sitting: Sitting) -> tuple[About, dict[str, list[Offer]]]:
    """The help text of the place, and by group of ids what can be done there and from everywhere, with its key.

    What has no room in the first line of the place, or in the line above the field, is said before it.
    """
    said = sitting.words
    keys: dict[str, list[Offer]] = {}
    here = ((active.binding, active.binding.action, active.node) for active in app.screen.active_bindings.values())
    anywhere = ((binding, f"app.{binding.action}", None) for binding in reachable(sitting.desk.settings.keymap).values())
    seen: set[str] = set()
    for binding, action, node in (*here, *anywhere):
        name = binding.id or ""
        if name and name not in seen and said.has(f"keys.{name}"):
            seen.add(name)
            offer = Offer(said(f"keys.{name}"), app.get_key_display(binding), action, node)
            group = name.partition(".")[0]
            keys.setdefault(group if group in GROUPS else HERE, []).append(offer)
    place = app.screen.name or ""
    names = (f"sections.{place}.help", "home.help" if place == "home" else f"screens.{place}.help")
    text = next((said(key) for key in names if said.has(key)), "")
    bars = tuple(app.screen.query(PlaceBar))
    field = app.focused
    label = field.no_room_for if isinstance(field, KeptText) else ""

    def about(window: int) -> str:
        return "\n\n".join(part for part in (*(bar.cut_short(window) for bar in bars), label, text) if part)

    return about, keys
