"""A log entry in words: its day, its kind, and what was understood of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from textual.content import Content

from salestui.domain.entry import Entry
from salestui.domain.text import one_line
from salestui.guide import Words

_APART = re.compile(r"\s*[-–—:|/·,]\s+(?=\S)")
"""What stands between an account and what its deal is about."""


def day_said(day: date, said: Words, today: date) -> str:
    """today, yesterday, mon 9 Feb; with the year where it is not this one."""
    if day == today:
        return said("words.calendar.today")
    if day == today - timedelta(days=1):
        return said("words.calendar.yesterday")
    return day_short(day, said, today)


def day_short(day: date, said: Words, today: date) -> str:
    """9 Feb; with the year where it is not this one."""
    text = f"{day.day} {said.list('words.calendar.months_short')[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def weekday(day: date, said: Words) -> str:
    """Mon, Tue..."""
    return said.list("words.calendar.weekdays_short")[day.weekday()]


def own_name(deal: str, account: str | None) -> str:
    """What a deal is called beside its account: without that name where a dash or the like parts it off, "Acme AB - Renewal"."""
    if account and deal[: len(account)].casefold() == account.casefold():
        between = _APART.match(deal, len(account))
        return deal[between.end() :] if between else deal
    return deal


def metric_said(metric: str, said: Words) -> str:
    """The metric's label; of one that has none (a rep's own) its slug."""
    key = f"metrics.label.{metric}"
    return said(key) if said.has(key) else metric


def short_name(metric: str, said: Words, otherwise: str) -> str:
    """What a metric is called where there is little room: on its tile, in a narrow list."""
    key = f"home.tile.{metric}"
    return said(key) if said.has(key) else otherwise


def understood(entry: Entry, said: Words, today: date) -> Content:
    """How a line was read, before it is stored: day and kind, account, metric with before and after, tags."""
    parts = [said("log.understood", date=day_said(entry.on, said, today), kind=said(f"words.kind.{entry.kind}"))]
    if entry.account:
        parts.append(said("log.account", name=entry.account))
    if entry.deal:
        parts.append(said("log.deal", name=entry.deal))
    label = metric_said(entry.metric, said) if entry.metric else ""
    if entry.before and entry.after:
        parts.append(said("log.metric_change", metric=label, before=entry.before, after=entry.after).strip())
    elif label:
        parts.append(said("log.metric", metric=label))
    if entry.tags:
        parts.append(said("log.tags", tags=", ".join(entry.tags)))
    return Content.styled(one_line(" · ".join(parts)), "$text-secondary")
