"""From words on the command line to an exit code: finds the command by click and runs it."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from salestui.cli.commands import COMMANDS, LASTING
from salestui.cli.ending import INTERRUPTED, ended
from salestui.cli.wish import Wish, taken_out
from salestui.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

PIPE_CLOSED = 141
_LASTING_GARBAGE = 50_000, 20, 50
"""After how many new things garbage is looked for: rows that come by the thousand are none, and looking at each takes time."""


class Program(click.Group):
    """The group of all commands; each is imported when it runs, and `--help` reads one line each."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module = importlib.import_module(f"salestui.cli.{place}")
        if cmd_name in LASTING:
            gc.set_threshold(*_LASTING_GARBAGE)
            gc.enable()
        command: click.Command = getattr(module, "import_file" if cmd_name == "import" else cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line each from the guide, so that the help imports no command."""
        from salestui.cli.refused import language_of  # the help alone needs words here
        from salestui.guide import words

        say = words(language_of(ctx.obj if isinstance(ctx.obj, Wish) else Wish()))
        rows = [(name, say(f"commands.{name}")) for name in self.list_commands(ctx)]
        with formatter.section(say("commands.heading")):
            formatter.write_dl(rows)


@click.group(cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["--help"]})
@click.option("--store", metavar="PATH", help="The SQLite file (also SALESTUI_STORE).")
@click.option("--lang", metavar="en|sv", help="The language of messages and texts.")
@click.option("--today", metavar="DATE", help="The day that counts as today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--csv", "as_csv", is_flag=True, help="A list as CSV.")
@click.version_option(package_name="salestui", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, /, **_: object) -> None:
    """Log the week in seconds, bring in CRM exports, and write the review. Without a command: the app."""
    if ctx.invoked_subcommand is not None:
        return
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        click.echo(ctx.get_help())
        return
    from salestui.cli.opening import open_app  # for who opens the app by words that the quick way does not know

    open_app(ctx.find_object(Wish) or Wish())


def run(arguments: Sequence[str]) -> int:
    """The exit code of CLI.md, whatever was typed."""
    if "_SALESTUI_COMPLETE" in os.environ:
        from salestui.cli.completing import register  # only when a shell asks what tab could mean

        register()
    try:
        rest, wish = taken_out(list(arguments))
    except Refusal as refusal:
        return ended(partial(_refuse, refusal), Wish())
    return ended(partial(_understood, rest, wish), wish)


def _understood(rest: list[str], wish: Wish) -> object:
    """What the command that click finds in `rest` gives."""
    try:
        return program.main(rest, prog_name="salestui", standalone_mode=False, obj=wish)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return INTERRUPTED
    except SystemExit:
        if sys.stdout is sys.__stdout__:
            raise
        return PIPE_CLOSED  # click put another in its place, because nobody reads on


def _refuse(refusal: Refusal) -> None:
    raise refusal
