"""The app killed or stopped while somebody types: what stood on the screen is in the store."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.reliability.faults import Place

if sys.platform != "linux":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.reliability.windows import stopped_typists


def test_r12_what_stood_on_the_screen_for_over_a_second_survives_ten_kills(desk: Place, tmp_path: Path) -> None:
    assert stopped_typists(desk, times=10, seed=12, folder=tmp_path, number=signal.SIGKILL).broken == ()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_r06_a_signal_keeps_all_that_stood_on_the_screen_and_gives_the_terminal_back(
    desk: Place, tmp_path: Path, number: signal.Signals
) -> None:
    assert stopped_typists(desk, times=1, seed=number, folder=tmp_path, number=number).broken == ()
