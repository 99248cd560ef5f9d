"""What is done at one place alone, found by its name from everywhere: it goes there, and does it unless a choice comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salestui.domain.written import SECTIONS, WRITTEN
from salestui.guide import Words
from salestui.tui.by_name import Offer


class There(NamedTuple):
    """By its id a key of these places. `first` is what the rep has to choose there before: a word under `screens.palette.first`.

    `key` is pressed in what the choice opens; a key of the place itself is known there.
    """

    name: str
    places: tuple[str, ...]
    first: str = ""
    key: str = ""


THERE = (
    There("write.draft", WRITTEN),
    There("write.versions", WRITTEN),
    There("write.assist", WRITTEN),
    There("write.begin", WRITTEN),
    There("write.cite", SECTIONS, "evidence"),
    There("write.editor", WRITTEN, "field", "f9"),
    There("metric.pick", ("results",), "line", "space"),
    There("goals_table.adjust", ("goals_table",)),
    There("periods.add", ("periods",)),
    There("periods.next", ("periods",)),
    There("periods.finalise", ("periods",)),
    There("log.filter", ("log",)),
    There("log.delete", ("log",), "line"),
    There("log.restore", ("log",)),
    There("week.keep", ("week",), "line"),
    There("week.pass", ("week",), "line"),
    There("review.mend", ("review",), "line"),
    There("review.accept", ("review",), "line"),
    There("review.take_back", ("review",)),
    There("preview.layout", ("preview",)),
    There("preview.language", ("preview",)),
    There("deals.kind", ("deals",)),
    There("deals.filter", ("deals",)),
    There("deal.correct", ("deals",), "deal", "a"),
    There("deal.remove", ("deals",), "deal", "x"),
    There("deal.merge", ("deals",), "deal", "o"),
    There("import.folder", ("import",)),
    *(
        There(f"import.{name}", ("import",), "file")
        for name in ("go", "answer", "change", "reading", "day", "rejects", "stages")
    ),
)


def offers_elsewhere(place: str, said: Words) -> Iterator[Offer]:
    """What is done at other places than `place`, each with the place's name."""
    for there in THERE:
        for other in there.places:
            if other != place:
                name, where = said(f"keys.{there.name}"), said(f"keys.go.{other}")
                yield Offer(name, "", f"app.there('{other}', '{there.name}')", also=also(there.name, said), where=where)


def also(name: str, said: Words) -> str:
    """Other words for what has that id."""
    key = f"screens.palette.also.{name}"
    return said(key) if said.has(key) else ""


def there_named(name: str) -> There:
    return next(there for there in THERE if there.name == name)
