"""Which known deal a row is: by id in any form of it, else by name, account and owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from salestui.domain.text import same_name
from salestui.importing.deals.reader import TypedDeals
from salestui.importing.deals.state import AT
from salestui.importing.ids import is_made, made_id, other_forms
from salestui.importing.known import Known, KnownRow
from salestui.importing.sources import GENERIC, Source

_KEY = ("name", "account", "owner")


class Finder:
    """Finds the known deals of rows. `fields` are those of STATE_FIELDS by which rows will be compared."""

    def __init__(self, known: Known, source: Source, fields: Sequence[str], *, has_ids: bool) -> None:
        self.known = known
        self.source = source
        self.fields = tuple(fields)
        self.has_ids = has_ids
        self.has_deals = known.has_deals()
        self.needs_keys = not has_ids or (self.has_deals and known.has_made_ids())

    def found(self, typed: TypedDeals) -> Mapping[str, KnownRow]:
        """By the row's id, its known deal. One with the number 0 is another CRM's deal of that id."""
        if not self.has_deals:
            return {}
        by_id = dict(self.known.rows(typed.ids, self.fields))
        if not self.has_ids:
            self._add_named(typed, by_id)
            return by_id
        if self.source.id_form:
            fresh = (deal for deal in typed.ids if deal not in by_id)
            forms = {other: deal for deal in fresh for other in other_forms(self.source.id_form, deal)}
            by_id.update({forms[deal]: row for deal, row in self.known.rows(list(forms), self.fields).items()})
        self._leave_other_sources(by_id)
        if self.needs_keys:
            self._add_made(typed, by_id)
        return by_id

    def own_id(self, deal: str, found: Mapping[str, KnownRow]) -> str:
        """The id under which a new deal is kept: its own, or beside its CRM's name where another CRM has that id."""
        return self._apart(deal) if deal in found else deal

    def adopts(self, row: KnownRow) -> bool:
        """Whether a known deal came without an id, and this file has one for it."""
        return self.needs_keys and self.has_ids and is_made(row.id)

    def _leave_other_sources(self, by_id: dict[str, KnownRow]) -> None:
        """Two CRMs may use one number for two deals; the second goes under its CRM's name."""
        own = (self.source.name, GENERIC.name)
        if self.source is GENERIC or not ({row.source for row in by_id.values()} - {*own}):
            return
        strangers = [deal for deal, row in by_id.items() if row.source not in own]
        kept = self.known.rows([self._apart(deal) for deal in strangers], self.fields)
        for deal in strangers:
            by_id[deal] = kept.get(self._apart(deal), by_id[deal]._replace(number=0))

    def _apart(self, deal: str) -> str:
        return f"{self.source.name}:{deal}"

    def _add_made(self, typed: TypedDeals, by_id: dict[str, KnownRow]) -> None:
        left = ((deal, key) for deal, key in zip(typed.ids, typed.keys, strict=True) if deal not in by_id and key[0].strip())
        made = {made_id(key): deal for deal, key in left}
        by_id.update({made[deal]: row for deal, row in self.known.rows(list(made), self.fields).items()})

    def _add_named(self, typed: TypedDeals, by_id: dict[str, KnownRow]) -> None:
        """A file without ids: a deal that has one elsewhere is found by name, account and owner, if these are one deal's."""
        left = {key: deal for deal, key in zip(typed.ids, typed.keys, strict=True) if deal not in by_id}
        pick = itemgetter(*(AT[field] for field in self.fields))
        candidates: dict[tuple[str, ...], list[KnownRow]] = {}
        for known in self.known.deals_named({key[0].strip() for key in left}):
            key = tuple(same_name(str(known.state[AT[field]] or "")) for field in _KEY)
            candidates.setdefault(key, []).append(KnownRow(known.number, known.id, known.source, pick(known.state)))
        for key, deal in left.items():
            same = candidates.get(tuple(map(same_name, key)), [])
            if len(same) == 1:
                by_id[deal] = same[0]
