"""Now, as the store writes it. Days are the rep's and are passed in; an instant only orders what happened."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> str:
    """This instant in UTC to the microsecond: 2026-03-02T14:02:11.123456Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
