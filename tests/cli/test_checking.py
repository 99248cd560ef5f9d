"""`check` and `accept` from the shell, on a real store."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from tests.conftest import Shell

FIELDS = ["check", "severity", "section", "field", "line", "message", "fix"]


def findings(answer: object) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", answer)


def started(shell: Shell) -> None:
    assert shell("period", "new", "2026-Q1", "--role", "ae", "--owner", "Michael Aalto").code == 0
    assert shell("goal", "set", "quota", "revenue_won", "505000USD").code == 0


def test_errors_end_with_three_and_each_finding_says_where_and_what_to_do(shell: Shell) -> None:
    started(shell)
    answer = shell("check", "--json")
    assert answer.code == 3
    found = findings(answer.json)
    assert [list(one) for one in found] == [FIELDS] * len(found)
    assert found[0] == {
        "check": "next-steps-missing",
        "severity": "error",
        "section": "next_steps",
        "field": None,
        "line": None,
        "message": "There are no next steps; without them this is a record, not a plan.",
        "fix": "Add three to five next steps in section 9.",
    }


def test_warnings_alone_end_with_nothing(shell: Shell) -> None:
    started(shell)
    for text in ("Date late deals", "Bring the CFO in", "Ask for the signer"):
        action = ("action", "add", "fix", text, "--metric", "win_rate", "--target", "33 %", "--by", "2026-06-30")
        assert shell(*action).code == 0
    answer = shell("check", "--json")
    assert answer.code == 0
    assert {one["severity"] for one in findings(answer.json)} == {"warn"}


def test_a_finding_names_the_field_as_section_set_takes_it(shell: Shell) -> None:
    started(shell)
    assert shell("section", "set", "context.driver.2", "Legal took long.\nThe market was really tough").code == 0
    found = findings(shell("check", "--json").json)
    (vague,) = (one for one in found if one["check"] == "vague-wording")
    assert (vague["section"], vague["field"], vague["line"]) == ("context", "driver.2", 2)
    (untied,) = (one for one in found if one["check"] == "driver-untied")
    assert shell("section", "set", f"context.{untied['field']}", "win_rate").code == 0
    assert "driver-untied" not in {one["check"] for one in findings(shell("check", "--json").json)}


def test_a_section_says_how_long_it_is_and_what_a_skim_allows(shell: Shell) -> None:
    started(shell)
    assert shell("section", "set", "context.driver.1", "Legal review added three weeks to each late deal").code == 0
    told = shell("section", "context", "--json").json
    assert isinstance(told, dict)
    assert (told["words"], told["most_words"], told["seconds"]) == (9, 70, 3)
    assert "9 words of 70, 3 s to read" in shell("section", "context").out


def test_a_typed_number_is_held_against_a_figure(shell: Shell) -> None:
    started(shell)
    assert shell("measure", "win_rate", "30%").code == 0
    assert shell("section", "set", "headline.driver", "Win rate was 32 %").code == 0
    (found,) = (one for one in findings(shell("check", "--json").json) if one["check"] == "number-contradicts-data")
    assert found["message"] == "“32 %” is written, and the data says 30 % for win rate."


def test_what_is_kept_with_a_reason_is_not_raised_again(shell: Shell) -> None:
    started(shell)
    assert "context-missing" in {one["check"] for one in findings(shell("check", "--json").json)}
    answer = shell("accept", "context-missing", "--why", "A first quarter, nothing to compare with")
    assert answer.out == "No context: accepted: A first quarter, nothing to compare with\n"
    assert "context-missing" not in {one["check"] for one in findings(shell("check", "--json").json)}


def test_it_can_be_kept_in_one_section_alone(shell: Shell) -> None:
    started(shell)
    assert shell("accept", "section-empty", "--section", "team", "--why", "New in the team").code == 0
    empty = {one["section"] for one in findings(shell("check", "--json").json) if one["check"] == "section-empty"}
    assert "team" not in empty
    assert "activity" in empty


def test_a_check_that_does_not_exist_and_a_hole_are_refused(shell: Shell) -> None:
    started(shell)
    unknown = shell("accept", "vague-words", "--why", "x")
    assert (unknown.code, unknown.out) == (2, "")
    assert "vague-wording" in unknown.err
    assert shell("accept", "gap-left", "--why", "later").code == 2
    assert shell("accept", "too-long", "--section", "goal", "--why", "x").code == 2
    assert shell("accept", "too-long", "--why", " ").code == 2


def test_a_person_reads_marks_places_and_a_count(shell: Shell) -> None:
    started(shell)
    lines = shell("check").out.splitlines()
    assert lines[0] == "✗ next_steps  There are no next steps; without them this is a record, not a plan."
    assert lines[1] == "    Add three to five next steps in section 9."
    assert lines[-1].startswith("1 must be mended before export, ")


def test_any_text_is_checked_without_a_store(shell: Shell, tmp_path: Path, store_file: Path) -> None:
    text = "Closed 12 deals worth $560k.\n\nI performed well.\n"
    file = tmp_path / "review.md"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    for answer in (shell("check", "--text", "-", "--json", stdin=text), shell("check", "--text", str(file), "--json")):
        assert answer.code == 0
        (found,) = findings(answer.json)
        assert list(found) == FIELDS
        assert (found["check"], found["section"], found["field"], found["line"]) == ("vague-wording", None, None, 3)
    assert not store_file.exists()


def test_the_language_of_a_text_is_chosen(shell: Shell) -> None:
    swedish = shell("check", "--text", "-", "--lang", "sv", "--json", stdin="Jag presterade bra under kvartalet.\n")
    (found,) = findings(swedish.json)
    assert found["message"] == "”presterade bra” säger inget om resultatet. Vad ändrades, från vad till vad?"
    assert findings(shell("check", "--text", "-", "--lang", "sv", "--json", stdin="I performed well.\n").json) == []


def test_a_text_that_nobody_objects_to_says_so(shell: Shell) -> None:
    assert shell("check", "--text", "-", stdin="Closed 12 deals worth $560k.\n").out == "Nothing to object to.\n"
    assert shell("check", "--text", "-", "--json", stdin="").json == []


def test_bytes_that_are_no_text_end_in_no_traceback(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)) * 20)
    assert shell("check", "--text", str(tmp_path / "x.bin"), "--json").code == 0
    missing = shell("check", "--text", str(tmp_path / "none.md"))
    assert (missing.code, missing.out, len(missing.err.splitlines())) == (1, "", 2)
