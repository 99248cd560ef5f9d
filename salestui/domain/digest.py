"""A short name for long bytes, the same for the same bytes and practically no others."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # hashlib brings OpenSSL, which a start would feel
except ImportError:
    from hashlib import blake2b


def digest(told: bytes) -> str:
    """32 hexadecimal digits."""
    return blake2b(told, digest_size=16).hexdigest()
