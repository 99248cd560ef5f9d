"""The looks: ours beside Textual's, one of high contrast; readable without colour and with sixteen, with keys moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color as Painted
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from salestui.guide import words
from salestui.tui import app as app_module
from salestui.tui.app import SalesApp
from salestui.tui.row_window import RowWindow
from salestui.tui.themes import CONTRAST, DARK, LIGHT, OURS, READ, SIXTEEN, FewColours
from salestui.work import config
from tests.tui.conftest import Rep, rows, shown
from tests.tui.every_screen import ALL, visit

SHEETS = sorted(Path(app_module.__file__).parent.glob("screens/*.tcss"))
LEAST = 4.5
"""Contrast of text on its background that WCAG asks for (1.4.3); 7 for high contrast (1.4.6)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG's formula: 1 to 21."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_every_colour_of_ours_that_carries_words_stands_out_from_its_background(theme: Theme) -> None:
    least = 7.0 if theme is CONTRAST else LEAST
    for colour in (theme.foreground, theme.primary, theme.success, theme.warning, theme.error, theme.accent, theme.secondary):
        for ground in (theme.background, theme.surface):
            assert contrast(colour, ground) >= least, (colour, ground)
    mark = (theme.variables["block-cursor-foreground"], theme.variables["block-cursor-background"])
    assert contrast(*mark) >= least


async def test_every_text_on_the_screen_stands_out_from_what_it_stands_on(rep: Rep) -> None:
    """Whatever is muted, dimmed, marked or only an example: each pair of colours as it is drawn."""
    app = rep.app()
    faint: dict[tuple[str, str, str], str] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        for theme in OURS:
            app.theme = theme.name
            for name in ("context", "week", "draft", "quick_log"):
                await visit(pilot, ALL[name])
                for text, ink, ground in drawn(app):
                    if contrast(ink, ground) < (7.0 if theme is CONTRAST else LEAST):
                        faint[theme.name, ink, ground] = f"{name}: {text}"
    assert not faint, faint


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_no_word_is_lost_where_a_terminal_has_sixteen_colours(theme: Theme) -> None:
    """In light, the nearest to the colour of what is to be mended was the yellow that nobody reads on white."""
    colours = {name: text for name, text in theme.to_color_system().generate().items() if text.startswith("#")}
    inks = [
        Color.parse(text)
        for name, text in colours.items()
        if name.startswith(("foreground", "text", "primary", "block-cursor-f"))
    ]
    for ground in (
        Color.parse(colours[name]) for name in ("background", "surface", "panel", "boost", "block-cursor-background")
    ):
        for ink in inks:
            words = Segment("words", Style(color=ink.rich_color, bgcolor=ground.rich_color))
            [shown_as] = FewColours().apply([words], ground)
            assert shown_as.style is not None
            pair = [sixteen(colour) for colour in (shown_as.style.color, shown_as.style.bgcolor)]
            assert contrast(*pair) >= READ, (ink.hex, ground.hex)
    ground = Color.parse(theme.background)
    line = Segment("╭──╮", Style(color=ground.rich_color))
    assert FewColours().apply([line], ground) == [line]


@pytest.mark.parametrize("mark", ["block-cursor-background", "block-cursor-blurred-background"])
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_the_marked_row_has_a_ground_of_its_own_where_a_terminal_has_sixteen_colours(theme: Theme, mark: str) -> None:
    """In light, the ground of the mark became the white of the page; in high contrast, its black where the focus was elsewhere."""
    page = {sixteen(Color.parse(ground).rich_color) for ground in (theme.background, theme.surface) if ground}
    assert sixteen(Color.parse(theme.variables[mark]).rich_color) not in page


def sixteen(colour: Painted | None) -> str:
    """As such a terminal shows it."""
    number = colour.downgrade(ColorSystem.STANDARD).number if colour else None
    assert number is not None
    return SIXTEEN[number]


def drawn(app: SalesApp) -> Iterator[tuple[str, str, str]]:
    """The texts in front, each with the colours in which it is drawn."""
    front = app.screen.query(".dialog").first().region if app.screen.query(".dialog") else app.screen.region
    for strip in app.screen._compositor.render_strips()[front.y : front.bottom]:
        for text, style, _ in strip.crop(front.x, front.right):
            if style and style.color and style.bgcolor and any(map(str.isalnum, text)):
                colours = [Color.from_rich_color(one).hex for one in (style.color, style.bgcolor)]
                ink, ground = reversed(colours) if style.reverse else colours
                yield text, ink, ground


@pytest.mark.parametrize("name", [DARK.name, LIGHT.name, CONTRAST.name, "ansi-dark", "ansi-light", "nord"])
async def test_a_theme_of_the_settings_is_shown(rep: Rep, name: str) -> None:
    settings = replace(rep.desk.settings, theme=name)
    app = SalesApp(replace(rep.desk, settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == name
        assert "Quota" in shown(app)


async def test_what_is_marked_shows_without_any_colour(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """In sixteen colours and in none the marked row is reversed, not only coloured."""
    monkeypatch.setenv("NO_COLOR", "1")
    settings = replace(rep.desk.settings, theme="ansi-dark")
    app = SalesApp(replace(rep.desk, settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("log")
        await pilot.pause()
        table = app.screen.query_one(RowWindow)
        assert table.has_focus
        strips = app.screen._compositor.render_strips()
        marked = next(strip for strip in strips if "Legal review" in strip.text)
        assert any(segment.style and segment.style.reverse for segment in marked)
        other = next(strip for strip in strips if "Coached Sam" in strip.text)
        assert not any(segment.style and segment.style.reverse for segment in other)


async def test_a_key_is_moved_in_the_settings_and_shown_where_it_is_named(rep: Rep) -> None:
    settings = config.change(rep.desk.settings, "keymap.go.week", "f8")
    app = SalesApp(replace(rep.desk, settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"f8 {words('en')('keys.go.week')}" in rows(app)[-1]
        await pilot.press("f8")
        await pilot.pause()
        assert app.current_mode == "week"


async def test_the_language_of_the_app_is_changed_at_once_and_the_document_s_stays(rep: Rep) -> None:
    settings = config.change(rep.desk.settings, "document_language", "en")
    app = SalesApp(replace(rep.desk, settings=settings))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.action_job("language")
        await pilot.pause()
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        assert words("sv")("screens.places.settings") in shown(app)
        await pilot.press("v")
        await pilot.pause()
        assert words("en")("sections.goals.title") in shown(app)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_what_one_place_looks_like_changes_no_other(sheet: Path) -> None:
    """The sheets of all places that were opened hold at once: the week moved down by a row when an import had been looked at."""
    rules = re.sub(r"/\*.*?\*/|\{[^}]*\}", ",", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [selector for selector in (part.strip() for part in rules.split(",")) if selector]
    assert selectors
    assert not [selector for selector in selectors if not re.match(r"[A-Z][a-z]+Screen\b", selector)]
