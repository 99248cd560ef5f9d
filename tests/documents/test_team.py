"""A lead gathers the reps' files: one table with what makes it fair, totals from the parts, unlike definitions marked."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.render.numbers import Numbers
from salestui.render.review_json import review_json
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import brief
from salestui.work.team import gather, team_json, team_markdown

EN = Numbers("en")


def file_of(folder: Path, material, **changes) -> Path:
    made = replace(material, **changes)
    marks = {"layout": "brief", "options": "standard", "checksum": None, "finalised_at": None}
    path = folder / f"{made.name}.json"
    path.write_text(review_json(brief(assemble(made)), Wording(EN, made), marks), encoding="utf-8")
    return path


@pytest.fixture
def files(samples, tmp_path):
    return [file_of(tmp_path, samples["ae"]), file_of(tmp_path, samples["ae"], name="Freja Dam", people=())]


def test_the_table_holds_each_rep_with_territory_segment_and_sources(files):
    text = team_markdown(gather(files), EN)
    assert "# Team performance summary: 2026-Q1" in text
    assert "| Michael Aalto |" in text
    assert "Norway" in text
    assert "Inbound" in text


def test_totals_are_made_of_the_parts_and_not_of_the_ratios(files):
    team = gather(files)
    assert EN.figure(team.totals["revenue_won"]) == "$1.12M"
    assert team.totals["win_rate"].value == Fraction(24, 80)
    assert EN.figure(team.totals["quota_attainment"]) == "111 %"
    assert EN.figure(team.totals["average_deal_size"]) == "$46.7k"


def test_the_brief_says_who_reached_the_quota_who_is_short_and_what_is_mended(samples, tmp_path):
    paths = [file_of(tmp_path, samples["ae"]), file_of(tmp_path, samples["enterprise_ae"])]
    text = team_markdown(gather(paths), EN)
    brief = text[: text.index("## The reps side by side")].splitlines()
    assert "- **Michael Aalto:** 111 % of quota, $560k won" in brief[brief.index("## What was achieved") :]
    however = brief[brief.index("## However") : brief.index("## Next steps")]
    assert "- **Daniel Brandt:** 92 % of quota, $1.05M won" in however
    assert any(line.startswith("- **Daniel Brandt:** coverage of the next period 1.9x, ") for line in however)
    steps = [line for line in brief[brief.index("## Next steps") :] if line.startswith("- ")]
    assert steps[0].startswith("- **Daniel Brandt:**")
    assert len(" ".join(brief).split()) <= 250


def test_reps_short_of_the_coverage_that_they_need_are_named(files):
    assert gather(files).short == ("Freja Dam", "Michael Aalto")


def test_unlike_definitions_are_marked_and_not_added(files):
    told = json.loads(files[1].read_text(encoding="utf-8"))
    for figure in told["figures"]:
        if figure["metric"] == "win_rate":
            figure["definition"] = ["value", "closed", "new_business"]
    files[1].write_text(json.dumps(told), encoding="utf-8")
    team = gather(files)
    assert "win_rate" not in team.totals
    assert "Definitions differ: Win rate" in team_markdown(team, EN)
    assert list(team_json(team, EN)["definitions_mixed"]) == ["win_rate"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [("{", "team-unreadable"), ("[]", "team-format"), ('{"format": "salestui-review", "version": 9}', "team-format")],
)
def test_a_file_that_is_no_review_is_refused(tmp_path, text, slug):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(Refusal, match=slug):
        gather([path])


def test_files_of_several_periods_or_one_rep_twice_are_refused(samples, files, tmp_path):
    with pytest.raises(Refusal, match="team-twice"):
        gather([files[0], files[0]])
    other = file_of(tmp_path, samples["ae"], name="Sam", period=samples["ae"].period.previous)
    with pytest.raises(Refusal, match="team-periods"):
        gather([files[0], other])
