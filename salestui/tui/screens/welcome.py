"""The first run: three ways, one key each, and two questions at most before something useful is on the screen."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.tui.messages import Go, OpenSample, TurnTo
from salestui.tui.place import Place
from salestui.tui.screens.periods import due, new_period
from salestui.tui.scroll import Scroll

WAYS = (("s", "sample"), ("i", "go_import"), ("a", "begin"))


class WelcomeScreen(Place):
    """Shown while the store holds nothing."""

    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = "#ways"
    KEYS = ("welcome.sample", "go.import", "welcome.begin", "do.help", "do.quit")
    BINDINGS = [
        Binding("s", "sample", id="welcome.sample", show=False),
        Binding("a", "begin", id="welcome.begin", show=False),
    ]

    def content(self) -> ComposeResult:
        with Scroll(id="ways"):
            yield Static(Content.styled(self.word("greeting"), "bold"))
            yield Static(Content.styled(self.word("what"), "dim"), id="what")
            for key, way in WAYS:
                clicked = Style.from_meta({"@click": f"screen.{way}"})
                named = Content.assemble((f" {key} ", "reverse bold"), "  ", (self.word(f"ways.{way}"), "bold"))
                yield Static(named.stylize(clicked))
                yield Static(Content.styled(self.word(f"ways.{way}_how"), "dim").stylize(clicked), classes="how")
            yield Static(id="working")

    def on_scroll_filled(self) -> None:
        """In a small window the arrows lead to the last of the ways."""
        if self.focused is None:
            self.query_one(Scroll).focus()

    def read(self) -> None:
        """Nothing is read: there is nothing yet."""

    def action_go_import(self) -> None:
        self.post_message(Go("import"))

    def action_begin(self) -> None:
        """Role and period, then home."""
        offered = due(self.sitting.period, self.sitting.desk.today)
        self.app.push_screen(new_period(self, offered, owner=False), self._begun)

    def _begun(self, period: object) -> None:
        if isinstance(period, Period):
            self.post_message(TurnTo(period))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def action_sample(self) -> None:
        """Make the sample's store, which takes some seconds the first time."""
        from salestui.work.sample import ready  # reads the sample, which no other rep needs

        self.app.call_from_thread(self.query_one("#working", Static).update, Content(self.word("working")))
        try:
            sample = ready()
        except Refusal as refusal:
            self.app.call_from_thread(self.app.notify, self.sitting.sentence(refusal), severity="error", markup=False)
            return
        self.app.call_from_thread(self.post_message, OpenSample(sample.path, sample.today))
