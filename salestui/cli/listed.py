"""A command whose bare name shows what there is: `salestui goal` is `salestui goal list`."""

from __future__ import annotations

import click


class Listed(click.Group):
    """A group that runs its `list` when nothing more is said."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["list"])
