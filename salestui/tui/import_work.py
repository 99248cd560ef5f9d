"""What the import screen does beside itself: reading, bringing in, taking back; how far it has come, and its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from salestui.domain.import_plan import Choices, ImportPlan
from salestui.domain.refusal import Refusal
from salestui.tui.autosave import OWN_WRITERS
from salestui.tui.place import Place
from salestui.work import bring_in, undo_import
from salestui.work.beside import beside
from salestui.work.desk import open_desk_at
from salestui.work.import_folder import bring_in_next
from salestui.work.imports import new_files
from salestui.work.progress import Progress


class Cancelled(Exception):
    """The rep does not want to wait; nothing has changed."""


class ImportWork(Place):
    """The file that was chosen, what the rep said of it, and the work on it; a screen says what is shown of its outcome."""

    _path: Path | None = None
    _choices = Choices(proposed=True)

    def _show_plan(self, plan: ImportPlan) -> None:
        """What the file will do, or asks."""
        raise NotImplementedError

    def _asks(self, plan: ImportPlan, done: int) -> None:
        """A file of the folder that must be looked at, after `done` files that needed nothing."""
        raise NotImplementedError

    def _done(self, plans: tuple[ImportPlan, ...], aside: tuple[str, ...] = ()) -> None:
        """What was brought in, and what was not and why."""
        raise NotImplementedError

    def _taken_back(self, runs: tuple[int, ...]) -> None:
        """Which imports were taken back."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, exit_on_error=False, group=OWN_WRITERS)
    def _look(self) -> None:
        """Read the file beside the screen; the first quarter of a second is silent."""
        self._beside(write=False)

    @work(thread=True, exclusive=True, exit_on_error=False, group=OWN_WRITERS)
    def _bring_in(self) -> None:
        self._beside(write=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group=OWN_WRITERS)
    def _bring_in_all(self) -> None:
        """The files of the folder until one asks something; what was brought in by then stays, and is shown."""
        self._say_reading()
        done: list[ImportPlan] = []
        aside: list[str] = []
        desk = self.sitting.desk
        try:
            with open_desk_at(desk.store.path, desk) as own:
                paths = new_files(own)
            for path in paths:
                file = beside(desk, bring_in_next, path, watch=self._watch(), reads=path)
                if file.asks and file.plan is not None:
                    self._path, self._choices = file.path, Choices(proposed=True)
                    self.app.call_from_thread(self._asks, file.plan, len(done))
                    return
                if file.plan is not None:
                    done.append(file.plan)
                if file.refusal is not None:
                    aside.append(f"{file.path.name}: {self.sitting.sentence(file.refusal)}")
        except Cancelled:
            aside.append(self.sitting.words("importing.screen.stopped"))
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, refusal)
            return
        self.app.call_from_thread(self._done, tuple(done), tuple(aside))

    def _say_reading(self) -> None:
        """What takes longer than a quarter of a second says so before it can say how far it has come."""
        worker = get_current_worker()

        def say() -> None:
            line = self.query_one("#progress", Static)
            if worker.is_running and not worker.is_cancelled and not line.display:
                line.display = True
                line.update(Content(self.sitting.words("importing.screen.at_work")))

        self.app.call_from_thread(self.set_timer, 0.25, say)

    def _watch(self) -> Callable[[Progress], None]:
        """Shows how far the work of this thread has come, and ends it when the rep goes back."""
        worker = get_current_worker()

        def watch(progress: Progress) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.app.call_from_thread(self._progress, progress)

        return watch

    def _beside(self, *, write: bool) -> None:
        watch, path = self._watch(), self._path
        if path is None:
            return
        self._say_reading()
        try:
            do = bring_in.import_file if write else bring_in.look
            plan = beside(self.sitting.desk, do, path, self._choices, watch=watch, reads=path)
        except Cancelled:
            return
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, refusal)
            return
        if write:
            self.app.call_from_thread(self._done, (plan,))
        else:
            self.app.call_from_thread(self._show_plan, plan)

    def take_back(self, runs: tuple[int, ...]) -> None:
        """Take imports back that were chosen elsewhere."""
        self._take_back(runs)

    @work(thread=True, exclusive=True, exit_on_error=False, group=OWN_WRITERS)
    def _take_back(self, runs: tuple[int, ...]) -> None:
        self._say_reading()
        watch, taken = self._watch(), []
        try:
            for run in runs:
                beside(self.sitting.desk, undo_import.undo_run, run, watch=watch)
                taken.append(run)
        except Cancelled:
            return
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, refusal)
        self.app.call_from_thread(self._taken_back, tuple(taken))

    def _progress(self, progress: Progress) -> None:
        line = self.query_one("#progress", Static)
        line.display = True
        of = f" / {progress.total}" if progress.total else ""
        line.update(Content(self.word("progress", rows=f"{progress.rows}{of}", rate=progress.rate)))

    def _refused(self, refusal: Refusal) -> None:
        self.query_one("#progress").display = False
        said = self.sitting.sentence(refusal)
        if self._path is not None and self._path.name not in said:
            said = f"{self._path.name}: {said}"
        self.app.clear_notifications()  # what was said of the file before
        self.app.notify(said, severity="error", markup=False, timeout=10)
        self.refresh_bindings()
