"""A column of one kind of value, and what it says of a cell that it cannot read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

V = TypeVar("V")
MOST_REMEMBERED = 50_000


class Fault(NamedTuple):
    """A cell that is no value of its column's kind; `why` as in `Rejected`."""

    why: str


class Undecided(NamedTuple):
    """What a column as a whole leaves open: `slug` and `option` as in `Question`, a sample, and its readings."""

    slug: str
    option: str
    sample: str
    readings: tuple[str, ...]


class Column(Protocol):
    """`faulty` is True once a cell was read that gave a Fault."""

    @property
    def faulty(self) -> bool: ...

    @property
    def is_sure(self) -> bool:
        """Whether no cell that is still to come could change what the cells so far mean."""

    def look(self, cells: Sequence[str]) -> None: ...

    def undecided(self) -> Undecided | None: ...

    def read(self, cells: Sequence[str]) -> list[object]: ...


class Looked(set[str]):
    """The texts of a column that were looked at already; takes in no more when it has grown too large."""

    def fresh(self, cells: Iterable[str]) -> set[str]:
        """Those of `cells` that were not looked at before."""
        found = set(cells) - self
        if len(self) < MOST_REMEMBERED:
            self |= found
        return found


class Meanings(dict[str, object], Generic[V]):
    """What each text of a column means, worked out once; forgets everything when it has grown too large."""

    def __init__(self, meaning: Callable[[str], V | Fault]) -> None:
        super().__init__()
        self.meaning = meaning
        self.faulty = False

    def __missing__(self, cell: str) -> V | Fault:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        value = self.meaning(cell)
        if isinstance(value, Fault):
            self.faulty = True
        self[cell] = value
        return value


_BLANKS = frozenset(
    ("", "-", "–", "—", "n/a", "#n/a", "na", "none", "null", "nil", "(blank)", "(none)", "not set", "saknas", "ingen", "inget")
)


def is_blank(cell: str) -> bool:
    """Whether a cell of a typed column (money, date, flag) says that there is no value."""
    return not cell or cell.strip().casefold() in _BLANKS
