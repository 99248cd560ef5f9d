"""A program of the rep's own proposes text: first what it would be told, then its answer beside what stands there."""

from __future__ import annotations

import shlex
from threading import Event

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.checks.numbers.supported import Doubt
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.render.wording import Wording
from salestui.summary.blocks import Cell
from salestui.tui.dialogs.dialog import Dialog, Frame
from salestui.tui.dialogs.differing import differing
from salestui.tui.field_words import field_said
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.shown import lines
from salestui.tui.sitting import Sitting
from salestui.work import assist, proposing
from salestui.work.proposing import Suggested

ASKED, WAITED, ANSWERED = "asked", "waited", "answered"


class Assist(Dialog[bool]):
    """Enter hands the text over, then takes what is ticked. Nothing is run before that key; escape stops what runs."""

    DEFAULT_CSS = """
    Assist VerticalScroll { height: auto; max-height: 100%; }
    Assist #text { height: auto; }
    Assist #said { dock: top; height: auto; margin-bottom: 1; color: $text-muted; }
    Assist ChosenList { display: none; max-height: 100%; }
    """
    BINDINGS = [
        Binding("enter", "hand_over", id="assist.hand_over", show=False),
        Binding("space", "tick", id="assist.tick", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, sitting: Sitting, section: str, at: FieldKey | None, text: str) -> None:
        super().__init__(sitting)
        self._section = section
        self._at = at
        self._text = text
        self._stop = Event()
        self._stage = ASKED
        self._suggested: dict[str, Suggested] = {}
        self._taken: set[str] = set()

    @property
    def heading(self) -> str:
        said = self.sitting.words
        return said("screens.assist.title", section=said(f"sections.{self._section}.title"))

    @property
    def foot(self) -> str:
        return self.sitting.words(f"screens.assist.foot.{self._stage}")

    def content(self) -> ComposeResult:
        command = shlex.join(self.sitting.desk.settings.assist)
        yield Static(lines(self.sitting.words("screens.assist.told", command=command)), id="said")
        with VerticalScroll():
            yield Static(lines(self._text), id="text")
        yield ChosenList(in_full=True)

    def on_unmount(self) -> None:
        self._stop.set()

    def action_hand_over(self) -> None:
        """Run the program with the text that is shown."""
        if self._stage == ASKED:
            self._turn(WAITED, self.sitting.words("screens.assist.waiting", seconds="0"))
            self._run()

    def _turn(self, stage: str, said: str) -> None:
        self._stage = stage
        self.query_one("#said", Static).update(lines(said))
        self.query_one(Frame).name_keys()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _run(self) -> None:
        """Beside the screen, which goes on answering keys."""
        settings = self.sitting.desk.settings
        told = [0]

        def waited(seconds: float) -> None:
            if int(seconds) > told[0]:
                told[0] = int(seconds)
                self.app.call_from_thread(self._waiting, told[0])

        try:
            answer = assist.answer(settings.assist, self._text, settings.assist_seconds, self._stop, waited)
        except assist.Stopped:
            return
        except Refusal as refusal:
            if not self._stop.is_set():
                self.app.call_from_thread(self._refused, refusal)
            return
        if not self._stop.is_set():
            self.app.call_from_thread(self._show, answer)

    def _waiting(self, seconds: int) -> None:
        if self._stage == WAITED and not self._stop.is_set():
            self._turn(WAITED, self.sitting.words("screens.assist.waiting", seconds=seconds))

    def _refused(self, refusal: Refusal) -> None:
        """What went wrong, in words; the text stands there still and can be handed over again."""
        self._turn(ASKED, self.sitting.sentence(refusal))

    def _show(self, answer: str) -> None:
        sitting = self.sitting
        material, language = sitting.review.summary.material, sitting.desk.settings.document_language
        found = proposing.suggested(material, self._section, answer, self._at, language)
        self._suggested = {str(one.key): one for one in found}
        self._taken = set(self._suggested)
        if not found:
            self._turn(ASKED, sitting.words("screens.assist.nothing"))
            return
        doubts = sum(len(one.doubts) for one in found)
        self._turn(ANSWERED, sitting.words.counted("screens.assist.doubts", doubts) if doubts else "")
        self.query_one("#said").display = bool(doubts)
        self.query_one(VerticalScroll).display = False
        listed = self.query_one(ChosenList)
        listed.display = True
        listed.focus()
        self._list()

    def _list(self) -> None:
        self.query_one(ChosenList).show([(name, self._item(name, one)) for name, one in self._suggested.items()])

    def _item(self, name: str, one: Suggested) -> Content:
        mark = "[x] " if name in self._taken else "[ ] "
        item = Content.assemble(mark, (f"{field_said(one.key, self.sitting.words)}: ", "bold"))
        return Content("").join([item + differing(one.before, one.text), *(self._doubt(one, doubt) for doubt in one.doubts)])

    def _doubt(self, one: Suggested, doubt: Doubt) -> Content:
        said, typed = self.sitting.words, one.text[doubt.start : doubt.end]
        if doubt.contradicted:
            text = said("screens.assist.contradicted", typed=typed, value=self._written(doubt.contradicted.value))
        else:
            text = said("screens.assist.unsupported", typed=typed)
        return Content.styled(f"\n    ? {text}", "$text-warning")

    def _written(self, cell: Cell) -> str:
        return Wording(self.sitting.document_numbers, self.sitting.review.summary.material).text(cell)

    def action_tick(self) -> None:
        """Take the marked text, or leave what stands there."""
        marked = self.query_one(ChosenList).marked
        if self._stage == ANSWERED and marked:
            self._taken ^= {marked}
            self._list()

    @on(OptionList.OptionSelected)
    def _take(self) -> None:
        sitting = self.sitting
        taken = tuple(one for name, one in self._suggested.items() if name in self._taken)
        if not taken:
            self.dismiss(None)
        elif self.wish(lambda: proposing.take(sitting.desk, sitting.period, taken)) is not None:
            self.dismiss(True)
