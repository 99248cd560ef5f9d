"""Makes a store with the sample's review among as many deals as asked for: `office.py STORE COUNT FOLDER-OF-EXPORTS`."""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

import msgspec

from salestui.work.demo import Import, Story, tell
from tests.bench.data import FIRST, NEXT, SAMPLE, export_file


def main(path: str, count: int, exports: Path) -> None:
    story = msgspec.convert(tomllib.loads((SAMPLE / "story.toml").read_text(encoding="utf-8")), Story)
    story.imports = [
        *(Import(str(export_file(exports, count, day)), "deals", day, "salesforce") for day in (FIRST, NEXT)),
        *(brought for brought in story.imports if brought.kind != "deals"),
    ]
    tell(story, SAMPLE, Path(path))
    shutil.rmtree(f"{path}.backups", ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
