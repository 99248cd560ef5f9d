"""Bringing in an export: which file, what was recognised, what will change, done; with undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from salestui.domain.import_plan import Choices, ImportPlan, Match
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.import_answers import asked_of, decided
from salestui.tui.import_files import file_row
from salestui.tui.import_words import counts, example_said, note_said, question_said, recognised, reject_said
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Stored
from salestui.tui.place import Place
from salestui.tui.row_window import Column, MadeRows, Row, RowWindow
from salestui.work import bring_in, undo_import
from salestui.work.desk import open_desk_at
from salestui.work.export_files import ExportFile, dropped, recent
from salestui.work.progress import Progress

STEPS = ("file", "plan", "done")


class Cancelled(Exception):
    """The rep does not want to wait; nothing has changed."""


class ImportScreen(Place):
    """Three steps; each is left by enter, and escape goes one back."""

    CSS_PATH = "bring_in.tcss"
    AUTO_FOCUS = "#files"
    KEYS = ("list.choose", "import.go", "import.change", "import.day", "import.undo", "go.week", "do.help", "do.back")
    BINDINGS = [
        Binding("ctrl+s", "import", id="import.go", show=False),
        Binding("a", "change_column", id="import.change", show=False),
        Binding("s", "day", id="import.day", show=False),
        Binding("z", "undo", id="import.undo", show=False),
    ]

    _step = "file"
    _files: tuple[ExportFile, ...] = ()
    _path: Path | None = None
    _choices = Choices()
    _plan: ImportPlan | None = None

    def content(self) -> ComposeResult:
        with Vertical(id="step-file"):
            yield LineBox(placeholder=self.word("path"), name="path")
            yield RowWindow(
                [
                    Column(self.word("name"), 0),
                    Column(self.word("folder"), 30, least=80),
                    Column(self.word("modified"), 10),
                    Column(self.word("size"), 9, right=True),
                ],
                empty=Content(self.word("no_files")),
                name="files",
            )
        with VerticalScroll(id="step-plan"):
            yield Static(id="recognised")
            yield Static(id="questions")
            yield Static(Content.styled(self.word("mapping"), "bold"), id="mapping-head")
            yield RowWindow([], name="mapping")
            yield Static(id="changes")
        with Vertical(id="step-done"):
            yield Static(id="done")
        yield Static(id="progress")

    def on_mount(self) -> None:
        self._turn("file")

    def read(self) -> None:
        self._files = recent(self.sitting.desk.settings)
        self._list_files()

    def _turn(self, step: str) -> None:
        self._step = step
        for other in STEPS:
            self.query_one(f"#step-{other}").display = other == step
        self.query_one("#progress").display = False
        if step == "file":
            self.query_one("#files").focus()
        elif step == "plan":
            self.query_one("#mapping").focus()
        else:
            self.set_focus(None)
        self.say_where()
        self.refresh_bindings()

    def told(self) -> tuple[Content, ...]:
        names = [self.word(f"steps.{step}") for step in STEPS]
        now = STEPS.index(self._step)
        return (Content(" › ").join([Content.styled(name, "bold" if n == now else "dim") for n, name in enumerate(names)]),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Each step has its own keys."""
        wanted = {"import": "plan", "change_column": "plan", "day": "plan", "undo": "done"}.get(action)
        return wanted is None or wanted == self._step

    async def action_back(self) -> None:
        """One step back; from the first, where the rep came from. Work that is going on ends and nothing has changed."""
        self.workers.cancel_node(self)
        if self._step == "file" and self.focused is self.query_one("#path"):
            self.query_one("#files").focus()
        elif self._step == "file":
            await self.run_action("app.back")
        else:
            self._turn("file")

    # the file

    def _list_files(self) -> None:
        typed = self.query_one("#path", LineBox).text.strip().lower()
        shown = [file for file in self._files if typed in file.path.name.lower()] if "/" not in typed else list(self._files)
        self._shown = shown
        self.query_one("#files", RowWindow).show(MadeRows(shown, file_row))

    @on(TextArea.Changed, "#path")
    def _filter(self) -> None:
        self._list_files()

    @on(LineBox.Entered, "#path")
    def _typed(self, entered: LineBox.Entered) -> None:
        path = dropped(entered.text)
        if path is not None and (path.exists() or "/" in str(path)):
            self._take(path)
        elif self._shown:
            self._take(self._shown[0].path)

    @on(RowWindow.Chosen, "#files")
    def _chosen(self, chosen: RowWindow.Chosen) -> None:
        self._take(self._shown[chosen.index].path)

    def _take(self, path: Path) -> None:
        self._path, self._choices = path, Choices()
        self._look()

    # what it will do

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        """Read the file beside the screen; the first quarter of a second is silent."""
        self._beside(write=False)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _bring_in(self) -> None:
        self._beside(write=True)

    def _beside(self, *, write: bool) -> None:
        worker, path = get_current_worker(), self._path
        if path is None:
            return

        def watch(progress: Progress) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.app.call_from_thread(self._progress, progress)

        try:
            with open_desk_at(self.sitting.desk.store.path, self.sitting.desk) as own:
                plan = (bring_in.import_file if write else bring_in.look)(own, path, self._choices, watch)
        except Cancelled:
            return
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, refusal)
            return
        self.app.call_from_thread(self._done if write else self._show_plan, plan)

    def _progress(self, progress: Progress) -> None:
        line = self.query_one("#progress", Static)
        line.display = True
        of = f" / {progress.total}" if progress.total else ""
        line.update(Content(self.word("progress", rows=f"{progress.rows}{of}", rate=progress.rate)))

    def _refused(self, refusal: Refusal) -> None:
        self.query_one("#progress").display = False
        self.app.notify(self.sitting.sentence(refusal), severity="error", markup=False, timeout=10)

    def _show_plan(self, plan: ImportPlan) -> None:
        said = self.sitting.words
        self._plan = plan
        self._turn("plan")
        self.query_one("#recognised", Static).update(recognised(plan, said))
        asked = [Content.assemble(("? ", "bold $warning"), question_said(question, said)) for question in plan.questions]
        if asked:
            asked.append(Content.styled(self.word("answer", key="a"), "dim"))
        if plan.already is not None:
            asked.append(Content(self.word("already", run=plan.already)))
        self._fill("#questions", asked)
        self._show_mapping(plan)
        lines = [Content.styled(self.word("will_change"), "bold"), *counts(plan, said)]
        lines += [example_said(example, said) for example in plan.examples[:12]]
        lines += [reject_said(reject, said) for reject in plan.rejects[:8]]
        lines += [Content.styled(note_said(note, said), "dim") for note in plan.notes]
        self._fill("#changes", [] if plan.questions else lines)

    def _fill(self, where: str, lines: list[Content]) -> None:
        box = self.query_one(where, Static)
        box.display = bool(lines)
        box.update(Content("\n").join(lines))

    def _show_mapping(self, plan: ImportPlan) -> None:
        """Each of our fields, the column taken for it, and what stands there in five rows of the file."""
        columns = [Column(self.word("field"), 18), Column(self.word("column"), 20)]
        columns += [Column("", 14, least=70 + 16 * number) for number in range(1, len(plan.sample))]
        columns.insert(2, Column(self.word("sample"), 0))
        self.query_one("#mapping", RowWindow).show(MadeRows(plan.matches, self._match_row), columns=columns)

    def _match_row(self, match: Match) -> Row:
        plan, said = self._plan, self.sitting.words
        samples = [row[match.position] for row in plan.sample if match.position < len(row)] if plan else []
        key = f"importing.field.{match.field}"
        name = said(key) if said.has(key) else match.field
        return Row((name, match.header, *samples), "" if match.how in ("given", "remembered", "named") else "muted")

    @on(RowWindow.Chosen, "#mapping")
    def _import_by_enter(self) -> None:
        self.action_import()

    def action_change_column(self) -> None:
        """Answer what the file leaves open, or take another column for the marked field."""
        plan = self._plan
        if plan is None:
            return
        if plan.questions:
            self._ask(plan)
        elif plan.matches:
            self._ask_column(plan, plan.matches[self.query_one("#mapping", RowWindow).marked])

    def _ask_column(self, plan: ImportPlan, match: Match) -> None:
        def take(answers: Mapping[str, str]) -> Choices:
            mapping = {**self._choices.mapping, match.field: answers["column"]}
            return replace(self._choices, mapping=mapping)

        choices = tuple((header, header) for header in dict.fromkeys(plan.header) if header)
        asked = Asked("column", self.word("column_for", field=match.field), value=match.header, choices=choices)
        self.app.push_screen(Form(self.sitting, self.word("column"), (asked,), take), self._decided)

    def _ask(self, plan: ImportPlan) -> None:
        """Every open question at once."""

        def take(answers: Mapping[str, str]) -> Choices:
            return decided(self._choices, plan, answers)

        self.app.push_screen(Form(self.sitting, self.word("decide"), asked_of(plan, self.sitting.words), take), self._decided)

    def action_day(self) -> None:
        """Say on which day the export was taken."""
        if self._plan is None:
            return

        def take(answers: Mapping[str, str]) -> Choices:
            return replace(self._choices, as_of=parse_day(answers["day"], self.sitting.desk.today))

        asked = Asked("day", self.word("taken_on"), value=self._plan.as_of.isoformat())
        self.app.push_screen(Form(self.sitting, self.word("taken_on"), (asked,), take), self._decided)

    def _decided(self, choices: object) -> None:
        if isinstance(choices, Choices):
            self._choices = choices
            self._look()

    # done

    def action_import(self) -> None:
        if self._plan is not None and not self._plan.questions:
            self.sitting.autosave.flush()
            self._bring_in()
        elif self._plan is not None:
            self._ask(self._plan)

    def _done(self, plan: ImportPlan) -> None:
        said = self.sitting.words
        self._plan = plan
        self._turn("done")
        self.post_message(Stored())
        lines = [recognised(plan, said), Content(""), *counts(plan, said), Content("")]
        lines += [reject_said(reject, said) for reject in plan.rejects[:8]]
        lines.append(Content.styled(self.word("what_now", undo="z", week="k"), "dim"))
        self._fill("#done", lines)

    def action_undo(self) -> None:
        if self._plan is not None and self._plan.run is not None:
            run = self._plan.run
            if self.wish(lambda: undo_import.undo_run(self.sitting.desk, run)) is not None:
                self.post_message(Stored())
                self._fill("#done", [Content(self.word("undone", run=run))])
