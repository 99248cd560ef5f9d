"""What the company's template asks for: its metrics, its words, its weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salestui.domain.template import Template
from tests.checks import builders


def test_a_metric_that_is_required_and_not_chosen_is_raised_once():
    calm = builders.review()
    assert _found(replace(calm, template=Template("acme", required=("win_rate",)))) == []
    raised = _found(replace(calm, template=Template("acme", required=("win_rate", "show_rate"))), "required-metric-missing")
    assert [(one.subject, one.section, one.severity) for one in raised] == [("show_rate", "results", "warn")]


@pytest.mark.parametrize(
    ("avoided", "text", "expected"),
    [
        (("synerg*",), "Synergies were found", ["synergies"]),
        (("synerg*",), "An energy company", []),
        (("low-hanging fruit",), "Picked the low-hanging fruit (again)", ["low-hanging fruit"]),
        (("a+b",), "a+b and aab", ["a+b"]),
        (("win",), "Two wins and a window", []),
    ],
)
def test_a_word_of_the_companys_list_is_raised_where_it_stands(avoided, text, expected):
    made = replace(builders.review(), template=Template("acme", avoided=avoided))
    made = replace(made, texts={**made.texts, builders.FieldKey("headline", "driver"): text})
    found = _found(made, "house-wording")
    assert [one.subject for one in found] == expected
    assert all(text[one.start : one.end].casefold() == one.subject for one in found)


def test_a_template_makes_a_check_heavier_and_never_lighter():
    bare = replace(builders.review(), goals=(), template=Template("acme", checks={"goals-missing": "hint"}))
    assert [one.severity for one in _found(bare, "goals-missing")] == ["error"]
    late = replace(builders.review(), newest_import=None, template=Template("acme", checks={"stale-data": "error"}))
    assert {one.severity for one in _found(late, "stale-data")} <= {"error"}


def _found(material, check: str | None = None):
    from salestui.checks import find_all
    from salestui.summary.assemble import assemble

    slugs = {check} if check else {"required-metric-missing", "house-wording"}
    return [one for one in find_all(assemble(material), "en") if one.check in slugs]
