"""Which entries of the log fit a section as evidence: by their kind, by the metrics that it speaks of, by what it cites."""

from __future__ import annotations

from salestui.domain.entry import Entry
from salestui.domain.written import live_numbers
from salestui.summary.material import Material
from salestui.summary.sections import FORMS


def fitting(material: Material, section: str) -> tuple[Entry, ...]:
    """The entries of the period that fit, those on a metric of the section first, within that the newest first."""
    kinds = {kind for field in FORMS[section] for kind in field.entry_kinds}
    metrics = _metrics(material, section)
    cited = material.cited.get(section, ())
    found = [entry for entry in material.entries if entry.kind in kinds or entry.metric in metrics or entry.id in cited]
    return tuple(sorted(found, key=lambda entry: (entry.metric not in metrics, -entry.on.toordinal(), -entry.id)))


def _metrics(material: Material, section: str) -> set[str]:
    """The metrics that the section names: picked in a field, or standing in a text as a live number."""
    texts = [text for key, text in material.texts.items() if key.section == section]
    named = {live.name for text in texts for live in live_numbers(text) if live.name}
    return named | {text for text in texts if text.replace("_", "").isalnum()}
