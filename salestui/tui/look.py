"""What home shows at the first glance, as plain words: it can be kept and shown again before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

TO_COME = "…"
"""Stands where a figure will stand."""


class TileLook(NamedTuple):
    """One tile. `tone` is good, bad or "". `share` fills a bar; None for a figure without one."""

    metric: str
    label: str
    value: str
    change: str = ""
    tone: str = ""
    beside: str = ""
    share: float | None = None


class SectionLook(NamedTuple):
    """One line of the summary: its number, its title, how far it is."""

    number: str
    title: str
    state: str


class ChartLook(NamedTuple):
    """A chart as it was drawn for so many cells; `of` tells the chart from any other, `notes` what its marks mean."""

    of: str
    title: str
    width: int
    height: int
    text: str
    notes: str = ""


class Look(NamedTuple):
    """`told` is what the first line says at its right end, the most important first."""

    heading: str
    told: tuple[str, ...]
    tiles: tuple[TileLook, ...]
    sections: tuple[SectionLook, ...]
    chart: ChartLook | None = None

    def plain(self) -> dict[str, object]:
        """The look as JSON can hold it."""
        return {
            "heading": self.heading,
            "told": list(self.told),
            "tiles": [list(tile) for tile in self.tiles],
            "sections": [list(section) for section in self.sections],
            "chart": list(self.chart or ()),
        }

    @classmethod
    def read(cls, plain: dict[str, object]) -> Look | None:
        """The look that `plain` holds; None where it holds none."""
        try:
            return cls(
                str(plain["heading"]),
                tuple(map(str, _listed(plain["told"]))),
                tuple(TileLook(*_listed(tile)) for tile in _listed(plain["tiles"])),  # type: ignore[arg-type]
                tuple(SectionLook(*map(str, _listed(section))) for section in _listed(plain["sections"])),
                ChartLook(*drawn) if (drawn := _listed(plain["chart"])) else None,  # type: ignore[arg-type]
            )
        except (KeyError, TypeError):
            return None


def without_figures(heading: str, titles: Iterable[str], last: Look | None) -> Look:
    """What can be shown while the figures are worked out: no value and no state, for any of them may be another by now."""
    tiles = tuple(TileLook(tile.metric, tile.label, TO_COME) for tile in last.tiles) if last is not None else ()
    return Look(heading, (), tiles, tuple(SectionLook(str(number), title, TO_COME) for number, title in enumerate(titles)))


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value
