"""The terms under which figures are computed: currency and rates, definitions, thresholds. All of them are settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that shows no figure does without exact numbers
    from fractions import Fraction

    from salestui.domain.money import Rate

DEFAULT_EXCLUDED_LOSS_REASONS = ("duplicate", "dubblett", "test")


@dataclass(frozen=True, slots=True)
class Terms:
    """`definitions` holds, per setting of METRICS.md 3, the tokens that were chosen; what is left out is the default.

    `currency` None means the currency of the first deals import's most frequent row. `stage_probability` gives a stage's
    probability where the deal has none. `fiscal_start` is a month (1 to 12).
    """

    currency: str | None = None
    rates: tuple[Rate, ...] = ()
    definitions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded_loss_reasons: tuple[str, ...] = DEFAULT_EXCLUDED_LOSS_REASONS
    snapshot_grace_days: int = 7
    missing_open_deals: str = "drop"
    min_sample: int = 5
    stage_probability: Mapping[str, Fraction] = field(default_factory=dict)
    fiscal_start: int = 1
    week_starts_on_sunday: bool = False
