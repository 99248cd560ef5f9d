"""Won, lost or open: told by flags, a status beside the stage, or the stage, in each source's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from salestui.domain.deal import OPEN
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Column, Fault
from salestui.importing.words import DELETED, combined_status

_TELLING = ("stage", "status", "is_won", "is_closed", "is_lost")
Key = tuple[object, ...]


class Statuses:
    """Remembers what each combination of stage, status and flags means, and how many rows have it."""

    def __init__(self, typers: Mapping[str, Column], said: Mapping[str, str], *, status_decides: bool) -> None:
        self.typers = typers
        self.telling = [field for field in _TELLING if field in typers]
        self.said = said
        self.status_decides = status_decides
        self.seen: Counter[Key] = Counter()
        self._meaning: dict[Key, str | None] = {}
        self._looked_at: tuple[Stretch, list[Key]] | None = None

    def look(self, stretch: Stretch) -> None:
        keys = self._keys(stretch)
        self.seen.update(keys)
        self._looked_at = (stretch, keys)

    def read(self, stretch: Stretch) -> list[object]:
        """The status of each row; a row that tells none is at fault."""
        looked = self._looked_at
        keys = looked[1] if looked and looked[0] is stretch else self._keys(stretch)
        for key in set(keys):
            self._of(key)
        statuses: list[object] = list(map(self._meaning.__getitem__, keys))
        if None in statuses:
            field = self.telling[0]
            for index, status in enumerate(statuses):
                if status is None:
                    stretch.fault(index, field, "no-stage")
                    statuses[index] = OPEN
        return statuses

    def unclear(self) -> list[str]:
        """The words that may be won as well as lost, the most frequent first."""
        count: Counter[str] = Counter()
        for key, rows in self.seen.items():
            told = dict(zip(self.telling, key, strict=True))
            word = told.get("status") or told.get("stage")
            if self._of(key) is None and isinstance(word, str):
                count[word] += rows
        return [word for word, _ in count.most_common()]

    @property
    def stages(self) -> Counter[str]:
        """How many rows stand in each stage."""
        count: Counter[str] = Counter()
        for key, rows in self.seen.items():
            stage = dict(zip(self.telling, key, strict=True)).get("stage")
            if isinstance(stage, str):
                count[stage] += rows
        return count

    def _keys(self, stretch: Stretch) -> list[Key]:
        """What each row tells, in the order of `telling`."""
        return list(zip(*(stretch.values(field, self.typers[field]) for field in self.telling), strict=True))

    def _of(self, key: Key) -> str | None:
        if key not in self._meaning:
            told = {field: None if isinstance(part, Fault) else part for field, part in zip(self.telling, key, strict=True)}
            stage, status, won, closed, lost = (told.get(field) for field in _TELLING)
            if isinstance(status, str) and status.casefold() in DELETED:
                status = OPEN
            self._meaning[key] = combined_status(
                cast("str | None", stage),
                cast("str | None", status),
                won=cast("bool | None", won),
                closed=cast("bool | None", closed),
                lost=cast("bool | None", lost),
                status_decides=self.status_decides,
                said=self.said,
            )
        return self._meaning[key]
