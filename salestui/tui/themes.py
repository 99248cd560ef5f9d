"""The looks made for this program: dark, light, and one of high contrast. Colour is never the only carrier of meaning."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as Painted
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, dim_style
from textual.theme import Theme

DIMMED = 0.85
"""How much of its colour dimmed text keeps: with less of it, it could not be read on every ground."""

DARK = Theme(
    name="salestui",
    primary="#6fbfb0",
    secondary="#8fb0d9",
    accent="#e3b36a",
    foreground="#d8dee6",
    background="#12171c",
    surface="#181e25",
    panel="#222a33",
    success="#86c98a",
    warning="#e3b36a",
    error="#ea8a8a",
    dark=True,
    variables={
        "text-muted": "#a3adb8",
        "border": "#6fbfb0",
        "border-blurred": "#33404c",
        "block-cursor-background": "#2f5a56",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#26313b",
        "input-selection-background": "#6fbfb0 35%",
        "scrollbar": "#33404c",
        "scrollbar-background": "#12171c",
        "scrollbar-hover": "#4a5a68",
        "scrollbar-active": "#6fbfb0",
    },
)

LIGHT = Theme(
    name="salestui-light",
    primary="#0b5c52",
    secondary="#2c5a92",
    accent="#8a5200",
    foreground="#20262c",
    background="#f7f5f0",
    surface="#fffefb",
    panel="#ebe7de",
    success="#2c6e31",
    warning="#8a5200",
    error="#a82a2a",
    dark=False,
    variables={
        "text-muted": "#4f5458",
        "border": "#0b5c52",
        "border-blurred": "#cfc8b8",
        "block-cursor-background": "#b5ddd5",
        "block-cursor-foreground": "#10201e",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#d5cfc0",
        "input-selection-background": "#0b5c52 25%",
        "scrollbar": "#cfc8b8",
        "scrollbar-background": "#f7f5f0",
        "scrollbar-hover": "#b3ab98",
        "scrollbar-active": "#0b5c52",
    },
)

CONTRAST = Theme(
    name="salestui-contrast",
    primary="#7ffff0",
    secondary="#9ecbff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#8cff8c",
    warning="#ffd75f",
    error="#ff9d9d",
    dark=True,
    text_alpha=1.0,
    variables={
        "text-muted": "#d0d0d0",
        "border": "#ffffff",
        "border-blurred": "#b0b0b0",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#3a3a3a",
        "input-selection-background": "#ffffff 45%",
        "scrollbar": "#b0b0b0",
        "scrollbar-background": "#000000",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffffff",
    },
)

OURS = (DARK, LIGHT, CONTRAST)


class Dimming(LineFilter):
    """Dims what is to be dimmed as far as it can still be read."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without any that is left to be dimmed further; on most lines there is none."""
        if not any(style and style.dim for _, style, _ in segments):
            return segments
        return [
            Segment(text, dim_style(style, background, DIMMED), control)
            if style and style.dim and style.color and style.color.triplet
            else Segment(text, style, control)
            for text, style, control in segments
        ]


SIXTEEN = (
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
)  # fmt: skip
"""The colours of a terminal that has sixteen, as xterm has them: its yellow is the brightest that any has."""

READ = 3.0
"""The contrast from which words can be read where there are no finer colours to choose from."""


class FewColours(LineFilter):
    """With sixteen colours, of words that come too near the colour of their ground the colour gives way, not the words."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, with black or white for what could not be read."""
        return [
            Segment(text, style + other, control)
            if style
            and (other := _instead(style.color, style.bgcolor or background.rich_color))
            and any(map(str.isalnum, text))
            else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=512)
def _instead(colour: Painted | None, ground: Painted) -> Style | None:
    """What to write in on that ground; None where the colour can be read there."""
    if colour is None:
        return None
    below = _light(ground)
    if _apart(_light(colour), below) >= READ:
        return None
    return Style(color="#000000" if _apart(0, below) > _apart(1, below) else "#ffffff")


def _light(colour: Painted) -> float:
    """The relative luminance (WCAG 2, 0 to 1) of the nearest of the sixteen."""
    number = colour.downgrade(ColorSystem.STANDARD).number
    shown = Color.parse(SIXTEEN[number]) if number is not None else Color.from_rich_color(colour)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in shown.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _apart(one: float, other: float) -> float:
    """The contrast ratio (WCAG 2, 1 to 21) of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
