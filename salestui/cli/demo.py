"""`salestui demo`: look around in a quarter that is nearly written, in a store of its own."""

from __future__ import annotations

import gc
import sys

import click

from salestui.cli.standard_output import write
from salestui.cli.wish import Wish


@click.command()
@click.argument("role", default="ae")
@click.pass_obj
def demo(wish: Wish, role: str) -> None:
    """Open the app on a sample: ae, sdr, enterprise_ae, account_manager or manager."""
    from salestui.work.sample import ready

    sample = ready(role)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        write(f"{sample.path}\n")
        return
    from salestui.tui.app import run as open_app  # the app, and only on a terminal

    gc.enable()
    told = Wish(str(sample.path), wish.language, wish.today or sample.today)
    with told.desk(create=False) as desk:
        open_app(desk)
