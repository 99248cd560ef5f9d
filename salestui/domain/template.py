"""A template: what a rep, or a company, asks of every review beyond what the role offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class TemplateGoal(NamedTuple):
    """A goal that a period begins with; without a `target` it is only offered, since each rep has their own."""

    name: str
    metric: str
    target: str | None = None


class TemplateBenchmark(NamedTuple):
    """What a metric is compared with; `label` says where the value comes from."""

    metric: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Template:
    """`role` is whose defaults it builds on. `metrics` are offered first; `required` must be among the chosen ones.

    `sections` are those that apply, empty means all. `prompts` stand in the place of a section's own question. `limits`
    are words, by section or layout (full, brief). `avoided` are terms that the texts do without, `allowed` those that the
    wording check leaves alone. `checks` are severities by slug, never lower than the check's own.
    """

    name: str
    title: str = ""
    role: str | None = None
    metrics: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    goals: tuple[TemplateGoal, ...] = ()
    benchmarks: tuple[TemplateBenchmark, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    definitions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    avoided: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)

    def limit(self, part: str, usual: int) -> int:
        """The most words of a section or layout."""
        return self.limits.get(part, usual)


NONE = Template("")
"""What holds for a period that was begun without one."""
