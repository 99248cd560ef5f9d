"""Templates in the app: a period begins with one, what was chosen is saved as one, its prompts stand over the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.tui.fields.choice import Choice
from salestui.tui.fields.kept_text import KeptText
from salestui.work import periods, templates
from tests.tui.conftest import Rep, shown

COMPANY = """\
[prompts]
context = "Which three things explain the quarter?"

[[goals]]
name = "win rate"
metric = "win_rate"
target = "30%"
"""


@pytest.fixture
def company(rep: Rep, tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(COMPANY, encoding="utf-8")
    templates.add(path)


async def test_a_period_begins_with_a_template_and_is_asked_in_its_words(rep: Rep, company: None) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("full_stop", "a")
        await pilot.pause()
        app.screen.query(KeptText).first().put("2026-Q2")
        for choice in app.screen.query(Choice):
            if choice.key.field == "template":
                choice.take_over("acme")
        await pilot.press("ctrl+s")
        await pilot.pause()
        record = next(one for one in periods.listed(rep.desk.store) if one.key == "2026-Q2")
        assert templates.in_force(record).name == "acme"
        await pilot.press("8")
        await pilot.pause(0.5)
        assert "Which three things explain the quarter?" in shown(app)


async def test_what_was_chosen_is_saved_under_a_name(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+p", *(character if character != " " else "space" for character in "Save as a template"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"mine", "ctrl+s")
        await pilot.pause(0.5)
        assert "mine" in {kept.template.name for kept in templates.listed() if kept.path}


async def test_the_tour_is_in_the_app(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", *"tour")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "nothing in it can be spoiled" in shown(app)
