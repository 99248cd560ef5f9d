"""What every test relies on: no settings of the person who runs it, no network, a store of its own."""

from __future__ import annotations

import gc
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several run at once, each begins with its share of what is done in the app: none of the longest is left for the end."""
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    in_the_app = [item for item in items if "tui" in item.path.parts]
    others = [item for item in items if "tui" not in item.path.parts]
    shares = ((part, share) for share in range(workers) for part in (in_the_app, others))
    items[:] = [
        item for part, share in shares for item in part[share * len(part) // workers : (share + 1) * len(part) // workers]
    ]


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, data and logs of a test lie in its own folder, whatever the machine has."""
    monkeypatch.setenv("SALESTUI_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SALESTUI_STORE", raising=False)


@pytest.fixture(autouse=True)
def given_back() -> Iterator[None]:
    """An app leaves its first screen out of the collector's sight for as long as the process lasts; a test gives it back."""
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program opens no connection: any attempt fails the test (RELIABILITY R55)."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a network connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


Shell = Callable[..., Answer]


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "rep.db"


@pytest.fixture
def shell(store_file: Path) -> Shell:
    """Runs `salestui` as a real process on the test's own store, on 2026-03-10 unless told otherwise."""

    def run(*arguments: str, stdin: str = "", today: str = "2026-03-10", **environment: str) -> Answer:
        import os

        ended = subprocess.run(
            [sys.executable, "-m", "salestui", "--store", str(store_file), "--today", today, *arguments],
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )
        return Answer(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run
