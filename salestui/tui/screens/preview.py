"""The document as it will be handed in: full or brief, in either language, with its length in reading time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from salestui.guide import LANGUAGES
from salestui.render.markdown import markdown, words_in
from salestui.render.wording import Wording
from salestui.summary.assemble import WORDS_A_MINUTE
from salestui.summary.document import BRIEF, FULL, MOST_WORDS, Document
from salestui.tui.panes.reading_pane import ReadingPane
from salestui.tui.place import Place
from salestui.tui.reading import document_page
from salestui.work.export import Options, laid_out, wording_of
from salestui.work.finalise import handed

WIDEST = 100


class PreviewScreen(Place):
    """Tab turns from full to brief, s to the other language."""

    CSS_PATH = "preview.tcss"
    AUTO_FOCUS = "ReadingPane"
    KEYS = ("preview.layout", "preview.language", "do.export", "do.copy", "go.review", "do.help")
    BINDINGS = [
        Binding("tab", "layout", id="preview.layout", show=False, priority=True),
        Binding("s", "language", id="preview.language", show=False),
    ]

    _layout = FULL
    _language = ""
    _words = 0

    def content(self) -> ComposeResult:
        self._language = self.sitting.desk.settings.document_language
        yield ReadingPane()

    @property
    def _wording(self) -> Wording:
        settings = self.sitting.desk.settings
        options = Options(self._layout, self._language, accounts=settings.accounts)
        return wording_of(self.sitting.desk, self._summary, options)

    @property
    def _document(self) -> Document:
        return laid_out(self._summary, self._wording, Options(self._layout, self._language))

    def read(self) -> None:
        finalised = self.sitting.review.summary.material.finalised_at is not None
        handed_out = handed(self.sitting.desk, self.sitting.period) if finalised else None
        self._summary = handed_out.summary if handed_out else self.sitting.review.summary
        self._lay_out()

    def _lay_out(self) -> None:
        document, wording = self._document, self._wording
        self._words = words_in(markdown(document, wording))
        self.query_one(ReadingPane).show(lambda width: document_page(document, wording, min(WIDEST, width)))

    def told(self) -> tuple[Content, ...]:
        said = self.sitting.words
        minutes = round(self._words / WORDS_A_MINUTE)
        time = said.counted("document.reading.time", minutes) if minutes else said("document.reading.under_a_minute")
        return (
            Content(f"{said(f'document.footer.{self._layout}')} · {self._language_named}"),
            Content(said("document.reading.words", count=self._words, most=self._most)),
            Content(time),
        )

    @property
    def _most(self) -> int:
        """How many words this layout may have."""
        usual = MOST_WORDS[self._layout]
        return self._summary.material.template.limit(self._layout, usual) if self._summary else usual

    @property
    def _language_named(self) -> str:
        name = f"screens.export.languages.{self._language}"
        return self.sitting.words(name) if self.sitting.words.has(name) else self._language

    def copied(self) -> str:
        """The document as Markdown."""
        return markdown(self._document, self._wording)

    def action_layout(self) -> None:
        self._layout = BRIEF if self._layout == FULL else FULL
        self._again()

    def action_language(self) -> None:
        self._language = LANGUAGES[(LANGUAGES.index(self._language) + 1) % len(LANGUAGES)]
        self._again()

    def _again(self) -> None:
        self._lay_out()
        self.say_where()
        self.query_one(ReadingPane).scroll_home(animate=False)
