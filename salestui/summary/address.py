"""Where a text goes, as a person writes it: `context.driver.2.metric`, `results.why.win_rate`, `team.contribution.+`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.summary.fields import Field, Kind
from salestui.summary.sections import FORMS

MOST_ROWS = 99


def address(said: str, written: Iterable[FieldKey] = ()) -> FieldKey:
    """The place that `said` names; `.+` is the row after the last one in `written`.

    Raises Refusal `section-unknown`, `field-unknown`, `field-is-record` (it names the command that keeps it), `row-missing`,
    `row-not-taken`, `row-unknown`, `name-missing`, `part-missing`, `part-unknown`.
    """
    section, *rest = said.strip().split(".")
    if section not in FORMS:
        raise Refusal("section-unknown", exit_code=2, section=section, nearest=_nearest(section, FORMS))
    field, rest = _field(section, rest)
    if field.kind is Kind.RECORD:
        raise Refusal("field-is-record", exit_code=2, field=said, command=field.command)
    if field.named_by:
        if len(rest) != 1 or not rest[0]:
            raise Refusal("name-missing", exit_code=2, field=f"{section}.{field.key}")
        return FieldKey(section, field.key, 0, rest[0])
    row = 0
    if field.repeats:
        row, rest = _row(section, field, rest, written)
    elif rest and (rest[0] == "+" or rest[0].isdecimal()):
        raise Refusal("row-not-taken", exit_code=2, field=f"{section}.{field.key}")
    return FieldKey(section, field.key, row, _part(said, field, rest))


def _field(section: str, rest: list[str]) -> tuple[Field, list[str]]:
    """The field that the longest beginning of `rest` names (by its key, or by its key in the guide), and what is left."""
    for taken in (2, 1):
        name = ".".join(rest[:taken])
        for field in FORMS[section]:
            if len(rest) >= taken and name in (field.key, field.words):
                return field, rest[taken:]
    for field in FORMS[section]:
        if rest and (rest[0] in field.records or len(FORMS[section]) == 1):  # `goals.*` is records, whatever follows
            return field, []
    known = [field.key for field in FORMS[section]]
    raise Refusal(
        "field-unknown",
        exit_code=2,
        field=".".join(rest[:1]),
        section=section,
        fields=", ".join(known),
        nearest=_nearest("_".join(rest[:1]), known),
    )


def _row(section: str, field: Field, rest: list[str], written: Iterable[FieldKey]) -> tuple[int, list[str]]:
    place = f"{section}.{field.key}"
    if not rest or not (rest[0] == "+" or rest[0].isdecimal()):
        raise Refusal("row-missing", exit_code=2, field=place)
    if rest[0] == "+":
        last = max((key.row for key in written if (key.section, key.field) == (section, field.key)), default=0)
        row = last + 1
    else:
        row = int(rest[0])
    if not 1 <= row <= MOST_ROWS:
        raise Refusal("row-unknown", exit_code=2, field=place, row=rest[0], most=MOST_ROWS)
    return row, rest[1:]


def _part(said: str, field: Field, rest: list[str]) -> str:
    parts = ", ".join(part.key for part in field.parts)
    if not rest:
        if field.kind is Kind.ROW:
            raise Refusal("part-missing", exit_code=2, field=said, parts=parts)
        return ""
    if len(rest) > 1 or field.part(rest[0]) is None:
        raise Refusal("part-unknown", exit_code=2, field=said, part=".".join(rest), parts=parts)
    return rest[0]


def _nearest(name: str, known: Iterable[str]) -> str:
    return ", ".join(get_close_matches(name, list(known), n=2, cutoff=0.6))
