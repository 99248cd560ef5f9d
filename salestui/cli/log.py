"""`salestui log` with all that it takes; a line with nothing beside its kind and text is logged by `line`, in half the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from salestui.cli.line import acknowledge, form, said
from salestui.cli.typed import typed
from salestui.cli.wish import Wish
from salestui.domain.entry import Entry
from salestui.work import log as work_log

if TYPE_CHECKING:
    from datetime import date


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@click.option("--date", "day", metavar="D", help="today, yesterday, mon, -3d, 2026-01-31")
@click.option("--deal", metavar="ID")
@click.option("--account", metavar="NAME")
@click.option("--link", metavar="URL")
@click.option("--list", "wants_list", is_flag=True)
@click.option("--period", metavar="P")
@click.option("--kind", metavar="K")
@click.option("--since", metavar="D")
@click.option("--edit", type=int, metavar="ID")
@click.option("--delete", type=int, metavar="ID")
@click.option("--undo", type=int, metavar="ID")
@click.pass_obj
def log(
    wish: Wish,
    words: tuple[str, ...],
    day: str | None,
    deal: str | None,
    account: str | None,
    link: str | None,
    wants_list: bool,
    period: str | None,
    kind: str | None,
    since: str | None,
    edit: int | None,
    delete: int | None,
    undo: int | None,
) -> None:
    """Log a win, risk, blocker, team, process, learning or praise: salestui log win "Acme signed -> ..." """
    if wants_list:
        _listed(wish, period, kind, _day(since, wish.day) if since else None)
        return
    writes = delete is None and undo is None and edit is None
    entry: Entry | None = None
    if writes:
        chosen, text = said(words)
        entry = work_log.read_line(text, chosen, _day(day, wish.day), deal=deal, account=account, link=link)
    with work_log.opened(wish.store, create=writes) as store:
        if entry is not None:
            entry = work_log.add(store, entry)
        elif delete is not None:
            entry = work_log.delete(store, delete)
        elif undo is not None:
            entry = work_log.undo(store, undo)
        elif edit is not None:
            present = "" if words else work_log.one(store, edit).text
            text = typed(words, present, str(edit))
            entry = work_log.edit(store, edit, text, on=_day(day, wish.day) if day else None, kind=kind)
    if entry is not None:
        acknowledge(wish, entry, work_log.unattended(store))


def _day(said: str | None, today: date) -> date:
    if said is None:
        return today
    from salestui.domain.spoken_date import parse_day  # most lines are of today

    return parse_day(said, today)


def _listed(wish: Wish, period: str | None, kind: str | None, since: date | None) -> None:
    from salestui.cli.output import columns, give
    from salestui.work.periods import chosen

    with wish.desk(create=False) as desk:
        first, until = since, None
        if period:
            named = chosen(desk, period)
            first, until = max(filter(None, (first, named.start))), named.end
        entries = work_log.listed(desk.store, since=first, until=until, kind=kind)
    rows = [(str(e.id), e.on.isoformat(), e.kind, e.account or "", e.text) for e in entries]
    give(wish, [form(entry) for entry in entries], columns(rows))
