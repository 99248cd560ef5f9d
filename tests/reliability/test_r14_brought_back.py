"""Nothing that was written is overwritten: whatever an entry or a field ever said can be brought back."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.work import log, writing
from salestui.work.desk import Desk, open_desk
from tests.reliability.faults import TODAY, Outcome

PERIOD = parse_period("2026-Q1")
TREND = FieldKey("context", "trend")
DEEDS = 12
OF_A_STORE = 20  # a history that grows for ever would be what is measured


def _entry_told(desk: Desk, chance: random.Random) -> set[str]:
    """What an entry said that was edited, deleted and taken back at random, and can no longer be made to say."""
    entry = log.add(desk.store, log.read_line("Said 0", "win", desk.today))
    said, deleted = {entry.text}, False
    for number in range(1, DEEDS):
        deed = chance.choice(("edit", "edit", "undo", "undo", "delete"))
        if deleted or (deed == "undo" and len(said) > 1):
            log.undo(desk.store, entry.id)
            deleted = False
        elif deed == "delete":
            log.delete(desk.store, entry.id)
            deleted = True
        else:
            said.add(log.edit(desk.store, entry.id, f"Said {number}").text)
    if deleted:
        log.undo(desk.store, entry.id)
    found = {log.one(desk.store, entry.id).text}
    for _ in range(2 * DEEDS if len(said) > 1 else 0):
        found.add(log.undo(desk.store, entry.id).text)
    return said - found


def _field_told(desk: Desk, chance: random.Random, began: datetime) -> set[str]:
    """What stood in a field for over a second, and can no longer be brought back into it."""
    known = {revision.id for revision in writing.history(desk, PERIOD, "context")}
    standing, stood, clock = writing.texts(desk, PERIOD).get(TREND, ""), set[str](), began
    for number in range(DEEDS):
        stands = chance.uniform(0.05, 3)
        clock += timedelta(seconds=stands)
        if stands > 1:
            stood.add(standing)
        earlier = [revision for revision in writing.history(desk, PERIOD, "context") if revision.id not in known]
        deed = chance.choice(("typed", "typed", "draft", "restore", "emptied"))
        if deed == "restore" and earlier:
            standing = chance.choice(earlier).text
        else:
            standing = "" if deed == "emptied" else f"{standing} {number}" if deed == "typed" else f"drafted {number}"
        reason = deed if deed in ("draft", "restore") else "typed"
        standing = writing.set_field(
            desk, PERIOD, TREND, standing, reason=reason, at=clock.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        ).written.text
    lost = set()
    for text in stood - {"", standing}:
        revisions = [one for one in writing.history(desk, PERIOD, "context") if one.text == text]
        if not revisions or writing.restore(desk, PERIOD, "context", revisions[0].id).text != text:
            lost.add(text)
    return lost


def brought_back(path: Path, sequences: int, seed: int) -> Outcome:
    """So many random sequences of edit, undo, delete and restore, of an entry and of a field in turn."""
    chance, broken = random.Random(seed), []
    for begin in range(0, sequences, OF_A_STORE):
        own = path.with_name(f"{begin} {path.name}")
        with open_desk(str(own), datetime.fromisoformat(TODAY).date(), "en") as desk:
            for number in range(begin, min(begin + OF_A_STORE, sequences)):
                if number % 2:
                    lost = _entry_told(desk, chance)
                else:
                    lost = _field_told(desk, chance, datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number))
                broken += [f"seed {seed}, sequence {number}: lost {text!r}" for text in lost]
    return Outcome(sequences, tuple(broken))


def test_r14_whatever_was_said_for_over_a_second_can_be_brought_back(tmp_path: Path) -> None:
    assert brought_back(tmp_path / "rep.db", sequences=20, seed=14).broken == ()


def test_r14_each_undo_goes_one_version_further_back_and_from_the_oldest_to_the_newest(tmp_path: Path) -> None:
    with open_desk(str(tmp_path / "rep.db"), datetime.fromisoformat(TODAY).date(), "en") as desk:
        entry = log.add(desk.store, log.read_line("one", "win", desk.today))
        for text in ("two", "three"):
            log.edit(desk.store, entry.id, text)
        assert [log.undo(desk.store, entry.id).text for _ in range(4)] == ["two", "one", "three", "two"]
        log.edit(desk.store, entry.id, "four")
        assert {log.undo(desk.store, entry.id).text for _ in range(5)} >= {"one", "two", "three"}
        log.delete(desk.store, entry.id)
        assert log.undo(desk.store, entry.id).text == log.one(desk.store, entry.id).text
