"""The live numbers as a field needs them: which there are, what each shows now, whether a name stands for one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from salestui.domain.written import live_numbers
from salestui.guide import Words
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.live import Resolved, UnknownNumber, names, resolve
from salestui.summary.material import Material
from salestui.tui.completion import Known, Suggestion, live, slugs
from salestui.tui.entry_words import metric_said, short_name


class LiveLookup:
    """Looks into one material at a time; the fields keep the lookup, the screen gives it a newer material."""

    def __init__(self, material: Material, numbers: Numbers, said: Words) -> None:
        self._numbers = numbers
        self._said = said
        self.turn_to(material)

    def turn_to(self, material: Material) -> None:
        """Look into `material` from now on."""
        self._material = material
        self._wording = Wording(self._numbers, material)
        self._metrics: tuple[Known, ...] | None = None
        self._found: dict[str, bool] = {}

    @property
    def metrics(self) -> tuple[Known, ...]:
        """Every metric with its label and what it shows now."""
        if self._metrics is None:
            self._metrics = tuple(Known(name, self.label(name), self.value(name)) for name in names(self._material))
        return self._metrics

    def label(self, metric: str) -> str:
        return self._material.labels.get(metric) or metric_said(metric, self._said)

    def gloss(self, metric: str, room: int) -> str:
        """The label of a metric that is named by its slug, or its short name where that has not `room` cells; "" for what is none."""
        if not any(known.name == metric for known in self.metrics):
            return ""
        label = self.label(metric)
        return label if cell_len(label) <= room else short_name(metric, self._said, label)

    def value(self, metric: str, relative: str = "") -> str:
        """What `{metric.relative}` shows now, "" where nothing."""
        found = self._resolved("{" + metric + (f".{relative}" if relative else "") + "}")
        return self._wording.text(found.cell) if isinstance(found, Resolved) else ""

    def known(self, raw: str) -> bool:
        """Whether `raw` ("{win_rate.prev}") stands for a figure, be it one without a value just now."""
        if raw not in self._found:
            self._found[raw] = not isinstance(self._resolved(raw), UnknownNumber)
        return self._found[raw]

    def suggest(self, before: str) -> Sequence[Suggestion]:
        """Live numbers for what stands before the cursor; costs nothing where no brace does."""
        return live(before, self.metrics, self.value) if "{" in before else ()

    def suggest_metric(self, before: str) -> Sequence[Suggestion]:
        """Metrics, for a field that takes one."""
        return slugs(before, self.metrics)

    def _resolved(self, raw: str) -> object:
        numbers = live_numbers(raw)
        return resolve(numbers[0], self._material) if numbers else UnknownNumber(raw, ())
