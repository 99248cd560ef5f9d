"""The evidence that a document can carry, and the pack that holds everything of a period."""

from __future__ import annotations

import re

from salestui.domain.period import parse_period
from salestui.render.markdown import markdown
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import full, pack

ENTRY = re.compile(r"^\| \d+ [A-Z][a-z]+ 2026 ", re.MULTILINE)
Q1 = parse_period("2026-Q1")


def written(document, material):
    return markdown(document, Wording(Numbers("en"), material))


def test_the_appendix_lists_the_cited_entries_and_no_other(samples):
    material = samples["ae"]
    text = written(full(assemble(material), charts=False, evidence=True), material)
    appendix = text[text.index("## Evidence") :]
    cited = {number for numbers in material.cited.values() for number in numbers}
    assert len(ENTRY.findall(appendix)) == len(cited & {entry.id for entry in material.entries})
    assert "the first forecast given, commit, error against what was won" in appendix


def test_the_pack_holds_every_entry_and_every_figure_with_a_value(samples):
    material = samples["ae"]
    text = written(pack(assemble(material)), material)
    assert len(ENTRY.findall(text)) == len(material.entries)
    for figure in material.figures.values():
        if figure.value is not None and figure.goal is None and figure.metric == "sales_velocity":
            assert Numbers("en").figure(figure) in text
    assert "## Figures" in text
