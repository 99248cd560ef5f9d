"""Everything can be done by name alone: each place, each command of the shell, each step of an import."""

from __future__ import annotations

from datetime import date

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from salestui.cli.commands import COMMANDS
from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.by_name import named_by
from salestui.tui.dialogs.deal_history import DealHistory
from salestui.tui.dialogs.palette import Palette
from salestui.tui.elsewhere import THERE
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.metric_pick import MetricPick
from salestui.tui.jobs import JOBS
from salestui.tui.keys import PLACES
from salestui.tui.line_box import LineBox
from salestui.tui.row_window import RowWindow
from salestui.work import imports, periods, writing
from tests.tui.conftest import SECOND, Rep, shown
from tests.tui.every_screen import TELLS
from tests.tui.test_every_job import heard

pytestmark = pytest.mark.usefixtures("no_terminal")

NAMED = {
    "log": ("keys.log.win", "keys.log.risk", "keys.log.blocker", "keys.log.team", "keys.go.log"),
    "week": ("keys.go.week",),
    "status": ("keys.go.home",),
    "import": ("keys.go.import",),
    "imports": ("screens.job.imports",),
    "stages": ("screens.job.stages",),
    "deals": ("keys.go.deals",),
    "deal": ("keys.go.deals",),
    "period": ("keys.go.periods",),
    "template": ("keys.go.settings",),
    "goal": ("keys.go.goals_table", "screens.job.goal"),
    "forecast": ("keys.go.forecast", "screens.job.record"),
    "measure": ("screens.job.measure", "screens.job.benchmark", "screens.job.own_metric"),
    "action": ("keys.go.actions", "screens.job.done"),
    "metrics": ("keys.go.results", "screens.job.slices"),
    "why": ("screens.job.why",),
    "trends": ("keys.go.trends",),
    "outlook": ("screens.job.outlook",),
    "reps": ("screens.job.reps",),
    "late": ("screens.job.late",),
    "definitions": ("screens.job.definitions",),
    "section": ("keys.go.results", "screens.job.skip"),
    "headline": ("keys.go.headline",),
    "check": ("keys.go.review", "screens.job.wording"),
    "accept": ("keys.go.review",),
    "preview": ("keys.go.preview",),
    "export": ("keys.do.export",),
    "verify": ("screens.job.verify",),
    "team": ("screens.job.team",),
    "backup": ("screens.job.backup",),
    "restore": ("screens.job.restore",),
    "doctor": ("screens.job.doctor",),
    "undo": ("screens.job.undo", "keys.do.undo"),
    "config": ("keys.go.settings",),
    "search": ("keys.go.search",),
    "demo": ("screens.job.sample",),
    "remind": ("screens.job.remind",),
    "completion": ("screens.job.completion",),
    "help": ("screens.job.topics", "keys.do.help"),
}
"""By command of the shell, the names under which the palette has what it does."""

WITHIN = {
    "deals": (("enter",), ("deal.correct", "deal.remove", "deal.merge")),
    "periods": ((), ("periods.add", "periods.next", "periods.finalise", "list.choose")),
    "log": ((), ("list.choose", "log.delete", "log.restore")),
    "week": ((), ("list.choose", "week.keep", "week.pass")),
    "review": ((), ("list.choose", "review.accept", "review.take_back")),
    "context": ((), ("write.begin", "write.draft", "write.cite", "write.versions", "write.next", "write.previous")),
    "preview": ((), ("preview.layout", "preview.language", "do.copy")),
}
"""By place, the keys that open what is looked at, and what can be done there: it has a name too while one is there."""


async def by_name(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause()
    pilot.app.screen.query_one(LineBox).insert(name)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def offered(pilot: Pilot[None]) -> list[str]:
    """The names that the palette offers here."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    assert isinstance(pilot.app.screen, Palette)
    names = [offer.name for offer in pilot.app.screen._offers]
    await pilot.press("escape")
    await pilot.pause()
    return names


async def test_every_command_of_the_shell_has_its_name_in_the_palette(rep: Rep) -> None:
    said = words("en")
    assert set(NAMED) == set(COMMANDS)
    async with rep.app().run_test(size=(100, 30)) as pilot:
        names = await offered(pilot)
        missing = [(command, key) for command, keys in NAMED.items() for key in keys if said(key) not in names]
        assert not missing
        for place, (keys, wanted) in WITHIN.items():
            await by_name(pilot, said(f"keys.go.{place}"))
            await pilot.press(*keys)
            await pilot.pause()
            names = await offered(pilot)
            assert not [name for name in wanted if said(f"keys.{name}") not in names], place
            await pilot.press("escape")


async def test_every_place_is_reached_by_its_name(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        for place in PLACES:
            await by_name(pilot, words("en")(f"keys.go.{place}"))
            assert app.current_mode == place


async def test_every_job_opens_by_its_name(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for job in JOBS:
            await by_name(pilot, words("en")(f"screens.job.{job}"))
            assert not isinstance(app.screen, Palette), job
            if job in TELLS:
                assert app._notifications, job
            else:
                assert len(app.screen_stack) == 2, job
                await pilot.press("escape")
                await pilot.pause()


async def found(pilot: Pilot[None], typed: str) -> Palette:
    """The palette, opened at home, with that typed into it."""
    assert isinstance(pilot.app, SalesApp)
    pilot.app.go("home")
    await pilot.press("ctrl+p")
    await pilot.pause()
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    palette.query_one(LineBox).insert(typed)
    await pilot.pause()
    return palette


async def test_what_is_done_at_one_place_is_found_from_home_and_leads_there(rep: Rep) -> None:
    app = rep.app()
    said = words("en")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        for there in THERE:
            place = there.places[-1]
            name = said(f"keys.{there.name}")
            palette = await found(pilot, name)
            line = said("screens.palette.elsewhere", name=name, where=said(f"keys.go.{place}"))
            assert line in shown(app)
            palette.query_one(RowWindow).marked = [offer.action for offer in palette._shown].index(
                f"app.there('{place}', '{there.name}')"
            )
            app._notifications.clear()
            async with heard(app) as done:
                await pilot.press("enter")
                await pilot.pause()
                await pilot.pause()
            assert app.current_mode == place
            told = " ".join(one.message for one in app._notifications)
            assert bool(done) is not bool(there.first), there
            assert (f"{name}:" in told) is bool(there.first), there


@pytest.mark.parametrize(
    ("typed", "name", "where"),
    [
        ("finalise", "keys.periods.finalise", "periods"),
        ("adjust", "keys.goals_table.adjust", "goals_table"),
        ("versions", "keys.write.versions", "headline"),
        ("draft key", "keys.write.draft", "results"),
        ("export", "keys.do.export", ""),
        ("theme", "screens.job.theme", ""),
        ("why", "screens.job.why", ""),
    ],
)
async def test_a_word_that_a_rep_would_type_finds_it_first(rep: Rep, typed: str, name: str, where: str) -> None:
    said = words("en")
    async with rep.app().run_test(size=(100, 30)) as pilot:
        first = (await found(pilot, typed))._shown[0]
        assert (first.name, first.where) == (said(name), said(f"keys.go.{where}") if where else "")


async def test_each_command_of_the_shell_is_found_by_its_own_word(rep: Rep) -> None:
    said = words("en")
    async with rep.app().run_test(size=(100, 30)) as pilot:
        palette = await found(pilot, "")
        offers = (*palette._offers, *palette._elsewhere)
        for command, keys in NAMED.items():
            names = [offer.name for offer in named_by(command, offers)[:4]]
            assert {said(key) for key in keys} & set(names), (command, names)


def test_a_key_that_is_pressed_in_what_a_choice_opens_is_the_one_that_is_bound_there() -> None:
    bound = {one.id: one.key for one in Binding.make_bindings([*DealHistory.BINDINGS, *KeptText.BINDINGS, *MetricPick.BINDINGS])}
    assert {there.name: there.key for there in THERE if there.key}.items() <= bound.items()


def test_every_job_has_words() -> None:
    for language in ("en", "sv"):
        assert set(words(language).table("screens.job")) == set(JOBS)


async def test_letters_that_fit_no_action_say_so(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"qqzzqq")
        await pilot.pause()
        assert words("en")("screens.palette.none") in shown(app)


async def test_a_new_period_is_begun_by_name(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await by_name(pilot, words("en")("keys.go.periods"))
        await by_name(pilot, words("en")("keys.periods.next"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "2026-Q2" in [record.key for record in periods.listed(rep.desk.store)]
        assert app.sitting.period.key == "2026-Q2"


async def test_each_step_of_an_import_is_done_by_name(newcomer: Rep) -> None:
    newcomer.export("first-2026-03-02.csv", SECOND)
    said = words("en")
    app = newcomer.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await by_name(pilot, said("keys.go.import"))
        await by_name(pilot, said("keys.list.choose"))  # the file
        await settled(app, pilot)
        await by_name(pilot, said("keys.import.change"))  # which column is what
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await by_name(pilot, said("keys.import.day"))  # of which day it is
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await by_name(pilot, said("keys.import.go"))
        await settled(app, pilot)
        assert [(run.added, run.as_of) for run in imports.listed(newcomer.desk)] == [(3, date(2026, 3, 2))]
        await by_name(pilot, said("keys.import.undo"))
        await settled(app, pilot)
        assert imports.listed(newcomer.desk)[0].undone_at is not None


async def test_an_import_of_long_ago_is_taken_back_from_the_list_where_it_shows_how_far_it_has_come(rep: Rep) -> None:
    app = rep.app()
    said = words("en")
    newest = imports.listed(rep.desk)[-1]
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await by_name(pilot, said("screens.job.imports"))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.current_mode == "import"
        assert said("screens.import.undone", run=newest.run) in shown(app)
    (again,) = (run for run in imports.listed(rep.desk) if run.run == newest.run)
    assert again.undone_at is not None


async def settled(app: SalesApp, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_list_says_what_enter_does_with_a_line_and_one_to_read_stays_open(rep: Rep) -> None:
    app = rep.app()
    said = words("en")
    async with app.run_test(size=(100, 30)) as pilot:
        for job, does in (("imports", "takes_back"), ("topics", "opens"), ("done", "done"), ("definitions", "changes"), ("record", "")):
            await by_name(pilot, said(f"screens.job.{job}"))
            foot = shown(app)
            assert (said(f"screens.listing.enter.{does}") if does else said("screens.listing.read")) in foot
            assert does or "enter" not in foot
            if not does:
                await pilot.press("enter")
                await pilot.pause()
                assert len(app.screen_stack) == 2
            await pilot.press("escape")
            await pilot.pause()


async def test_the_theme_is_chosen_by_its_name_an_arrow_and_enter(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        before = app.theme
        await by_name(pilot, "theme")
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.theme != before


async def test_what_can_be_taken_back_is_told_in_words(rep: Rep) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("results", "why", 0, "win_rate"), "Two lost deals were qualified too late")
    app = rep.app()
    said = words("en")
    label = f"{said('sections.results.title')}, {said('metrics.label.win_rate')}"
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await by_name(pilot, said("screens.job.undo"))
        assert label in shown(app)
        assert "win_rate" not in shown(app)
        await pilot.press("escape", "u")
        await pilot.pause()
        assert any(label in one.message for one in app._notifications)


async def test_a_dialog_that_has_nothing_to_take_names_no_key_for_it(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        app.go("activity")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert words("en")("screens.versions.none") in shown(app)
        assert "enter" not in shown(app)
