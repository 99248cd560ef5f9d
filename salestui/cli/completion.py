"""`salestui completion`: what to put into the shell's start-up file so that `tab` completes."""

from __future__ import annotations

import click

from salestui.cli.output import write

VARIABLE = "_SALESTUI_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script: salestui completion bash >> ~/.bashrc"""
    from click.shell_completion import get_completion_class  # only here

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    write(kind(ctx.find_root().command, {}, "salestui", VARIABLE).source() + "\n")
