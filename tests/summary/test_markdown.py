"""The document as Markdown: it holds what was meant, and whatever anybody wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from salestui.domain.written import SECTIONS, FieldKey
from salestui.guide import words
from salestui.render.markdown import markdown, section_markdown, words_in
from salestui.render.numbers import Numbers
from salestui.render.plain import cell, line, lines
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble, section
from salestui.summary.document import brief, full

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.text(alphabet=st.sampled_from("ab1 |\\`*_[]()<>#!~&;:+-=.$\n\t\"'{}/@→é日"), max_size=40)


def written(material, language="en", layout="full", **more):
    summary = assemble(material)
    document = brief(summary) if layout == "brief" else full(summary, **more)
    return markdown(document, Wording(Numbers(language), material))


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def kinds(text: str) -> set[str]:
    return {token.type for token in flat(READER.parse(text))}


def shown(text: str) -> str:
    """What a reader of the rendered text sees; a hard break is a line feed."""
    seen = []
    for token in flat(READER.parse(text)):
        if token.type in ("text", "code_inline", "html_inline"):
            seen.append(token.content)
        elif token.type in ("hardbreak", "softbreak"):
            seen.append("\n")
    return "".join(seen)


def headings(text: str) -> list[str]:
    tokens = READER.parse(text)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


def test_nine_headings_stand_in_order_under_the_title(michael):
    for language in ("en", "sv"):
        title, *rest = headings(written(michael, language))
        assert title == words(language)("document.title", period="2026-Q1", name="Michael Ek")
        assert rest == [words(language)(f"sections.{key}.title") for key in SECTIONS]


def test_goals_and_results_are_tables_with_the_agreed_columns(michael, write):
    text = written(replace(michael, texts=write(results={"metric.1": "win_rate"})))
    assert [re.split(r"\s*\|\s*", row)[1:-1] for row in text.splitlines() if row.startswith(("| Goal", "| Metric"))][:2] == [
        ["Goal", "Target", "Adjusted", "Result", "Attainment"],
        ["Metric", "Result", "Before", "Change", "Goal", "Benchmark"],
    ]
    assert re.search(r"\| Win rate .*\|\s+30 % \|\s+28 % \|\s+\+2 pts \|\s+\|\s+team 25 % \|", text)
    assert "| Quota    | $561,111 | $505,000 | $560,000 | 111 %, >99 % unadjusted |" in text


def test_the_columns_of_a_table_stand_under_each_other_in_the_source(michael):
    tables = [part for part in written(michael).split("\n\n") if part.startswith("|")]
    assert len(tables) == 4
    for table in tables:
        bars = [[n for n, character in enumerate(row) if character == "|"] for row in table.splitlines()]
        assert all(row == bars[0] for row in bars)


def test_the_first_five_lines_hold_result_driver_weakest_point_and_next_step(michael, write):
    said = write(headline={"result": "R", "driver": "D", "weakest": "W", "why": "Y", "next": "N"})
    for layout in ("full", "brief"):
        five = written(replace(michael, texts=said), layout=layout).splitlines()[:5]
        assert [line[-1] for line in five[1:3]] == ["R", "D"]
        assert "Weakest point:** W" in five[3]
        assert five[4].endswith("N")


def test_a_section_that_is_left_out_is_one_sentence(michael, write):
    text = written(
        replace(michael, texts=write(customers={"not_applicable": "yes"}, team={"not_applicable": "new in the team"}))
    )
    assert "## Customer impact\n\nRenewal and expansion are not part of this role.\n" in text
    assert "## Qualitative impact\n\nLeft out: new in the team\n" in text


def test_charts_can_be_left_out(michael):
    assert "```" in written(michael)
    assert "```" not in written(michael, charts=False)


def test_a_live_number_is_written_in_the_language_of_the_document(michael, write):
    said = write(pipeline={"outlook": "{pipeline_coverage_next} and {{literally}} {average_deal_size.prev}"})
    assert "2.4x and {literally} $41.0k" in written(replace(michael, texts=said))
    assert "2,4 ggr and {literally} 41,0 TUSD" in written(replace(michael, texts=said), "sv")


def test_the_brief_has_its_four_headings_and_is_short(michael, write):
    said = write(headline={"why": "Hiring is planned on it"}, results={"metric.1": "win_rate"})
    text = written(replace(michael, texts=said), layout="brief")
    assert headings(text)[1:] == ["What was achieved", "However", "Why it matters", "Next steps"]
    assert words_in(text) <= 250


def test_a_preview_of_one_section_is_that_part_of_the_document(michael, write):
    changed = replace(michael, texts=write(team={"contribution.1": "Wrote the list", "contribution.1.effect": "all use it"}))
    preview = section_markdown(section("team", changed), Wording(Numbers("en"), changed))
    assert preview in written(changed)


@pytest.mark.parametrize(
    "text",
    [
        *("# no heading", "- no list", "1. no list", "> no quote", "--- ", "=== ", "[x] y", "![a](http://b.c)", "<b>x</b>"),
        *("<!-- x", "`code", "a|b", "\\|", "www.evil.example", "http://evil.example", "*a*", "_a_", "~~a~~", "&amp;"),
        *("[a]: http://x", "    four", "+ plus", "|---|"),
    ],
)
def test_r42_what_looks_like_markup_stays_text(text):
    for shape in (f"- {lines(text, '  ')}", lines(text), f"| h |\n| - |\n| {cell(text)} |"):
        assert kinds(shape).isdisjoint({"link_open", "image", "html_inline", "html_block", "em_open", "strong_open", "s_open"})
        assert kinds(shape).isdisjoint({"code_inline", "fence", "code_block", "blockquote_open", "heading_open", "hr"})
        assert "".join(text.split()) in "".join(shown(shape).split())


@given(HOSTILE)
@example("\\|")
@example("a\\\n- b")
@settings(max_examples=400)
def test_r42_any_text_is_read_back_as_it_was_in_a_list_and_in_a_table(text):
    kept = [" ".join(one.split()) for one in text.splitlines() if one.strip()]
    item = f"- {lines(text, '  ')}"
    assert shown(item).split("\n") == (kept or [""])
    assert [t.type for t in READER.parse(item)].count("list_item_open") == 1
    row = f"| h | i |\n| - | - |\n| {cell(text)} | x |"
    tokens = READER.parse(row)
    assert [t.type for t in tokens].count("td_open") == 2
    assert shown(row).removeprefix("hi") == " ".join(text.split()) + "x"
    assert shown(line(text)) == " ".join(text.split())


@given(texts=st.lists(HOSTILE, min_size=6, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_r42_no_text_changes_the_shape_of_the_document(michael, texts):
    places = (
        FieldKey("headline", "result"),
        FieldKey("scope", "territory"),
        FieldKey("results", "metric", 1),
        FieldKey("pipeline", "outlook"),
        FieldKey("team", "contribution", 1),
        FieldKey("context", "driver", 1),
    )
    said = dict(zip(places, texts, strict=True)) | {FieldKey("results", "metric", 1): "win_rate"}
    hostile = replace(michael, name=texts[0] or "x", texts=said)
    text = written(hostile)
    assert len(headings(text)) == 10
    assert kinds(text).isdisjoint({"link_open", "image", "html_inline", "html_block", "em_open", "s_open", "code_inline"})
    assert [token.type for token in READER.parse(text)].count("table_open") == 5


def test_an_unknown_number_never_leaves_braces(michael, write):
    text = written(
        replace(michael, texts=write(headline={"result": "{win_rat} and {nothing at all} {"}, context={"trend": "{clv}"}))
    )
    assert "{" not in text
    assert "win_rat?" in text
