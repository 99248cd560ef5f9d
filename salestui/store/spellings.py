"""Names of accounts that differ only in case, spaces or encoding are one account, called as it was called first (R53).

The store keeps what each CRM wrote; figures count what a rep would count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from salestui.domain.book import Account
from salestui.domain.text import same_name


def other_spellings(names: Iterable[str | None]) -> dict[str, str]:
    """Each name that is another spelling of an earlier one -> that one; empty where every name is an account of its own."""
    first: dict[str, str] = {}
    found = {}
    for name in dict.fromkeys(names):
        if name is None:
            continue
        key = name.casefold() if name.isascii() and "  " not in name else same_name(name)  # a hundred thousand are looked at
        kept = first.setdefault(key, name)
        if kept != name:
            found[name] = kept
    return found


def as_one(accounts: Iterable[Account], spelled: Mapping[str, str]) -> Iterator[Account]:
    """The accounts, each once: what one spelling does not say another one may."""
    found: dict[str, Account] = {}
    for account in accounts:
        name = spelled.get(account.name, account.name)
        known = found.get(name)
        if known is not None:
            told = (known.id or account.id, known.segment or account.segment, known.region or account.region)
            account = Account(known.name, *told)
        found[name] = account
    yield from found.values()
