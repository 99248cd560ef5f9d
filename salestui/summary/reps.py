"""The reps of a manager's team, each with what makes a comparison fair: territory, else segment."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.domain.book import Person
from salestui.domain.text import same_name
from salestui.summary.blocks import Cell, Column, Joined, Nothing, Said, Table, Words
from salestui.summary.material import Material


def reps(material: Material) -> tuple[Person, ...]:
    """Every owner in the data, by name, with territory and segment where somebody said them."""
    known = {same_name(person.name): person for person in material.people}
    return tuple(known.get(same_name(owner), Person(owner)) for owner in sorted(material.owners))


def rep_columns(rep: Person) -> tuple[Cell, Cell]:
    """The rep's name, and territory and segment; "not known" stands where neither is named."""
    where = tuple(Said(text) for text in (rep.territory, rep.segment) if text)
    return Said(rep.name), Joined(where) if where else Words("words.split.not_known")


def rep_table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """A line for each rep, without the columns in which none of them has anything: goals that nobody set, say."""
    told = [index for index in range(len(columns)) if not all(isinstance(row[index], Nothing) for row in rows)]
    return Table(tuple(columns[index] for index in told), tuple(tuple(row[index] for index in told) for row in rows))
