"""A template: what a rep or a company asks of every review, from a TOML file that is shared to what the review then says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salestui.cli import run
from salestui.domain.refusal import Refusal
from salestui.work import templates
from salestui.work.template_file import key_names, read_template
from tests.conftest import Answer, Shell

COMPANY = """\
# What every account executive at Acme hands in.
name = "acme"
title = "Acme sales"
role = "ae"
metrics = ["win_rate", "revenue_won"]
required = ["win_rate", "pipeline_coverage"]
sections = ["results", "activity", "context"]

[prompts]
results = "Which three numbers tell the quarter, and why?"

[limits]
results = 12
full = 700

[definitions]
win_rate = ["value"]

[wording]
avoid = ["synerg*"]
allow = ["world-class"]

[checks]
evidence-unused = "warn"
vague-wording = "error"

[[goals]]
name = "win rate"
metric = "win_rate"
target = "30%"

[[goals]]
name = "quota"
metric = "revenue_won"

[[benchmarks]]
metric = "win_rate"
value = "25%"
label = "team average"
"""


@pytest.fixture
def shell(store_file: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The commands in this process: what they have in common is asked of real ones elsewhere."""

    def run_here(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(["--store", str(store_file), "--today", "2026-03-10", *arguments])
        return Answer(code, *capsys.readouterr())

    return run_here


@pytest.fixture
def company(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_text(COMPANY, encoding="utf-8")
    return path


@pytest.fixture
def begun(shell, company: Path):
    """The shell after a period was begun with the company's template."""
    answer = shell("period", "new", "2026-Q1", "--template", str(company), "--json")
    assert answer.code == 0, answer.err
    assert (answer.json["template"], answer.json["role"]) == ("acme", "ae")
    return shell


def test_a_period_begins_with_its_goals_benchmarks_and_sections(begun):
    (goal,) = begun("goal", "list", "--json").json
    assert (goal["name"], goal["target"]) == ("win rate", 0.3), "a goal without a target is the rep's to set"
    (figure,) = begun("metrics", "--metric", "win_rate", "--json").json["figures"]
    assert figure["benchmarks"] == [{"label": "team average", "value": 0.25}]
    assert "value" in figure["definition"]
    states = {section["key"]: section["state"] for section in begun("section", "--json").json}
    left_out = {key for key, state in states.items() if state == "not_applicable"}
    assert left_out == {"customers", "team"}, "what no review is without always applies"


def test_beginning_again_sets_nothing_twice_and_takes_nothing_from_the_rep(begun, company):
    begun("goal", "set", "win rate", "win_rate", "40%")
    begun("section", "set", "team.contribution.+", "Wrote the handover list")
    assert begun("period", "new", "2026-Q1", "--template", str(company)).code == 0
    (goal,) = begun("goal", "list", "--json").json
    assert goal["target"] == 0.4
    team = begun("section", "team", "--json").json
    assert any(field["text"] == "Wrote the handover list" for field in team["fields"])


def test_the_company_asks_for_its_metrics_its_words_and_its_length(begun):
    begun("headline", "set", "result", "Synergies everywhere; performed well in a world-class quarter")
    begun("section", "set", "results.metric.1", "revenue_won")
    begun("section", "set", "results.why.revenue_won", "word " * 13)
    found = {(one["check"], one["severity"]) for one in begun("check", "--json").json}
    assert ("required-metric-missing", "warn") in found
    assert ("house-wording", "warn") in found
    assert ("vague-wording", "error") in found, "a template makes a check stricter"
    assert any(one["check"] == "too-long" and one["section"] == "results" for one in begun("check", "--json").json)
    begun("section", "set", "results.metric.2", "win_rate")
    begun("section", "set", "results.metric.3", "pipeline_coverage")
    begun("headline", "set", "result", "Two deals won in a world-class quarter")
    checks = {one["check"] for one in begun("check", "--json").json}
    assert not checks & {"required-metric-missing", "house-wording", "vague-wording"}


def test_the_prompt_of_the_template_stands_over_the_form_of_the_app(begun, store_file):
    from salestui.store.connection import open_store
    from salestui.work.desk import Desk
    from salestui.work.material import material
    from salestui.work.periods import chosen
    from salestui.work.settings import Settings

    with open_store(store_file, create=False) as store:
        desk = Desk(store, Settings(store_file.with_suffix(".toml")), date(2026, 3, 10), "en")
        made = material(desk, chosen(desk))
    assert made.template.prompts["results"] == "Which three numbers tell the quarter, and why?"


def test_a_finalised_review_keeps_the_template_that_it_was_written_under(begun):
    begun("action", "add", "keep", "Date every late deal", "--metric", "win_rate", "--target", "30%", "--by", "2026-06-30")
    assert begun("period", "finalise", "2026-Q1", "--force").code == 0
    assert begun("period", "new", "2026-Q1", "--template", "none").code == 1, "finalised"
    definition = begun("metrics", "--metric", "win_rate", "--json").json["figures"][0]["definition"]
    assert "value" in definition
    assert any(one["check"] == "required-metric-missing" for one in begun("check", "--json").json)


def test_the_next_period_begins_as_the_last_and_none_takes_it_away(begun):
    begun("goal", "set", "quota", "revenue_won", "500000USD", "--period", "2026-Q2")
    assert begun("period", "use", "2026-Q2", "--json").json["template"] == "acme"
    assert begun("period", "new", "2026-Q2", "--template", "none", "--json").json["template"] is None
    tokens = {one["setting"]: one["tokens"] for one in begun("definitions", "win_rate", "--period", "2026-Q2", "--json").json}
    assert "count" in tokens["win_rate"]


def test_what_the_template_decides_is_not_changed_behind_its_back(begun):
    refused = begun("definitions", "win_rate", "--set", "count")
    assert refused.code == 1
    assert "acme" in refused.err.lower()


def test_a_rep_saves_shares_and_takes_in_a_template(begun, tmp_path):
    shared = tmp_path / "shared.toml"
    assert begun("template", "save", "mine", "-o", str(shared)).code == 0
    assert begun("template", "save", "mine", "-o", str(shared)).code == 1, "an existing file is not replaced"
    assert begun("template", "add", str(shared), "--name", "nordics").code == 0
    assert begun("template", "add", str(shared), "--name", "ae").code == 2, "a role's name is taken"
    assert begun("template", "add", str(shared), "--name", "../ae").code == 2
    kept = [one for one in begun("template", "list", "--json").json if one["source"] == "kept"]
    assert [one["name"] for one in kept] == ["nordics"]
    again = begun("template", "show", "nordics", "--json").json
    assert again["prompts"] == {"results": "Which three numbers tell the quarter, and why?"}
    assert again["benchmarks"] == [{"metric": "win_rate", "value": "25%", "label": "team average"}]
    assert again["required"] == ["win_rate", "pipeline_coverage"]
    assert begun("period", "new", "2026-Q2", "--template", "nordics", "--json").json["template"] == "mine"
    assert begun("template", "remove", "nordics").code == 0
    assert begun("template", "remove", "ae").code == 2


def test_the_settings_name_the_template_of_every_new_period(shell, company):
    shell("template", "add", str(company))
    assert shell("config", "set", "template", "acme").code == 0
    assert shell("period", "new", "2026-Q1", "--json").json["template"] == "acme"


@pytest.mark.parametrize("role", ["ae", "sdr", "enterprise_ae", "account_manager", "manager"])
def test_a_role_comes_with_metrics_sections_goals_and_benchmarks(shell, role):
    told = shell("template", "show", role, "--json").json
    assert min(len(told[what]) for what in ("metrics", "sections", "goals", "benchmarks")) > 0
    assert ("customers" in told["sections"]) == (role in ("account_manager", "manager"))
    assert shell("period", "new", "2026-Q1", "--template", role, "--json").json["role"] == role
    assert shell("goal", "list", "--json").json == [], "targets are each rep's own"


WRONG = {
    "no TOML": (COMPANY.replace('title = "Acme sales"', "title = = 1"), "template-broken", "line 3", ""),
    "an unknown key": (COMPANY.replace("required =", "requird ="), "template-key", 6, "required"),
    "an unknown key of a table": (COMPANY.replace("label =", "lable ="), "template-key", 39, "benchmarks.label"),
    "an unknown metric": (COMPANY.replace('"win_rate", "rev', '"win_rat", "rev'), "template-name", 5, "win_rate"),
    "a goal's metric": (COMPANY.replace('metric = "revenue_won"', 'metric = "revenu_won"'), "template-name", 34, "revenue_won"),
    "an unknown section": (COMPANY.replace('"activity"', '"activitys"'), "template-name", 7, "activity"),
    "an unknown check": (COMPANY.replace("evidence-unused", "evidence-unusd"), "template-name", 24, "evidence-unused"),
    "a prompt for nothing": (COMPANY.replace('results = "Which', 'result = "Which'), "template-name", 10, "results"),
    "an unknown definition": (COMPANY.replace('["value"]', '["valu"]'), "template-name", 17, "value"),
    "a lighter check": (COMPANY.replace("evidence-unused", "goals-missing"), "template-lighter", 24, ""),
    "a word for a number": (COMPANY.replace("full = 700", 'full = "long"'), "template-value", 14, ""),
    "a limit of nothing": (COMPANY.replace("full = 700", "full = 1"), "template-value", 14, ""),
    "an unknown role": (COMPANY.replace('"ae"', '"ceo"'), "template-value", 4, ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_its_line_and_the_nearest_name(name):
    text, slug, line, near = WRONG[name]
    with pytest.raises(Refusal) as refused:
        read_template(text, "acme.toml", "acme")
    values = refused.value.values
    assert refused.value.slug == slug
    assert str(line) in str(values.get("line", values.get("reason")))
    assert values.get("nearest", near) == near


def test_what_a_shared_template_says_is_data(tmp_path):
    hostile = tmp_path / "x.toml"
    hostile.write_text('title = "\\u001b]0;owned\\u0007Acme [red]"\n[prompts]\nresults = "a\\u202eb"\n', encoding="utf-8")
    kept = templates.read(hostile)
    assert "\x1b" not in kept.template.title
    assert "\u202e" not in kept.template.prompts["results"]
    with pytest.raises(Refusal):
        templates.named("nowhere")
    assert "wording.avoid" in key_names()
