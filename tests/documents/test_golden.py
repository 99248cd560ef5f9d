"""The documents of the five samples, as written by their reps and as drafted, word for word.

They were read as a manager would and mended until they stood. After a change that is meant, look at the difference and
renew them: SALESTUI_RENEW=1 pytest tests/documents/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from salestui.domain.role import ROLES
from salestui.guide import LANGUAGES
from salestui.render.markdown import markdown
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import full
from salestui.work.export import Options, laid_out

GOLDEN = Path(__file__).with_name("golden")


def same_as(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("SALESTUI_RENEW"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_the_document_as_the_rep_wrote_it(samples, role, language):
    summary = assemble(samples[role])
    wording = Wording(Numbers(language), summary.material)
    same_as(f"{role}-{language}.md", markdown(full(summary), wording))
    same_as(f"{role}-{language}-brief.md", markdown(laid_out(summary, wording, Options("brief", language)), wording))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_the_document_as_it_is_drafted(unedited, role, language):
    summary = assemble(unedited(role, language))
    same_as(f"{role}-{language}-draft.md", markdown(full(summary, charts=False), Wording(Numbers(language), summary.material)))


@pytest.mark.parametrize("role", ROLES)
def test_the_brief_says_nothing_twice(samples, role):
    """A rep's line on a metric explains the whole, not each goal that somebody holds on it."""
    summary = assemble(samples[role])
    wording = Wording(Numbers("en"), summary.material)
    lines = markdown(laid_out(summary, wording, Options("brief", "en")), wording).splitlines()
    told = [line.partition(". ")[2] for line in lines if line.startswith("- ")]
    assert len([text for text in told if text]) == len({text for text in told if text})
