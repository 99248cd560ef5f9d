"""`salestui week`: seven days at a glance, with an entry suggested for each change that has none."""

from __future__ import annotations

import click

from salestui.cli.line import form
from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.domain.money import Money
from salestui.domain.spoken_date import parse_day
from salestui.domain.week import WeekChange


@click.command()
@click.option("--since", metavar="D")
@click.pass_obj
def week(wish: Wish, since: str | None) -> None:
    """What you logged in the last seven days, and what changed in your deals."""
    from salestui.work.week import week as look_back

    with wish.desk(create=False) as desk:
        found = look_back(desk, parse_day(since, desk.today) if since else None)
    changes: list[Json] = [
        {
            "deal": change.deal,
            "name": change.name,
            "what": change.what,
            "from": _value(change, change.before),
            "to": _value(change, change.after),
            "seen_on": change.seen_on.isoformat(),
            "suggestion": {"kind": suggested.kind, "text": suggested.text},
        }
        for change, suggested in found.changes
    ]
    document: dict[str, Json] = {
        "from": found.since.isoformat(),
        "to": found.until.isoformat(),
        "entries": [form(entry) for entry in found.entries],
        "changes": changes,
    }
    lines = columns([(e.on.isoformat(), e.kind, e.text) for e in found.entries])
    lines += columns([(f"? {c.seen_on}", c.what, c.name, f"{s.kind}: {s.text}") for c, s in found.changes])
    table: list[Json] = [
        {"date": e.on.isoformat(), "logged": True, "kind": e.kind, "deal": e.account, "text": e.text} for e in found.entries
    ]
    table += [
        {"date": c.seen_on.isoformat(), "logged": False, "kind": c.what, "deal": c.name, "text": s.text} for c, s in found.changes
    ]
    give(wish, table if wish.form == "csv" else document, lines)


def _value(change: WeekChange, value: str | None) -> Json:
    if value is not None and change.what in ("larger", "smaller", "new") and change.currency:
        money = Money(int(value), change.currency)
        return {"amount": str(money.amount), "currency": money.currency}
    return value
