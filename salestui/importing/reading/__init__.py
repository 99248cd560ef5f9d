"""Bytes -> table: what a file is by its first bytes, and its cells as text. Never knows what a column means."""
