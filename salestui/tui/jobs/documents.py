"""Jobs around documents and the app itself: leaving a section out, verifying, help in plain words, reminder, look, language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.app import App

from salestui.domain.refusal import Refusal
from salestui.domain.written import SECTIONS
from salestui.guide import LANGUAGES
from salestui.guide.topics import help_topics
from salestui.render.privacy import ACCOUNTS
from salestui.tui.completion import accounts
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing, Paper
from salestui.tui.jobs.outcome import attempt, stored
from salestui.tui.messages import Changed
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import config, reminder, writing
from salestui.work import drift as drifts
from salestui.work.export import evidence_pack
from salestui.work.export_files import dropped, shortened
from salestui.work.settings import Settings
from salestui.work.verify import Verified
from salestui.work.verify import verify as verified


def skip(app: App[None], sitting: Sitting) -> None:
    """Leave a section out of the document, with the reason; an empty reason takes it in again."""
    said = sitting.words

    def leave_out(answers: Mapping[str, str]) -> object:
        if not answers["why"]:
            writing.unskip(sitting.desk, sitting.period, answers["section"])
            return True
        return writing.skip(sitting.desk, sitting.period, answers["section"], answers["why"])

    sections = tuple((section, said(f"sections.{section}.title")) for section in SECTIONS)
    asked = (
        Asked("section", said("screens.jobs.section"), choices=sections),
        Asked("why", said("screens.periods.why"), said("screens.jobs.skip_how")),
    )
    app.push_screen(Form(sitting, said("screens.job.skip"), asked, leave_out), lambda done: stored(app, done))


def verify(app: App[None], sitting: Sitting) -> None:
    """Whether a document is the one that was finalised."""
    said = sitting.words

    def look(answers: Mapping[str, str]) -> object:
        path = dropped(answers["path"])
        if path is None:
            raise Refusal("verify-unreadable", path="")
        return verified(sitting.desk, path)

    def show(found: object) -> None:
        if not isinstance(found, Verified):
            return
        text = said("screens.jobs.verified_same" if found.same else "screens.jobs.verified_other")
        app.push_screen(Paper(sitting, said("screens.job.verify"), "\n".join([text, "", *found.differences])))

    app.push_screen(Form(sitting, said("screens.job.verify"), (Asked("path", said("screens.jobs.file")),), look), show)


def drift(app: App[None], sitting: Sitting) -> None:
    """What the data says now beside what was delivered."""
    said = sitting.words
    found = attempt(app, sitting, lambda: drifts.drift(sitting.desk, sitting.period))
    if found is None:
        return
    columns = [
        Column(said("screens.drift.figure"), 0),
        *(Column(said(f"screens.drift.{name}"), 15) for name in ("delivered", "now")),
    ]
    rows = [Row(tuple(row)) for row in drifts.told(sitting.desk, sitting.period, found)]
    heading = said("screens.drift.title", period=sitting.period.key)
    app.push_screen(Listing(sitting, heading, columns, rows, said("screens.drift.none", period=sitting.period.key)))


def pack(app: App[None], sitting: Sitting) -> None:
    """Figures, entries and texts of the period on the clipboard, for an assistant that the rep's company has."""
    language = sitting.desk.settings.document_language
    text = attempt(app, sitting, lambda: evidence_pack(sitting.desk, sitting.period, language))
    if text is not None:
        app.copy_to_clipboard(text)
        app.notify(sitting.words("screens.jobs.pack_copied", words=len(text.split())), markup=False)


def account(app: App[None], sitting: Sitting) -> None:
    """How one account is shown in documents: by name, by initial, by alias, or in words of the rep's own."""
    said = sitting.words

    def change(given: Mapping[str, str]) -> Settings:
        if not given["account"]:
            raise Refusal("account-missing", exit_code=2)
        shown = given["words"] or given["how"] or "none"
        return config.change(sitting.desk.settings, f"account_names.{given['account']}", shown)

    def changed(settings: object) -> None:
        if isinstance(settings, Settings):
            app.post_message(Changed(settings))

    choices = tuple((how, said(f"screens.jobs.account_{how}")) for how in ACCOUNTS)
    asked = (
        Asked(
            "account",
            said("screens.jobs.account"),
            suggest=lambda typed: accounts(typed, sitting.names.accounts, sitting.names.beginning),
        ),
        Asked("how", said("screens.jobs.account_how"), choices=choices),
        Asked("words", said("screens.jobs.account_words"), said("screens.jobs.account_words_how")),
    )
    app.push_screen(Form(sitting, said("screens.job.account"), asked, change), changed)


def tour(app: App[None], sitting: Sitting) -> None:
    """Everything once, in a minute."""
    said = sitting.words
    app.push_screen(Paper(sitting, said("help.tour.title"), said("help.tour.text")))


def topics(app: App[None], sitting: Sitting) -> None:
    """How things work, in plain words."""
    said = sitting.words
    named = help_topics(said.language)

    def show(index: int | None) -> None:
        if index is not None:
            topic = named[index]
            app.push_screen(Paper(sitting, said(f"help.{topic}.title"), said(f"help.{topic}.text")))

    rows = [Row((said(f"help.{topic}.title"),)) for topic in named]
    app.push_screen(Listing(sitting, said("screens.job.topics"), [Column("", 0)], rows, does="opens"), show)


def completion(app: App[None], sitting: Sitting) -> None:
    """What to put into the shell's start-up file so that `tab` completes there too."""
    said = sitting.words
    lines = [
        said("screens.jobs.completion_how"),
        "",
        "bash   salestui completion bash >> ~/.bashrc",
        "zsh    salestui completion zsh >> ~/.zshrc",
        "fish   salestui completion fish > ~/.config/fish/completions/salestui.fish",
    ]
    app.push_screen(Paper(sitting, said("screens.job.completion"), "\n".join(lines)))


def remind(app: App[None], sitting: Sitting) -> None:
    """A nudge on Friday afternoons by the computer's own scheduler; what would be written is shown first."""
    said = sitting.words

    def switch(answers: Mapping[str, str]) -> object:
        plan = reminder.here(reminder.of_desk(sitting.desk, said))
        (reminder.install if answers["wanted"] == "on" else reminder.remove)(plan)
        return answers["wanted"]

    def tell(wanted: object) -> None:
        if wanted:
            app.notify(said(f"screens.jobs.remind_{wanted}"), markup=False)

    plan = attempt(app, sitting, lambda: reminder.here(reminder.of_desk(sitting.desk, said)))
    if plan is None:
        return
    files = [shortened(path) for path, _ in plan.files] or [" ".join(command) for command in plan.switch_on]
    choices = (("on", said("screens.jobs.on")), ("off", said("screens.jobs.off")))
    asked = (Asked("wanted", said("screens.jobs.remind_wanted"), choices=choices, value="on"),)
    about = "\n  ".join([said("screens.jobs.remind_writes"), *files])
    app.push_screen(Form(sitting, said("screens.job.remind"), asked, switch, about), tell)


def theme(app: App[None], sitting: Sitting) -> None:
    """Another look."""
    _setting(app, sitting, "theme", tuple((name, name) for name in sorted(app.available_themes)))


def language(app: App[None], sitting: Sitting) -> None:
    """The language of the app."""
    said = sitting.words
    _setting(app, sitting, "language", tuple((one, said(f"screens.export.languages.{one}")) for one in LANGUAGES))


def _setting(app: App[None], sitting: Sitting, name: str, answers: tuple[tuple[str, str], ...]) -> None:
    said = sitting.words

    def change(settings: Settings, given: Mapping[str, str]) -> Settings:
        return config.change(settings, name, given["value"] or "none")

    def changed(settings: object) -> None:
        if isinstance(settings, Settings):
            app.post_message(Changed(settings, name))

    now = sitting.desk.language if name == "language" else getattr(sitting.desk.settings, name)
    asked = (Asked("value", said("screens.settings.value"), value=now, choices=answers),)
    app.push_screen(Form(sitting, said(f"screens.job.{name}"), asked, partial(change, sitting.desk.settings)), changed)
