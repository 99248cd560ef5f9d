"""Columns that an administrator renamed: which of our fields each may be, by its header and by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from functools import cache

from salestui.domain.deal import MAPPED_FIELDS
from salestui.domain.import_plan import Match
from salestui.importing.deals.entered import is_stage_day
from salestui.importing.sources import DEAL_ALIASES, SOURCES, plain_header
from salestui.importing.sources.layout import headers
from salestui.importing.values.column import Fault, is_blank
from salestui.importing.values.currency import currency_code, currency_in_header
from salestui.importing.values.dates import parts_of as date_parts
from salestui.importing.values.numbers import parts_of as number_parts
from salestui.importing.words import names_a_stage

RESEMBLES = 88
_ALIKE = 60
"""A name inside a much longer one ("deal" in "is cross division deal") is no likeness, unless the values tell the same."""
_FAINTLY, _FAINTLY_ALIKE = 75, 38
_BY_VALUES = 0.6
_STEM = 5
_DATE_WORDS = frozenset(("date", "datum", "dates"))
_LOOSE = frozenset(
    "name type source status state key id value deal opportunity market office channel result price revenue created opened closed"
    " title subject start".split()
)
"""Names of fields that say nothing as a part of a longer header ("task type"), unless the values tell the same."""
_OTHERWISE = headers(
    *"Account Owner | Owner Role | Owner ID | Age | Fiscal Period | Fiscal Year | Fiscal Quarter | Has Open Activity | Stage Duration"
    " | Last Stage Change Date | Last Stage Change | Expected Revenue | Weighted Amount | Weighted value"
    " | Weighted amount in company currency"
    " | Forecast amount | Forecast probability | Exchange Rate | Budget amount | Days to close | Days to close (without rounding)"
    " | Next Activity Date | Last Modified Date | Modified On | Update time | Archive time | Archive status | Creator | Created By"
    " | Modified By | Associated Company IDs | Associated Contact | Contact Name | Primary Contact | Rating | Priority | Timeline"
    " | Task type | Start date | Date updated | Date created Text | Due date Text | Start date Text | Time Estimated | Time Estimate"
    " | Sales Cycle Duration | Overall Sales Duration | Lead Conversion Time | Closed Won Reason | Original Traffic Source Drill-Down 1"
    " | Original Traffic Source Drill-Down 2 | Number of Sales Activities | Number of times contacted".split("|")
)
"""Columns of the CRMs that are like one of our fields in name and mean something else."""
_TECHNICAL = "(do not modify)"
_FLAGS = frozenset(("true", "false", "yes", "no", "ja", "nej", "0", "1"))
_DATES = ("created_on", "close_on", "expected_close_on", "closed_on", "last_activity_on")
_CLOSINGS = ("close_on", "expected_close_on", "closed_on", "won_on")
_NUMBERS = ("amount", "list_amount", "arr", "contract_months", "probability")
_SHORT = {
    "acct": "account",
    "act": "actual",
    "amt": "amount",
    "belp": "belopp",
    "co": "company",
    "cur": "currency",
    "curr": "currency",
    "cust": "customer",
    "dt": "date",
    "est": "estimated",
    "exp": "expected",
    "nbr": "number",
    "nm": "name",
    "no": "number",
    "nr": "nummer",
    "opp": "opportunity",
    "oppty": "opportunity",
    "org": "organization",
    "prob": "probability",
    "val": "value",
}
_WORD = re.compile(r"\w+")


def resembling(
    header: tuple[str, ...], sample: Sequence[Sequence[str]], taken: Mapping[str, Match], without: Container[str] = ()
) -> tuple[Match, ...]:
    """For each field without a column, the column that is most like it; `without` are fields that are to have none.

    `confidence` is how like the header is to a name of the field, or 0.6 where the values alone say so.
    """
    used = {match.position for match in taken.values()}
    named = {plain_header(header[position]) for position in used}
    left = {
        position: text
        for position, text in enumerate(header)
        for plain in [plain_header(text)]
        if plain
        and not _means_otherwise(text)
        and position not in used
        and plain not in named
        and not plain.startswith(_TECHNICAL)
    }
    if not left:
        return ()
    cells = {position: [row[position] for row in sample] for position in left}
    open_fields = [
        field for field in MAPPED_FIELDS if field not in taken and field not in without and not _is_given(field, taken)
    ]
    alike = [
        match
        for field in open_fields
        for position, text in left.items()
        if _of_kind(field, cells[position])
        for match in [_alike(field, text, position, cells[position])]
        if match is not None
    ]
    by_values = [
        Match(field, left[position], position, "values", _BY_VALUES)
        for field in open_fields
        for position in _only_one_that_says(field, cells)
    ]
    proposed: dict[str, Match] = {}
    for match in sorted((*alike, *by_values), key=lambda match: -match.confidence):
        given = any(other.position == match.position for other in proposed.values())
        if match.field not in proposed and not given and not _is_given(match.field, proposed):
            proposed[match.field] = match
    return tuple(proposed.values())


def _means_otherwise(text: str) -> bool:
    plain = plain_header(text)
    return is_stage_day(text) or plain in _OTHERWISE or plain.partition(" - ")[2] in _OTHERWISE


def _is_given(field: str, taken: Collection[str]) -> bool:
    """Whether another column tells already what `field` would."""
    if field == "status":
        return "stage" in taken
    return field in _CLOSINGS and any(other in taken for other in _CLOSINGS)


def _alike(field: str, text: str, position: int, cells: Sequence[str]) -> Match | None:
    """A header that is like a name of `field`; one that is so only faintly where its values say the same."""
    from rapidfuzz import fuzz, process  # only where a column has no known name

    said = _spelt_out(text)
    best = process.extractOne(said, _names(field), scorer=fuzz.WRatio, score_cutoff=_FAINTLY)
    if best is None:
        return None
    likeness = fuzz.token_sort_ratio(said, best[0])
    telling = _TELLING.get(field)
    sure = best[1] >= RESEMBLES and likeness >= _ALIKE and (best[0] not in _LOOSE or said == best[0])
    faintly = likeness >= _FAINTLY_ALIKE and _shares_a_stem(said, best[0])
    if not sure and not (faintly and telling is not None and _mostly(telling, cells)):
        return None
    return Match(field, text, position, "resembles", _confidence(best[1] if sure else (best[1] + likeness) / 2))


def _shares_a_stem(said: str, name: str) -> bool:
    """Whether both hold words that begin alike ("stangning" and "stangningsdatum"), not merely the word date."""
    words = [word for word in said.split() if word not in _DATE_WORDS]
    others = [word for word in name.split() if word not in _DATE_WORDS]
    return any(word[:_STEM] == other[:_STEM] for word in words for other in others if len(word) >= _STEM <= len(other))


def _only_one_that_says(field: str, cells: Mapping[int, Sequence[str]]) -> list[int]:
    """The position of the only column whose values are stages, or amounts with their currency, whatever it is called."""
    telling = {"stage": names_a_stage, "amount": _names_money}.get(field)
    if telling is None:
        return []
    found = [position for position, column in cells.items() if len({*column} - {""}) > 1 and _mostly(telling, column)]
    return found if len(found) == 1 else []


def _of_kind(field: str, cells: Sequence[str]) -> bool:
    """Whether the values of a column may be those of `field`: four of five dates are dates, of amounts are numbers."""
    if field in _DATES:
        return _mostly(_is_date, cells, of_none=True)
    if field in _NUMBERS:
        return _mostly(_is_number, cells, of_none=True)
    filled = [cell for cell in cells if not is_blank(cell)]
    said = {cell.strip().casefold() for cell in filled}
    return field in ("id", "product") or (not said <= _FLAGS and any(number_parts(cell) is None for cell in filled))


def _mostly(telling: Callable[[str], bool], cells: Sequence[str], *, of_none: bool = False) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    return sum(map(telling, filled)) * 5 >= len(filled) * 4 if filled else of_none


def _is_date(cell: str) -> bool:
    return not isinstance(date_parts(cell), Fault)


def _is_number(cell: str) -> bool:
    return number_parts(cell) is not None


def _names_money(cell: str) -> bool:
    parts = number_parts(cell)
    return parts is not None and parts.currency is not None and currency_code(parts.currency) is not None


_TELLING: Mapping[str, Callable[[str], bool]] = {
    "stage": names_a_stage,
    "status": names_a_stage,
    "amount": _is_number,
    **dict.fromkeys(_DATES, _is_date),
}


def _spelt_out(text: str) -> str:
    """A header without its currency and accents, its short words in full: "Exp Close Dt" -> "expected close date"."""
    plain = plain_header(text)
    if code := currency_in_header(text):
        plain = plain.replace(code.casefold(), " ")
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(letters.replace("_", " ")))


@cache
def _names(field: str) -> tuple[str, ...]:
    """All names of a field, those that a CRM of its own has too."""
    own = (
        name
        for source in SOURCES
        for layout in source.layouts
        if layout.kind == "deals"
        for name in layout.columns.get(field, ())
    )
    return tuple(dict.fromkeys(filter(None, map(_spelt_out, (*DEAL_ALIASES[field], *own)))))


def _confidence(score: float) -> float:
    """A guess is never certain."""
    return min(round(score / 100, 2), 0.95)
