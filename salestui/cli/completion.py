"""`salestui completion`: what to put into the shell's start-up file so that `tab` completes."""

from __future__ import annotations

import click

from salestui.cli.completing import script
from salestui.cli.standard_output import write


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script: salestui completion bash >> ~/.bashrc"""
    write(script(shell, ctx.find_root().command) + "\n")
