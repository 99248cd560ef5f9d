"""`salestui remind`: a nudge on Friday afternoons, and when a period ends, by the computer's own scheduler."""

from __future__ import annotations

import shlex

import click

from salestui.cli.output import Json, give
from salestui.cli.refused import language_of
from salestui.cli.typed import on_terminal
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
    """A reminder on Fridays at 15:00 and when a period ends; shows what it writes, and removes it again."""
    if wanted is None:
        raise Refusal("remind-how", exit_code=2)
    plan = reminder.here(_nudges(wish))
    commands = plan.switch_off if wanted == "remove" else plan.switch_on
    files = [] if wanted == "remove" else [f"{path}\n{text}" for path, text in plan.files]
    lines = [*files, *map(shlex.join, commands)]
    if wanted == "install":
        if on_terminal() and wish.form == "text":
            click.echo("\n".join(lines) + "\n")
            click.confirm(words(language_of(wish))("log.reminder_sure"), abort=True)
            lines = [words(language_of(wish))("log.reminder_on")]
        reminder.install(plan)
    elif wanted == "remove":
        reminder.remove(plan)
    document: dict[str, Json] = {
        "files": [{"path": str(path), "text": text} for path, text in plan.files],
        "commands": [list(command) for command in commands],
        "done": wanted != "show",
    }
    give(wish, document, lines)


def _nudges(wish: Wish) -> tuple[reminder.Nudge, ...]:
    """For the rep's own kind of period; quarters where nothing is kept yet."""
    say = words(language_of(wish))
    try:
        with wish.desk(create=False) as desk:
            return reminder.of_desk(desk, say)
    except Refusal:
        return reminder.nudges(say)
