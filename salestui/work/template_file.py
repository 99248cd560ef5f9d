"""A template as its TOML file says it: what it may hold, and what is said of one that does not fit."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Annotated, Literal

import msgspec

from salestui.checks import CHECKS, SEVERITIES
from salestui.domain.refusal import Refusal
from salestui.domain.template import Template, TemplateBenchmark, TemplateGoal
from salestui.domain.text import one_line
from salestui.domain.written import SECTIONS, WRITTEN
from salestui.metrics.definitions import SETTINGS, tokens_of, with_token
from salestui.metrics.registry import METRICS
from salestui.summary.document import LAYOUTS
from salestui.work.toml_places import choices_of, complaint, converted, line_of, nearest

MOST_BYTES = 256_000
Said = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Words = Annotated[int, msgspec.Meta(ge=10, le=5000)]


class GoalTable(msgspec.Struct, forbid_unknown_fields=True):
    """`[[goals]]`"""

    name: Said
    metric: str
    target: Said | None = None


class BenchmarkTable(msgspec.Struct, forbid_unknown_fields=True):
    """`[[benchmarks]]`"""

    metric: str
    value: Said
    label: Said


class WordingTable(msgspec.Struct, forbid_unknown_fields=True):
    """`[wording]`: terms, `*` at the end for any ending."""

    avoid: list[Said] = msgspec.field(default_factory=list)
    allow: list[Said] = msgspec.field(default_factory=list)


class TemplateFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file."""

    name: Said | None = None
    title: Said | None = None
    role: Literal["ae", "sdr", "enterprise_ae", "account_manager", "manager"] | None = None
    metrics: list[str] = msgspec.field(default_factory=list)
    required: Annotated[list[str], msgspec.Meta(max_length=5)] = msgspec.field(default_factory=list)
    sections: list[str] = msgspec.field(default_factory=list)
    prompts: dict[str, Said] = msgspec.field(default_factory=dict)
    limits: dict[str, Words] = msgspec.field(default_factory=dict)
    definitions: dict[str, list[str]] = msgspec.field(default_factory=dict)
    wording: WordingTable = msgspec.field(default_factory=WordingTable)
    checks: dict[str, str] = msgspec.field(default_factory=dict)
    goals: list[GoalTable] = msgspec.field(default_factory=list)
    benchmarks: list[BenchmarkTable] = msgspec.field(default_factory=list)


TABLES = {"": TemplateFile, "wording.": WordingTable, "goals.": GoalTable, "benchmarks.": BenchmarkTable}


def key_names() -> tuple[str, ...]:
    """Every key that a template may have, those of tables with a dot: `wording.avoid`."""
    return tuple(prefix + name for prefix, table in TABLES.items() for name in table.__struct_fields__)


@lru_cache(16)
def read_template(text: str, place: str, name: str) -> Template:
    """The template that `text` says; `place` is how the text is called when it is wrong, `name` its own where it says none.

    Raises Refusal `template-broken`, `template-key` (with the nearest key), `template-value`, `template-name` (a metric,
    section, check or definition that does not exist, with the nearest one) and `template-lighter`, all with the line.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("template-broken", path=place, reason=str(error)) from error
    try:
        file = converted(told, TemplateFile)
    except msgspec.ValidationError as error:
        raise _refused(str(error), text, place) from error
    _Names(text, place).look_at(file)
    return _template(file, name)


def _template(file: TemplateFile, name: str) -> Template:
    """The template with everything that came from its file cleaned."""
    return Template(
        name=one_line(file.name or name),
        title=one_line(file.title or ""),
        role=file.role,
        metrics=tuple(file.metrics),
        required=tuple(file.required),
        sections=tuple(file.sections),
        goals=tuple(TemplateGoal(one_line(one.name), one.metric, one.target) for one in file.goals),
        benchmarks=tuple(TemplateBenchmark(one.metric, one.value, one_line(one.label)) for one in file.benchmarks),
        prompts={section: one_line(said) for section, said in file.prompts.items()},
        limits=file.limits,
        definitions={setting: tuple(tokens) for setting, tokens in file.definitions.items()},
        avoided=tuple(filter(None, map(one_line, file.wording.avoid))),
        allowed=tuple(filter(None, map(one_line, file.wording.allow))),
        checks=file.checks,
    )


def _refused(said: str, text: str, place: str) -> Refusal:
    found = complaint(said, text, choices_of(TemplateFile))
    if found.unknown:
        near = nearest(found.key, key_names(), "metrics")
        return Refusal("template-key", path=place, line=found.line, key=found.key, nearest=near)
    return Refusal("template-value", path=place, line=found.line, key=found.key or "?", takes=found.takes)


class _Names:
    """Whether what the file speaks of exists, and is not lighter than the program's own."""

    def __init__(self, text: str, place: str) -> None:
        self._text = text
        self._place = place

    def look_at(self, file: TemplateFile) -> None:
        for key, metrics in (("metrics", file.metrics), ("required", file.required)):
            self._known(key, metrics, METRICS)
        tables = {"goals": [goal.metric for goal in file.goals], "benchmarks": [mark.metric for mark in file.benchmarks]}
        for table, named in tables.items():
            for number, metric in enumerate(named):
                self._known(f"{table}.metric", [metric], METRICS, number)
        self._known("sections", file.sections, SECTIONS)
        self._known_keys("prompts", file.prompts, WRITTEN)
        self._known_keys("limits", file.limits, (*WRITTEN, *LAYOUTS))
        self._known_keys("checks", file.checks, [check.slug for check in CHECKS])
        self._weights(file.checks)
        self._known_keys("definitions", file.definitions, SETTINGS)
        for setting, tokens in file.definitions.items():
            self._tokens(setting, tokens)

    def _known(self, key: str, names: Collection[str], known: Collection[str], number: int = 0) -> None:
        for name in names:
            if name not in known and not (known is METRICS and name.startswith("custom_")):
                raise self._unknown(key, name, known, self._line(key, name, number))

    def _known_keys(self, table: str, told: Mapping[str, object], known: Collection[str]) -> None:
        for name in told:
            if name not in known:
                raise self._unknown(table, name, known, line_of(self._text, f"{table}.{name}"))

    def _unknown(self, key: str, name: str, known: Collection[str], line: int) -> Refusal:
        near = nearest(name, known, next(iter(known)))
        return Refusal("template-name", path=self._place, line=line, key=key, name=name, nearest=near)

    def _weights(self, told: Mapping[str, str]) -> None:
        own = {check.slug: check.severity for check in CHECKS}
        for slug, severity in told.items():
            line = line_of(self._text, f"checks.{slug}")
            if severity not in SEVERITIES:
                raise self._unknown(f"checks.{slug}", severity, SEVERITIES, line)
            if SEVERITIES.index(severity) > SEVERITIES.index(own[slug]):
                raise Refusal("template-lighter", path=self._place, line=line, check=slug, severity=severity, own=own[slug])

    def _tokens(self, setting: str, tokens: Collection[str]) -> None:
        for token in tokens:
            try:
                with_token({}, setting, token)
            except Refusal:
                key = f"definitions.{setting}"
                raise self._unknown(key, token, tokens_of(setting), line_of(self._text, key)) from None

    def _line(self, key: str, name: str, number: int) -> int:
        """The line of `name` in a list that may run over several lines."""
        first = line_of(self._text, key, number)
        lines = self._text.splitlines()
        return next(
            (n for n in range(first, len(lines) + 1) if f'"{name}"' in lines[n - 1] or f"'{name}'" in lines[n - 1]), first
        )
