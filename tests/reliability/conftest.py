"""A desk on which everything lies, made once for a folder of tests and copied for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.cases import prepared
from tests.reliability.faults import Place


@pytest.fixture(scope="session")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Not to be written to: what wants to write takes a copy."""
    return prepared(tmp_path_factory.mktemp("desk") / "desk")


@pytest.fixture
def desk(full_desk: Place, tmp_path: Path) -> Place:
    """A copy of its own."""
    return full_desk.copy(tmp_path / "desk")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder of its own without a store."""
    (tmp_path / "place").mkdir()
    return Place(tmp_path / "place")
