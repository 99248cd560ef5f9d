"""A place of the app: a line that says where one is, the content, and the line of keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.tui.autosave import AGAIN
from salestui.tui.key_bar import KeyBar
from salestui.tui.laid_over import WholeAbove
from salestui.tui.messages import Refused, Stored, Told
from salestui.tui.place_bar import PlaceBar
from salestui.tui.sitting import Sitting

Wished = TypeVar("Wished")
NARROW, WIDE = "-narrow", "-wide"
WHEN_DRAWN = 0.02
"""Seconds after which the first screen stands: what is begun earlier, in whatever thread, keeps it from being drawn."""


class Place(Screen[None]):
    """Reads when it is first seen, and again when it comes back and something was written since.

    A place gives `content` once, `read` whenever it is to show what is in the store now, and `title` for its first line.
    Its key is `name`; its words stand under `screens.<name>`.
    """

    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (100, WIDE)]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    AUTO_FOCUS: ClassVar[str | None] = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", id="do.back", show=False)]  # each place has its own way out
    KEYS: ClassVar[tuple[str, ...]] = ("do.help", "do.palette", "do.back")

    def __init__(self, sitting: Sitting, name: str) -> None:
        super().__init__(name=name)
        self._compositor = WholeAbove()
        self.sitting = sitting
        self.place = name
        self._seen: tuple[int, int] | None = None
        self._unread = ""
        self._in_the_making = False

    def fit(self, size: Size) -> None:
        """Be styled and laid out for a window of that size from the first: Textual does both for none, then anew."""
        of_width = self._get_breakpoint_classes(size.width, self.HORIZONTAL_BREAKPOINTS)
        of_height = self._get_breakpoint_classes(size.height, self.VERTICAL_BREAKPOINTS)
        self.add_class(*of_width, *of_height, update=False)

    def compose(self) -> ComposeResult:
        yield PlaceBar(Content.styled(self.heading, "bold"))
        yield from self.content()
        yield KeyBar(self.KEYS, self.sitting.words)

    @property
    def heading(self) -> str:
        """The name of the place."""
        return self.sitting.words(f"screens.places.{self.place}")

    def content(self) -> ComposeResult:
        """The widgets of the place, without what is in the store."""
        raise NotImplementedError

    def read(self) -> None:
        """Show what is in the store now."""
        raise NotImplementedError

    def told(self) -> tuple[Content, ...]:
        """What the first line says at its right end, the most important first."""
        return ()

    def copied(self) -> str:
        """What `y` puts on the clipboard here; "" where nothing is shown that could be of use elsewhere."""
        return ""

    async def action_back(self) -> None:
        """To where the rep came from; a place with fields leaves the field first."""
        await self.run_action("app.back")

    def on_screen_resume(self) -> None:
        self.freshen()

    def freshen(self) -> None:
        """Read again where something was written since; a field in use keeps its focus and its text.

        A store that cannot be read just now is told once, and what is on the screen stays.
        """
        try:
            now = self.sitting.version
            if self.is_mounted and not self._in_the_making and now != self._seen:
                self._seen = now
                self.read()
                self.say_where()
            self._unread = ""
        except Exception as error:
            from salestui.work.fault_log import mendable  # only when something is wrong

            refusal = error if isinstance(error, Refusal) else mendable(error)
            if refusal is None:
                raise
            self._seen = None
            if refusal.slug != self._unread:
                self._unread = refusal.slug
                self.post_message(Refused(refusal))

    def action_focus_next(self) -> None:
        """What enter does in a choice: on to the next field."""
        self.focus_next()

    async def make_anew(self) -> None:
        """The same place with new widgets: another language, period or store."""
        self._in_the_making = True
        await self.recompose()
        self._in_the_making = False
        self._seen = None
        self.freshen()

    def say_where(self) -> None:
        told = self.told()
        if self.sitting.autosave.refused:
            told = (Content.styled(self.sitting.words("screens.app.not_written"), "bold $text-error"), *told)
        if self.sitting.figures.under_way:
            told = (Content(self.sitting.words("screens.app.working_out")), *told)
        if self.sitting.desk.store.read_only:
            told = (Content.styled(self.sitting.words("screens.app.read_only"), "bold $text-warning"), *told)
        self.query_one(PlaceBar).say(Content.styled(self.heading, "bold"), *told)

    opens = False
    """Whether the cursor is on its way into a field: what is typed meanwhile waits for it."""

    def focusing(self) -> None:
        """Note that a field was given the focus, which it has as soon as the app has heard of it."""
        self.opens = True
        self.app.call_later(self._focused)

    def _focused(self) -> None:
        self.opens = False

    def turn_to(self, field: FieldKey, line: int | None = None) -> None:
        """Put the cursor into that field, at that line. A place without fields has nothing to do."""

    def hand_over(self) -> None:
        """Give what stands in the fields to the autosave, also what was typed so lately that nothing has heard of it."""

    def wish(self, do: Callable[[], Wished]) -> Wished | None:
        """What `do` gives; where it is refused the rep is told why, and None.

        While another program writes, or an import of our own, the rep is told that it will be done, and it is done then.
        """
        try:
            with self.sitting.autosave.briefly():
                return do()
        except Refusal as refusal:
            if refusal.slug == "store-busy":
                self.post_message(Told(self.sitting.words("screens.app.waits")))
                self.app.set_timer(AGAIN, partial(self._wish_again, do))
            else:
                self.post_message(Refused(refusal))
            return None

    def _wish_again(self, do: Callable[[], object]) -> None:
        """Do what the store was too busy for, as soon as it is not."""
        try:
            with self.sitting.autosave.briefly():
                do()
        except Refusal as refusal:
            if refusal.slug == "store-busy":
                self.app.set_timer(AGAIN, partial(self._wish_again, do))
            else:
                self.post_message(Refused(refusal))
        else:
            self.post_message(Stored())

    def word(self, key: str, /, **values: object) -> str:
        """A word of this place: `screens.<place>.<key>`; those of home are a topic of their own."""
        return self.sitting.words(f"home.{key}" if self.place == "home" else f"screens.{self.place}.{key}", **values)
