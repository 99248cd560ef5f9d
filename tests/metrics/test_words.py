"""Whatever a figure can say has words in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import salestui.metrics
from salestui.guide import LANGUAGES, words
from salestui.metrics.definitions import SETTINGS, tokens_of
from salestui.metrics.figure import Absent
from salestui.metrics.registry import METRICS


def noted() -> set[str]:
    """The slugs of all notes that the code makes."""
    found = set()
    for path in Path(salestui.metrics.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Note", "_left_out"):
                slug = node.args[0]
                found |= {slug.value} if isinstance(slug, ast.Constant) else set()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_note_reason_metric_and_token_has_words(language: str) -> None:
    said = words(language)
    assert len(noted()) > 20
    keys = [f"metrics.note.{slug}" for slug in noted()]
    keys += [f"metrics.absent.{reason}" for reason in Absent]
    keys += [f"metrics.label.{slug}" for slug in METRICS]
    keys += [f"metrics.family.{metric.family}" for metric in METRICS.values()]
    keys += [f"metrics.definition.{name}.{token.partition('=')[0]}" for name in SETTINGS for token in tokens_of(name)]
    assert not [key for key in keys if not said.has(key)]
