"""English and Swedish throughout: no word on any screen comes from anywhere but the guide or the data."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES, TEST_LANGUAGE, words
from salestui.tui.app import SalesApp
from salestui.tui.completing import Popup
from salestui.work import actions, bring_in, export, forecasts, goals, log, periods, review, writing
from tests.tui.conftest import EVERYWHERE, TODAY, Rep, rows, shown
from tests.tui.every_screen import ALL, HANDED_IN, furnished, hand_in, visit

pytestmark = pytest.mark.usefixtures("no_terminal")
_BRACKETED = re.compile(r"\[[^\[\]\s]*\]?")
_LETTERS = re.compile(r"[A-Za-z]+")
_NO_WORDS = (
    r"\d{4}-[QKHW]\d+",  # a period
    r"\$[\d.,]+[kMB]?(?:/\w+)?",  # an amount
    r"\{[\w.]*\}?",  # a live number
    r"\b[a-z]+(?:[_.][a-z]+)+[\w.…]*",  # the name of a metric or a setting, as it is typed
    r"\b(?:ctrl\+)?(?:f\d+|esc|tab|space|enter|del|ins|home|end|pgup|pgdn)\b",  # keys
    r"\^\w\b",
    r"~?(?:/[\w.\-…]*)+",  # a path
    r"\b[\w\-]+\.(?:csv|md|db|toml|sqlite|html|docx|json)\b",
    r"\bUSD\b",
)
"""What is neither a word of the guide nor of the data: the same in every language."""
_AS_TYPED = frozenset("keymap definitions language accounts theme me rates true false name drop save salestui en sv x".split())
"""Settings and their values, as they stand in the settings file."""
_VALUES = frozenset(
    "duplicate dubblett test template nps xx alt kb win completion bash zsh fish print live number unknown".split()
)
"""What the settings come with, what is typed into a shell or here by the test, the name of a check, and what both languages share."""

FIRST = """\
Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner
0061,Άλφα 1,Άλφα ΑΕ,Πρόταση,48000,USD,2026-03-20,2026-01-05,Μάγια Λιν
0062,Βήτα 2,Βήτα,Πρόταση,36000,USD,2026-02-27,2025-11-10,Μάγια Λιν
0063,Γάμμα 3,Γάμμα,Πρόταση,12000,USD,2026-03-30,2026-01-20,Μάγια Λιν
"""
SECOND = FIRST.replace("Πρόταση,36000", "Νίκη,36000").replace("Πρόταση,12000", "Ήττα,12000").replace("03-20", "04-17")


@pytest.fixture
def greek(newcomer: Rep) -> Rep:
    """A rep whose data holds no Latin letter, so that any on the screen is the program's own."""
    desk, period = newcomer.desk, newcomer.period
    for name, text, day in (("1.csv", FIRST, date(2026, 2, 2)), ("2.csv", SECOND, date(2026, 3, 2))):
        bring_in.import_file(
            desk, newcomer.export(name, text), Choices(as_of=day, yes=True, won=("Νίκη",), lost=("Ήττα",), open=("Πρόταση",))
        )
    periods.new(desk, period, "ae", "Μάγια Λιν")
    goals.set_goal(desk, period, "Στόχος", "revenue_won", "40000 USD")
    forecasts.add(desk, period, date(2026, 1, 7), goals.typed_target(desk, "revenue_won", "38000 USD"), None)
    log.add(desk.store, log.read_line("Υπογραφή 30 @Βήτα +average_deal_size", "win", TODAY))
    for key, said in (
        (FieldKey("results", "metric", 1), "win_rate"),
        (FieldKey("results", "why", 0, "win_rate"), "Λόγος"),
        (FieldKey("context", "driver", 1), "Λόγος {win_rate}"),
        (FieldKey("context", "driver", 1), "Λόγος {win_rat}"),
    ):
        writing.set_field(desk, period, key, said)
    actions.add(desk, period, "fix", "Έλεγχος", metric="win_rate", target="35 %", by=date(2026, 6, 30))
    findings = review.review(desk, period).findings
    review.accept(desk, period, next(one for one in findings if one.severity != "error"), "Λόγος")
    return newcomer


def in_language(rep: Rep, language: str) -> Rep:
    return rep._replace(desk=replace(rep.desk, language=language))


def unbracketed(screen: str) -> list[str]:
    """The words on the screen that are neither of the guide nor the same in every language."""
    screen = _BRACKETED.sub("", screen)
    for pattern in _NO_WORDS:
        screen = re.sub(pattern, "", screen)
    return [word for word in _LETTERS.findall(screen) if len(word) > 1 and word.lower() not in _AS_TYPED | _VALUES]


def in_front(app: SalesApp) -> str:
    """What the screen shows; of a dialog or a list of suggestions without what is behind it, whose words it cuts."""
    popups = [popup for popup in app.screen.query(Popup) if popup.display]
    frames = [*popups, *app.screen.query(".dialog")]
    if not frames:
        return shown(app)
    x, y, width, height = frames[0].region
    return "\n".join(row[x : x + width] for row in rows(app)[y : y + height])


async def test_no_word_on_any_screen_bypassed_the_guide(greek: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export.WISHES, "language", (*LANGUAGES, TEST_LANGUAGE))  # so that the preview is in it too
    greek = furnished(greek)
    settings = replace(greek.desk.settings, document_language=TEST_LANGUAGE)
    greek = in_language(greek._replace(desk=replace(greek.desk, settings=settings)), TEST_LANGUAGE)
    app = greek.app()
    themes = set(re.findall(r"[a-z]+", " ".join(app.available_themes)))
    bypassed: dict[str, list[str]] = {}
    typed = ""
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        for name, way in {**ALL, **HANDED_IN}.items():
            if name == next(iter(HANDED_IN)):
                hand_in(greek)
            await visit(pilot, way)
            typed += "".join(key for key in (*way.keys, *way.then) if len(key) == 1)
            found = [word for word in unbracketed(in_front(app)) if word not in themes and word not in typed]
            if found:
                bypassed[name] = found
    assert not bypassed, "\n".join(f"{name}: {found}" for name, found in bypassed.items())


async def test_every_place_has_its_keys_in_swedish(rep: Rep) -> None:
    app = in_language(rep, "sv").app()
    async with app.run_test(size=(120, 40)) as pilot:
        for place in EVERYWHERE:
            app.go(place)
            await pilot.pause()
            assert words("sv")("keys.do.help") in rows(app)[-1], place


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
