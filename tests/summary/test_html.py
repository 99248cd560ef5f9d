"""The document as one HTML file: no script, no request, and whatever anybody wrote stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from salestui.domain.entry import Entry
from salestui.domain.written import FieldKey
from salestui.render.html import html
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import brief, full

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><script>x</script>",
    "</title><svg onload=x>",
    "<a href='javascript:x'>y</a>",
    "&lt;script&gt;",
    "' onmouseover='x",
    "<iframe src=//evil>",
    "<!-- --><b>",
    "]]><script>",
    "data:text/html,<script>",
]


class Seen(HTMLParser):
    """Tags, attributes, text, and whether every tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br", "rect", "line", "polyline", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def page(material, layout="full", language="en"):
    summary = assemble(material)
    made = brief(summary) if layout == "brief" else full(summary, evidence=True)
    return html(made, Wording(Numbers(language), material), footer="last line")


@pytest.mark.parametrize("layout", ["full", "brief"])
def test_it_is_well_formed_and_loads_nothing(michael, layout):
    seen = Seen(page(michael, layout))
    assert seen.open == []
    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(seen.tags)
    assert not any(name.startswith("on") or name in ("style", "src") for name, _ in seen.attributes)
    assert any("default-src 'none'" in (value or "") for _, value in seen.attributes)


def test_headings_and_tables_can_be_read_aloud(michael):
    text = page(michael, language="sv")
    assert '<html lang="sv">' in text
    assert text.count("<h1>") == 1
    assert text.count("<h2 ") == 10
    assert not re.findall(r"<th(?=[ >])(?! scope)", text)
    assert all("aria-label=" in svg for svg in re.findall(r"<svg[^>]*>", text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r43_a_payload_in_any_text_stays_text(michael, payload):
    places = [
        *(FieldKey("headline", "result"), FieldKey("scope", "territory"), FieldKey("pipeline", "outlook")),
        *(FieldKey("team", "contribution", 1), FieldKey("team", "contribution", 1, "effect")),
        *(FieldKey("context", "driver", 1), FieldKey("customers", "at_risk", 1)),
    ]
    entry = Entry(1, michael.today, "win", payload, link=payload)
    hostile = replace(michael, name=payload, texts=dict.fromkeys(places, payload), entries=(entry,), cited={"results": (1,)})
    clean, seen = Seen(page(michael)), Seen(page(hostile))
    assert seen.open == []
    assert set(seen.tags) <= set(clean.tags)
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    assert not any(name == "href" for name, _ in seen.attributes)
    assert payload in " ".join(seen.words)


def test_only_web_and_mail_addresses_that_the_rep_put_can_be_followed(michael):
    entries = tuple(
        Entry(n, michael.today, "win", "x", link=link)
        for n, link in enumerate(("https://a.example/b?c=1", "mailto:a@b.example", "file:///etc/passwd", "notes/x.md"), start=1)
    )
    cited = replace(michael, entries=entries, cited={"results": (1, 2, 3, 4)})
    links = [value for name, value in Seen(page(cited)).attributes if name == "href"]
    assert links == ["https://a.example/b?c=1", "mailto:a@b.example"]
