"""The customers' draft: what was done for them with the metric that shows it, and the accounts at risk."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.domain.entry import BLOCKER, RISK, Entry
from salestui.domain.written import FieldKey
from salestui.metrics.question import EMPTY
from salestui.summary.assemble import NOT_APPLICABLE, YES
from salestui.summary.cells import having, is_nothing
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live
from salestui.summary.drafts.told import speaks_of
from salestui.summary.material import Material
from salestui.summary.offered import keeps_customers
from salestui.summary.sections.customers import KEY, SHOWN

_SHOWN_BY = (("expansion_revenue", "expansion"), ("renewal_rate", None), ("renewal_revenue", None))
"""In which metric an entry shows that speaks of it; the others need no sign."""


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """Not part of the role where there is nothing of it; else the actions from the log and the accounts at risk."""
    material = teller.material
    told = allotted.of(KEY)
    something = any(not is_nothing(figure) for figure in having(map(material.figure, SHOWN)))
    if not told and not (keeps_customers(material.role) and something):
        yield FieldKey(KEY, NOT_APPLICABLE), YES
        return
    actions = [one for one in told if one.entry.kind not in (RISK, BLOCKER)]
    for row, one in enumerate(actions, start=1):
        yield FieldKey(KEY, "action", row), one.whole
        if metric := one.entry.metric or _shown_by(material, one.entry):
            yield FieldKey(KEY, "action", row, "metric"), metric
    risks = [text for text in (_at_risk(teller),) if text]
    risks += [one.whole for one in told if one.entry.kind in (RISK, BLOCKER)]
    for row, text in enumerate(risks, start=1):
        yield FieldKey(KEY, "at_risk", row), text


def _at_risk(teller: Teller) -> str | None:
    """How many accounts, what they are worth, and in which segment most of them are."""
    figure = teller.material.figure("churn_risk_accounts")
    if figure is None or not figure.value:
        return None
    slices = [
        (one.value, key.member)
        for key, one in teller.material.figures.items()
        if key.metric == "churn_risk_accounts"
        and key.dimension == "segment"
        and key.member not in (None, EMPTY)
        and isinstance(one.value, Fraction)
    ]
    most, member = max(slices, default=(Fraction(), None))
    if member is None:
        return teller.say("drafts.customers.at_risk")
    if most == figure.value:
        return teller.first("customers.at_risk_all", segment=member) or teller.say("drafts.customers.at_risk")
    if most:
        count = live("churn_risk_accounts", segment=member)
        return teller.say("drafts.customers.at_risk_in", segment=member, count=count)
    return teller.say("drafts.customers.at_risk")


def _shown_by(material: Material, entry: Entry) -> str | None:
    """The customer metric in which the entry shows."""
    for metric, sign in _SHOWN_BY:
        figure = material.figure(metric)
        if figure and figure.value is not None and (sign is None or speaks_of(entry, sign)):
            return metric
    return None
