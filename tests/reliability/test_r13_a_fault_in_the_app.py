"""A fault in the app, wherever it comes in: what was typed is in the store, and the details are in a file."""

from __future__ import annotations

import pytest

from salestui.tui import autosave
from salestui.tui.screens.section import SectionScreen
from tests.reliability.faults import Place
from tests.torture.screens import WORKERS, Door, met


@pytest.mark.parametrize("method", [WORKERS[1], "render"])
def test_r13_a_fault_beside_the_app_or_in_its_drawing_loses_no_text(
    desk: Place, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    for name, value in desk.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(autosave, "DELAY", 1000.0)
    assert met(Door("context", SectionScreen, method), desk) is None
