"""Writing: what was typed is there, what it replaced can be brought back, and nothing is written for nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.work import log, periods, writing
from salestui.work.desk import open_desk

Q1 = parse_period("2026-Q1")
TREND = FieldKey("context", "trend")


@pytest.fixture
def desk(store_file):
    with open_desk(str(store_file), date(2026, 3, 10), "en") as desk:
        yield desk


def at(seconds: float) -> str:
    return (datetime(2026, 3, 10, 9, tzinfo=UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def earlier(desk, section="context"):
    return [revision.text for revision in writing.history(desk, Q1, section)]


def test_a_text_is_there_after_it_was_set(desk):
    writing.set_field(desk, Q1, TREND, "Deals drop out in Proposal")
    assert writing.texts(desk, Q1) == {TREND: "Deals drop out in Proposal"}
    assert periods.stored(desk.store, Q1) is not None


def test_a_text_that_changes_nothing_writes_nothing(desk):
    writing.set_field(desk, Q1, TREND, "")
    assert periods.stored(desk.store, Q1) is None
    first = writing.set_field(desk, Q1, TREND, "same", at=at(0))
    again = writing.set_field(desk, Q1, TREND, "same", at=at(60))
    assert again == first
    assert earlier(desk) == []


def test_what_the_shell_replaced_can_be_brought_back_however_soon(desk):
    writing.write(desk, Q1, "context.trend", "Deals drop out")
    writing.write(desk, Q1, "context.trend", "Deals stall")
    assert earlier(desk) == ["Deals drop out"]


def test_what_stood_longer_than_typing_takes_can_be_brought_back(desk):
    writing.set_field(desk, Q1, TREND, "Deals", at=at(0))
    writing.set_field(desk, Q1, TREND, "Deals drop", at=at(0.5), seen="Deals")
    writing.set_field(desk, Q1, TREND, "Deals drop out", at=at(1.6), seen="Deals drop")
    writing.set_field(desk, Q1, TREND, "", at=at(9))
    assert earlier(desk) == ["Deals drop out", "Deals drop"]
    newest = writing.history(desk, Q1, "context")[0]
    writing.restore(desk, Q1, "context", newest.id)
    assert writing.texts(desk, Q1)[TREND] == "Deals drop out"


def test_a_draft_never_replaces_what_the_rep_wrote(desk):
    writing.set_field(desk, Q1, TREND, "mine")
    writing.set_field(desk, Q1, FieldKey("context", "driver", 2), "my driver")
    drafted = ((TREND, "draft"), (FieldKey("context", "driver", 1), "d"), (FieldKey("context", "constraint", 1), "c"))
    accepted = writing.accept_draft(desk, Q1, drafted)
    assert [written.key.field for written in accepted] == ["constraint"]
    assert writing.texts(desk, Q1)[TREND] == "mine"


def test_two_writers_keep_both_texts_and_the_later_is_told(desk):
    writing.set_field(desk, Q1, TREND, "from the shell", at=at(0))
    kept = writing.set_field(desk, Q1, TREND, "from the app", seen="", at=at(0.1))
    assert kept.overtaken == "from the shell"
    assert earlier(desk) == ["from the shell"]


def test_pasted_text_survives_to_the_letter_without_what_a_terminal_obeys(desk):
    written = writing.set_field(desk, Q1, TREND, "Cafe\u0301 – “quoted”\tand\r\nmore\x1b[31m \u202e[link](x) 😀").written
    assert written.text == "Café – “quoted”\tand\nmore [link](x) 😀"


def test_a_day_is_kept_as_that_day(desk):
    place = FieldKey("scope", "change", 1, "date")
    for said, day in (("yesterday", "2026-03-09"), ("15 feb", "2026-02-15"), ("1 mars", "2026-03-01"), ("15 f", "15 f")):
        assert writing.set_field(desk, Q1, place, said).written.text == day


def test_a_removed_row_moves_the_others_up_and_stays_in_the_history(desk):
    for row, text in enumerate(("one", "two", "three"), start=1):
        writing.set_field(desk, Q1, FieldKey("team", "contribution", row), text)
        writing.set_field(desk, Q1, FieldKey("team", "contribution", row, "effect"), f"effect {text}")
    writing.remove_row(desk, Q1, FieldKey("team", "contribution", 2))
    now = writing.texts(desk, Q1)
    assert [now.get(FieldKey("team", "contribution", row)) for row in (1, 2, 3)] == ["one", "three", None]
    assert now[FieldKey("team", "contribution", 2, "effect")] == "effect three"
    assert "two" in earlier(desk, "team")


@pytest.mark.parametrize(
    ("place", "text", "slug"),
    [
        ("scope.motion", "sideways", "choice-unknown"),
        ("scope.change.1.kind", "weather", "choice-unknown"),
        ("context.driver.1.metric", "winrate", "metric-unknown"),
        ("customers.not_applicable", "perhaps", "flag-unknown"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_refused_and_changes_nothing(desk, place, text, slug):
    with pytest.raises(Refusal) as refused:
        writing.write(desk, Q1, place, text)
    assert refused.value.slug == slug
    assert writing.texts(desk, Q1) == {}


def test_a_place_is_named_and_rows_are_appended(desk):
    writing.write(desk, Q1, "team.contribution.+", "first")
    writing.write(desk, Q1, "team.contribution.+", "second")
    assert writing.texts(desk, Q1)[FieldKey("team", "contribution", 2)] == "second"


def test_a_section_is_left_out_with_a_reason_and_taken_in_again(desk):
    writing.skip(desk, Q1, "team", "new in the team")
    assert writing.texts(desk, Q1)[FieldKey("team", "not_applicable")] == "new in the team"
    writing.unskip(desk, Q1, "team")
    assert writing.texts(desk, Q1) == {}
    with pytest.raises(Refusal, match="section-needed"):
        writing.skip(desk, Q1, "pipeline", "no time")


def test_an_entry_is_cited_once_and_can_be_taken_out(desk):
    entry = log.add(desk.store, log.read_line("Wrote the handover list", "team", desk.today))
    for _ in range(2):
        writing.cite(desk, Q1, "team", entry.id)
    assert writing.cited(desk, Q1) == {"team": (entry.id,)}
    writing.uncite(desk, Q1, "team", entry.id)
    assert writing.cited(desk, Q1) == {}
    with pytest.raises(Refusal, match="entry-unknown"):
        writing.cite(desk, Q1, "team", 99)


TEXT = st.text(alphabet="abc ", max_size=4)
STEPS = st.lists(st.tuples(st.sampled_from(["type", "restore", "draft"]), TEXT, st.floats(0.05, 3)), max_size=25)


@given(STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_r14_every_text_that_stood_for_a_second_can_be_brought_back(desk, steps):
    key = FieldKey("context", "trend")
    writing.set_field(desk, Q1, key, "", reason="restore")
    known = {revision.id for revision in writing.history(desk, Q1, "context")}
    clock, standing, since, stood = 0.0, "", 0.0, set()
    for what, text, pause in steps:
        clock += pause
        revisions = [r for r in writing.history(desk, Q1, "context") if r.id not in known]
        if what == "restore" and revisions:
            text = revisions[-1].text
        if text.strip() != "" or text == "":
            reason = {"type": "typed", "draft": "draft", "restore": "restore"}[what]
            now = writing.set_field(desk, Q1, key, text, reason=reason, at=at(clock)).written.text
            if now != standing:
                if clock - since > 1:
                    stood.add(standing)
                standing, since = now, clock
    reachable = {r.text for r in writing.history(desk, Q1, "context") if r.id not in known} | {standing, ""}
    assert stood <= reachable
