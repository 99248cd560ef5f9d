"""Which column is which field: what the rep said, what was confirmed before, what is named so, and what resembles it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from salestui.domain.deal import MAPPED_FIELDS
from salestui.domain.import_plan import DEALS, Match
from salestui.domain.refusal import Refusal
from salestui.importing.recognition import Recognised
from salestui.importing.sources import DEAL_ALIASES, plain_header, positions_of
from salestui.importing.values.column import Fault, is_blank
from salestui.importing.values.dates import parts_of as date_parts
from salestui.importing.values.numbers import parts_of as number_parts

RESEMBLES = 88
_ALIKE = 60
"""A name inside a much longer one ("deal" in "is cross division deal") is no likeness."""
_FLAGS = frozenset(("true", "false", "yes", "no", "ja", "nej", "0", "1"))
_DATES = ("created_on", "close_on", "expected_close_on", "closed_on", "last_activity_on")
_NUMBERS = ("amount", "list_amount", "arr", "contract_months", "probability")


def fingerprint(header: Sequence[str]) -> str:
    """What two files of the same columns share, in whatever order these stand."""
    names = sorted(filter(None, map(plain_header, header)))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]


def matched(
    header: tuple[str, ...],
    found: Recognised,
    sample: Sequence[Sequence[str]],
    given: Mapping[str, str],
    remembered: Mapping[str, str],
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """The columns that are taken, and those that resemble a field and wait for the rep's word.

    Raises Refusal `map-field`, `map-column` for a wrong `--map`.
    """
    taken: dict[str, Match] = {}
    for field, said in given.items():
        taken[field] = Match(field, *_column(header, found, field, said), how="given")
    for field, said in remembered.items():
        position = _position(header, said)
        if field not in taken and position is not None:
            taken[field] = Match(field, header[position], position, "remembered")
    used = {match.position for match in taken.values()}
    for field, position in found.places.items():
        if field not in taken and position not in used:
            taken[field] = Match(field, header[position], position, "named")
    if found.layout.kind != DEALS:
        return tuple(taken.values()), ()
    _add_common_names(header, taken)
    if "stage" not in taken and "status" in taken and not found.layout.status_decides:
        taken["stage"] = taken.pop("status")._replace(field="stage")
    proposed = _resembling(header, taken, sample)
    return tuple(taken.values()), proposed


def _column(header: tuple[str, ...], found: Recognised, field: str, said: str) -> tuple[str, int]:
    fields = MAPPED_FIELDS if found.layout.kind == DEALS else list(found.layout.columns)
    if field not in fields:
        raise Refusal("map-field", exit_code=2, field=field, fields=" ".join(fields))
    position = _position(header, said)
    if position is None:
        near = get_close_matches(said, header, n=1, cutoff=0.3)
        raise Refusal("map-column", exit_code=2, column=said, nearest=near[0] if near else header[0])
    return header[position], position


def _position(header: tuple[str, ...], said: str) -> int | None:
    plain = plain_header(said)
    return next((i for i, text in enumerate(header) if plain_header(text) == plain), None)


def _add_common_names(header: tuple[str, ...], taken: dict[str, Match]) -> None:
    """What a CRM's own table does not name (a custom Segment, a Loss Reason) by the names that everybody uses."""
    positions = positions_of(header)
    used = {match.position for match in taken.values()}
    for field, names in DEAL_ALIASES.items():
        if field in taken or (field == "close_on" and {"expected_close_on", "closed_on", "won_on"} & taken.keys()):
            continue
        at = next((positions[name] for name in names if name in positions and positions[name] not in used), None)
        if at is not None:
            taken[field] = Match(field, header[at], at, "named")
            used.add(at)


def _resembling(header: tuple[str, ...], taken: Mapping[str, Match], sample: Sequence[Sequence[str]]) -> tuple[Match, ...]:
    """For fields without a column: the header most like one of their names, if its values are of their kind."""
    from rapidfuzz import fuzz, process, utils  # only where a column has no known name

    used = {match.position for match in taken.values()}
    left = {position: text for position, text in enumerate(header) if position not in used and plain_header(text)}
    has_close = any(field in taken for field in ("close_on", "expected_close_on", "closed_on", "won_on"))
    found: list[Match] = []
    for field in MAPPED_FIELDS:
        if (
            field in taken
            or (field == "status" and "stage" in taken)
            or (has_close and field.endswith(("close_on", "closed_on")))
        ):
            continue
        for position, text in left.items():
            if not _of_kind(field, [row[position] for row in sample]):
                continue
            best = process.extractOne(
                plain_header(text),
                DEAL_ALIASES[field],
                scorer=fuzz.WRatio,
                processor=utils.default_process,
                score_cutoff=RESEMBLES,
            )
            if best and fuzz.token_sort_ratio(plain_header(text), best[0]) >= _ALIKE:
                found.append(Match(field, text, position, "resembles", round(best[1] / 100, 2)))
    proposed: dict[str, Match] = {}
    for match in sorted(found, key=lambda match: -match.confidence):
        if match.field not in proposed and match.position not in {other.position for other in proposed.values()}:
            proposed[match.field] = match
    return tuple(proposed.values())


def _of_kind(field: str, cells: Sequence[str]) -> bool:
    """Whether the values of a column may be those of `field`: four of five dates are dates, of amounts are numbers."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if field in _DATES:
        fitting = [cell for cell in filled if not isinstance(date_parts(cell), Fault)]
    elif field in _NUMBERS:
        fitting = [cell for cell in filled if number_parts(cell) is not None]
    else:
        said = {cell.strip().casefold() for cell in filled}
        return field in ("id", "product") or (not said <= _FLAGS and any(number_parts(cell) is None for cell in filled))
    return len(fitting) * 5 >= len(filled) * 4
