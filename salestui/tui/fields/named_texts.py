"""A text for each of the metrics that were chosen above it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from salestui.summary.fields import Field
from salestui.summary.offered import chosen
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.kept_text import KeptText


class NamedTexts(Vertical):
    """The text of a metric that is no longer chosen is kept, and comes back with it."""

    DEFAULT_CSS = """
    NamedTexts { height: auto; }
    NamedTexts > Static { height: 1; margin-top: 1; color: $text-muted; text-style: bold; }
    """

    def __init__(self, maker: FormMaker, field: Field) -> None:
        super().__init__()
        self._maker = maker
        self._field = field

    def compose(self) -> ComposeResult:
        yield Static(Content(self._maker.words(self._field, "label")))
        for metric in chosen(self._maker.material):
            yield self._maker.named(self._field, metric)

    def turn_to(self, maker: FormMaker) -> None:
        """Show a text for each metric that is chosen in the store now: a draft chooses some, and says why they moved."""
        self._maker = maker
        self.show(chosen(maker.material))

    def show(self, metrics: tuple[str, ...]) -> None:
        """A text for each of `metrics`, those that stand already untouched."""
        standing = {field.key.part: field for field in self.query(KeptText)}
        for metric, field in standing.items():
            field.display = metric in metrics
        for metric in metrics:
            if metric not in standing:
                self.mount(self._maker.named(self._field, metric))
