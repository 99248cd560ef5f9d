"""A frozen summary is the same summary, byte for byte and word for word, whenever it is read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salestui.render.markdown import markdown
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import brief, full
from salestui.summary.drafts import drafted
from salestui.summary.frozen import checksum, frozen, thawed


def written(summary, language):
    wording = Wording(Numbers(language), summary.material)
    return markdown(full(summary, evidence=True), wording) + markdown(brief(summary), wording)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_is_thawed_reads_as_what_was_frozen(michael, language):
    summary = assemble(drafted(michael, language))
    assert written(thawed(frozen(summary)), language) == written(summary, language)


def test_freezing_is_canonical(michael):
    summary = assemble(michael)
    again = assemble(replace(michael, figures=dict(reversed(list(michael.figures.items())))))
    assert frozen(thawed(frozen(summary))) == frozen(summary)
    assert frozen(again) == frozen(summary)


def test_a_changed_word_or_figure_changes_the_checksum(michael, write):
    before = checksum(frozen(assemble(michael)))
    assert checksum(frozen(assemble(replace(michael, texts=write(team={"contribution.1": "x"}))))) != before
    assert len(before) == 64


def test_something_else_is_not_thawed():
    with pytest.raises(ValueError, match="format"):
        thawed('{"format":99}')
