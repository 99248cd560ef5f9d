"""What counts as a measure, and what does not, in both languages (WORDING 2.2)."""

from __future__ import annotations

import pytest

from salestui.checks.wording import measures

MEASURES = {
    "en": (
        "30 %",
        "30%",
        "4 pts",
        "$560k",
        "EUR 40,000",
        "41k",
        "1.05M",
        "2.4x",
        "3 times",
        "twice as many",
        "doubled",
        "halved",
        "half of the deals",
        "12 deals",
        "twelve deals",
        "two new reps",
        "three large enterprise deals",
        "8 of 62",
        "one of 12",
        "14 of 15 accounts",
        "from 78 to 96",
        "78 → 96",
        "71 -> 83",
        "{win_rate}",
        "{average_deal_size.prev}",
        "{win_rate[segment=SMB]}",
        "a rating of 4.6",
        "NPS rose to 41",
        "a quota of 505 000",
        "5 customer meetings",
    ),
    "sv": (
        "30 %",
        "4 procentenheter",
        "fem procentenheter",
        "560 000 kr",
        "1,05 mnkr",
        "46,7 tkr",
        "560 000 dollar",
        "2,4 ggr",
        "2 gånger",
        "dubbelt så många",
        "fördubblades",
        "halverade",
        "hälften av affärerna",
        "var tredje affär",
        "12 affärer",
        "tolv affärer",
        "14 av 15",
        "en av 12",
        "från 78 till 96",
        "från 410 till 467 tkr",
        "{win_rate}",
        "11 dagar",
        "tre stora kunder",
    ),
}
NO_MEASURES = {
    "en": (
        "in 2026",
        "Q1",
        "H1 2026",
        "2026-01-31",
        "on 15 February",
        "on 3 March we met",
        "March 3",
        "3–5 March",
        "at 14:00",
        "at 9 am",
        "week 12",
        "the 3rd",
        "24/7",
        "1:1",
        "top 10",
        "top 10 accounts",
        "ISO 27001",
        "Office 365",
        "B2B",
        "phase 2",
        "one deal",
        'the customer wrote "30 % cheaper"',
        "`30 %`",
        "1. The first point",
        "in the second half of the quarter",
        "@Acme2 #q1",
        "{{win_rate}}",
    ),
    "sv": (
        "år 2026",
        "K1",
        "den 15 februari",
        "den 3 mars",
        "3–5 mars",
        "kl. 14.30",
        "kl 9",
        "v. 12",
        "vecka 12",
        "den 3:e",
        "topp 10",
        "topp 10 konton",
        "fas 2",
        "en affär",
        "ISO 27001",
        "kunden skrev ”30 % billigare”",
        "andra halvan av kvartalet",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in MEASURES.items() for text in texts])
def test_a_measure_is_seen(language: str, text: str) -> None:
    assert measures(text, language)


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in NO_MEASURES.items() for text in texts])
def test_a_number_that_measures_nothing_is_passed_over(language: str, text: str) -> None:
    assert measures(text, language) == ()


def test_a_count_of_activity_and_the_time_it_took_are_told_from_results() -> None:
    text = "Made 212 calls in 12 weeks and won 9 deals"
    assert [(text[m.start : m.end], m.kind) for m in measures(text, "en")] == [
        ("212", "activity"),
        ("12", "duration"),
        ("9", "count"),
    ]
