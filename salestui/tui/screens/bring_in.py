"""Bringing in an export: which file, what was recognised, what will change, done; with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from salestui.domain.import_plan import Choices, ImportPlan
from salestui.domain.spoken_date import parse_day
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.import_answers import asked_of, decided
from salestui.tui.import_files import FileChoice
from salestui.tui.import_mapping import asked_column, five_values, mapping_columns, match_row, shown_matches, with_column
from salestui.tui.import_reading import asked_reading, with_reading
from salestui.tui.import_rejects import save_rejects
from salestui.tui.import_words import done_lines, open_lines, plan_lines, recognised
from salestui.tui.import_work import ImportWork
from salestui.tui.jobs.figures import stages
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Stored
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import stages as crm_stages
from salestui.work.export_files import recent

STEPS = ("file", "plan", "done")


class ImportScreen(ImportWork):
    """Three steps; each is left by enter, and escape goes one back."""

    CSS_PATH = "bring_in.tcss"
    AUTO_FOCUS = "#files"
    KEYS = (
        "list.choose",
        "import.folder",
        "import.go",
        "import.answer",
        "import.change",
        "import.reading",
        "import.day",
        "import.undo",
        "import.rejects",
        "import.stages",
        "do.help",
        "go.week",
        "do.back",
    )
    BINDINGS = [
        Binding("p", "folder", id="import.folder", show=False),
        Binding("ctrl+s", "import", id="import.go", show=False),
        Binding("a", "answer", id="import.answer", show=False),
        Binding("a", "change_column", id="import.change", show=False),
        Binding("o", "reading", id="import.reading", show=False),
        Binding("s", "day", id="import.day", show=False),
        Binding("z", "undo", id="import.undo", show=False),
        Binding("x", "rejects", id="import.rejects", show=False),
        Binding("j", "stages", id="import.stages", show=False),
    ]

    _step = "file"
    _plan: ImportPlan | None = None
    _done_plans: tuple[ImportPlan, ...] = ()

    def content(self) -> ComposeResult:
        yield FileChoice(self.sitting.words, name="step-file")
        with VerticalScroll(id="step-plan"):
            yield Static(id="recognised")
            yield Static(id="questions")
            yield Static(Content.styled(self.word("mapping"), "bold"), id="mapping-head")
            yield RowWindow([], name="mapping")
            yield Static(id="five")
            yield Static(id="changes")
        with VerticalScroll(id="step-done"):
            yield Static(id="done")
        yield Static(id="progress")

    def on_mount(self) -> None:
        self._turn("file")

    def on_screen_resume(self) -> None:
        """An export that the CRM has written meanwhile stands in the list."""
        self._seen = None
        super().on_screen_resume()

    def read(self) -> None:
        self.query_one(FileChoice).offer(recent(self.sitting.desk.settings))

    def _turn(self, step: str) -> None:
        self._step = step
        for other in STEPS:
            self.query_one(f"#step-{other}").display = other == step
        self.query_one("#progress").display = False
        if step != "file":
            self.query_one("#path", LineBox).text = ""  # that file was found; the next path is another's
        if step == "file":
            self.query_one("#files").focus()
        elif step == "plan":
            self.query_one("#mapping").focus()
        else:
            self.query_one("#step-done").focus()
        self.say_where()
        self.refresh_bindings()

    def told(self) -> tuple[Content, ...]:
        names = [self.word(f"steps.{step}") for step in STEPS]
        now = STEPS.index(self._step)
        steps = [
            Content.styled(f"[{name}]", "bold") if n == now else Content.styled(name, "dim") for n, name in enumerate(names)
        ]
        return (Content(" › ").join(steps),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Each step has its own keys."""
        step = {
            "folder": ("file",),
            "import": ("plan",),
            "answer": ("plan",),
            "change_column": ("plan",),
            "day": ("plan",),
            "reading": ("file", "plan"),
            "undo": ("done",),
            "rejects": ("done",),
            "stages": ("done",),
        }.get(action)
        asks = self._plan is not None and bool(self._plan.questions)
        known = self._plan is not None and self._plan.already is not None
        if (action == "answer" and not asks) or (action == "change_column" and asks):
            return False
        if known and action in ("import", "change_column", "day"):
            return False
        if action == "reading" and self._path is None:
            return False
        if action == "rejects" and not any(plan.rejected for plan in self._done_plans):
            return False
        if action == "undo" and not any(plan.already is None for plan in self._done_plans):
            return False
        if action == "stages" and not self._guessed_stages():
            return False
        return step is None or self._step in step

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

    @on(FileChoice.Taken)
    def _taken(self, taken: FileChoice.Taken) -> None:
        self._take(taken.path)

    def _take(self, path: Path) -> None:
        self._path, self._choices = path, Choices(proposed=True)
        self._plan = None
        self._look()

    def action_folder(self) -> None:
        """Everything that is new in the folder of the settings, one file after the other; the first that asks is shown."""
        self.sitting.autosave.flush()
        self._bring_in_all()

    # what it will do

    def _asks(self, plan: ImportPlan, done: int) -> None:
        """A file of the folder that must be looked at, after those that needed nothing."""
        if done:
            self.post_message(Stored())
            self.app.notify(self.sitting.words("importing.screen.so_far", count=done), markup=False)
        self._show_plan(plan)

    def _show_plan(self, plan: ImportPlan) -> None:
        said = self.sitting.words
        self._plan = plan
        self._turn("plan")
        self.query_one("#recognised", Static).update(recognised(plan, said))
        self._fill("#questions", open_lines(plan, said))
        matches = shown_matches(plan)
        rows = MadeRows(matches, lambda match: match_row(match, plan, said))
        for part in ("#mapping-head", "#mapping", "#five"):
            self.query_one(part).display = bool(matches)
        self.query_one("#mapping", RowWindow).show(rows, columns=mapping_columns(plan, said))
        self._show_five()
        self._fill("#changes", [] if plan.questions or plan.already is not None else plan_lines(plan, said))

    def _fill(self, where: str, lines: list[Content]) -> None:
        box = self.query_one(where, Static)
        box.display = bool(lines)
        box.update(Content("\n").join(lines))

    @on(RowWindow.Marked, "#mapping")
    def _show_five(self) -> None:
        """What stands in the column of the marked field, in five rows of the file."""
        if self._plan is not None and (matches := shown_matches(self._plan)):
            match = matches[self.query_one("#mapping", RowWindow).marked]
            shown = five_values(match, self._plan, self.sitting.words, self.size.width)
            self.query_one("#five", Static).update(shown)

    @on(RowWindow.Chosen, "#mapping")
    def _import_by_enter(self) -> None:
        self.action_import()

    def action_answer(self) -> None:
        """Answer what the file leaves open."""
        if self._plan is not None:
            self._ask(self._plan)

    def action_change_column(self) -> None:
        """Take another column for the marked field."""
        plan = self._plan
        if plan is None:
            return
        if matches := shown_matches(plan):
            match = matches[self.query_one("#mapping", RowWindow).marked]
            asked = asked_column(match, plan, self.sitting.words)
            self._form(self.word("column"), (asked,), lambda answers: with_column(self._choices, match, plan, answers))

    def action_reading(self) -> None:
        """Say what the file is, which sheet of it, on which line its columns are named, how its letters are written."""
        asked, plan = asked_reading(self._plan, self._choices, self.sitting.words), self._plan
        heading = self.sitting.words("importing.screen.reading")
        self._form(heading, asked, lambda answers: with_reading(self._choices, plan, answers))

    def _form(self, heading: str, asked: tuple[Asked, ...], take: Callable[[Mapping[str, str]], Choices]) -> None:
        self.app.push_screen(Form(self.sitting, heading, asked, take), self._decided)

    def _ask(self, plan: ImportPlan) -> None:
        """Every open question at once."""
        asked = asked_of(plan, self.sitting.words)
        self._form(self.word("decide"), asked, lambda answers: decided(self._choices, plan, answers))

    def action_day(self) -> None:
        """Say on which day the export was taken."""
        if self._plan is None:
            return

        def take(answers: Mapping[str, str]) -> Choices:
            return self._choices._replace(as_of=parse_day(answers["day"], self.sitting.desk.today))

        asked = Asked("day", self.word("taken_on"), value=self._plan.as_of.isoformat())
        self._form(self.word("taken_on"), (asked,), take)

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

    def _done(self, plans: tuple[ImportPlan, ...], aside: tuple[str, ...] = ()) -> None:
        self._done_plans = plans
        self._turn("done")
        if plans:
            self.post_message(Stored())
        lines = done_lines(plans, aside, self.sitting.words)
        if plans and (guessed := self._guessed_stages()):
            lines.append(Content.styled(self.sitting.words("importing.screen.stages", count=guessed, key="j"), "dim"))
        self._fill("#done", lines)

    def _guessed_stages(self) -> int:
        """How many stages of the CRM have a step that only their name suggests."""
        return sum(1 for stage in crm_stages.listed(self.sitting.desk) if not stage.confirmed)

    def action_stages(self) -> None:
        """Confirm which step each stage is, or give it another."""
        stages(self.app, self.sitting)

    def action_undo(self) -> None:
        """Take back what was just brought in, the last file first."""
        runs = [plan.run for plan in reversed(self._done_plans) if plan.run is not None and plan.already is None]
        if runs:
            self._take_back(tuple(runs))

    def _taken_back(self, runs: tuple[int, ...]) -> None:
        self.query_one("#progress").display = False
        if runs:
            self._done_plans = ()
            self._turn("done")
            self.post_message(Stored())
            self._fill("#done", [Content(self.word("undone", run=run)) for run in runs])
            self.refresh_bindings()

    def action_rejects(self) -> None:
        """The rows that were left out as a table, to be mended in a spreadsheet and brought in again."""
        plan = next(plan for plan in self._done_plans if plan.rejected and plan.run is not None)
        save_rejects(self.app, self.sitting, plan, self._path)
