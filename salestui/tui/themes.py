"""The looks made for this program: dark, light, and one of high contrast. Colour is never the only carrier of meaning."""

from __future__ import annotations

from rich.segment import Segment
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
        "block-cursor-background": "#cfe6e1",
        "block-cursor-foreground": "#10201e",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e3dfd4",
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
        "block-cursor-blurred-background": "#2a2a2a",
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
        """The segments without any that is left to be dimmed further."""
        return [
            Segment(text, dim_style(style, background, DIMMED), control)
            if style and style.dim and style.color and style.color.triplet
            else Segment(text, style, control)
            for text, style, control in segments
        ]
