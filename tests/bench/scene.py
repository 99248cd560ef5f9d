"""Where a run of the benchmarks takes place: its folders, its environment, its stores, its peers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from tests.bench import data
from tests.bench.timing import HERE, PYTHON, Run, output

PEERS = ("jrnl", "sqlite-utils")
ANCHORS = HERE / "anchors"


class Scene:
    """Files that are the same at every run are kept in `kept`; all else stands in `folder` and goes with the run."""

    def __init__(self, *, quick: bool) -> None:
        self.quick = quick
        self.kept = Path(tempfile.gettempdir()) / "salestui-bench"
        self.kept.mkdir(exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="salestui-bench-run-"))
        self._copies = 0
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("SALESTUI", "XDG_", "PYTHON", "TEXTUAL"))
            },
            "HOME": str(self.folder),
            "LANG": "en_US.UTF-8",
            "TZ": "UTC",
        }

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def rounds(self, full: int, quick: int = 3) -> int:
        return quick if self.quick else full

    # commands

    def salestui(self, store: Path, *arguments: str | Path, today: date | None = data.TODAY) -> list[str]:
        """The installed command on `store`."""
        command = [str(Path(PYTHON).parent / "salestui"), "--store", str(store)]
        return [*command, *(["--today", str(today)] if today else []), *map(str, arguments)]

    def bringing(self, store: Path, file: Path, taken_on: date) -> list[str]:
        """The command that imports `file`."""
        return self.salestui(store, "import", file, "--as-of", str(taken_on), "--yes", "--json")

    @staticmethod
    def anchor(name: str, *arguments: str | Path) -> list[str]:
        """A script of `anchors/` in the same Python."""
        return [PYTHON, str(ANCHORS / f"{name}.py"), *map(str, arguments)]

    def inside(self, name: str, *arguments: str | Path | int) -> dict[str, list[Run]]:
        """What a script of `inside/`, which measures within its own process, tells by name."""
        said = output(
            [PYTHON, "-m", f"tests.bench.inside.{name}", *map(str, arguments)],
            {**self.environment, "PYTHONPATH": str(data.ROOT)},
        )
        told: dict[str, list[tuple[float, float]]] = json.loads(said.splitlines()[-1])
        return {what: [Run(*one) for one in runs] for what, runs in told.items()}

    # files

    def export(self, count: int, taken_on: date = data.FIRST) -> Path:
        return data.export_file(self.kept, count, taken_on)

    def fresh(self, name: str = "fresh") -> Path:
        """A path at which nothing is yet."""
        self._copies += 1
        return self.folder / f"{name}-{self._copies}.db"

    # stores

    def office(self, count: int) -> Path:
        """The sample's review in a store of `count` deals, brought in as two weeks' exports. To be copied, not changed."""
        return self._made(f"office-{count}", "office", str(count), str(self.kept))

    def diary(self, count: int) -> Path:
        """A store with `count` entries in its log, and nothing else."""
        return self._made(f"diary-{count}", "diary", str(count))

    def _made(self, name: str, maker: str, *arguments: str) -> Path:
        path = self.folder / f"{name}.db"
        if not path.exists():
            environment = {**self.environment, "PYTHONPATH": str(data.ROOT)}
            output([PYTHON, "-m", f"tests.bench.inside.{maker}", str(path), *arguments], environment)
        return path

    def copy(self, store: Path) -> Path:
        """The store as another file."""
        path = self.fresh(store.stem)
        shutil.copyfile(store, path)
        path.chmod(0o600)
        return path

    def bring_anew(self, store: Path, count: int) -> None:
        """Take the newest export of `count` deals back and bring it in again by the command; what that began has ended then."""
        week = next(run["run"] for run in json.loads(output(self.salestui(store, "imports", "--json"), self.environment))
                    if run["as_of"] == str(data.NEXT) and run["rows"] >= count and not run["undone_at"])  # fmt: skip
        output(self.salestui(store, "import", "--undo", str(week)), self.environment)
        self._rest(store)
        output(self.bringing(store, self.export(count, data.NEXT), data.NEXT), self.environment)
        self._rest(store)

    @staticmethod
    def _rest(store: Path) -> None:
        """Wait until no process has the store open any more."""
        time.sleep(0.5)
        while Path(f"{store}-wal").exists():
            time.sleep(0.05)

    @staticmethod
    def remove(store: Path) -> None:
        """The store with all that lies beside it."""
        for path in store.parent.glob(f"{store.name}*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    # peers

    @cached_property
    def _peers(self) -> Path:
        """An environment of its own for other people's programs; what cannot be installed is not there."""
        root = self.kept / "peers"
        scripts = root / ("Scripts" if sys.platform == "win32" else "bin")
        missing = [name for name in PEERS if not (scripts / name).exists()]
        if missing:
            if not scripts.exists():
                venv.create(root, with_pip=True)
            for name in missing:
                pip = [scripts / "python", "-m", "pip", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"]
                command = [*pip, "install", "--quiet", name]
                subprocess.run(list(map(str, command)), capture_output=True, check=False)
        return scripts

    def peer(self, name: str) -> Path | None:
        """The program of a peer; None where it cannot be installed here."""
        path = self._peers / name
        return path if path.exists() else None

    def peer_versions(self) -> Sequence[str]:
        """Name and version of each peer that was there."""
        if "_peers" not in self.__dict__:
            return ()
        said = subprocess.run(
            [str(self._peers / "python"), "-m", "pip", "list", "--format=json"], capture_output=True, text=True, check=False
        ).stdout
        found = json.loads(said or "[]")
        return [f"{one['name']} {one['version']}" for one in found if one["name"] in PEERS]
