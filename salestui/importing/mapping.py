"""Which column is which field: what the rep said, what was confirmed before, what is named so, and what resembles it."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence
from difflib import get_close_matches

from salestui.domain.deal import MAPPED_FIELDS
from salestui.domain.import_plan import DEALS, Match
from salestui.domain.refusal import Refusal
from salestui.importing.recognition import Recognised
from salestui.importing.resembling import resembling
from salestui.importing.sources import DEAL_ALIASES, plain_header, positions_of


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

    A field for which an empty text was given or remembered has no column, whatever resembles it. Raises Refusal
    `map-field`, `map-column` for a wrong `--map`.
    """
    taken: dict[str, Match] = {}
    without = {field for field, said in {**remembered, **given}.items() if not said}
    for field, said in given.items():
        if said:
            taken[field] = Match(field, *_column(header, found, field, said), how="given")
    for field, said in remembered.items():
        position = _position(header, said) if said else None
        if field not in taken and field not in without and position is not None:
            taken[field] = Match(field, header[position], position, "remembered")
    used = {match.position for match in taken.values()}
    for field, position in found.places.items():
        if field not in taken and field not in without and position not in used:
            taken[field] = Match(field, header[position], position, "named")
    if found.layout.kind != DEALS:
        return tuple(taken.values()), ()
    _add_common_names(header, taken, without)
    if "stage" not in taken and "status" in taken and not found.layout.status_decides:
        taken["stage"] = taken.pop("status")._replace(field="stage")
    return tuple(taken.values()), resembling(header, sample, taken, without)


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


def _add_common_names(header: tuple[str, ...], taken: dict[str, Match], without: Container[str]) -> None:
    """What a CRM's own table does not name (a custom Segment, a Loss Reason) by the names that everybody uses."""
    positions = positions_of(header)
    used = {match.position for match in taken.values()}
    for field, names in DEAL_ALIASES.items():
        if (
            field in taken
            or field in without
            or (field == "close_on" and {"expected_close_on", "closed_on", "won_on"} & taken.keys())
        ):
            continue
        at = next((positions[name] for name in names if name in positions and positions[name] not in used), None)
        if at is not None:
            taken[field] = Match(field, header[at], at, "named")
            used.add(at)
