"""`salestui status`: one line for a prompt."""

from __future__ import annotations

import click

from salestui.cli.output import Json, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish


@click.command()
@click.pass_obj
def status(wish: Wish) -> None:
    """Attainment, days left, days since the last entry, what is to mend."""
    from salestui.guide import words
    from salestui.render.numbers import Numbers
    from salestui.work.status import status as standing

    with wish.desk(create=False) as desk:
        now = standing(desk)
        say, numbers = words(desk.language), Numbers(desk.language)
    document: dict[str, Json] = {
        "period": now.period,
        "attainment": value_form(now.attainment),
        "days_left": now.days_left,
        "days_since_entry": now.days_since_entry,
        "to_mend": now.to_mend,
    }
    parts = [now.period]
    if now.attainment is not None:
        parts.append(numbers.percent(now.attainment))
    parts.append(say.counted("log.prompt.days_left", now.days_left))
    if now.days_since_entry is not None:
        parts.append(say.counted("log.prompt.since_entry", now.days_since_entry))
    parts.append(say.counted("log.prompt.to_mend", now.to_mend))
    give(wish, document, [" · ".join(parts)])
