"""Run inside a namespace of its own: a desk on a disk of 6 MB that is filled to the brim, then has room again.

Prints what each command said while the disk was full and after, and whether the store was as before in between.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.reliability.faults import Place

COMMANDS = (
    ("log", "win", "on a full disk"),
    ("goal", "set", "quota", "revenue_won", "600000USD"),
    ("section", "set", "context.driver.1", "Written on a full disk"),
    ("config", "set", "language", "sv"),
    ("backup",),
    ("backup", "-o", "out/copy.db"),
    ("restore", "then.db"),
    ("export", "-o", "out/review.md", "--force"),
    ("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD"),
)


def main(desk: Path, disk: Path) -> None:
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk)], check=True)
    place = Place(desk).copy(disk / "desk")
    shutil.rmtree(disk / "desk" / "rep.db.backups", ignore_errors=True)
    before = place.content()
    _fill(disk / "filler")
    full = [(command, place.run(*command)) for command in COMMANDS]
    later = dataclasses.replace(place, program="tests.reliability.later_release")
    full.append((("log", "win", "by a later program"), later.run("log", "win", "by a later program")))
    same = place.content() == before and place.wrong() is None
    (disk / "filler").unlink()
    roomy = [(command, place.run(*command)) for command in COMMANDS]
    print(json.dumps({"full": full, "same": same, "roomy": roomy}))


def _fill(filler: Path) -> None:
    with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
