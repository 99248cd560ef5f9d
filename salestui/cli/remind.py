"""`salestui remind`: a nudge on Friday afternoons, by the computer's own scheduler."""

from __future__ import annotations

import click

from salestui.cli.output import Json, give
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.guide import words
from salestui.work import reminder


@click.command()
@click.option("--install", "wanted", flag_value="install", help="Write it and switch it on.")
@click.option("--remove", "wanted", flag_value="remove", help="Switch it off and take it away.")
@click.option("--show", "wanted", flag_value="show", help="Only show what would be written.")
@click.pass_obj
def remind(wish: Wish, wanted: str | None) -> None:
    """A weekly reminder, Fridays at 15:00; shows what it writes, and removes it again."""
    if wanted is None:
        raise Refusal("remind-how", exit_code=2)
    plan = reminder.here(words(wish.language or "en")("log.reminder"))
    if wanted == "install":
        reminder.install(plan)
    elif wanted == "remove":
        reminder.remove(plan)
    commands = plan.switch_off if wanted == "remove" else plan.switch_on
    document: dict[str, Json] = {
        "files": [{"path": str(path), "text": text} for path, text in plan.files],
        "commands": [list(command) for command in commands],
        "done": wanted != "show",
    }
    lines = [] if wanted == "remove" else [f"{path}\n{text}" for path, text in plan.files]
    give(wish, document, [*lines, *(" ".join(command) for command in commands)])
