"""What a section asks for: every field has its words in the guide, and an address on the command line finds it."""

from __future__ import annotations

import pytest

from salestui.domain.refusal import Refusal
from salestui.domain.written import SECTIONS, FieldKey
from salestui.guide import LANGUAGES, words
from salestui.summary.address import address
from salestui.summary.assemble import seconds_to_read
from salestui.summary.fields import Kind, label_key
from salestui.summary.sections import FORMS, LIMITS, MODULES


def test_there_are_nine_sections_in_the_order_of_the_review():
    assert tuple(module.KEY for module in MODULES) == SECTIONS


def test_what_a_skim_allows_adds_up_to_a_full_summary():
    assert sum(LIMITS.values()) <= 900


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_part_has_a_label(language):
    known = words(language)
    for section, fields in FORMS.items():
        for field in fields:
            if field.kind is not Kind.ROW:
                assert known(label_key(section, field) + ".label")
            for part in field.parts:
                assert known(label_key(section, field, part) + ".label")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("scope.territory", FieldKey("scope", "territory")),
        ("scope.change.2.note", FieldKey("scope", "change", 2, "note")),
        ("results.metric.1", FieldKey("results", "metric", 1)),
        ("results.metrics.1", FieldKey("results", "metric", 1)),
        ("results.why.win_rate", FieldKey("results", "why", 0, "win_rate")),
        ("pipeline.risk.slip.1", FieldKey("pipeline", "risk_slip", 1)),
        ("pipeline.risk_late_stage.3", FieldKey("pipeline", "risk_late_stage", 3)),
        ("activity.activity.1.explains", FieldKey("activity", "activity", 1, "explains")),
        ("context.driver.2.metric", FieldKey("context", "driver", 2, "metric")),
        ("headline.result", FieldKey("headline", "result")),
    ],
)
def test_an_address_names_a_place(said, key):
    assert address(said) == key


def test_a_plus_appends_after_the_last_row():
    written = [FieldKey("team", "contribution", 1)]
    written += [FieldKey("team", "contribution", 3, "effect"), FieldKey("team", "behaviour", 7)]
    assert address("team.contribution.+", written) == FieldKey("team", "contribution", 4)
    assert address("context.driver.+.metric") == FieldKey("context", "driver", 1, "metric")


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("resluts.why.win_rate", "section-unknown"),
        ("context.drivers.1", "field-unknown"),
        ("context", "field-unknown"),
        ("goals.target", "field-is-record"),
        ("goals.quota.target", "field-is-record"),
        ("next_steps.action.1", "field-is-record"),
        ("next_steps.text", "field-is-record"),
        ("scope.period", "field-is-record"),
        ("pipeline.commit", "field-is-record"),
        ("results.why", "name-missing"),
        ("context.driver", "row-missing"),
        ("context.driver.first", "row-missing"),
        ("context.driver.0", "row-unknown"),
        ("context.driver.1000", "row-unknown"),
        ("scope.territory.1", "row-not-taken"),
        ("scope.change.1", "part-missing"),
        ("context.driver.1.metrics", "part-unknown"),
    ],
)
def test_an_address_that_leads_nowhere_says_what_is_wrong(said, slug):
    with pytest.raises(Refusal) as refused:
        address(said)
    assert refused.value.slug == slug
    assert refused.value.exit_code == 2


def test_a_misspelt_section_gets_the_nearest_names():
    with pytest.raises(Refusal) as refused:
        address("resluts.why.win_rate")
    assert refused.value.values["nearest"] == "results"


def test_a_metric_that_is_still_being_typed_is_shown_as_it_stands() -> None:
    from datetime import date

    from salestui.domain.period import parse_period
    from salestui.domain.written import FieldKey
    from salestui.render.markdown import section_markdown
    from salestui.render.numbers import Numbers
    from salestui.render.wording import Wording
    from salestui.summary.assemble import assemble
    from salestui.summary.material import Material

    texts = {FieldKey("context", "driver", 1): "Legal review", FieldKey("context", "driver", 1, "metric"): "sales_cyc"}
    material = Material(parse_period("2026-Q1"), date(2026, 4, 1), texts=texts)
    written = section_markdown(assemble(material).section("context"), Wording(Numbers("en"), material))
    assert "sales_cyc" in written


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 1), (11, 3), (220, 60), (221, 61)])
def test_how_long_a_section_takes_to_read(words: int, seconds: int) -> None:
    assert seconds_to_read(words) == seconds
