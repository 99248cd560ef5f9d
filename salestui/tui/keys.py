"""The keys: one key does the same thing on every screen, each has an id by which the settings can move it.

What a key does is said in the guide under `keys.<id>`.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from salestui.domain.written import HEADLINE, SECTIONS

PLACES = {
    "home": "h",
    HEADLINE: "0",
    **{section: str(number) for number, section in enumerate(SECTIONS, 1)},
    "review": "c",
    "preview": "v",
    "week": "k",
    "log": "l",
    "deals": "d",
    "import": "i",
    "trends": "m",
    "goals_table": "g",
    "forecast": "f",
    "actions": "n",
    "periods": "full_stop",
    "search": "slash",
    "settings": "comma",
}
"""Every place and its key; the key of a place that is no letter or digit is named as Textual names it."""

LOGGED = {"win": "w", "risk": "r", "blocker": "b", "team": "t"}
"""The kinds of entry that have a key of their own."""


def _bound(keys: str, action: str, name: str, *, priority: bool = False) -> Binding:
    return Binding(keys, action, id=name, show=False, priority=priority)


EVERYWHERE: list[BindingType] = [
    *(_bound(key, f"go('{place}')", f"go.{place}") for place, key in PLACES.items()),
    *(_bound(key, f"log('{kind}')", f"log.{kind}") for kind, key in LOGGED.items()),
    _bound("e", "export", "do.export"),
    _bound("y", "copy_shown", "do.copy"),
    _bound("u", "undo_last", "do.undo"),
    _bound("question_mark,f1", "help_here", "do.help"),
    _bound("ctrl+g", "go_anywhere", "do.go"),
    _bound("ctrl+p", "command_palette", "do.palette", priority=True),
    _bound("q", "quit", "do.quit"),
    _bound("escape", "back", "do.back"),
]

WRITING: list[BindingType] = [
    _bound("ctrl+n", "next_section", "write.next"),
    _bound("ctrl+o", "previous_section", "write.previous"),
    _bound("ctrl+t", "draft", "write.draft"),
    _bound("f4", "assist", "write.assist"),
    _bound("ctrl+l", "cite", "write.cite"),
    _bound("ctrl+r", "versions", "write.versions"),
    _bound("alt+down", "mark_evidence(1)", "write.evidence_next"),
    _bound("alt+up", "mark_evidence(-1)", "write.evidence_previous"),
    _bound("f2", "next_pane", "write.pane"),
]
"""What a section's screen adds; all of these pass through a field that has the focus."""

HERE = "here"
GROUPS = (HERE, "go", "log", "do", "write", "list")
"""In which order the help lists the keys: by the first part of their ids; those that one place has alone come first."""


def reachable(keymap: Mapping[str, str]) -> dict[str, Binding]:
    """By the key as it is pressed, what can be done from everywhere; a key of the settings takes the place of ours."""
    found: dict[str, Binding] = {}
    for binding in Binding.make_bindings(EVERYWHERE):
        moved = keymap.get(binding.id or "")
        keys = moved.split(",") if moved else [binding.key]
        for key in keys:
            named = _character_to_key(key.strip()) if len(key.strip()) == 1 else key.strip()
            found.setdefault(named, binding.with_key(named))
    return found
