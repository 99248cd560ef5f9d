"""What the program offers to write: from figures and log entries, deterministic, in the reader's language.

2026: numbers are live numbers in braces, so that a draft cannot drift from the data. What only the rep can know is left as
a gap ("why: …"), which the checks keep from being handed in. An entry is used once; a figure of which a small sample may
have caused the change is given no cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.summary.drafts import activity, context, customers, headline, next_steps, pipeline, results, scope, team
from salestui.summary.drafts.allotted import Allotted, allot
from salestui.summary.drafts.teller import Teller
from salestui.summary.drafts.year import of_quarters
from salestui.summary.material import Material

Draft = Callable[[Teller, Allotted], Iterator[tuple[FieldKey, str]]]

DRAFTS: Mapping[str, Draft] = {
    "headline": headline.draft,
    "scope": scope.draft,
    "results": results.draft,
    "pipeline": pipeline.draft,
    "activity": activity.draft,
    "customers": customers.draft,
    "team": team.draft,
    "context": context.draft,
    "next_steps": next_steps.draft,
}
"""Goals are records that were agreed; nothing is drafted for them."""


def draft(section: str, material: Material, language: str) -> tuple[tuple[FieldKey, str], ...]:
    """The fields of a section with the text that is offered for each; of `next_steps` the parts of its actions."""
    if section not in DRAFTS:
        return ()
    teller = Teller(material, words(language))
    told = DRAFTS[section](teller, allot(material))
    return tuple(of_quarters(teller, section, dict(told)).items()) if material.quarters else tuple(told)


def drafted(material: Material, language: str) -> Material:
    """The material with every draft put into the fields that are empty: the review as it stands before the rep has written."""
    texts = dict(material.texts)
    for section in DRAFTS:
        if section != "next_steps":
            texts |= {key: text for key, text in draft(section, material, language) if not material.texts.get(key)}
    return replace(material, texts=texts)
