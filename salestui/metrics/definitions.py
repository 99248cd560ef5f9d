"""How a figure is defined: the variants that a rep or a company can choose between, as the tokens of METRICS.md 3."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.refusal import Refusal

Definitions = Mapping[str, tuple[str, ...]]


class Setting(NamedTuple):
    """`groups` are alternatives, the first of each the default; one that ends in "=" takes a number.

    `numbers` are the thresholds that always stand, with their defaults; `per_stage` names the one that a stage may have of
    its own (`days.Negotiation=14`).
    """

    groups: tuple[tuple[str, ...], ...] = ()
    numbers: Mapping[str, str] = {}
    per_stage: str | None = None


SETTINGS: Mapping[str, Setting] = {
    "deal_scope": Setting((("new_business", "all"),)),
    "win_rate": Setting((("count", "value"), ("closed", "created"))),
    "average_deal_size": Setting((("mean", "median"), ("amount", "acv"))),
    "sales_cycle_length": Setting((("mean", "median"), ("won", "closed"), ("from_created", "from_first_meeting"))),
    "funnel": Setting((("entered", "flow"),)),
    "weighted_pipeline": Setting((("deal", "stage", "historical"),)),
    "stage_mix": Setting((("value", "count"),)),
    "stalled": Setting((("any", "activity", "stage"),), {"days": "30"}, per_stage="days"),
    "slipped": Setting((("ever_due", "opening"),)),
    "coverage": Setting((("gross", "weighted"), ("remaining", "full"), ("require_next", "assume_current"))),
    "forecast": Setting(
        (("first", "mid", "last", "lead="), ("commit", "best_case", "midpoint"), ("by_actual", "by_forecast", "by_larger"))
    ),
    "pipeline_created": Setting((("first_amount", "current_amount"),)),
    "show_rate": Setting((("kept", "booked"),)),
    "activities_per_won_deal": Setting((("period", "linked"),)),
    "renewal_rate": Setting((("due", "closed_basis"), ("by_count", "by_value")), {"grace": "30"}),
    "retention": Setting((("period", "trailing_12m"), ("cohort_reactivation", "all_reactivation"))),
    "churn_risk": Setting((), {"window": "90", "probability": "0.5"}),
    "clv": Setting((("margin", "revenue"), ("logo_churn", "revenue_churn"))),
    "new_customers": Setting((("deals", "mrr"),)),
    "revenue_growth": Setting((("previous", "year_ago"),)),
    "sales_velocity": Setting((("open_deals", "closed_deals"),)),
    "comparison": Setting((("same_point", "full"),)),
}


def in_force(definitions: Definitions, setting: str) -> tuple[str, ...]:
    """The tokens of `setting` that hold: one of each group, then its numbers ("days=30", "days.Negotiation=14")."""
    declared, chosen = SETTINGS[setting], definitions.get(setting, ())
    tokens = [next((token for token in reversed(chosen) if _in_group(token, group)), group[0]) for group in declared.groups]
    for name, default in declared.numbers.items():
        tokens.append(next((token for token in reversed(chosen) if token.startswith(f"{name}=")), f"{name}={default}"))
    if declared.per_stage:
        tokens += [token for token in chosen if token.startswith(f"{declared.per_stage}.")]
    return tuple(tokens)


def number(tokens: tuple[str, ...], name: str) -> Fraction:
    """The number after `name=` among `tokens`. KeyError where there is none."""
    for token in tokens:
        if token.startswith(f"{name}="):
            return Fraction(token.partition("=")[2])
    raise KeyError(name)


def with_token(definitions: Definitions, setting: str, token: str) -> dict[str, tuple[str, ...]]:
    """`definitions` with `token` chosen for `setting`, in the place of its alternatives.

    Raises Refusal `definition-unknown` (no such setting) and `definition-token` (no such token), naming those there are.
    """
    if setting not in SETTINGS:
        raise Refusal("definition-unknown", exit_code=2, setting=setting, settings=", ".join(SETTINGS))
    declared, wanted = SETTINGS[setting], token.strip()
    name, _, value = wanted.partition("=")
    stage = name.partition(".")[2]
    is_number = name in declared.numbers or bool(stage and name.partition(".")[0] == declared.per_stage)
    group = next((group for group in declared.groups if _in_group(wanted, group)), None)
    if (group is None and not is_number) or ((value or wanted.endswith("=")) and not _is_number(value)):
        raise Refusal("definition-token", exit_code=2, setting=setting, token=wanted, tokens=", ".join(tokens_of(setting)))
    if is_number and not value:
        raise Refusal("definition-token", exit_code=2, setting=setting, token=wanted, tokens=", ".join(tokens_of(setting)))
    kept = [
        other
        for other in definitions.get(setting, ())
        if other.partition("=")[0] != name and not (group and _in_group(other, group))
    ]
    return {**definitions, setting: (*kept, wanted)}


def tokens_of(setting: str) -> tuple[str, ...]:
    """Every token that can be chosen for `setting`; numbers with their default, `lead=30`."""
    declared = SETTINGS[setting]
    alternatives = [f"{token}30" if token.endswith("=") else token for group in declared.groups for token in group]
    return (*alternatives, *(f"{name}={default}" for name, default in declared.numbers.items()))


def _in_group(token: str, group: tuple[str, ...]) -> bool:
    return any(token == member or (member.endswith("=") and token.startswith(member)) for member in group)


def _is_number(text: str) -> bool:
    try:
        return Fraction(text) >= 0
    except (ValueError, ZeroDivisionError):
        return False
