"""What the parts of the app say to each other: small messages that bubble up to whoever can act on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.message import Message

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.work.settings import Settings


class Go(Message):
    """Take the rep to a place, and there to a field where `field` names one."""

    def __init__(self, place: str, field: FieldKey | None = None, line: int | None = None) -> None:
        super().__init__()
        self.place = place
        self.field = field
        self.line = line


class Told(Message):
    """Say this to the rep in passing; `text` stands in the guide already."""

    def __init__(self, text: str, *, fault: bool = False) -> None:
        super().__init__()
        self.text = text
        self.fault = fault


class Refused(Message):
    """A wish could not be done; its words are those of the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class Explain(Message):
    """Show the rows behind a figure."""

    def __init__(self, metric: str, goal: str | None = None) -> None:
        super().__init__()
        self.metric = metric
        self.goal = goal


class Stored(Message):
    """Something was written to the store; what is on the screen may be out of date."""


class TurnTo(Message):
    """Look at another period from now on."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self.period = period


class Changed(Message):
    """The settings were changed, the one `named` by the rep; what they say of the app holds from now on."""

    def __init__(self, settings: Settings, named: str = "") -> None:
        super().__init__()
        self.settings = settings
        self.named = named


class OpenSample(Message):
    """Look around in the sample that lies there, on its own day."""

    def __init__(self, path: Path, today: date) -> None:
        super().__init__()
        self.path = path
        self.today = today
