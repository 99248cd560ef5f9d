"""Where a key stands in a TOML file that a person wrote, and which known key is meant by one that is unknown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import msgspec

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w\-]+)((?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w\-]+))*)\s*=""")


_FORMS = {"^[A-Z]{3}$": "USD", r"^\d{4}-\d\d-\d\d$": "2026-01-31"}
_EXAMPLES = {"int": "12", "float": "0.5", "bool": "true, false", "str": '"…"', "array": '["…", "…"]', "object": "[…]"}


T = TypeVar("T")


class Complaint(NamedTuple):
    """What a validator said of a file. `key` is dotted; `unknown` says that no such key exists, else `takes` is what it takes."""

    key: str
    line: int
    unknown: bool
    takes: str


def complaint(said: str, text: str, choices: Mapping[str, tuple[str, ...]]) -> Complaint:
    """msgspec's message, e.g. "Object contains unknown field `x` - at `$.figures`", with its line in `text`.

    `choices` are the values of the keys that take one of several.
    """
    where = match[1] if (match := re.search(r"at `\$\.?([^`]*)`", said)) else ""
    unknown = re.search(r"(?:unknown field|missing required field) `([^`]+)`", said)
    number = next(iter(re.findall(r"\[(\d+)\]", where)), None)
    path = re.sub(r"\[[^\]]*\]", "", where)
    key = ".".join(part for part in (path, unknown[1] if unknown and "unknown" in unknown[0] else "") if part)
    is_unknown = bool(unknown and "unknown" in unknown[0])
    return Complaint(
        key, line_of(text, key, int(number) if number else 0), is_unknown, _takes(said.split(" - at ")[0], key, choices)
    )


def converted(told: Mapping[str, object], file: type[T]) -> T:
    """`told` as `file`. Raises msgspec.ValidationError, which names the very key also inside a table of free keys."""
    try:
        return msgspec.convert(told, file)
    except msgspec.ValidationError as error:
        table = match[1] if (match := re.search(r"`\$\.([^`]*)\[\.\.\.\]", str(error))) else None
        inside = told.get(table) if table else None
        for key, value in inside.items() if isinstance(inside, Mapping) else ():
            try:
                msgspec.convert({table: {key: value}}, file)
            except msgspec.ValidationError as of_key:
                raise msgspec.ValidationError(str(of_key).replace("[...]", f".{key}", 1)) from error
        raise


def choices_of(file: type, under: str = "") -> dict[str, tuple[str, ...]]:
    """By dotted key, the values that a declared file's key may have where these are listed."""
    found: dict[str, tuple[str, ...]] = {}
    for name, hint in get_type_hints(file).items():
        for kind in (hint, *get_args(hint)):
            if get_origin(kind) is Literal:
                found[under + name] = tuple(map(str, get_args(kind)))
    return found


def _takes(reason: str, key: str, choices: Mapping[str, tuple[str, ...]]) -> str:
    """What a key takes, in signs that need no translation: `1`, `≥ 1`, `"…"`, `en, sv`; else the validator's own words."""
    if key in choices:
        return ", ".join(choices[key])
    limit = re.fullmatch(r"Expected `\w+`(?: of length)? ([<>]=?) ([\d.]+)", reason)
    if limit:
        return limit[1].replace(">=", "≥").replace("<=", "≤") + " " + limit[2].removesuffix(".0")
    pattern = re.search(r"matching regex '(.*)'", reason)
    if pattern:
        several = re.fullmatch(r"\^\((\w+(?:\|\w+)+)\)\$", pattern[1])
        return several[1].replace("|", ", ") if several else _FORMS.get(pattern[1].replace("\\\\", "\\"), pattern[1])
    kind = re.match(r"Expected `(\w+)", reason)
    return _EXAMPLES.get(kind[1], reason) if kind else reason


def line_of(text: str, key: str, number: int = 0) -> int:
    """The line, from 1, on which `key` (dotted) stands; in an array of tables that of the table of that number, from 0.

    Where the key itself is not to be found, its table's line; 1 where there is neither.
    """
    wanted = [part for part in key.split(".") if part]
    table: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    inside, best = True, 1
    for line, content in enumerate(text.splitlines(), 1):
        named: list[str] = []
        if header := _HEADER.match(content):
            table = named = [_bare(part) for part in header[1].split(".")]
            seen[tuple(table)] = seen.get(tuple(table), -1) + 1
            of_many = content.lstrip().startswith("[[")
            inside = table == wanted[: len(table)] and (not of_many or seen[tuple(table)] == number)
        elif found := _KEY.match(content):
            named = [*table, _bare(found[1]), *(_bare(part) for part in found[2].split(".") if part.strip())]
        if inside and named and named == wanted[: len(named)]:
            best = line
            if len(named) == len(wanted) and not header:
                return line
    return best


def nearest(key: str, known: Iterable[str], otherwise: str) -> str:
    """The known key that looks most like `key`; `otherwise` where none does."""
    names = tuple(known)
    near = difflib.get_close_matches(key, names, n=1, cutoff=0.4)
    leaf = key.rpartition(".")[2]
    by_leaf = {name.rpartition(".")[2]: name for name in names}
    if not near and (found := difflib.get_close_matches(leaf, by_leaf, n=1, cutoff=0.5)):
        return by_leaf[found[0]]
    return near[0] if near else otherwise


def _bare(part: str) -> str:
    return part.strip().strip("\"'")
