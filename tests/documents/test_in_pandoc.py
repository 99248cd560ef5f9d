"""The Markdown as pandoc reads it, where it is at hand: whatever a rep or a CRM wrote is text, in each of its dialects."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from salestui.render.plain import cell, inline, line, lines

PANDOC = shutil.which("pandoc")
pytestmark = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")

PAYLOADS = (
    "*bold* _em_ **x**", "<script>alert(1)</script>", "[link](http://evil.example)", "![img](http://evil)", "http://evil.example/x",
    "<http://evil>", "| a | b |", "# head", "- item", "1. one", "> quote", "```\ncode\n```", "a\\", "~~s~~", "x^2^ H~2~O", "$x$ math",
    "&amp; &lt;b&gt;", "[^1]: note", "[^1]", "---", "===", "Term\n: def", "{win_rate}{#id .cls}", "www.evil.example", "a@b.example",
    "- [ ] task", "<!-- c -->", "\t tab", "|", "a|b\\|c", "[x]: http://evil", "+ plus", "2) two", r"\begin{x}", "``a`` b",
    "^[inline note]",
    "$560k won, $505k wanted", "~~~\nx\n~~~", "(@)", "(1) one", "a) one", "iv. one",
    "#. one", "(@a) b", "%", "% title", "::: {.x}\ny\n:::",
)  # fmt: skip
MARKUP = re.compile(
    r"<(?:a|em|del|s|sup|sub|img|script|blockquote|input|dl|pre|code|hr|h[1-6]|ol|u|span class=\"math)\b|<div", re.IGNORECASE
)


def as_html(text: str, dialect: str) -> str:
    command = [str(PANDOC), "-f", dialect, "-t", "html"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.mark.parametrize("dialect", ["gfm", "commonmark", "commonmark_x", "markdown"])
def test_r42_nothing_that_was_written_becomes_markup(dialect: str) -> None:
    listed = "\n".join(f"- {lines(payload, '  ')}" for payload in PAYLOADS)
    told = "\n\n".join(line(payload) for payload in PAYLOADS)
    labelled = "\n".join(f"- **{inline(payload)}:** {inline(payload)}" for payload in PAYLOADS)
    tables = "\n".join(f"| {cell(payload)} | x |" for payload in PAYLOADS) if dialect != "commonmark" else ""
    text = (
        f"{listed}\n\n{told}\n\n{labelled}\n\n| h | i |\n| - | - |\n{tables}\n"
        if tables
        else f"{listed}\n\n{told}\n\n{labelled}\n"
    )
    made = as_html(text, dialect)
    assert MARKUP.findall(made) == []
    assert made.count("<li>") == 2 * len(PAYLOADS)
    if tables:
        assert made.count("<table") == 1
        assert made.count("<tr") == 1 + len(PAYLOADS)
