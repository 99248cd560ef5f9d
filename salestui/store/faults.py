"""What SQLite complains of, as something that the rep can mend."""

from __future__ import annotations

import sqlite3

from salestui.domain.refusal import Refusal


def refusal_for(error: Exception, path: object) -> Refusal | None:
    """The Refusal for a fault of disk, rights, locks or damage; None for a fault of the program."""
    if not isinstance(error, sqlite3.Error):
        return None
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return Refusal("store-busy", exit_code=4, path=path)
    if "full" in said:
        return Refusal("disk-full", exit_code=4, path=path)
    if "readonly" in said or "read-only" in said or "attempt to write" in said:
        return Refusal("store-read-only", path=path)
    if any(sign in said for sign in ("malformed", "not a database", "corrupt", "could not decode")):
        return Refusal("store-damaged", exit_code=4, path=path)
    if "disk i/o" in said or "unable to open" in said:
        return Refusal("store-unreachable", exit_code=4, path=path, reason=said)
    return None
