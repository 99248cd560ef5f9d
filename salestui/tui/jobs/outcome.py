"""What follows a job: the screens read again, or the rep is told why it could not be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from salestui.domain.refusal import Refusal
from salestui.tui.messages import Changed, Stored
from salestui.tui.sitting import Sitting
from salestui.work.settings_file import read_settings
from salestui.work.undo import SETTING, UndoStep

Given = TypeVar("Given")


def stored(app: App[None], done: object) -> None:
    """After a form that wrote: what is on the screen is out of date."""
    if done is not None:
        app.post_message(Stored())


def taken_back(sitting: Sitting, step: UndoStep) -> Changed | Stored:
    """What the app is told after an undo: a setting is in force at once, anything else is read again."""
    return Changed(read_settings(sitting.desk.settings.path)) if step.what == SETTING else Stored()


def attempt(app: App[None], sitting: Sitting, do: Callable[[], Given]) -> Given | None:
    """What `do` gives; where it is refused the rep is told why, and None."""
    try:
        with sitting.autosave.briefly():
            return do()
    except Refusal as refusal:
        app.notify(sitting.sentence(refusal), severity="error", markup=False, timeout=8)
        return None
