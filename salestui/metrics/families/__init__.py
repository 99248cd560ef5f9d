"""The metrics, a module per family, each declared as one function over the records of a look.

Formulas and their names are those of METRICS.md; what it leaves open is decided, and said, in the docstring of the metric.
A metric is added in one place: its family. A family is added as one name below. The order of the names is that of
METRICS.md 12, and so that of all figures, whichever family is asked for first.
"""

from __future__ import annotations

# isort: off
from salestui.metrics.families import (  # noqa: F401 each declares its metrics when it is read
    outcomes,
    attainment,
    growth,
    efficiency,
    losses,
    pipeline,
    slips,
    coverage,
    forecast,
    creation,
    activity,
    funnel,
    stages,
    renewals,
    recurring,
    retention,
    churn_risk,
    lifetime,
    typed,
)
# isort: on
