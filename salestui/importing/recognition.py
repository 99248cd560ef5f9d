"""Which CRM wrote a file, and what kind of file it is: told by the header alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.importing.sources import (
    DEAL_ALIASES,
    GENERIC,
    SOURCE_NAMES,
    SOURCES,
    Layout,
    Source,
    names_of,
    positions_of,
    shared_prefix,
)

_TELLING = 5
"""A table that maps so many columns is taken for what it is, whatever else a summary may be called."""
_ESSENTIAL = ("id", "name", "owner", "amount", "stage", "status", "created_on", "close_on", "expected_close_on", "closed_on")


class Recognised(NamedTuple):
    """A source, the layout that the file has, and the position of each field's column."""

    source: Source
    layout: Layout
    places: Mapping[str, int]


def is_known(text: str) -> bool:
    """Whether `text` is the name of a column of some CRM; for finding the header."""
    return any(name in _all_names() for name in names_of(text, text.casefold().strip().partition(" - ")[0] or None))


def recognised(header: tuple[str, ...], *, kind: str | None = None, source: str | None = None) -> Recognised | None:
    """What the file is; None where nothing fits. `kind` and `source` narrow the choice to what the rep said.

    Raises Refusal `import-products`, `import-summary` for tables that are known and not taken, `source-unknown`.
    """
    if source is not None and source not in SOURCE_NAMES:
        raise Refusal("source-unknown", exit_code=2, source=source, sources=", ".join(SOURCE_NAMES))
    found = [
        (score, Recognised(each, layout, places))
        for each in SOURCES
        if source in (None, each.name)
        for layout in each.layouts
        if kind in (None, layout.kind)
        for score, places in [_fits(header, each, layout, said=source is not None or (kind is not None and each is GENERIC))]
        if score is not None
    ]
    best = max(found, key=lambda pair: pair[0], default=None)
    if (best is None or len(best[1].places) < _TELLING) and kind is None:
        _refuse_known(header)
    return best[1] if best else None


def judge(header: tuple[str, ...]) -> int:
    """How much of what an import needs `header` offers: for choosing the sheet of a workbook."""
    try:
        found = recognised(header)
    except Refusal:
        return 0
    if found is None:
        return 0
    return 1 + sum(1 for field in found.places if found.layout.kind != "deals" or field in _ESSENTIAL)


def places_of(header: tuple[str, ...], layout: Layout) -> dict[str, int]:
    """field -> position of its column, by the names that the layout declares; each column serves one field.

    The name of a deal may be the account's where the file has none of its own.
    """
    prefix = shared_prefix(header) if layout.prefixed else None
    positions = positions_of(header, prefix)
    places: dict[str, int] = {}
    for field, names in layout.columns.items():
        for at in (positions[name] for name in names if name in positions):
            if at not in places.values() or (field == "account" and "name" in places and at == places["name"]):
                places[field] = at
                break
    return places


def missing_needs(layout: Layout, places: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Of each of these groups of fields one column is missing."""
    return tuple(group for group in layout.needs if not any(field in places for field in group))


def _fits(
    header: tuple[str, ...], source: Source, layout: Layout, *, said: bool
) -> tuple[tuple[int, int, int] | None, dict[str, int]]:
    """How well a layout fits, better ones higher; None where it does not."""
    if layout.refused:
        return None, {}
    prefix = shared_prefix(header) if layout.prefixed else None
    names = {name for text in header for name in names_of(text, prefix)}
    mark = max((len(each) for each in layout.recognised_by if each <= names), default=0)
    places = places_of(header, layout)
    complete = not missing_needs(layout, places)
    open_to_all = source is GENERIC and layout.kind == "deals" and complete and len(places) >= 3
    if not mark and not open_to_all and not (said and places):
        return None, {}
    specific = source is not GENERIC
    return (2 * specific + complete, mark if specific else len(places), len(places)), places


def _refuse_known(header: tuple[str, ...]) -> None:
    names = {name for text in header for name in names_of(text, None)}
    for layout in GENERIC.layouts:
        if layout.refused and any(mark <= names for mark in layout.recognised_by):
            raise Refusal(layout.refused, columns=", ".join(header[:6]))


@cache
def _all_names() -> frozenset[str]:
    names = {name for each in DEAL_ALIASES.values() for name in each}
    for source in SOURCES:
        for layout in source.layouts:
            names.update(*layout.recognised_by)
            names.update(name for each in layout.columns.values() for name in each)
    return frozenset(names)
