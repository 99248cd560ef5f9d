"""The review as it stands: assembled, checked, with the state of each section."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.domain.written import HEADLINE, SECTIONS
from salestui.store.accepted import AcceptedRecord as AcceptedRecord
from salestui.store.accepted import delete_accepted, insert_accepted, read_accepted
from salestui.store.undo import keep, rows_of
from salestui.summary.assemble import assemble
from salestui.summary.fields import Kind
from salestui.summary.material import Material
from salestui.summary.sections import FORMS
from salestui.summary.summary import Finding, State, Summary
from salestui.work import kept_material
from salestui.work.desk import Desk
from salestui.work.finalise import handed
from salestui.work.material import told
from salestui.work.objections import findings, written_in
from salestui.work.periods import kept, stored

GAP = "…"
_MENDED = ("error", "warn")


@dataclass(frozen=True)
class Review:
    """`findings` are those that a manager would raise, in their order, without those that the rep keeps with a reason."""

    summary: Summary
    findings: tuple[Finding, ...]

    def state(self, section: str) -> State:
        """How far a section, or the headline, has come."""
        made = self.summary
        if section != HEADLINE and made.section(section).not_applicable:
            return State.NOT_APPLICABLE
        if not self._written(section):
            return State.EMPTY
        if self.to_mend(section):
            return State.TO_MEND
        return State.READY if self._complete(section) else State.DRAFTED

    def to_mend(self, section: str) -> int:
        """How many findings of the section must or should be mended."""
        return sum(finding.section == section and finding.severity in _MENDED for finding in self.findings)

    def _written(self, section: str) -> bool:
        made = self.summary.material
        records = {"scope": bool(made.role), "goals": bool(made.goals), "next_steps": bool(made.actions)}
        return records.get(section, False) or any(key.section == section and text for key, text in made.texts.items())

    def _complete(self, section: str) -> bool:
        """Whether every field that asks for rows has as many as it asks for, and no gap is left."""
        made = self.summary.material
        if any(key.section == section and text.rstrip().endswith(GAP) for key, text in made.texts.items()):
            return False
        if section == HEADLINE:
            return {"result", "driver", "weakest", "next"} <= {line.slot for line in self.summary.headline}
        if section == "next_steps":
            return len(made.actions) >= 3
        asked = (field for field in FORMS[section] if field.at_least and field.kind is not Kind.RECORD)
        return all(len(made.rows(section, field.key)) >= field.at_least for field in asked)


def review(desk: Desk, period: Period) -> Review:
    """The review of the period: as the store has it now, or as it was finalised."""
    if not _finalised(desk, period):
        return of(desk, kept_material.kept_material(desk, period))
    summary = handed(desk, period).summary
    return Review(summary, findings(desk, summary))


def _finalised(desk: Desk, period: Period) -> bool:
    record = stored(desk.store, period)
    return record is not None and record.finalised_at is not None


def at_hand(desk: Desk, period: Period, *, sure: bool = False) -> bool:
    """Whether `review` has its figures; `sure` says that no deal was changed since they were kept."""
    return _finalised(desk, period) or kept_material.at_hand(desk, period, sure=sure)


def retold(desk: Desk, period: Period, made: Review) -> Review:
    """`made` with the texts, entries and actions of today, and with the figures that it has."""
    return of(desk, told(desk, period, made.summary.material))


def of(desk: Desk, material: Material) -> Review:
    """The review of `material`, with its findings."""
    summary = assemble(material)
    return Review(summary, findings(desk, summary))


def states(made: Review) -> dict[str, State]:
    """The state of each of the nine sections, in their order."""
    return {section: made.state(section) for section in SECTIONS}


def accept(desk: Desk, period: Period, finding: Finding, why: str) -> None:
    """Keep the finding, with the reason; it is not raised again. Raises Refusal `reason-missing`."""
    accept_check(desk, period, finding.check, finding.section, finding.subject, why)


def accept_check(desk: Desk, period: Period, check: str, section: str | None, subject: str, why: str) -> None:
    """Keep the findings of a check, in one section or in all, about one subject or any. Raises Refusal `reason-missing`."""
    reason = one_line(why)
    if not reason:
        raise Refusal("reason-missing", exit_code=2, check=check)
    with desk.store.transaction() as connection:
        insert_accepted(connection, kept(desk.store, period).id, check, section, subject, reason)


def accepted(desk: Desk, period: Period) -> tuple[AcceptedRecord, ...]:
    """What is kept with a reason in the period, in the order in which it was kept."""
    record = stored(desk.store, period)
    return read_accepted(desk.store.connection, record.id) if record else ()


def take_back(desk: Desk, period: Period, check: str, section: str | None = None) -> int:
    """Raise the kept findings of a check again; how many there were."""
    with desk.store.transaction() as connection:
        record = stored(desk.store, period)
        own = [
            one
            for one in (read_accepted(connection, record.id) if record else ())
            if one.check == check and (section is None or one.section == section)
        ]
        rows = [row for one in own for row in rows_of(connection, "accepted_finding", "id = ?", (one.id,))]
        keep(connection, "accepted_raised", check, rows)
        for one in own:
            delete_accepted(connection, one.id)
        return len(own)


__all__ = [
    "AcceptedRecord",
    "Review",
    "accept",
    "accept_check",
    "accepted",
    "findings",
    "review",
    "states",
    "take_back",
    "written_in",
]
