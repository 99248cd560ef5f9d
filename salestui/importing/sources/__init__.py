"""The CRMs that are known, one table each. A ninth is one module here and its line in SOURCES."""

from __future__ import annotations

from salestui.importing.sources.clickup import CLICKUP
from salestui.importing.sources.close import CLOSE
from salestui.importing.sources.dynamics import DYNAMICS
from salestui.importing.sources.generic import DEAL_ALIASES, GENERIC
from salestui.importing.sources.hubspot import HUBSPOT
from salestui.importing.sources.layout import Layout, Source, names_of, plain_header, positions_of, shared_prefix
from salestui.importing.sources.pipedrive import PIPEDRIVE
from salestui.importing.sources.salesforce import SALESFORCE
from salestui.importing.sources.zoho import ZOHO

SOURCES = (SALESFORCE, HUBSPOT, PIPEDRIVE, CLICKUP, DYNAMICS, ZOHO, CLOSE, GENERIC)
"""Asked in this order; the generic table is last."""
SOURCE_NAMES = tuple(source.name for source in SOURCES)

__all__ = [
    "DEAL_ALIASES",
    "GENERIC",
    "SOURCES",
    "SOURCE_NAMES",
    "Layout",
    "Source",
    "names_of",
    "plain_header",
    "positions_of",
    "shared_prefix",
]
