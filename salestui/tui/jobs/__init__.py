"""What a rep does seldom and by name, from the palette: whatever of the shell's commands has no key of its own."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from salestui.tui.jobs import agreed, documents, figures, side_by_side, slices, store, team, templates, wording
from salestui.tui.sitting import Sitting

Job = Callable[[App[None], Sitting], None]

JOBS: dict[str, Job] = {
    "measure": figures.measure,
    "benchmark": figures.benchmark,
    "own_metric": figures.own_metric,
    "why": figures.why,
    "definitions": figures.definitions,
    "stages": figures.stages,
    "slices": slices.slices,
    "late": side_by_side.late,
    "outlook": side_by_side.outlook,
    "reps": side_by_side.reps,
    "record": side_by_side.record,
    "goal": agreed.goal,
    "done": agreed.done,
    "skip": documents.skip,
    "verify": documents.verify,
    "wording": wording.wording,
    "team": team.team,
    "drift": documents.drift,
    "pack": documents.pack,
    "account": documents.account,
    "tour": documents.tour,
    "topics": documents.topics,
    "template": templates.template,
    "completion": documents.completion,
    "remind": documents.remind,
    "theme": documents.theme,
    "language": documents.language,
    "imports": store.imports,
    "undo": store.undo,
    "backup": store.backup,
    "restore": store.restore,
    "doctor": store.doctor,
    "sample": store.sample,
}
"""By the name under which its words stand in the guide: `screens.job.<name>`."""
