"""The roles of PRODUCT.md 7. A role chooses defaults, never limits."""

from __future__ import annotations

AE, SDR, ENTERPRISE_AE, ACCOUNT_MANAGER, MANAGER = (
    "ae",
    "sdr",
    "enterprise_ae",
    "account_manager",
    "manager",
)
ROLES = (AE, SDR, ENTERPRISE_AE, ACCOUNT_MANAGER, MANAGER)
