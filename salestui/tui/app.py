"""The app as a rep opens it: its places, its keys, its look, and the care that nothing typed is lost."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from salestui.domain.refusal import Refusal
from salestui.domain.written import WRITTEN, FieldKey
from salestui.tui.autosave import OWN_WRITERS, Autosave
from salestui.tui.escape_first import tell_apart
from salestui.tui.everywhere import Everywhere
from salestui.tui.figures_beside import Figures
from salestui.tui.keys import EVERYWHERE, PLACES
from salestui.tui.messages import Changed, Explain, Go, OpenSample, Refused, Stored, Told, TurnTo
from salestui.tui.place import WHEN_DRAWN, Place
from salestui.tui.screens.registry import open_place
from salestui.tui.sitting import PATIENCE, Sitting
from salestui.tui.themes import DARK, OURS, Dimming, FewColours
from salestui.work import periods
from salestui.work.desk import Desk, open_desk_at

if TYPE_CHECKING:
    from salestui.work.last_time import Session

BRIEFLY = 0.05
"""Seconds that a write waits for another program which will be tried again anyway: nobody may feel it in the keys. One that was
refused does not wait when it is tried again.
"""

LOOK_EVERY = 0.5
"""Seconds between looks at what another program wrote to the store."""

UNFORESEEN = 70
MODES = (*PLACES, "welcome")
_DIM = Dimming()
_FEW = FewColours()


class SalesApp(Everywhere):
    """Holds the modes, the keys and the theme, and nothing else; what the screens share is the `Sitting`."""

    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # home's as well: read once, not again when it opens
    DEFAULT_MODE = "home"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = EVERYWHERE
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        for theme in OURS:
            self.register_theme(theme)
        self.sitting = Sitting(desk, Autosave(self._later, self._briefly, self._held), Figures(self._later, self._arrived))
        self._session: Session | None = None
        self._told_of = ""
        self._dress(desk.settings.theme)
        self.set_keymap(dict(desk.settings.keymap))
        self._been: list[str] = []
        for place in MODES:
            self.add_mode(place, partial(self._open, place))

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's; before them, in the looks of our own, the one that dims no text too far to be read. With sixteen colours
        one more sees to it that their nearest can be read.
        """
        ours = (_DIM,) if any(theme.name == self.theme for theme in OURS) else ()
        few = (_FEW,) if self.console.color_system == "standard" else ()
        return [*ours, *few, *super().get_line_filters()]

    def _dress(self, theme: str) -> None:
        """Put the theme on before anything is drawn: set as any other time, every style would be read twice more."""
        self.set_reactive(App.theme, theme if theme in self.available_themes else DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        look = {f"-theme-{self.theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(look, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    def _open(self, place: str) -> Place:
        """The screen of `place`, new. Its styles are added to those that were read: else Textual reads all of them again."""
        screen = open_place(place, self.sitting)
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
        screen._css_update_count = self._css_update_count
        screen.fit(self.size)
        return screen

    def get_key_display(self, binding: Binding) -> str:
        """The key as the rep's language names it."""
        shown, said = super().get_key_display(binding), self.sitting.words
        return said(f"keys.named.{shown}") if said.has(f"keys.named.{shown}") else shown

    def _later(self, seconds: float, then: Callable[[], None]) -> object:
        return self.set_timer(seconds, then)

    @contextlib.contextmanager
    def _briefly(self) -> Iterator[None]:
        store = self.sitting.desk.store
        store.wait_at_most(0 if self.sitting.autosave.refused else BRIEFLY)
        try:
            yield
        finally:
            store.wait_at_most(PATIENCE)

    def _held(self, why: Refusal | None, texts: tuple[str, ...]) -> None:
        """The store does not take what was typed, or takes it again: it is kept in a file as long as that lasts."""
        kept = self._session.keep(texts) if self._session is not None else None
        said = self.sitting.words
        slug = "" if why is None else why.slug
        ours = slug == "store-busy" and any(worker.group == OWN_WRITERS and worker.is_running for worker in self.workers)
        if slug != self._told_of and not ours:  # an import of our own is no other program, and will end
            self._told_of = slug
            if why is None:
                self.notify(said("screens.app.taken_after_all"), markup=False)
            else:
                aside = said("screens.app.kept_aside", path=kept) if kept else said("screens.app.kept_here")
                self.notify(f"{self.sitting.sentence(why)}\n{aside}", severity="error", markup=False, timeout=12)
        if self.screen_stack and isinstance(self.screen, Place) and self.screen.is_mounted:  # not one that is just being opened
            self.screen.say_where()

    def on_mount(self) -> None:
        self.title = "salestui"
        if self.sitting.desk.notice is not None:
            self.refuse(self.sitting.desk.notice)
        self.set_interval(LOOK_EVERY, self._look)
        self.set_timer(WHEN_DRAWN, self._open_for_work)
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                    loop.add_signal_handler(number, self._signalled, number)

    def _open_for_work(self) -> None:
        """The first screen is up: what was left aside for it is made up for."""
        gc.freeze()
        gc.enable()
        import salestui.tui.line_box  # noqa: F401 a field stands in most places: the first key need not wait for it
        from salestui.tui.last_time import said_of_last_time
        from salestui.work.backups import look_after_meanwhile  # brings the backups, which no first screen waits for
        from salestui.work.last_time import sit_down

        self._session, last = sit_down(self.sitting.desk.store)
        for line in said_of_last_time(last, self.sitting.words):
            self.notify(line, severity="warning", markup=False, timeout=20)
        if not self.is_headless:
            look_after_meanwhile(self.sitting.desk.store)

    def on_unmount(self) -> None:
        if self._session is not None:
            self._session.end()

    def _signalled(self, number: int) -> None:
        """The terminal was closed, or somebody asks the app to end: keep what was typed, then go."""
        self._keep_all()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """The app ends, with what was typed in the store and the details in a file; a fault of disk or store is only told."""
        with contextlib.suppress(Exception):  # the fault that is being reported comes first
            self._keep_all()
        if self.is_headless:
            super()._handle_exception(error)
            return
        from salestui.work.fault_log import mendable, write_fault  # only when something is wrong

        cause = getattr(error, "error", None)  # a worker's fault is what went wrong in it
        error = cause if isinstance(cause, Exception) else error
        refusal = error if isinstance(error, Refusal) else mendable(error)
        if refusal is not None:
            self.exit(return_code=refusal.exit_code, message=self.sitting.sentence(refusal, here=False))
            return
        path = write_fault(error)
        self.exit(return_code=UNFORESEEN, message=self.sitting.words("screens.app.fault", path=path))

    def _arrived(self) -> None:
        """Figures that were worked out beside the app are there."""
        self.sitting.wrote()
        self._look()

    def _look(self) -> None:
        if self.screen_stack and isinstance(self.screen, Place):  # the last screen goes before the clock does
            self.screen.freshen()

    # Places

    def action_go(self, place: str) -> None:
        """Go to a place; one that is open over the place is closed first."""
        self.go(place)

    def go(self, place: str, field: FieldKey | None = None, line: int | None = None) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if place != self.current_mode:
            self._been = [*(been for been in self._been[-20:] if been != place), self.current_mode]
            self.switch_mode(place)
        if field is not None and isinstance(self.screen, Place):
            self.screen.opens = True
            self.screen.call_after_refresh(self._turned_to, self.screen, field, line)

    def _turned_to(self, place: Place, field: FieldKey, line: int | None) -> None:
        place.turn_to(field, line)
        place.focusing()

    async def action_back(self) -> None:
        """Close what is open, else go to where the rep came from, else home."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return
        left, place = self.current_mode, self._been.pop() if self._been else "home"
        if place != left:
            self.switch_mode(place)
            if left in WRITTEN and place in WRITTEN:  # who left a section by escape does not write in the one before
                self.screen.set_focus(None)

    async def begin_again(self, place: str = "home") -> None:
        """Make every place anew: another language or period was chosen."""
        self.go(place)
        for mode in MODES:
            if mode != self.current_mode and mode in self._screen_stacks:
                await self.remove_mode(mode)
                self.add_mode(mode, partial(self._open, mode))
        if isinstance(self.screen, Place):
            await self.screen.make_anew()

    # Words in passing

    def refuse(self, refusal: Refusal) -> None:
        self.notify(self.sitting.sentence(refusal), severity="error", markup=False, timeout=8)

    def on_told(self, told: Told) -> None:
        self.notify(told.text, severity="error" if told.fault else "information", markup=False, timeout=4)

    def on_refused(self, refused: Refused) -> None:
        self.refuse(refused.refusal)

    def on_go(self, go: Go) -> None:
        self.go(go.place, go.field, go.line)

    def on_stored(self, _stored: Stored) -> None:
        self.sitting.wrote()
        self._look()

    async def on_turn_to(self, turn: TurnTo) -> None:
        """Another period is looked at from now on, here and when the app is opened again."""
        self.sitting.autosave.flush()
        with contextlib.suppress(Refusal):  # one that was never stored can be looked at all the same
            periods.use(self.sitting.desk, turn.period)
        self.sitting.turn_to(turn.period)
        await self.begin_again()

    async def on_changed(self, changed: Changed) -> None:
        """The settings were changed: theme, keys and language follow at once."""
        settings = changed.settings
        before = self.sitting.desk
        chosen = changed.named == "language" or settings.language != before.settings.language
        language = settings.language if chosen else before.language
        self.sitting.desk = replace(before.with_settings(settings), language=language)
        self.theme = settings.theme if settings.theme in self.available_themes else DARK.name
        self.set_keymap(dict(settings.keymap))
        await self.begin_again("settings")

    async def on_open_sample(self, sample: OpenSample) -> None:
        """Look around in the sample; the rep's own store is opened again when the app is started the next time."""
        self.sitting.open(open_desk_at(sample.path, self.sitting.desk, today=sample.today))
        await self.begin_again()

    def on_explain(self, explain: Explain) -> None:
        from salestui.tui.dialogs.why import Why  # opened by few, and not before the first screen is up

        self.push_screen(Why(self.sitting, explain.metric, explain.goal))

    # Leaving

    def _keep_all(self) -> None:
        """Everything that stands in any field is on disk after this, or the autosave still holds it."""
        for screen in [screen for stack in self._screen_stacks.values() for screen in stack]:
            if isinstance(screen, Place) and screen.is_mounted:
                screen.hand_over()
        self.sitting.autosave.flush()

    async def action_quit(self) -> None:
        self._keep_all()
        if not self.sitting.autosave.pending:
            self.exit()
            return
        from salestui.tui.dialogs.confirm import Confirm

        said = self.sitting.words

        def decided(leave: bool | None) -> None:
            if leave:
                self.exit()

        kept = self._session.unsaved if self._session is not None else None
        leave = said("screens.app.leave", path=kept) if kept and kept.exists() else said("screens.app.leave_losing")
        self.push_screen(Confirm(self.sitting, said("screens.app.unsaved"), leave), decided)

    def action_help_quit(self) -> None:
        self.notify(self.sitting.words("screens.app.how_to_quit"), markup=False)


def run(desk: Desk) -> None:
    """The app on `desk`, until the rep leaves. Raises SystemExit with the code where it ended by a signal or a fault."""
    gc.disable()  # until the first screen is up: what is made until then stays
    app = SalesApp(desk)
    tell_apart()
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
