"""The days on which deals entered their stages, which HubSpot writes beside each deal: a past that no other export tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from salestui.domain.deal import OPEN
from salestui.domain.import_plan import Note, Question
from salestui.importing.answers import Answers, question_of
from salestui.importing.deals.retold import Event
from salestui.importing.deals.state import UNSEEN
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Fault
from salestui.importing.values.dates import DateColumn
from salestui.importing.words import status_of

_LABEL = re.compile(r"date entered\s+[\"“”'](?P<stage>.+?)(?:\s*\([^()]*\))?[\"“”']", re.IGNORECASE)
_NAME = re.compile(r"hs_(?:v2_)?date_entered_(?P<stage>\w+)", re.IGNORECASE)
_NOT_A_STAGE = "current_stage"
_ROOM = 1 << 26
_FIELDS_ROOM = 8
"""Positions of events of one second, and of one column, as in a field history."""


class _Column(NamedTuple):
    position: int
    stage: str
    days: DateColumn


class EnteredStages:
    """`columns` are those whose header says that it is the day on which a stage was entered. Each holds the last such day."""

    def __init__(self, header: Sequence[str], answers: Answers, run: int, as_of: date) -> None:
        self.header = header
        self.answers = answers
        self.run = run
        self.as_of = as_of.isoformat()
        self.columns = [
            _Column(position, stage, DateColumn(answers.choices.date_order, answers.zone))
            for position, text in enumerate(header)
            for stage in [_stage_in(text)]
            if stage is not None
        ]
        self.told = 0

    def look(self, stretch: Stretch) -> None:
        for position, _, days in self.columns:
            days.look([row[position] for row in stretch.rows])

    def questions(self) -> list[Question]:
        found = []
        for position, stage, days in self.columns:
            if (undecided := self.answers.settle(f"entered {stage}", days)) is not None:
                found.append(question_of(self.header[position], undecided))
        return found

    def notes(self) -> list[Note]:
        return [Note.of("stage-days", count=self.told)] if self.told else []

    def events(self, stretch: Stretch, ids: Sequence[str]) -> list[tuple[str, Event]]:
        """What the good rows of a stretch tell, each with the deal's id; a day after that of the export tells nothing."""
        good = stretch.good()
        found = []
        for deal, index in zip(ids, range(len(stretch)) if good is None else good, strict=True):
            row = stretch.rows[index]
            for place, (position, stage, days) in enumerate(self.columns):
                day = days.read([row[position]])[0]
                if day is None or isinstance(day, Fault) or str(day) > self.as_of:
                    continue
                at = self._position(days, row[position], place)
                found += [(deal, event) for event in self._entering(str(day), at, stage)]
        self.told += len({(deal, event.on, event.position // _FIELDS_ROOM) for deal, event in found})
        return found

    def _entering(self, day: str, at: int, stage: str) -> list[Event]:
        status = status_of(stage, self.answers.words) or OPEN
        told = [("stage", stage), ("status", status)]
        if status != OPEN:
            told.insert(0, ("closed_on", day))
        return [Event(day, at + step, self.run, field, UNSEEN, value) for step, (field, value) in enumerate(told)]

    def _position(self, days: DateColumn, cell: str, place: int) -> int:
        """A number that orders the events of a deal by their instant, then by the order of the columns."""
        day, seconds = days.moment(cell)
        return (date.fromisoformat(day).toordinal() * 86_400 + seconds) * _ROOM + place * _FIELDS_ROOM


def is_stage_day(header: str) -> bool:
    """Whether a column holds the days on which deals entered a stage."""
    return _stage_in(header) is not None


def _stage_in(header: str) -> str | None:
    """The stage whose day of entering stands under `header`."""
    found = _LABEL.fullmatch(header.strip()) or _NAME.fullmatch(header.strip())
    return None if found is None or found["stage"] == _NOT_A_STAGE else found["stage"].strip()
