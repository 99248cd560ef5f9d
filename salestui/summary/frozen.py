"""A summary as canonical JSON and back: what is frozen when a period is finalised, and what its checksum is taken of.

2026: every value that a summary is made of is written by its name and its fields that differ from their defaults, so that
a summary frozen by an earlier program can be read by a later one that knows more fields. A figure is written once and
referred to by its number. The rows behind a figure and its slices are not frozen: what is shown of them stands in the blocks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from salestui.domain import action, book, entry, goal, money, period, template, terms, written
from salestui.metrics import figure
from salestui.summary import blocks, material, summary

FORMAT = 1
TAG = "~"
_LEFT_OUT = ("rows", "slices")
_MODULES = (action, book, entry, goal, money, period, template, terms, written, figure, material, blocks, summary)
_TYPES = {
    name: made
    for module in _MODULES
    for name, made in vars(module).items()
    if isinstance(made, type) and made.__module__ == module.__name__
}

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def frozen(made: summary.Summary) -> str:
    """`made` as canonical JSON: sorted keys, no spaces, UTF-8."""
    writer = _Writer()
    whole: Json = {"format": FORMAT, "summary": writer.written(made), "figures": writer.figures}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(text: str) -> str:
    """The SHA-256 of canonical JSON, in hexadecimal."""
    import hashlib  # brings OpenSSL, which only what is finalised needs

    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def thawed(text: str) -> summary.Summary:
    """The summary that was frozen. Raises ValueError for a text that is none."""
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError("not a frozen summary of a known format")
    reader = _Reader(whole["figures"])
    made = reader.read(whole["summary"])
    if not isinstance(made, summary.Summary):
        raise ValueError("the frozen value is no summary")
    return made


def kept(value: object) -> str:
    """Any value that summaries are made of as JSON, for `found`: with the rows of no figure."""
    writer = _Writer()
    whole: Json = {"format": FORMAT, "value": writer.written(value), "figures": writer.figures}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def found(text: str) -> object:
    """The value that `kept` wrote. Raises ValueError for a text that holds none."""
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError("nothing kept in a known format")
    return _Reader(whole["figures"]).read(whole["value"])


class _Writer:
    def __init__(self) -> None:
        self.figures: list[Json] = []
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []  # so that no id is given away while it is referred to

    def written(self, value: object) -> Json:
        if value is None or isinstance(value, bool | int) or (isinstance(value, str) and not isinstance(value, Enum)):
            return value
        if isinstance(value, Enum):
            return {TAG: type(value).__name__, "v": str(value.value)}
        if isinstance(value, Fraction):
            return {TAG: "Fraction", "v": str(value)}
        if isinstance(value, date):
            return {TAG: "date", "v": value.isoformat()}
        if isinstance(value, Mapping):
            told = {json.dumps(self.written(key), sort_keys=True): (key, one) for key, one in value.items()}
            return {TAG: "map", "v": [[self.written(key), self.written(one)] for _, (key, one) in sorted(told.items())]}
        if isinstance(value, figure.Figure):
            return self._figure(value)
        return self._made(value)

    def _figure(self, value: figure.Figure) -> Json:
        if id(value) not in self._numbers:
            told = self._fields(value, _LEFT_OUT)
            self._numbers[id(value)] = len(self.figures)
            self._kept.append(value)
            self.figures.append(told)
        return {TAG: "figure", "v": self._numbers[id(value)]}

    def _made(self, value: object) -> Json:
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return [self.written(one) for one in value]
        if type(value).__name__ not in _TYPES:
            raise TypeError(f"{type(value).__name__} cannot be frozen")
        return {TAG: type(value).__name__, **self._fields(value)}

    def _fields(self, value: object, left_out: tuple[str, ...] = ()) -> dict[str, Json]:
        """The fields that differ from their defaults."""
        return {
            name: self.written(getattr(value, name))
            for name, default in _defaults(type(value)).items()
            if name not in left_out and (default is MISSING or getattr(value, name) != default)
        }


class _Reader:
    def __init__(self, figures: list[dict[str, Json]]) -> None:
        self._told = figures
        self._made: dict[int, figure.Figure] = {}

    def read(self, value: object) -> object:
        if isinstance(value, list):
            return tuple(self.read(one) for one in value)
        if not isinstance(value, dict):
            return value
        tag = value.get(TAG)
        if tag == "Fraction":
            return Fraction(str(value["v"]))
        if tag == "date":
            return date.fromisoformat(str(value["v"]))
        if tag == "map":
            return {self.read(key): self.read(one) for key, one in value["v"]}
        if tag == "figure":
            return self._figure(int(value["v"]))
        made = _TYPES.get(str(tag))
        if made is None:
            raise ValueError(f"{tag} is unknown")
        if issubclass(made, Enum):
            return made(value["v"])
        return made(**{name: self.read(one) for name, one in value.items() if name != TAG})

    def _figure(self, number: int) -> figure.Figure:
        if number not in self._made:
            told = {name: self.read(one) for name, one in self._told[number].items()}
            self._made[number] = figure.Figure(**told)  # type: ignore[arg-type]
        return self._made[number]


def _defaults(made: type) -> dict[str, object]:
    """Per field its default, MISSING where it has none; a mapping's is an empty one."""
    if is_dataclass(made):
        return {
            field.name: field.default_factory() if field.default_factory is not MISSING else field.default
            for field in fields(made)
        }
    names: tuple[str, ...] = made._fields  # type: ignore[attr-defined]
    defaults: dict[str, object] = made._field_defaults  # type: ignore[attr-defined]
    return {name: defaults.get(name, MISSING) for name in names}
