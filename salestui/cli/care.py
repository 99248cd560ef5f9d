"""What the shell does for the rep's file beside a command, and says on standard error where something is amiss."""

from __future__ import annotations

from pathlib import Path

import click

from salestui.cli.sentence import sentence
from salestui.domain.refusal import Refusal
from salestui.work import backups, synced
from salestui.work.desk import Desk, open_desk_anyway


def look_after(desk: Desk) -> None:
    """Check the file, make the day's backup, tell once of a synchronised folder. Raises Refusal `store-damaged`."""
    for warning in (backups.look_after(desk.store), synced.first_warning(desk.store.path)):
        if warning is not None:
            _warn(warning, desk.language)


def after_the_log(path: Path, language: str | None) -> None:
    """The same once a day for a rep who only logs, when the line is stored and said: no fault of it is one of the line's."""
    try:
        with open_desk_anyway(str(path), None, language, create=False) as desk:
            look_after(desk)
    except Refusal as refusal:
        _warn(refusal, language or "en")


def _warn(refusal: Refusal, language: str) -> None:
    click.echo(sentence(refusal.slug, refusal.values, language), err=True)
