"""How each metric is counted: what is in force, what could be chosen, and choosing it."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.metrics.definitions import SETTINGS, in_force, tokens_of, with_token
from salestui.metrics.registry import METRICS
from salestui.work import config
from salestui.work.desk import Desk
from salestui.work.figures import terms_of
from salestui.work.goals import known_metric
from salestui.work.periods import chosen as chosen_period
from salestui.work.periods import stored
from salestui.work.templates import in_force as in_force_template


@dataclass(frozen=True, slots=True)
class Definition:
    """`tokens` are in force, `choices` all there are. `metrics` are those that the setting defines."""

    setting: str
    tokens: tuple[str, ...]
    choices: tuple[str, ...]
    metrics: tuple[str, ...]


def definitions(desk: Desk, period: Period, name: str | None = None) -> tuple[Definition, ...]:
    """Every setting, or those of one metric; a finalised period has those that were pinned with it.

    Raises Refusal `metric-unknown`.
    """
    told = terms_of(desk, period).definitions
    names = tuple(SETTINGS) if name is None else _settings_of(desk, name)
    return tuple(
        Definition(
            setting,
            in_force(told, setting),
            tokens_of(setting),
            tuple(slug for slug, metric in METRICS.items() if setting in metric.settings),
        )
        for setting in names
    )


def define(desk: Desk, name: str, token: str) -> Desk:
    """The desk after `token` was chosen for the setting or metric `name`; written to the settings file.

    Raises Refusal `metric-unknown`, `definition-token`, `template-decides`.
    """
    settings = _settings_of(desk, name)
    chosen = next((one for one in settings if _takes(one, token)), settings[0])
    period = chosen_period(desk)
    if chosen in (template := in_force_template(stored(desk.store, period))).definitions:
        raise Refusal("template-decides", template=template.title or template.name, setting=chosen, period=period.key)
    tokens = with_token(desk.terms.definitions, chosen, token)[chosen]
    return desk.with_settings(config.change(desk.settings, f"definitions.{chosen}", ",".join(tokens)))


def _settings_of(desk: Desk, name: str) -> tuple[str, ...]:
    """The settings that define a metric, its own first; or the setting of that name."""
    if name in SETTINGS:
        return (name,)
    slug = known_metric(desk, name)
    return METRICS[slug].settings if slug in METRICS else ()


def _takes(setting: str, token: str) -> bool:
    stem = token.partition("=")[0].partition(".")[0]
    return any(stem == choice.partition("=")[0] for choice in tokens_of(setting))
