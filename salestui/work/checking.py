"""Checking a review as it would be handed in, or any text; and keeping a finding with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from salestui.checks import CHECKS, NEVER_KEPT, find, vague_in
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.written import WRITTEN
from salestui.render.findings import fix, message
from salestui.render.markdown import markdown, words_in
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import LAYOUTS
from salestui.summary.summary import Finding, Summary
from salestui.work.desk import Desk
from salestui.work.export import Options, laid_out
from salestui.work.finalise import handed
from salestui.work.material import material
from salestui.work.review import accept_check, written_in
from salestui.work.settings import Settings

SLUGS = tuple(check.slug for check in CHECKS)


class Told(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    fix: str


def findings(desk: Desk, period: Period, owner: str | None = None) -> tuple[Finding, ...]:
    """What a manager would object to in the review as it is handed in, its length counted in both layouts.

    With `owner` the figures are those of that rep ("all" for everyone).
    """
    return findings_of(desk, assemble(material(desk, period, owner)) if owner else handed(desk, period).summary)


def findings_of(desk: Desk, summary: Summary) -> tuple[Finding, ...]:
    """What a manager would object to in `summary`, with its length in both layouts."""
    return find(summary, written_in(desk), desk.settings.allowed_wording, _words(desk, summary))


def findings_in(text: str, settings: Settings, language: str) -> tuple[Finding, ...]:
    """The wording check alone, on any text."""
    return vague_in(text, language, settings.allowed_wording)


def accept(desk: Desk, period: Period, check: str, section: str | None, subject: str, why: str) -> None:
    """Keep the findings of a check, in one section or in all, about one subject or any ("").

    Raises Refusal `check-unknown`, `check-not-kept` (a hole in the text is mended, not kept), `section-unknown`,
    `reason-missing`, `period-finalised`.
    """
    if check not in SLUGS:
        nearest = get_close_matches(check, SLUGS, n=2, cutoff=0.4) or SLUGS[:3]
        raise Refusal("check-unknown", exit_code=2, check=check, nearest=", ".join(nearest))
    if check in NEVER_KEPT:
        raise Refusal("check-not-kept", exit_code=2, check=check)
    if section is not None and section not in WRITTEN:
        raise Refusal("section-unknown", exit_code=2, section=section)
    accept_check(desk, period, check, section, subject, why)


def told(finding: Finding, settings: Settings, language: str) -> Told:
    """The finding in words of `language`, its figures written as the settings say."""
    numbers = _numbers(settings, language)
    return Told(message(finding, numbers), fix(finding, numbers))


def _words(desk: Desk, summary: Summary) -> Mapping[str, int]:
    """How many words a reader gets in each layout."""
    language = written_in(desk)
    wording = Wording(_numbers(desk.settings, language), summary.material)
    made = {layout: laid_out(summary, wording, Options(layout=layout, language=language)) for layout in LAYOUTS}
    return {layout: words_in(markdown(document, wording)) for layout, document in made.items()}


def _numbers(settings: Settings, language: str) -> Numbers:
    return Numbers(language, settings.percent_space, settings.ratio_decimals)
