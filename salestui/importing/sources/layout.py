"""What is declared of a CRM: how its exports are recognised, which column is what, and how they say won."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from salestui.importing.values.currency import currency_in_header

Headers = tuple[str, ...]
"""Names of one column, the best first, as `plain_header` writes them."""


@dataclass(frozen=True)
class Layout:
    """One kind of file of a CRM.

    `recognised_by`: it is this kind when all headers of one of these sets are there. `columns`: field -> its headers.
    `needs`: of each of these groups of fields one must have a column. `prefixed`: headers read `Deal - Title`, and what
    stands before the dash depends on the language. `status_decides`: won and lost stand in the status alone, since the
    stage keeps its name. `probability` is `hundred` or `one` where the CRM always writes 30 or 0.3. `listed`: fields whose
    cells are lists `[A,B]` or `A; B`, of which the first counts. `refused` is the slug of a Refusal for a table that is recognised and
    not taken. `may_be_cents`: amounts are whole or cents, and only the file or the rep can tell.
    `clock_is_utc`: a time of twelve hours is in UTC.
    """

    kind: str
    recognised_by: tuple[frozenset[str], ...]
    columns: Mapping[str, Headers]
    needs: tuple[tuple[str, ...], ...] = ()
    prefixed: bool = False
    status_decides: bool = False
    probability: str | None = None
    listed: frozenset[str] = frozenset()
    refused: str | None = None
    may_be_cents: bool = False
    clock_is_utc: bool = False


@dataclass(frozen=True)
class Source:
    """A CRM: its name on the command line, its kinds of files, and the order of its own stages, first to last."""

    name: str
    layouts: tuple[Layout, ...]
    stages: tuple[str, ...] = ()
    id_form: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


def headers(*names: str) -> Headers:
    """Names of one column, written as in the CRM."""
    return tuple(plain_header(name) for name in names)


def marks(*sets: str) -> tuple[frozenset[str], ...]:
    """Sets of headers, each written as one text with bars between: "Deal Stage | Record ID"."""
    return tuple(frozenset(plain_header(name) for name in each.split("|")) for each in sets)


def columns(**fields: str) -> dict[str, Headers]:
    """field="First Header | Second Header"."""
    return {name: headers(*said.split("|")) for name, said in fields.items()}


_MONEY = re.compile(r"\(\s*\)|[$€£]|\bi\s+kr\b|\bt?kr\b", re.IGNORECASE)
_SPACES = re.compile(r"[\s_\u00a0]+")


def plain_header(text: str) -> str:
    """A header as it is compared: NFKC, small letters, single spaces for spaces and underscores, no mark of a custom or
    obligatory field.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("\u0307", "")
    plain = plain.rstrip("↑↓ ").removesuffix("__c").removesuffix("__s").rstrip("*: ").lstrip("\ufeff")
    return _SPACES.sub(" ", plain).strip()


def names_of(header: str, prefix: str | None) -> Headers:
    """The names by which a header can be known: itself, what follows the shared prefix, and itself without a currency."""
    plain = plain_header(header)
    names = [plain]
    if prefix and plain.startswith(prefix + " - "):
        names.append(plain.removeprefix(prefix + " - "))
    if code := currency_in_header(header):
        names.append(plain_header(_MONEY.sub(" ", _SPACES.sub(" ", header).replace(code, "").replace(code.lower(), ""))))
    return tuple(names)


def positions_of(header: tuple[str, ...], prefix: str | None = None) -> dict[str, int]:
    """Each name by which a column can be known -> the position of the first column of that name."""
    positions: dict[str, int] = {}
    for position, text in enumerate(header):
        for name in names_of(text, prefix):
            positions.setdefault(name, position)
    return positions


def shared_prefix(found: tuple[str, ...]) -> str | None:
    """The word before a dash that most headers share ("deal" of `Deal - Title`), where at least three do."""
    prefixes = [plain_header(header).partition(" - ")[0] for header in found if " - " in header]
    best = max(prefixes, key=prefixes.count, default=None)
    return best if best and prefixes.count(best) >= 3 else None
