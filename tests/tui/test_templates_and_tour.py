"""Templates in the app: a period begins with one, what was chosen is saved as one; and the tour, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.tui.fields.choice import Choice
from salestui.tui.fields.kept_text import KeptText
from salestui.work import periods, templates
from tests.tui.conftest import Rep, shown

pytestmark = pytest.mark.usefixtures("no_terminal")
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


async def test_the_keys_of_the_tour_do_what_it_says(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "enter", "down", "enter")
        await pilot.pause(0.3)
        assert "rows" in shown(app)
        assert len(app.screen_stack) == 2
        await pilot.press("escape", "escape", "8", "enter", *"at ", "left_curly_bracket", *"win_rate", "right_curly_bracket")
        await pilot.pause(1)
        assert "at 50 %" in shown(app)
        assert "{win_rate}" in rep.reads("context", "driver", 1)
        await pilot.press("escape", "w")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        for key, place in (("k", "week"), ("c", "review"), ("v", "preview")):
            await pilot.press("escape", key)
            await pilot.pause(0.3)
            assert app.current_mode == place
