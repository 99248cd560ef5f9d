"""What a CRM exported and a rep typed: raw rows, export by export."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

Record = dict[str, Any]
"""A row of an export. Amounts are minor units; `closed` and `due` are the actual and the expected close."""

DEFAULTS = {
    "deal_scope": ["new_business"],
    "win_rate": ["count", "closed"],
    "average_deal_size": ["mean", "amount"],
    "sales_cycle_length": ["mean", "won", "from_created"],
    "funnel": ["entered"],
    "weighted_pipeline": ["deal"],
    "stage_mix": ["value"],
    "stalled": ["days=30", "any"],
    "slipped": ["ever_due"],
    "coverage": ["gross", "remaining", "require_next"],
    "forecast": ["first", "commit", "by_actual"],
    "pipeline_created": ["first_amount"],
    "show_rate": ["kept"],
    "activities_per_won_deal": ["period"],
    "renewal_rate": ["due", "by_count", "grace=30"],
    "retention": ["period", "cohort_reactivation"],
    "churn_risk": ["window=90", "probability=0.5"],
    "clv": ["margin", "logo_churn"],
    "new_customers": ["deals"],
    "revenue_growth": ["previous"],
    "sales_velocity": ["open_deals"],
    "comparison": ["same_point"],
}


@dataclass
class Export:
    run: int
    source: str
    as_of: date
    rows: dict[str, Record]
    columns: frozenset[str]

    @property
    def owners(self) -> set[str]:
        return {row["owner"] or "" for row in self.rows.values()}

    @property
    def holds_open(self) -> bool:
        return any(row["status"] == "open" for row in self.rows.values())


@dataclass
class World:
    """`settings` are tokens per setting; `rates` are (currency, from day, units of the reporting currency);
    `segments` are those of accounts.
    """

    today: date
    exports: list[Export]
    steps: dict[str, str]
    stages: list[str]
    removed: set[str] = field(default_factory=set)
    activities: list[Record] = field(default_factory=list)
    movements: list[Record] = field(default_factory=list)
    goals: list[Record] = field(default_factory=list)
    forecasts: list[Record] = field(default_factory=list)
    typed: list[Record] = field(default_factory=list)
    segments: dict[str, str] = field(default_factory=dict)
    rates: list[tuple[str, date, Fraction]] = field(default_factory=list)
    settings: dict[str, list[str]] = field(default_factory=dict)
    stage_probability: dict[str, Fraction] = field(default_factory=dict)
    watched: dict[str, tuple[date, date]] = field(default_factory=dict)
    missing: str = "drop"
    currency: str = "USD"
    grace: int = 7

    def has(self, setting: str, token: str) -> bool:
        return token in self.settings.get(setting, DEFAULTS[setting])

    def number(self, setting: str, name: str) -> Fraction:
        for token in self.settings.get(setting, DEFAULTS[setting]):
            if token.startswith(name + "="):
                return Fraction(token.split("=")[1])
        raise KeyError(name)

    def idle_days(self, stage: str | None) -> int:
        for token in self.settings.get("stalled", DEFAULTS["stalled"]):
            if stage is not None and token.startswith(f"days.{stage}="):
                return int(token.split("=")[1])
        return int(self.number("stalled", "days"))

    def history(self, deal: str) -> list[tuple[date, Record]]:
        """The rows of a deal, oldest first."""
        return [(e.as_of, e.rows[deal]) for e in sorted(self.exports, key=lambda e: e.as_of) if deal in e.rows]

    def deals(self) -> list[str]:
        return sorted({deal for export in self.exports for deal in export.rows})

    def newest(self, deal: str) -> Record:
        return self.history(deal)[-1][1]
