"""Templates written out as TOML: what comes with a role, and what a rep chose in a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import tomli_w

from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.role import ACCOUNT_MANAGER, AE, ENTERPRISE_AE, MANAGER, SDR
from salestui.domain.template import Template
from salestui.domain.written import SECTIONS
from salestui.guide import words
from salestui.metrics.figure import Unit
from salestui.metrics.registry import METRICS
from salestui.summary.assemble import NOT_APPLICABLE
from salestui.summary.offered import chosen, keeps_customers, offered
from salestui.work.desk import Desk
from salestui.work.material import material
from salestui.work.measures import listed as measured

_GOALS = {
    AE: (("quota", "revenue_won"), ("coverage of the next period", "pipeline_coverage_next")),
    SDR: (("quota", "qualified_meetings"), ("pipeline", "pipeline_created")),
    ENTERPRISE_AE: (("quota", "acv_won"), ("forecast accuracy", "forecast_accuracy")),
    ACCOUNT_MANAGER: (("quota", "renewed_mrr"), ("net revenue retention", "net_revenue_retention")),
    MANAGER: (("quota", "revenue_won"), ("forecast accuracy", "forecast_accuracy")),
}
_BENCHMARKS = {
    AE: (("pipeline_coverage_next", "3"),),
    SDR: (("show_rate", "80%"),),
    ENTERPRISE_AE: (("pipeline_coverage_next", "3"), ("forecast_accuracy", "90%")),
    ACCOUNT_MANAGER: (("net_revenue_retention", "100%"), ("renewal_rate", "90%")),
    MANAGER: (("pipeline_coverage_next", "3"), ("forecast_accuracy", "90%")),
}
"""What the field says when it has nothing better; a company's own comparison belongs in its own template."""
Plain = str | int | Sequence["Plain"] | Mapping[str, "Plain"]


def role_template(role: str, language: str) -> str:
    """The TOML of what comes with the role, its labels in `language`. Its goals have no targets: those are each rep's own."""
    by_rule = words(language)("templates.rule_of_thumb")
    applying = [section for section in SECTIONS if section != "customers" or keeps_customers(role)]
    told: dict[str, Plain] = {
        "name": role,
        "role": role,
        "metrics": list(offered(role)),
        "sections": applying,
        "goals": [{"name": name, "metric": metric} for name, metric in _GOALS[role]],
        "benchmarks": [{"metric": metric, "value": value, "label": by_rule} for metric, value in _BENCHMARKS[role]],
    }
    return _text(told)


def template_of(desk: Desk, period: Period, name: str) -> str:
    """The TOML of the period: its own choices over what it was begun with. Targets in money stay with the rep."""
    made = material(desk, period)
    base = made.template
    left_out = {key.section for key, text in made.texts.items() if key.field == NOT_APPLICABLE and text.strip()}
    marks = [one for one in measured(desk) if one.period == period.key and one.benchmark and not isinstance(one.value, Money)]
    told: dict[str, Plain] = {
        "name": name,
        "title": base.title,
        "role": made.role or base.role or "",
        "metrics": list(chosen(made) or base.metrics or offered(made.role)),
        "required": list(base.required),
        "sections": [section for section in SECTIONS if section not in left_out] if left_out else [],
        "prompts": dict(base.prompts),
        "limits": dict(base.limits),
        "definitions": {setting: list(tokens) for setting, tokens in made.terms.definitions.items()},
        "wording": _wording(base, desk),
        "checks": dict(base.checks),
        "goals": [{"name": goal.name, "metric": goal.metric} for goal in made.goals],
        "benchmarks": [
            {"metric": one.metric, "value": _number(one.metric, one.value), "label": one.benchmark or ""} for one in marks
        ],
    }
    return _text({key: value for key, value in told.items() if value})


def _wording(base: Template, desk: Desk) -> dict[str, Plain]:
    allowed = dict.fromkeys((*base.allowed, *desk.settings.allowed_wording))
    return {name: terms for name, terms in (("avoid", list(base.avoided)), ("allow", list(allowed))) if terms}


def _number(metric: str, value: object) -> str:
    """A benchmark as it can be typed again: 25% of a ratio, 3 of a multiple."""
    exact = Fraction(str(value))
    if metric in METRICS and METRICS[metric].unit is Unit.RATIO:
        exact *= 100
    text = f"{float(exact):g}"
    return f"{text}%" if metric in METRICS and METRICS[metric].unit is Unit.RATIO else text


def _text(told: Mapping[str, Plain]) -> str:
    return tomli_w.dumps(told)
