"""Settings: every key of the settings file, what it means, and its present effect."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from salestui.guide import LANGUAGES
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.messages import Changed
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import config
from salestui.work.export_files import shortened
from salestui.work.settings import Settings

_ANSWERS = {
    "language": LANGUAGES,
    "document_language": LANGUAGES,
    "accounts": ("name", "initial", "alias"),
    "figures.missing_open_deals": ("drop", "keep"),
}
START = "start"
"""The origin of what was asked for when the app was opened; it holds until it is closed."""


class SettingsScreen(Place):
    """Enter changes the marked setting; what it means stands below the table."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "RowWindow"
    KEYS = ("list.choose", "do.palette", "do.help", "do.back")

    _told: tuple[config.Told, ...] = ()
    _saved = ""
    """The language of the file, where another was asked for."""

    def content(self) -> ComposeResult:
        yield RowWindow(
            [Column(self.word("name"), 30), Column(self.word("value"), 0), Column(self.word("origin"), 10, least=60)],
        )
        yield Static(id="meaning")

    def read(self) -> None:
        desk = self.sitting.desk
        told = tuple(self.wish(lambda: config.told(desk.settings)) or ())
        self._told = tuple(one._replace(value=desk.language, origin=START) if self._overruled(one) else one for one in told)
        self._saved = "".join(_shown(one.value) for one in told if self._overruled(one))
        self.query_one(RowWindow).show(MadeRows(self._told, self._row))
        self._explain()

    def _overruled(self, told: config.Told) -> bool:
        """Whether another language was asked for when the app was opened."""
        return told.name == "language" and told.value != self.sitting.desk.language

    def _row(self, told: config.Told) -> Row:
        return Row(
            (told.name, _shown(told.value), self.word(f"origins.{told.origin}")), "muted" if told.origin == "default" else ""
        )

    def told(self) -> tuple[Content, ...]:
        return (Content(shortened(self.sitting.desk.settings.path)),)

    @on(RowWindow.Marked)
    def _explain(self) -> None:
        table = self.query_one(RowWindow)
        if self._told:
            told = self._told[table.marked]
            meaning = self._meaning(told)
            if told.origin == START:
                meaning += f" {self.word('asked_at_start', saved=self._saved)}"
            self.query_one("#meaning", Static).update(Content.assemble((told.name, "bold"), "\n", meaning))

    @on(RowWindow.Chosen)
    def change(self, chosen: RowWindow.Chosen) -> None:
        told = self._told[chosen.index]
        settings = self.sitting.desk.settings
        choices = self._choices(told)

        def write(answers: Mapping[str, str]) -> Settings:
            return config.change(settings, told.name, answers["value"] or "none")

        asked = Asked("value", told.name, self.word("none_how"), _shown(told.value), choices)
        form = Form(self.sitting, self.word("change"), (asked,), write, self._meaning(told))
        self.app.push_screen(form, lambda made: self._changed(made, told.name))

    def _meaning(self, told: config.Told) -> str:
        return self.word(f"meaning.{told.name.replace('.', '_')}")

    def _changed(self, settings: object, name: str) -> None:
        if isinstance(settings, Settings):
            self.post_message(Changed(settings, name))

    def _choices(self, told: config.Told) -> tuple[tuple[str, str], ...]:
        if told.name == "theme":
            return tuple((name, name) for name in sorted(self.app.available_themes))
        if isinstance(told.value, bool):
            return (("true", self.sitting.words("words.join.yes")), ("false", self.sitting.words("words.join.no")))
        return tuple((answer, answer) for answer in _ANSWERS.get(told.name, ()))


def _shown(value: object) -> str:
    """A setting's value as it is typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {_shown(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
