"""Whether it can be read today: data that is new enough, and a document that is short enough."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.checks.check import HINT, WARN, Objection, Reading, check
from salestui.summary import headline
from salestui.summary.assemble import word_count
from salestui.summary.blocks import Day, Words
from salestui.summary.cells import count
from salestui.summary.document import LAYOUTS, MOST_WORDS
from salestui.summary.summary import Summary

FRESH_DAYS = 7
"""An export is taken once a week."""


@check("stale-data", WARN, mended_in="pipeline")
def stale_data(reading: Reading) -> Iterator[Objection]:
    """Figures from an export that is older than what they speak of: one deal closed since, and every number is doubted."""
    made = reading.material
    newest, period = made.newest_import, made.period
    if made.today < period.start:
        return
    if newest is None:
        if not any(figure.source == "typed" and figure.value is not None for figure in made.figures.values()):
            yield Objection(case="none")
    elif not period.running(made.today):
        if newest < period.end:
            yield Objection((("date", Day(newest)),))
    elif (age := (made.today - newest).days) > FRESH_DAYS:
        yield Objection((("days", count(age)),), case="running")


@check("too-long", HINT, mended_in="headline")
def too_long(reading: Reading) -> Iterator[Objection]:
    """What is not skimmed in two minutes is put aside, with its best point on the last page."""
    for key, words, most in _lengths(reading.summary):
        if words > most:
            values = (("section", Words(f"sections.{key}.title")), ("words", count(words)), ("most", count(most)))
            yield Objection(values, subject=key, section=key)
    for layout in LAYOUTS:
        words = (reading.words or {}).get(layout, 0)
        most = reading.material.template.limit(layout, MOST_WORDS[layout])
        if words > most:
            longest = max(_lengths(reading.summary), key=lambda length: length[1])[0]
            told = (("words", count(words)), ("most", count(most)))
            yield Objection(told, subject=layout, case=layout, section=longest)


def _lengths(summary: Summary) -> Iterator[tuple[str, int, int]]:
    """Each section with its words and the most that a skim allows."""
    yield headline.KEY, sum(word_count(line.said.text) for line in summary.headline), _of_headline(summary)
    for section in summary.sections:
        yield section.key, section.words, section.limit


def _of_headline(summary: Summary) -> int:
    return summary.material.template.limit(headline.KEY, headline.LIMIT)
