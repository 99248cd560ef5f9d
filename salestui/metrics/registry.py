"""All metrics by their slug, in the order of METRICS.md 12."""

from __future__ import annotations

import salestui.metrics.families  # noqa: F401 each family declares its metrics when it is read
from salestui.metrics.declare import METRICS, Metric

__all__ = ["METRICS", "Metric"]
