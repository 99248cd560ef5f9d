"""Unedited, each draft says what METRICS.md 11 names for that person, once, and leaves to the rep what only the rep knows."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from salestui.checks import find
from salestui.domain.role import ROLES
from salestui.domain.written import HEADLINE, SECTIONS, live_numbers
from salestui.guide import LANGUAGES
from salestui.render.markdown import markdown, words_in
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import brief, full
from salestui.summary.drafts import draft
from salestui.summary.live import Resolved, resolve
from salestui.summary.worst import worst_result

EACH = pytest.mark.parametrize(("role", "language"), [(role, language) for role in ROLES for language in LANGUAGES])
NAMED = {
    "ae": ["111 %", "$560k", "12", "$41.0k", "$46.7k", "30 %", "team average 25 %", "73 %", "90 %"],
    "sdr": ["58", "$820k", "4 hours", "9 hours", "87 %", "78 %", "13 %", "team average 18 %"],
    "enterprise_ae": ["92 %", "$1.05M", "5", "$210k", "78 days", "96 days", "2 ($210k)", "80 %", "71 %", "50 %"],
    "account_manager": ["$980k a month", "$240k", "2 in Mid-Market", "$5.48M", "99 %"],
    "manager": ["103 %", "+9 %", "22 %", "26 %", "SMB −11 days", "Nora Haugen 1.4x", "Tom Ellery 1.7x"],
}
PICKS = ("metric", "explains", "kind", "date", "target", "by", "reporting")


def written(material, language, layout="full"):
    summary = assemble(material)
    made = brief(summary, 1) if layout == "brief" else full(summary, charts=False)
    return markdown(made, Wording(Numbers(language), material))


def sentences(material, language):
    """The drafted sentences of each section as a reader sees them."""
    wording = Wording(Numbers(language), material)
    return {
        section: [
            wording.filled(text)
            for key, text in draft(section, material, language)
            if key.part not in PICKS and (key.section, key.field) != ("results", "metric")
        ]
        for section in (HEADLINE, *SECTIONS)
    }


@pytest.mark.parametrize("role", ROLES)
def test_the_draft_holds_every_figure_that_is_named_for_the_person(unedited, role):
    text = written(unedited(role, "en"), "en")
    assert [figure for figure in NAMED[role] if figure not in text] == []


@EACH
def test_no_two_sections_share_five_words_in_a_row(samples, role, language):
    told = {key: re.findall(r"\w+", " | ".join(lines).lower()) for key, lines in sentences(samples[role], language).items()}
    fives = {key: {tuple(words[n : n + 5]) for n in range(len(words) - 4)} for key, words in told.items()}
    shared = {(a, b): fives[a] & fives[b] for a, b in combinations(fives, 2)}
    assert {pair: words for pair, words in shared.items() if words} == {}


@EACH
def test_the_weakest_result_is_in_the_third_line_of_the_headline(unedited, role, language):
    material = unedited(role, language)
    worst = worst_result(material)
    third = written(material, language).splitlines()[3]
    assert worst is not None
    assert Numbers(language).figure(worst.figure) in third


@EACH
def test_every_number_of_a_draft_is_a_live_number_or_stands_in_the_log(samples, role, language):
    material = samples[role]
    logged = " ".join(entry.text for entry in material.entries) + " ".join(
        a.note for g in material.goals for a in g.adjustments
    )
    for section in (HEADLINE, *SECTIONS):
        for key, text in draft(section, material, language):
            if key.part in ("date", "by", "target"):
                continue
            bare = re.sub(r"\{[^{}]*\}", "", text)
            assert [number for number in re.findall(r"\d[\d.,]*", bare) if number.strip(".,") not in logged] == [], (key, text)
            assert all(isinstance(resolve(live, material), Resolved) for live in live_numbers(text)), (key, text)


@EACH
def test_a_draft_is_short_enough_in_both_layouts(unedited, role, language):
    material = unedited(role, language)
    assert words_in(written(material, language)) <= 900
    assert words_in(written(material, language, "brief")) <= 250


@EACH
def test_a_manager_would_object_to_nothing_but_open_gaps(unedited, role, language):
    material = unedited(role, language)
    said = [one for one in find(assemble(material), language) if one.severity != "hint"]
    assert {one.check for one in said} <= {"gap-left", "stale-data"}


@EACH
def test_drafting_twice_gives_the_same(samples, role, language):
    once, again = (tuple(draft(section, samples[role], language) for section in SECTIONS) for _ in range(2))
    assert once == again


@EACH
def test_the_first_five_lines_name_result_driver_weakest_point_and_next_step(unedited, role, language):
    for layout in ("full", "brief"):
        lines = written(unedited(role, language), language, layout).splitlines()[:5]
        assert lines[0].startswith("# ")
        assert [line.startswith("- **") for line in lines[1:]] == [True] * 4
