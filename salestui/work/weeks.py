"""The weeks of a period: what was done in each, and what had been won by its end."""

from __future__ import annotations

from datetime import timedelta

from salestui.domain.money import Money
from salestui.domain.period import week_of
from salestui.metrics.answer import won_lines
from salestui.metrics.look import Look
from salestui.summary.material import Week


def weeks(look: Look) -> tuple[Week, ...]:
    """The weeks of P*, by ISO or as in the United States, each as far as it lies in it, so that a week cut by the period's
    edge shows its own days.
    """
    if look.asof < look.period.start:
        return ()
    won, done = won_lines(look), [one.activity.on for one in look.activities() if one.took_place]
    has_won = (look.watched("deals") or bool(won.items)) and not won.sums and look.ledger.currency is not None
    has_done = look.watched("activities") or bool(done)
    found, start = [], look.first
    while start <= look.last:
        week, number = week_of(start, sunday=look.ledger.terms.week_starts_on_sunday)
        end = min(week.end, look.last)
        so_far = sum(line.minor for line in won.items if line.on is not None and line.on <= end)
        found.append(
            Week(
                number=number,
                start=start,
                end=end,
                whole=(start, end) == (week.start, week.end),
                activities=sum(start <= day <= end for day in done) if has_done else None,
                won=Money(so_far, look.ledger.currency or "") if has_won else None,
            )
        )
        start = end + timedelta(days=1)
    return tuple(found)
