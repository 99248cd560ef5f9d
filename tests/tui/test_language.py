"""English and Swedish throughout: no word on any screen comes from anywhere but the guide or the data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from salestui.guide import TEST_LANGUAGE, words
from tests.tui.conftest import EVERYWHERE, Rep, rows, shown

_BRACKETED = re.compile(r"\[[^\[\]]*\]?")


def in_language(rep: Rep, language: str) -> Rep:
    return rep._replace(desk=replace(rep.desk, language=language))


@pytest.mark.parametrize("place", EVERYWHERE)
async def test_a_place_opens_in_swedish_with_its_keys_in_swedish(rep: Rep, place: str) -> None:
    app = in_language(rep, "sv").app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.go(place)
        await pilot.pause()
        assert words("sv")("keys.do.help") in rows(app)[-1]


@pytest.mark.parametrize("place", ["log", "week", "review", "periods", "settings", "search", "import"])
async def test_a_place_without_data_shows_no_word_that_bypassed_the_guide(newcomer: Rep, place: str) -> None:
    app = in_language(newcomer, TEST_LANGUAGE).app()
    async with app.run_test(size=(200, 40)) as pilot:
        app.go(place)
        await pilot.pause()
        heading = rows(app)[0].split("  ")[0]
        assert not re.search(r"[A-Za-z]{3,}", _BRACKETED.sub("", heading)), heading


async def test_the_language_of_the_document_is_chosen_apart(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert words("en")("sections.goals.title") in shown(app)
        await pilot.press("s")
        await pilot.pause()
        assert words("sv")("sections.goals.title") in shown(app)
        assert words("en")("keys.do.export") in rows(app)[-1]
