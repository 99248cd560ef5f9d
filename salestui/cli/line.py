"""A line of the log as almost all are typed: its kind, its text, and nothing beside. It does without click.

Loading click takes longer than starting Python and writing the row together. Whatever is typed otherwise, with an option, a dash
or a word that is no kind, goes the way of every command and is told there what is wrong.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.cli.typed import from_stdin, typed
from salestui.cli.wish import Wish, taken_out
from salestui.domain.entry import KINDS, WIN, Entry
from salestui.domain.refusal import Refusal
from salestui.work import log

if TYPE_CHECKING:
    from pathlib import Path

    from salestui.cli.output import Json


def plain_line(arguments: Sequence[str]) -> tuple[Wish, tuple[str, ...]] | None:
    """What was asked for beside the line, and its words; None for anything but a plain line."""
    if "_SALESTUI_COMPLETE" in os.environ:
        return None
    try:
        rest, wish = taken_out(list(arguments))
    except Refusal:  # said where every command is understood
        return None
    command, *words = rest
    if command != "log" or len(words) < 2 or words[0] not in KINDS or any(word.startswith("-") for word in words):
        return None
    return wish, tuple(words)


def log_line(wish: Wish, words: tuple[str, ...]) -> None:
    """Log it, on disk before it is acknowledged. Raises Refusal as `work.log.read_line` and the store do."""
    kind, text = said(words)
    entry = log.read_line(text, kind, wish.day)
    with log.opened(wish.store) as store:
        entry = log.add(store, entry)
    acknowledge(wish, entry, log.unattended(store))


def said(words: tuple[str, ...]) -> tuple[str, str]:
    """The kind and the text; a lone `-` reads the text, and `win` is the kind when none is named."""
    if words == ("-",):
        return WIN, from_stdin()
    if not words:
        raise Refusal("entry-empty", exit_code=2)
    kind, *rest = words
    if kind not in KINDS:
        raise Refusal("entry-kind", exit_code=2, kind=kind, kinds=", ".join(KINDS))
    return kind, typed(tuple(rest), "", kind)


def acknowledge(wish: Wish, entry: Entry, unattended: Path | None) -> None:
    """Say what stands in the log now; then look after its file, where it was left `unattended` for a day."""
    if wish.form == "text":  # the quick way: no JSON, no table
        from salestui.cli.standard_output import write

        number = f"  {entry.metric}" if entry.metric else ""
        span = f"  {entry.before} → {entry.after}" if entry.before else ""
        write(f"{entry.kind} {entry.id}  {entry.on}  {entry.account or ''}{number}{span}".rstrip() + "\n")
    else:
        from salestui.cli.output import give

        give(wish, form(entry), ())
    if unattended is not None:
        from salestui.cli.care import after_the_log  # once a day

        after_the_log(unattended, wish.language)


def form(entry: Entry) -> dict[str, Json]:
    """An entry as CLI.md gives it."""
    return {
        "id": entry.id,
        "date": entry.on.isoformat(),
        "kind": entry.kind,
        "text": entry.text,
        "metric": entry.metric,
        "before": entry.before,
        "after": entry.after,
        "account": entry.account,
        "deal": entry.deal,
        "tags": list(entry.tags),
        "link": entry.link,
        "created_at": entry.created_at,
    }
