"""How a screen is read from line to line: where tab leads, and what is said of that which has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.fields.press import Press
from salestui.tui.row_window import RowWindow


def astray(chain: list[Widget]) -> list[tuple[Widget, Widget]]:
    """Where tab does not go as one reads: within a pane and from pane to pane from left to right and downwards."""
    return [(one, other) for one, other in pairwise(chain) if backwards(one, other)]


def backwards(one: Widget, other: Widget) -> bool:
    """Whether `other` stands above `one` or left of it on its line; a column of panes is read to its end before the next."""
    if one.parent is other.parent and not (one.has_class("pane") or other.has_class("pane")):
        here, there = one.virtual_region_with_margin, other.virtual_region_with_margin
        return (there.y, there.x) < (here.y, here.x)
    here, there = pane_of(one).region, pane_of(other).region
    return there.x <= here.x and there.y < here.y


def pane_of(widget: Widget) -> Widget:
    """The pane in which it stands, or it alone."""
    return next((node for node in widget.ancestors_with_self if isinstance(node, Widget) and node.has_class("pane")), widget)


def unsaid(dialog: Dialog[object]) -> list[Widget]:
    """What tab leads to in the dialog without a word of its own, or with the words of another."""
    met: set[str] = set()
    found = []
    for widget in (chain := dialog.focus_chain):
        said = next(filter(None, names(widget)), dialog.heading if widget is chain[0] else "")
        if not said or said in met:
            found.append(widget)
        met.add(said)
    return found


def names(widget: Widget) -> Iterator[str]:
    """What is said of it whatever is typed there: its label, its headings, the text that it shows, or the words above it."""
    yield str(getattr(widget, "label", ""))
    if isinstance(widget, RowWindow):
        yield " ".join(column.head for column in widget._columns).strip()
    if isinstance(widget, Press):
        yield widget.render().plain
    if isinstance(widget, VerticalScroll):
        yield " ".join(str(text.content) for text in widget.query(Static)).strip()
    assert widget.parent is not None
    above = [
        str(one.content) for one in takewhile(lambda one: one is not widget, widget.parent.children) if isinstance(one, Static)
    ]
    yield above[-1].strip() if above else ""
