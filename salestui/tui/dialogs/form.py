"""A few questions and what is done with the answers; a refusal is shown below them and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.tui.completing import Popup
from salestui.tui.completion import Suggest, nothing
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.fields.choice import Choice
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.press import Press
from salestui.tui.scroll import Scroll
from salestui.tui.shown import lines
from salestui.tui.sitting import Sitting


class Asked(NamedTuple):
    """One question. `choices` are (value, words); without them it is answered by a line of text."""

    key: str
    label: str
    placeholder: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggest: Suggest = nothing


class Form(Dialog[object]):
    """Gives back what `do` makes of the answers; `about` stands above the questions."""

    DEFAULT_CSS = """
    Form Scroll { height: auto; max-height: 100%; }
    Form #about { padding: 0 1; height: auto; margin-bottom: 1; }
    Form #refused { color: $text-error; height: auto; }
    """
    BINDINGS = [Binding("ctrl+s", "submit", id="form.submit", show=False)]
    AUTO_FOCUS = "KeptText, Choice"

    def __init__(
        self,
        sitting: Sitting,
        heading: str,
        asked: tuple[Asked, ...],
        do: Callable[[Mapping[str, str]], object],
        about: str = "",
    ) -> None:
        super().__init__(sitting)
        self._heading = heading
        self._asked = asked
        self._do = do
        self._about = about

    @property
    def heading(self) -> str:
        return self._heading

    @property
    def foot(self) -> str:
        return self.sitting.words(f"screens.form.{self._foot}")

    @property
    def _foot(self) -> str:
        if self._alone:
            return "foot_of_one"
        if self._one_choice:
            return "foot_of_choice"
        return "foot_of_choices" if any(question.choices for question in self._asked) else "foot"

    @property
    def _alone(self) -> bool:
        """Whether the form is one line of text, in which enter is enough."""
        return len(self._asked) == 1 and not self._asked[0].choices

    @property
    def _one_choice(self) -> bool:
        """Whether the form is one choice, which enter makes."""
        return len(self._asked) == 1 and bool(self._asked[0].choices)

    def content(self) -> ComposeResult:
        with Scroll():
            if self._about:
                yield Static(lines(self._about), id="about")
            for question in self._asked:
                key = FieldKey("form", question.key)
                if question.choices:
                    yield Choice(key, question.label, question.choices, question.value)
                else:
                    yield KeptText(
                        key,
                        question.label,
                        question.value,
                        placeholder=question.placeholder,
                        suggest=question.suggest,
                        alone=self._alone,
                    )
            yield Press(self.sitting.words("screens.form.done"), "done")
            yield Static(id="refused")
        yield Popup()

    def answers(self) -> dict[str, str]:
        """By key, what was answered."""
        fields = [*self.query(KeptText), *self.query(Choice)]
        return {field.key.field: field.text.strip() for field in fields}

    def action_focus_next(self) -> None:
        """What enter does in a choice."""
        if self._one_choice:
            self.action_submit()
        else:
            self.focus_next()

    @on(Press.Pressed)
    def action_submit(self) -> None:
        answers = self.answers()
        if self._one_choice and not self._asked[0].value and not answers[self._asked[0].key]:
            return  # nothing is chosen yet
        try:
            given = self._do(answers)
        except Refusal as refusal:
            below = self.query_one("#refused", Static)
            below.update(Content(self.sitting.sentence(refusal)))
            self.call_after_refresh(below.scroll_visible, animate=False)
            return
        self.dismiss(given if given is not None else True)

    @on(events.Key)
    def _last_line(self, event: events.Key) -> None:
        """Enter in the only line is enough."""
        if event.key == "enter" and self._alone and isinstance(self.focused, KeptText):
            event.stop()
            self.action_submit()
