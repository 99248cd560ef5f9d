"""Everything that is new in the rep's folder, one file after the other, until one must be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from salestui.domain.import_plan import Choices, ImportPlan
from salestui.domain.refusal import Refusal
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.imports import new_files
from salestui.work.progress import Watch


class FromFolder(NamedTuple):
    """A file of the folder: what was brought in, or what it asks first (`asks`), or why it was not taken (`refusal`)."""

    path: Path
    plan: ImportPlan | None = None
    asks: bool = False
    refusal: Refusal | None = None


def bring_in_new(desk: Desk, watch: Watch | None = None) -> Iterator[FromFolder]:
    """Each new file as it is done. One that leaves something open ends it; one that is no export is passed over.

    Raises Refusal `import-no-folder`, `import-folder-missing`.
    """
    for path in new_files(desk):
        try:
            plan = bring_in.look(desk, path, Choices(proposed=True), watch)
            if plan.questions or any(match.is_guess for match in plan.matches):
                yield FromFolder(path, plan, asks=True)
                return
            plan = bring_in.import_file(desk, path, watch=watch)
        except Refusal as refusal:
            yield FromFolder(path, refusal=refusal)
        else:
            yield FromFolder(path, plan)
