"""What the company's own template asks for: metrics that are always shown, words that are not used, checks that weigh more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from salestui.checks.check import SEVERITIES, WARN, Objection, Reading, check, line_of
from salestui.checks.texts import texts
from salestui.domain.template import Template
from salestui.summary.blocks import Said
from salestui.summary.cells import metric_label
from salestui.summary.offered import chosen
from salestui.summary.summary import Finding


@check("required-metric-missing", WARN, mended_in="results")
def required_metric_missing(reading: Reading) -> Iterator[Objection]:
    """A metric that everyone in the company shows is missing here; the reader asks what it would have said."""
    made = reading.material
    if reading.summary.section("results").not_applicable:
        return
    for metric in made.template.required:
        if metric not in chosen(made):
            yield Objection((("metric", metric_label(made, metric)), ("template", _named(made.template))), subject=metric)


@check("house-wording", WARN, mended_in="results")
def house_wording(reading: Reading) -> Iterator[Objection]:
    """A word that the company does without, because it says nothing to its readers or promises too much."""
    template = reading.material.template
    if not template.avoided:
        return
    for text in texts(reading.summary):
        for match in _avoided(template.avoided).finditer(text.text):
            values = (("term", Said(match[0])), ("template", _named(template)))
            place = line_of(text.text, match.start())
            yield Objection(values, text.key, place, *match.span(), match[0].casefold(), section=text.key.section)


def as_strict(finding: Finding, template: Template) -> Finding:
    """The finding with the weight that the template gives its check; a template never makes it lighter."""
    wanted = template.checks.get(finding.check, finding.severity)
    heavier = min(wanted, finding.severity, key=SEVERITIES.index)
    return finding if heavier == finding.severity else finding._replace(severity=heavier)


def _named(template: Template) -> Said:
    return Said(template.title or template.name)


@cache
def _avoided(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms as whole words; one that ends with `*` with any ending."""
    longest = sorted(terms, key=len, reverse=True)
    alternatives = "|".join(re.escape(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in longest)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
