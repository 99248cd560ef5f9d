"""Reading only what a question can use gives the figures that reading everything gives."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from salestui.domain.period import parse_period
from salestui.domain.terms import Terms
from salestui.metrics.figure import Figure, no_rows
from salestui.metrics.figures import figures
from salestui.metrics.question import Question
from salestui.metrics.reach import reach
from salestui.store.book import read_book
from salestui.store.connection import open_store
from salestui.work.demo import Story, tell
from salestui.work.sample import samples_folder


@pytest.fixture(scope="module", params=["ae", "account_manager", "manager"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, path = samples_folder() / request.param, tmp_path_factory.mktemp(request.param) / "sample.db"
    story = msgspec.convert(tomllib.loads((folder / "story.toml").read_text(encoding="utf-8")), Story)
    tell(story, folder, path)
    return path


def compared(found: tuple[Figure, ...]) -> list[Figure]:
    return [
        replace(figure, rows=no_rows, slices={name: replace(one, rows=no_rows) for name, one in figure.slices.items()})
        for figure in found
    ]


@pytest.mark.parametrize("key", ["2025-Q2", "2025-Q4", "2026-Q1", "2026-02", "2026-Q2"])
@pytest.mark.parametrize(
    "tokens", [{}, {"weighted_pipeline": ("historical",), "revenue_growth": ("year_ago",), "forecast": ("last",)}]
)
def test_a_limited_reading_gives_the_same_figures(store: Path, key: str, tokens: dict[str, tuple[str, ...]]) -> None:
    terms = Terms(definitions=tokens)
    question = Question(parse_period(key), date(2026, 4, 1), role="manager", by="segment")
    limit = reach(question, terms)
    assert limit is not None
    with open_store(store, create=False) as opened:
        whole, part = read_book(opened.connection), read_book(opened.connection, None, limit)
    assert len(part.deals) <= len(whole.deals)
    assert compared(figures(part, terms, question)) == compared(figures(whole, terms, question))


def test_months_side_by_side_may_look_at_any_day() -> None:
    assert reach(Question(parse_period("2026-Q1"), date(2026, 4, 1), by="month"), Terms()) is None
