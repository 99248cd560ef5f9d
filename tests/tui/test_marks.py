"""Nothing is said by a mark or a colour alone: beside each stands a word or a number, on every screen that was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from textual.content import Content

from salestui.guide import LANGUAGES, words
from salestui.metrics.figure import Figure, Unit
from salestui.render.numbers import Numbers
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.figure_words import change_said
from salestui.tui.finding_words import MARKS
from tests.tui.conftest import Rep, rows
from tests.tui.test_recordings import RECORDINGS

SAID = re.compile(r"[✓✗!◐●○▲▼▸]\s*[\[“({]*\w")
"""A mark with the word or the number that it is about."""
MARKED = re.compile(r"(?<![\w)”?!.…⟩}])[✓✗!◐●○▲▼▸]")
"""A mark; not a sign at the end of a sentence."""


def recorded(language: str) -> Iterator[tuple[str, str]]:
    """Each row of each recording in that language, with the name of the recording."""
    for path in sorted(RECORDINGS.glob(f"*{language}-*.txt")):
        for row in path.read_text(encoding="utf-8").split("\n"):
            yield path.stem, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_every_mark_stands_a_word_or_a_number(language: str) -> None:
    met, alone = 0, []
    for name, row in recorded(language):
        for mark in MARKED.finditer(row):
            met += 1
            if SAID.match(row, mark.start()) is None:
                alone.append((name, row))
    assert met > 1000
    assert not alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_says_its_weight_in_a_word(language: str) -> None:
    say = words(language)
    weights = {mark: say(f"words.weight.{severity}") for severity, mark in MARKS.items()}
    assert len(set(weights.values())) == len(MARKS)
    found = [(mark, row) for _, row in recorded(language) for mark in "✗!" if re.search(rf"(?:^|│) {mark} ", row)]
    assert len(found) > 50
    assert not [row for mark, row in found if f"{mark} {weights[mark]} " not in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_size_of_a_sample_is_never_parted(language: str) -> None:
    found = [(name, row) for name, row in recorded(language) if re.search(r"\(n\b", row)]
    assert len(found) > 5
    assert not [one for one in found if not re.search(r"\(n = \d+\)", one[1])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_pane_of_those_behind_each_other_stands_between_brackets(language: str) -> None:
    write = words(language)("screens.section.panes.write")
    lines = [row for _, row in recorded(language) if re.match(rf" [ \[]{write}[ \]] ", row)]
    assert len(lines) > 50
    assert not [row for row in lines if row.count("[") != 1 or row.count("]") != 1]


async def test_the_kind_of_a_line_is_said_and_a_cited_entry_is_named_so(rep: Rep) -> None:
    app, say = rep.app(), words("en")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert any(f" {say('words.kind.risk')} · " in row for row in rows(app))
        await pilot.press("escape", "8")
        await pilot.pause()
        assert not any("✓" in row for row in rows(app))
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert any(f"✓ {say('screens.section.cited')} " in row for row in rows(app))


@pytest.mark.parametrize(("language", "worse"), [("en", "▼ 5 pts worse"), ("sv", "▼ 5 procentenheter sämre")])
def test_a_change_for_the_worse_is_named_so(language: str, worse: str) -> None:
    figure = Figure("win_rate", "2026-Q1", Unit.RATIO, Fraction(1, 4), previous=Fraction(3, 10), better=False)
    assert change_said(figure, Numbers(language)) == worse
    assert change_said(replace(figure, better=None), Numbers(language)) == worse.rpartition(" ")[0]


async def test_what_was_saved_is_named_so_and_by_the_help_where_the_field_has_room_for_a_tick_alone(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        above = [field for field in app.screen.query(KeptText) if field.key.part in ("target", "by")][:2]
        for field, typed in zip(above, ("75 %", "2026-04-17"), strict=True):
            field.put(typed)
            await pilot.pause()
            app.sitting.autosave.flush()
            await pilot.pause()
        target, due = (Content.from_markup(str(field.border_title)).plain for field in above)
        assert (target.rstrip(), due.rstrip()) == ("Target ✓", "By · saved")
        above[0].focus()
        await pilot.press("f1")
        await pilot.pause()
        assert any("Target ✓ saved " in row for row in rows(app))
