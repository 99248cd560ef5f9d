"""A rep at the app: a real store, a fixed day, the real screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An empty store on a Tuesday in the tenth week of the quarter."""
    monkeypatch.setenv("SALESTUI_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with open_desk(str(tmp_path / "store.db"), today=date(2026, 3, 3)) as opened:
        yield opened
