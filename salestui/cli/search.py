"""`salestui search`: a word found again in the log, the sections and the deals."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.work import search as work_search


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.pass_obj
def search(wish: Wish, words: tuple[str, ...]) -> None:
    """Everything that holds these words; the last one may be unfinished."""
    with wish.desk(create=False) as desk:
        hits = work_search.found(desk.store, " ".join(words))
    forms: list[Json] = [{"where": hit.where, "id": hit.id, "text": hit.text, "period": hit.period} for hit in hits]
    give(wish, forms, columns([(hit.where, hit.id, hit.period or "", hit.text) for hit in hits]))
