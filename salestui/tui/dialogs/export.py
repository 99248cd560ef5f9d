"""Handing the review out: layout, language, what goes with it, and where the file goes."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES
from salestui.render.privacy import ACCOUNTS, AMOUNTS
from salestui.summary.document import LAYOUTS
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.fields.choice import Choice, Flag
from salestui.tui.fields.edited import Edited
from salestui.tui.fields.press import Press
from salestui.tui.line_box import LineBox
from salestui.tui.scroll import Scroll
from salestui.tui.shown import lines
from salestui.work.export import FORMATS, Options, export_to, left_out, name_of
from salestui.work.export_files import dropped, shortened

OVERRULING = {"checks-errors": "force", "file-exists": "replace"}
"""By refusal, the statement with which the rep goes on in spite of it."""


class Export(Dialog[Path]):
    """Enter writes the file. What stands in the way is said, and can be overruled where that is the rep's to decide."""

    DEFAULT_CSS = """
    Export Scroll { height: auto; max-height: 100%; }
    Export Horizontal { height: auto; }
    Export Horizontal > * { width: 1fr; }
    Export #where { margin-top: 1; height: auto; color: $text-muted; }
    Export #said { height: auto; margin-top: 1; display: none; }
    Export #left_out { height: auto; margin-top: 1; color: $text-warning; }
    Export Press { margin-top: 1; }
    """
    BINDINGS = [Binding("ctrl+s", "write", id="export.write", show=False)]
    AUTO_FOCUS = "#path"

    @property
    def heading(self) -> str:
        return self.sitting.words("screens.export.title", period=self.sitting.period.key)

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.export.foot")

    def content(self) -> ComposeResult:
        said, settings = self.sitting.words, self.sitting.desk.settings
        layouts = tuple((layout, said(f"document.footer.{layout}")) for layout in LAYOUTS)
        languages = tuple((language, said(f"screens.export.languages.{language}")) for language in LANGUAGES)
        forms = tuple((form, said(f"screens.export.forms.{form}")) for form in FORMATS)
        names = tuple((way, said(f"screens.export.names.{way}")) for way in ACCOUNTS)
        amounts = tuple((way, said(f"screens.export.figures.{way}")) for way in AMOUNTS)
        with Scroll():
            with Horizontal():
                yield Choice(_key("layout"), said("screens.export.layout"), layouts, LAYOUTS[0])
                yield Choice(_key("language"), said("screens.export.language"), languages, settings.document_language)
                yield Choice(_key("form"), said("screens.export.form"), forms, FORMATS[0])
            with Horizontal():
                yield Choice(_key("accounts"), said("screens.export.accounts"), names, settings.accounts)
                yield Choice(_key("amounts"), said("screens.export.amounts"), amounts, AMOUNTS[0])
            with Horizontal():
                yield Flag(_key("charts"), said("screens.export.charts"), "yes")
                yield Flag(_key("evidence"), said("screens.export.evidence"))
            yield Static(Content(said("screens.export.where")), id="where")
            yield LineBox(shortened(self._usual_place()), name="path")
            yield Static(id="said")
            for name in ("force", "replace"):
                flag = Flag(_key(name), said(f"screens.export.{name}"))
                flag.display = False
                yield flag
            yield Static(id="left_out")
            yield Press(said("screens.export.go"), "go")

    def on_mount(self) -> None:
        self._list_left_out()

    def _list_left_out(self) -> None:
        """What the document will keep to itself, before it is written."""
        told = left_out(self.sitting.desk, self.sitting.period, self._options)
        shown = self.query_one("#left_out", Static)
        shown.display = bool(told)
        shown.update(lines("\n".join(told)))

    def _usual_place(self) -> Path:
        return Path.cwd() / name_of(self.sitting.desk, self.sitting.period, Options(language=self._language))

    @property
    def _language(self) -> str:
        return self.sitting.desk.settings.document_language

    @property
    def _options(self) -> Options:
        chosen = {choice.key.field: choice.text for choice in self.query(Choice)}
        ticked = self._ticked
        return Options(
            layout=chosen["layout"] or LAYOUTS[0],
            language=chosen["language"] or self._language,
            form=chosen["form"] or FORMATS[0],
            charts="charts" in ticked,
            evidence="evidence" in ticked,
            accounts=chosen["accounts"] or ACCOUNTS[0],
            amounts=chosen["amounts"] or AMOUNTS[0],
        )

    @property
    def _ticked(self) -> set[str]:
        return {flag.key.field for flag in self.query(Flag) if flag.text}

    @on(Edited)
    def _rename(self, edited: Edited) -> None:
        """The name of the file follows layout, language and format while the rep has not named it."""
        edited.stop()
        self._list_left_out()
        box = self.query_one("#path", LineBox)
        path = Path(box.text)
        options = self._options
        names = {
            name_of(self.sitting.desk, self.sitting.period, Options(layout, language, form))
            for layout in LAYOUTS
            for language in LANGUAGES
            for form in FORMATS
        }
        if path.name in names:
            new = str(path.with_name(name_of(self.sitting.desk, self.sitting.period, options)))
            if new != box.text:
                box.replace(new, (0, 0), box.document.end)

    def action_focus_next(self) -> None:
        """Enter in a choice goes on to the next; where the rep has said to go on in spite of what stands in the way, it does."""
        if isinstance(self.focused, Flag) and self.focused.text and self.focused.key.field in OVERRULING.values():
            self.action_write()
        else:
            self.focus_next()

    @on(LineBox.Entered)
    @on(Press.Pressed)
    def action_write(self) -> None:
        """Write the file; what stands in the way is said."""
        sitting, ticked = self.sitting, self._ticked
        path = dropped(self.query_one("#path", LineBox).text)
        if path is None:
            return
        sitting.autosave.flush()
        try:
            written = export_to(
                sitting.desk, sitting.period, path, self._options, force="force" in ticked, replace="replace" in ticked
            )
        except Refusal as refusal:
            self._overrule(refusal)
            return
        self.app.notify(sitting.words("screens.export.written", path=shortened(written)), markup=False, timeout=8)
        self.dismiss(written)

    def _overrule(self, refusal: Refusal) -> None:
        """Say what stands in the way, and offer to go on in spite of it."""
        flag = OVERRULING.get(refusal.slug)
        for own in self.query(Flag):
            if own.key.field == flag:
                own.display = True
                own.focus()
                self.call_after_refresh(own.scroll_visible, animate=False)
        why = self.query_one("#said", Static)
        why.display = True
        why.update(Content.styled(self.sitting.sentence(refusal), "$text-warning"))


def _key(name: str) -> FieldKey:
    return FieldKey("export", name)
