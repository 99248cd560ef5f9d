"""Figures that no export gives: a rep types them (METRICS.md 7)."""

from __future__ import annotations

from salestui.metrics.declare import ACTIVITY, CUSTOMER, HIGHER, LOWER, OF_PERIOD, metric, only_typed
from salestui.metrics.figure import Unit

metric(
    "leads",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=OF_PERIOD,
    family=ACTIVITY,
    formula="typed",
    scoped=False,
    feeds=("lead_to_meeting_rate",),
    adds_up=True,
)(only_typed)

metric(
    "acquisition_cost",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=OF_PERIOD,
    family=CUSTOMER,
    formula="typed",
    scoped=False,
    adds_up=True,
)(only_typed)

metric(
    "gross_margin",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=OF_PERIOD,
    family=CUSTOMER,
    formula="typed",
    scoped=False,
)(only_typed)

metric(
    "lead_response_hours",
    unit=Unit.HOURS,
    better=LOWER,
    dated_by=OF_PERIOD,
    family=ACTIVITY,
    formula="typed",
    scoped=False,
    feeds=("lead_to_meeting_rate", "show_rate"),
)(only_typed)
