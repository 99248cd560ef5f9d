"""From words on the command line to an exit code: finds the command, runs it, and says what a Refusal means."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from salestui.cli.commands import COMMANDS, LASTING
from salestui.cli.wish import Wish, taken_out
from salestui.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

INTERRUPTED, PIPE_CLOSED, UNFORESEEN = 130, 141, 70


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
            gc.enable()
        command: click.Command = getattr(module, "import_file" if cmd_name == "import" else cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line each from the guide, so that the help imports no command."""
        from salestui.guide import words  # the help alone needs words here

        say = words(_language(ctx.obj if isinstance(ctx.obj, Wish) else Wish()))
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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(ctx.get_help())
        return
    from salestui.tui.app import run as open_app  # the one lazy import of the app

    gc.enable()
    wish = ctx.find_object(Wish) or Wish()
    with wish.desk_of_app() as desk:
        open_app(desk)


def run(arguments: Sequence[str]) -> int:
    """The exit code of CLI.md. A Refusal is said in two lines on stderr; an unforeseen fault in one, with a log file."""
    _prepare_streams()
    wish = Wish()
    try:
        rest, wish = taken_out(list(arguments))
        result = program.main(rest, prog_name="salestui", standalone_mode=False, obj=wish)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Refusal as refusal:
        return _refused(refusal.slug, refusal.values, refusal.exit_code, wish)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        context = error.ctx.command_path if error.ctx else "salestui"
        return _refused("usage", {"problem": error.format_message().rstrip("."), "command": context}, 2, wish)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        return _failed(error, wish)
    return result if isinstance(result, int) else 0


def _prepare_streams() -> None:
    """Text that a terminal cannot show is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _language(wish: Wish) -> str:
    if wish.language:
        return wish.language
    from salestui.work.settings import read_settings  # only for a message

    try:
        return read_settings().language
    except Refusal:
        return "en"


def _refused(slug: str, values: Mapping[str, object], exit_code: int, wish: Wish) -> int:
    from salestui.cli.refused import sentence  # only for a message

    try:
        click.echo(sentence(slug, values, _language(wish)), err=True)
    except OSError:  # nobody is there to read it
        _let_go(sys.stderr)
    return exit_code


def _failed(error: Exception, wish: Wish) -> int:
    """What the system refused, in words; of an unforeseen fault one line for the rep, and the details in a file."""
    if isinstance(error, BrokenPipeError):
        _let_go(sys.stdout)
        return PIPE_CLOSED
    if isinstance(error, OSError) and not _can_be_written(sys.stdout):
        _let_go(sys.stdout)
        return _refused("output", {"reason": (error.strerror or str(error)).lower()}, 1, wish)
    from salestui.work.fault_log import mendable, write_fault  # only for a message
    from salestui.work.places import log_folder

    refusal = mendable(error, wish.store)
    if refusal is not None:
        return _refused(refusal.slug, refusal.values, refusal.exit_code, wish)
    if isinstance(error, OSError):
        return _refused("system", {"reason": error.strerror or str(error), "path": error.filename or ""}, 1, wish)
    try:
        return _refused("unforeseen", {"path": write_fault(error)}, UNFORESEEN, wish)
    except (OSError, RuntimeError):  # no folder for it, no room, or no home
        return _refused("unforeseen-unwritten", {"reason": type(error).__name__, "path": log_folder()}, UNFORESEEN, wish)


def _can_be_written(stream: TextIO | None) -> bool:
    """Whether what waits in `stream` reaches whoever reads it."""
    try:
        if stream is not None:
            stream.flush()
    except OSError:
        return False
    return True


def _let_go(stream: TextIO | None) -> None:
    """Nothing more goes to `stream`: what still waits in it must not become an error when the program ends."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
