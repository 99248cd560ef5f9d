"""How much of a file is too much; beyond it a file is refused or a row rejected, and the limit is named."""

from __future__ import annotations

MB = 1 << 20

FILE_BYTES = 256 * MB
ROWS = 1_000_000
COLUMNS = 2_000
FIELD_CHARACTERS = 1 * MB
RECORD_CHARACTERS = 4 * MB
QUOTED_LINES = 50
DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1970, 2100

PART_BYTES = 64 * MB
PARTS = 1_000
SHEETS = 100
SHEET_CELLS = 16_000_000
XML_DEPTH = 64
READER_BYTES = 1_000 * MB
READER_SECONDS = 25

BLOCK_BYTES = MB // 4
CHUNK_ROWS = 1_500
"""Rows that are typed, compared and stored together. They and the block they come from stay within a processor's cache."""
