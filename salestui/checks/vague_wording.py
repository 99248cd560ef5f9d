"""Wording that cannot be checked, weighed by where it stands: most in the lines that a manager reads first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from salestui.checks.check import HINT, WARN, Objection, Reading, check
from salestui.checks.texts import texts
from salestui.checks.wording import Vague, find_vague
from salestui.summary.blocks import Said, Words
from salestui.summary.summary import Finding

WEIGHS = ("headline", "results", "pipeline", "customers", "team")
SILENT = ("scope", "goals")


@check("vague-wording", HINT, mended_in="results")
def vague_wording(reading: Reading) -> Iterator[Objection]:
    """ "Performed well" says nothing that could be wrong, and so nothing that could be right."""
    for text in texts(reading.summary):
        section = text.key.section
        if section in SILENT:
            continue
        for vague in _found(text.text, reading.language, section == "next_steps", reading.allowed):
            weight = WARN if section in WEIGHS else HINT
            yield _objection(vague)._replace(key=text.key, section=section, severity=weight)


def vague_in(text: str, language: str, allowed: Collection[str] = ()) -> tuple[Finding, ...]:
    """The findings in a text that stands in no review; their section is "", their line that of the text."""
    objections = map(_objection, _found(text, language, False, tuple(allowed)))
    return tuple(
        Finding("vague-wording", WARN, "", None, one.line, one.start, one.end, one.subject, one.values, one.case)
        for one in objections
    )


def _objection(vague: Vague) -> Objection:
    number = f"{{{vague.number}}}" if vague.number else ""
    return Objection(
        (("finding", _said(vague)), ("number", Said(number))),
        line=vague.line,
        start=vague.start,
        end=vague.end,
        subject=f"{vague.term}: {vague.sentence}",
        case="number" if number else "",
    )


@lru_cache(4096)
def _found(text: str, language: str, plan: bool, allowed: tuple[str, ...]) -> tuple[Vague, ...]:
    """As `find_vague`; a text that was read before costs nothing, so that typing pays for its own field alone."""
    return find_vague(text, language, plan=plan, allow=allowed)


def _said(vague: Vague) -> Words:
    metric = vague.metric or vague.term
    metric = metric[:1].upper() + metric[1:]
    return Words(f"wording.finding.{vague.rule}", (("term", Said(vague.term)), ("metric", Said(metric))))
