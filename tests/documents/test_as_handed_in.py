"""Each sample's document as its rep wrote it: short, the four things first, and in every format the numbers of `metrics --json`."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from salestui.domain.period import parse_period
from salestui.domain.role import ROLES
from salestui.guide import LANGUAGES, words
from salestui.render.markdown import words_in
from salestui.render.word_text import word_lines
from salestui.summary.blocks import Result, Table
from salestui.work.desk import open_desk
from salestui.work.export import Options, document, written_out
from salestui.work.finalise import handed
from salestui.work.sample import ready

Q1 = parse_period("2026-Q1")
MOST = {"full": 900, "brief": 250}
FIRST = ("result", "driver", "weakest", "next")
TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """The five samples, opened."""
    folder = tmp_path_factory.mktemp("handed")
    with pytest.MonkeyPatch.context() as place:
        place.setenv("SALESTUI_CONFIG", str(folder / "settings.toml"))
        place.setenv("XDG_DATA_HOME", str(folder))
        opened = {}
        for role in ROLES:
            sample = ready(role)
            opened[role] = open_desk(str(sample.path), sample.today, "en")
        yield opened
        for desk in opened.values():
            desk.store.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_it_can_be_skimmed_and_begins_with_result_goal_weakest_point_and_next_step(desks, role, language):
    for layout, most in MOST.items():
        text = document(desks[role], Q1, Options(layout, language))
        assert words_in(text) <= most
        first = text.splitlines()[1:6]
        say = words(language)
        for line, slot in zip(first, FIRST, strict=False):
            assert line.startswith(f"- **{say(f'sections.headline.field.{slot}.label')}:**")
        assert re.search(r"\d", first[0])


@pytest.mark.parametrize("role", ROLES)
def test_the_numbers_of_every_format_are_those_of_the_figures(desks, role):
    desk = desks[role]
    store, day = str(desk.store.path), str(desk.today)
    command = [sys.executable, "-m", "salestui", "--store", store, "--today", day, "metrics", "--period", Q1.key, "--json"]
    told = subprocess.run(command, capture_output=True, check=True)
    figures = {(one["metric"], one["goal"]): one for one in json.loads(told.stdout)["figures"]}
    found = handed(desk, Q1)
    tables = [block for section in found.summary.sections for block in section.blocks if isinstance(block, Table)]
    cells = [cell.figure for table in tables for row in table.rows for cell in row if isinstance(cell, Result)]
    whole = [figure for figure in cells if found.summary.material.figure(figure.metric) is figure]
    assert len(whole) >= 5
    written = {form: written_out(desk, found, Options("full", "en", form)) for form in ("md", "html", "docx", "json")}
    texts = {
        "md": written["md"].decode(),
        "html": TAGS.sub(" ", written["html"].decode()).replace("\u00a0", " "),
        "docx": "\n".join(word_lines(written["docx"])),
    }
    data = {(one["metric"], one["goal"]): one for one in json.loads(written["json"])["figures"]}
    for figure in whole:
        key = (figure.metric, figure.goal)
        for name, value in figures[key].items():
            if name not in ("slices", "notes"):
                assert data[key][name] == value, (key, name)
        for form, text in texts.items():
            assert (
                figures[key]["display"].replace("<", "&lt;").replace(">", "&gt;") in text or figures[key]["display"] in text
            ), form
