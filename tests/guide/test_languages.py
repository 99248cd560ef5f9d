"""English and Swedish say the same things, each in its own words, within the limits of what a rep reads while writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import salestui
from salestui.guide import LANGUAGES, words
from salestui.guide.wordbook import topics

CODE = Path(salestui.__file__).parent
SECTIONS = (
    "headline scope goals results pipeline activity customers team context next_steps".split()  # in the order of the review
)
METRICS = """
revenue_won acv_won deals_won deals_lost deals_reopened win_rate goal_attainment quota_attainment target_gap pace
revenue_growth average_deal_size sales_cycle_length average_discount sales_velocity loss_reasons drop_off_stage
pipeline_value open_deals weighted_pipeline stage_mix stalled_deals stalled_value late_stage_without_next_step
overdue_deals slipped_deals slipped_value slip_rate pipeline_coverage pipeline_coverage_next forecast_commit
forecast_best_case forecast_accuracy forecast_bias commit_attainment best_case_attainment forecast_spread
pipeline_created deals_created pipeline_influenced activities_per_week calls_per_week emails_per_week
meetings_per_week demos_per_week follow_ups_per_week activities_per_won_deal meetings_held qualified_meetings
show_rate lead_to_meeting_rate meeting_to_opportunity_rate late_stage_conversion_rate stage_conversion_rate
renewals_won renewal_revenue renewed_mrr renewal_rate expansion_revenue mrr arr new_mrr expansion_mrr
contraction_mrr churned_mrr reactivation_mrr net_new_mrr gross_revenue_retention net_revenue_retention
churn_risk_accounts churn_risk_value new_customers monthly_churn_rate cac clv clv_to_cac leads acquisition_cost
gross_margin lead_response_hours
""".split()
DEFINITIONS = {
    "deal_scope": "new_business all",
    "win_rate": "count value closed created",
    "average_deal_size": "mean median amount acv",
    "sales_cycle_length": "mean median won closed from_created from_first_meeting",
    "funnel": "entered flow",
    "weighted_pipeline": "deal stage historical",
    "stage_mix": "value count",
    "stalled": "days days_in_stage any activity stage",
    "slipped": "ever_due opening",
    "coverage": "gross weighted remaining full require_next assume_current",
    "forecast": "first mid last lead commit best_case midpoint by_actual by_forecast by_larger",
    "pipeline_created": "first_amount current_amount",
    "show_rate": "kept booked",
    "activities_per_won_deal": "period linked",
    "renewal_rate": "due closed_basis by_count by_value grace",
    "retention": "period trailing_12m cohort_reactivation all_reactivation",
    "churn_risk": "window probability",
    "clv": "margin revenue logo_churn revenue_churn",
    "new_customers": "deals mrr",
    "revenue_growth": "previous year_ago",
    "sales_velocity": "open_deals closed_deals",
    "comparison": "same_point full",
    "min_sample": "n",
}
ABSENT = """no_data not_watched zero_denominator mixed_currencies not_begun not_ended no_goal target_met needs_two_exports
ambiguous_goal""".split()
CHECKS = """
scope-missing owner-unnamed goals-missing pipeline-missing next-steps-missing definitions-mixed live-number-unknown
gap-left numbers-unexplained activity-as-result comparison-unfair context-missing vague-wording weak-result-buried
count-kpis count-drivers count-actions keep-and-fix reporting-improvement-missing number-contradicts-data stale-data
section-empty driver-untied outcome-missing effect-missing evidence-unused too-long
""".split()
NOT_OURS = """försäljningscykel konverteringsfrekvens show-frekvens säljpipeline försäljningstratt kvartalsquota målsättning
inköpskommitté stillastående kundbehållning prospekt territorium""".split()
"""Swedish that is heard, and that we do not write (the glossary)."""


def texts(language: str, topic: str) -> dict[str, str]:
    say = words(language)
    return {key: say(key) for key in say.keys(topic) if not _is_list(language, key)}


def _is_list(language: str, key: str) -> bool:
    try:
        words(language).list(key)
    except KeyError:
        return False
    return True


@pytest.mark.parametrize("topic", topics("en"))
def test_both_languages_have_the_same_keys_with_the_same_places_for_values(topic: str) -> None:
    english, swedish = (words(language) for language in LANGUAGES)
    assert set(english.keys(topic)) == set(swedish.keys(topic))
    for key, text in texts("en", topic).items():
        assert _places(text) == _places(swedish(key)), key


@pytest.mark.parametrize("topic", [topic for topic in topics("en") if topic not in ("log", "wording", "number_words", "commands")])
def test_a_list_that_is_shown_is_as_long_in_both_languages(topic: str) -> None:
    english, swedish = (words(language) for language in LANGUAGES)
    for key in english.keys(topic):
        if _is_list("en", key):
            assert len(english.list(key)) == len(swedish.list(key)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_ends_in_a_space(language: str) -> None:
    for topic in topics(language):
        for key, text in texts(language, topic).items():
            assert text.strip(), key
            assert text == text.strip() or key.startswith("words.join."), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_question_and_its_help_are_short_and_an_empty_section_names_the_key(language: str, section: str) -> None:
    say = words(language)
    assert len(say(f"sections.{section}.question").split()) <= 12
    assert len(say(f"sections.{section}.help").split()) <= 45
    assert "{key}" in say(f"sections.{section}.empty")
    assert say(f"sections.{section}.title")


@pytest.mark.parametrize(("language", "begins"), [("en", "e.g. "), ("sv", "t.ex. ")])
def test_a_placeholder_is_an_example_or_a_choice_and_never_taken_for_content(language: str, begins: str) -> None:
    choices = ("choose", "space to choose", "välj", "mellanslag för att välja")
    shown = {key: text for key, text in texts(language, "sections").items() if key.endswith(".placeholder")}
    shown |= {key: text for key, text in texts(language, "words").items() if key.startswith("words.kind_placeholder.")}
    assert len(shown) > 50
    for key, text in shown.items():
        assert text.startswith(begins) or " / " in text or text in choices, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_has_a_label_a_form_for_running_text_and_a_meaning(language: str, metric: str) -> None:
    say = words(language)
    assert say(f"metrics.label.{metric}")
    assert say(f"metrics.in_text.{metric}")
    meaning = say(f"metrics.meaning.{metric}")
    assert meaning.endswith(".")
    assert meaning.count(". ") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_and_every_reason_for_no_figure_is_said_in_words(language: str) -> None:
    say = words(language)
    for setting, tokens in DEFINITIONS.items():
        assert say(f"metrics.setting.{setting}")
        assert set(say.table(f"metrics.definition.{setting}")) == set(tokens.split())
    assert set(say.table("metrics.absent")) == set(ABSENT)
    assert set(say.table("metrics.zero")) <= set(METRICS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", CHECKS)
def test_every_check_says_what_is_wrong_and_how_to_mend_it(language: str, check: str) -> None:
    for part in ("title", "message", "fix"):
        assert words(language)(f"checks.{check}.{part}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_two_lines_of_what_happened_and_what_to_do(language: str) -> None:
    said = texts(language, "refusals")
    slugs = {key.split(".")[1] for key in said}
    assert {f"refusals.{slug}.{part}" for slug in slugs for part in ("what", "mend")} <= set(said)
    for key, text in said.items():
        assert "\n" not in text, key
        assert len(text) <= 240, key


def test_every_refusal_of_the_program_has_its_words() -> None:
    raised = {
        slug
        for path in CODE.rglob("*.py")
        for slug in re.findall(r'Refusal\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 20
    for language in LANGUAGES:
        assert [slug for slug in sorted(raised) if not words(language).has(f"refusals.{slug}.what")] == []


def test_every_key_that_the_program_names_is_in_the_guide() -> None:
    named = re.compile(rf'(?<!\w)"((?:{"|".join(topic for topic in topics("en") if topic != "log")})\.[a-z][\w.-]*\w)"')
    say = words("en")
    for path in CODE.rglob("*.py"):
        for key in named.findall(path.read_text(encoding="utf-8")):
            under = any(known.startswith(f"{key}.") for known in say.keys(key.partition(".")[0]))
            assert under or say.has(key), f"{path.name}: {key}"


def test_swedish_uses_the_words_of_its_glossary() -> None:
    for topic in topics("sv"):
        if topic == "wording":
            continue
        for key, text in texts("sv", topic).items():
            assert not [word for word in NOT_OURS if re.search(rf"\b{word}", text, re.IGNORECASE)], key


def test_swedish_writes_a_space_before_percent_and_its_own_quotes() -> None:
    for topic in topics("sv"):
        for key, text in texts("sv", topic).items():
            if "salestui" not in text and not key.startswith("refusals.value"):
                assert not re.search(r"\d%", text), key
                assert "“" not in text, key


def _places(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{[^{}]*\}", text)))


def test_a_metric_has_a_name_for_a_narrow_list_that_is_not_cut_there() -> None:
    """In Swedish, whose values are the widest, the list of a section leaves a name sixteen cells at 120 columns."""
    say = words("sv")
    labels, short = say.table("metrics.label"), say.table("home.tile")
    named = {metric: short.get(metric, label) for metric, label in labels.items()}
    rare = {"activities_per_week", "activities_per_won_deal", "leads"}
    assert {metric: name for metric, name in named.items() if len(name) > 16 and metric not in rare} == {}
