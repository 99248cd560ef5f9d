"""Which accounts a document names, so that they can be shown by initial or alias."""

from __future__ import annotations

import re

from salestui.metrics.ledger import Ledger
from salestui.render.markdown import markdown
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.document import full
from salestui.summary.summary import Summary
from salestui.work.desk import Desk
from salestui.work.figures import ledger

_WORD = re.compile(r"\w+")


def accounts_in(desk: Desk, summary: Summary) -> tuple[str, ...]:
    """The accounts of the book and of the log whose first word stands in the full document with its evidence, by name."""
    wording = Wording(Numbers("en"), summary.material)
    text = markdown(full(summary, charts=False, evidence=True), wording)
    words = {word.casefold() for word in _WORD.findall(text)}
    logged = {entry.account for entry in summary.material.entries if entry.account}
    known = ledger(desk, summary.material.period).once(_accounts) | logged
    return tuple(sorted(name for name in known if (first := _WORD.search(name)) and first[0].casefold() in words))


def _accounts(book: Ledger) -> frozenset[str]:
    return frozenset(deal.account for deal in book.book.deals if deal.account) | {one.name for one in book.book.accounts}
