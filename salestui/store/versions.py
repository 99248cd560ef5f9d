"""The names of the migrations in their order: what tells an old store, a current one and one of a newer program apart."""

from __future__ import annotations

APPLICATION_ID = 0x5A1E7001  # marks a SQLite file as one of ours
MIGRATION_NAMES = ("m001_foundation", "m002_template", "m003_last_export")
# The checksum of everything that these migrations make; a new migration changes it, and its test says into what.
SCHEMA_DIGEST = "9ce4dfb86063932f3e97cfb162246084"
