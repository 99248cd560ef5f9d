"""What is new in the rep's folder, one file after the other, until one must be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from salestui.domain.import_plan import Choices, ImportPlan
from salestui.domain.refusal import Refusal
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.progress import Watch


class FromFolder(NamedTuple):
    """A file of the folder: what was brought in, or what it asks first (`asks`), or why it was not taken (`refusal`)."""

    path: Path
    plan: ImportPlan | None = None
    asks: bool = False
    refusal: Refusal | None = None


def bring_in_next(desk: Desk, path: Path, watch: Watch | None = None) -> FromFolder:
    """What became of one new file of the folder."""
    try:
        plan = bring_in.look(desk, path, Choices(proposed=True), watch)
        if plan.questions or any(match.is_guess for match in plan.matches):
            return FromFolder(path, plan, asks=True)
        return FromFolder(path, bring_in.import_file(desk, path, watch=watch))
    except Refusal as refusal:
        return FromFolder(path, refusal=refusal)
