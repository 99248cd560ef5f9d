"""The rep's one SQLite file: schema, rows in and rows out, backups, integrity. The only place where SQL stands.

Never knows formulas, files of a CRM, wording or screens.

Decisions
- 2026-11: opening, reading and writing go through plain `sqlite3`; sqlite-utils is imported only when a migration is
  pending, because it costs more than everything else that `salestui log` needs.
- 2026-11: money is integer minor units beside its currency, days are ISO text, instants are UTC text ending in Z.
- 2026-11: what a rep typed into a section, a scope change and a process change are all rows of `section_text`, so that
  one history serves them all; the views `v_scope_change` and `v_process_change` show them as records.
- 2026-11: `deal` holds the newest values with the rep's corrections applied; what the CRM said stands beside it in
  `deal_correction`. Which run held which deal stands in `sighting`, so that exports may arrive in any order.
- 2026-11: there are no triggers, so that `trusted_schema` can stay off: whoever writes an entry or a deal also writes its
  line of the search index, and a trigger in a store is a stranger's.
"""
