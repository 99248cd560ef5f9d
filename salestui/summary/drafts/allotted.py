"""Which entry supports which section: each at most once, so that a reader meets no story twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salestui.domain.entry import BLOCKER, LEARNING, PRAISE, PROCESS, RISK, TEAM, WIN, Entry
from salestui.domain.text import same_name
from salestui.summary.drafts.told import Told, speaks_of, told
from salestui.summary.material import Material
from salestui.summary.offered import drafted_metrics, keeps_customers
from salestui.summary.sections.pipeline import behind

MOST = {"results": 5, "pipeline": 4, "activity": 2, "customers": 3, "team": 3, "context": 2, "next_steps": 1}
WORDS = {"pipeline": 75, "activity": 35, "customers": 55, "team": 60, "context": 45}
"""How many words of entries a section takes before it stops at the next one: a draft has to fit a skim."""
ACTIVITIES = (
    "demos_per_week",
    "follow_ups_per_week",
    "meetings_per_week",
    "calls_per_week",
    "emails_per_week",
    "lead_response_hours",
)
SCOPE_CHANGES = ("pricing", "territory")


@dataclass(frozen=True)
class Allotted:
    """`by_section` holds the entries of each section, those that it cites first. `by_metric` those that speak of a metric."""

    by_section: Mapping[str, tuple[Told, ...]]
    by_metric: Mapping[str, Told]

    def of(self, section: str) -> tuple[Told, ...]:
        return self.by_section.get(section, ())


def allot(material: Material) -> Allotted:
    """The entries of the period, each to the section that it fits best: what the rep cited goes where it is cited."""
    scope = {one.entry.id for _, one in scope_changes(material)}
    left = [entry for entry in sorted(material.entries, key=lambda entry: (entry.on, entry.id)) if entry.id not in scope]
    found: dict[str, list[Told]] = {}
    by_metric: dict[str, Told] = {}

    def take(section: str, entries: Iterable[Entry], most: int) -> None:
        for entry in list(entries):
            taken = found.setdefault(section, [])
            words = sum(len(one.whole.split()) for one in (*taken, told(entry)))
            if entry in left and len(taken) < most and (not taken or words <= WORDS.get(section, words)):
                taken.append(told(entry))
                left.remove(entry)

    for metric in (*drafted_metrics(material), *ACTIVITIES):
        speaking = [entry for entry in left if entry.metric == metric and entry.kind in (WIN, PROCESS, LEARNING)]
        if speaking:
            by_metric[metric] = told(speaking[-1])
            left.remove(speaking[-1])
    slipped, lost = accounts(material, "slipped_deals"), accounts(material, "deals_lost")
    at_risk = accounts(material, "churn_risk_accounts")
    take("pipeline", _about_slips(material, _kinds(left, RISK, BLOCKER)), MOST["pipeline"] - 1)
    take("customers", (e for e in _kinds(left, RISK, BLOCKER) if _names(e, at_risk)), 1)
    for section, numbers in material.cited.items():
        cited = (entry for entry in left if entry.id in numbers and _fits(section, entry))
        take(section, (e for e in cited if section != "pipeline" or not _names(e, lost)), MOST.get(section, 0))
    take("team", _kinds(left, TEAM), MOST["team"])
    take("activity", _kinds(left, PROCESS), MOST["activity"])
    take("customers", (e for e in _kinds(left, WIN) if speaks_of(e, "customers")), MOST["customers"])
    take("context", (e for e in reversed(_kinds(left, BLOCKER, LEARNING)) if not _names(e, slipped)), MOST["context"])
    if not keeps_customers(material.role):  # of those who keep customers, what is left is about a customer, not about a buyer
        take("pipeline", (e for e in reversed(_kinds(left, RISK, BLOCKER)) if not _names(e, lost)), MOST["pipeline"])
    take("next_steps", (e for e in reversed(_kinds(left, WIN, PRAISE, PROCESS)) if told(e).effect), MOST["next_steps"])
    take("results", reversed(_kinds(left, WIN)), MOST["results"])
    return Allotted({section: tuple(entries) for section, entries in found.items()}, by_metric)


def scope_changes(material: Material) -> list[tuple[str, Told]]:
    """Process entries that say how what was the rep's to sell changed: prices, territory, coverage."""
    found = []
    for entry in material.entries:
        kind = next((kind for kind in SCOPE_CHANGES if speaks_of(entry, kind)), None)
        if entry.kind == PROCESS and kind:
            found.append((kind, told(entry)))
    return found


def accounts(material: Material, metric: str) -> frozenset[str]:
    """The accounts and deals behind a count, under the key by which spellings of one name agree."""
    figure = material.figure(metric)
    if figure is None or not figure.value:
        return frozenset()
    return frozenset(same_name(name) for row in figure.rows() for name in (row.account, row.name, row.deal) if name)


def _about_slips(material: Material, entries: list[Entry]) -> list[Entry]:
    """The newest entry on each slipped deal, the largest deal first."""
    found = []
    for deal in behind(material, "slipped_deals"):
        names = frozenset(same_name(name) for name in (deal.account, deal.name, deal.deal) if name)
        found += [entry for entry in reversed(entries) if _names(entry, names)][:1]
    return found


def _names(entry: Entry, names: frozenset[str]) -> bool:
    """Whether the entry is about one of those accounts or deals."""
    return any(same_name(name) in names for name in (entry.account, entry.deal) if name)


def _kinds(entries: list[Entry], *kinds: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind in kinds]


def _fits(section: str, entry: Entry) -> bool:
    wanted = {
        "results": (WIN, PROCESS, LEARNING),
        "pipeline": (RISK, BLOCKER),
        "activity": (PROCESS,),
        "customers": (WIN, PROCESS, RISK, BLOCKER),
        "team": (TEAM,),
        "context": (BLOCKER, LEARNING, RISK),
    }
    return entry.kind in wanted.get(section, ())
