"""A list of suggestions or a message lies over the screen whole: no wide character of it is cut by what lies beneath.

Textual cuts every line where any widget begins or ends, also one that is covered there, and half a wide character is a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor  # what cuts the lines has no public name
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._toast import Toast


class WholeAbove(Compositor):
    """The compositor of a screen, which cuts nothing within a widget that covers others."""

    @property
    def cuts(self) -> list[list[int]]:
        """By line, where a widget begins or ends that is seen there."""
        if self._cuts is None:
            found = super().cuts
            above: list[Region] = []
            for region in self._covering():
                for y in region.line_range:
                    found[y] = [
                        cut
                        for cut in found[y]
                        if not region.x < cut < region.right
                        or any(y in one.line_range and cut in one.column_span for one in above)
                    ]
                above.append(region)
            self._cuts = found
        return self._cuts

    def _covering(self) -> Iterator[Region]:
        """What lies over other widgets, from the uppermost on."""
        for widget, (region, clip) in self.visible_widgets.items():
            if _covers(widget):
                shown = region.intersection(clip)
                if shown:
                    yield shown

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """As in Textual; what begins beneath a widget that covers it is shown from where that ends."""
        if not any(map(_covers, self.visible_widgets)):
            return super()._render_chops(crop, is_rendered_line)
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in self.cuts]
        for region, clip, strips in self._get_renders(crop):
            shown = region.intersection(clip)
            for y, strip in zip(shown.line_range, strips, strict=False):
                if not is_rendered_line(y):
                    continue
                cuts = [cut for cut in self.cuts[y] if shown.x < cut <= shown.right]
                for cut, piece in zip((shown.x, *cuts), strip.divide([cut - shown.x for cut in cuts]), strict=False):
                    if chops[y].get(cut, piece) is None:
                        chops[y][cut] = piece
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _covers(widget: Widget) -> bool:
    return isinstance(widget, Toast) or widget.styles.overlay == "screen"
