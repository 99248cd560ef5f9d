"""Ids of deals: kept to the character, and the forms in which one CRM writes the same id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from salestui.domain.text import same_name

_SALESFORCE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_CHECK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_ZOHO = "zcrm_"
MADE = "name:"


def other_forms(form: str | None, deal_id: str) -> tuple[str, ...]:
    """How else the CRM may write `deal_id`: Salesforce with 15 characters, or with three more that say their case; Zoho
    with `zcrm_` before the digits.
    """
    if form == "zoho":
        return (deal_id.removeprefix(_ZOHO),) if deal_id.startswith(_ZOHO) else (_ZOHO + deal_id,)
    if form != "salesforce" or not _SALESFORCE.fullmatch(deal_id):
        return ()
    return (deal_id[:15],) if len(deal_id) == 18 else (deal_id + _checksum(deal_id),)


def made_id(key: Sequence[str]) -> str:
    """The id of a deal without one, made from its name, account and owner: the same deal gets the same id."""
    plain = "\x1f".join(same_name(part) for part in key)
    return MADE + hashlib.blake2b(plain.encode(), digest_size=6).hexdigest()


def is_made(deal_id: str) -> bool:
    return deal_id.startswith(MADE)


def _checksum(deal_id: str) -> str:
    """One character for each five, whose bits tell which of the five are capitals."""
    fives = (deal_id[i : i + 5] for i in (0, 5, 10))
    return "".join(_CHECK_LETTERS[sum(1 << i for i, letter in enumerate(five) if letter.isupper())] for five in fives)
