"""The reps of a manager's team, each with what makes a comparison fair: territory, else segment."""

from __future__ import annotations

from salestui.domain.book import Person
from salestui.domain.text import same_name
from salestui.summary.blocks import Cell, Joined, Said, Words
from salestui.summary.material import Material


def reps(material: Material) -> tuple[Person, ...]:
    """Every owner in the data, by name, with territory and segment where somebody said them."""
    known = {same_name(person.name): person for person in material.people}
    return tuple(known.get(same_name(owner), Person(owner)) for owner in sorted(material.owners))


def rep_columns(rep: Person) -> tuple[Cell, Cell]:
    """The rep's name, and territory and segment; "not known" stands where neither is named."""
    where = tuple(Said(text) for text in (rep.territory, rep.segment) if text)
    return Said(rep.name), Joined(where) if where else Words("words.split.not_known")
