"""A story as a folder: its files, and story.toml, which tells what is not in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from storytelling.days import day

HEAD = "# Written by make.py; change the story there.\n\n"
Record = Mapping[str, Any]


class File(NamedTuple):
    """A file of the story, in the order of arrival; `as_of` is the day on which it was taken."""

    name: str
    kind: str
    as_of: date
    source: str
    text: str


@dataclass(frozen=True)
class Story:
    """Everything that a sample store is made from. The records are those of story.toml, key for key."""

    folder: str
    today: date
    role: str
    owner: str
    files: tuple[File, ...]
    stages: Mapping[str, str]
    periods: tuple[Record, ...]
    goals: tuple[Record, ...] = ()
    forecasts: tuple[Record, ...] = ()
    measurements: tuple[Record, ...] = ()
    entries: tuple[Record, ...] = ()
    texts: tuple[Record, ...] = ()
    citations: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = field(default=())


def write(story: Story, root: Path) -> None:
    """Writes the folder of `story` under `root`; files of an earlier telling that no longer belong to it are removed."""
    folder = root / story.folder
    folder.mkdir(parents=True, exist_ok=True)
    texts = {file.name: file.text for file in story.files}
    texts["story.toml"] = HEAD + tomli_w.dumps(_document(story), multiline_strings=False)
    for old in folder.iterdir():
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _document(story: Story) -> dict[str, Any]:
    imports = [{"file": f.name, "kind": f.kind, "as_of": f.as_of, "source": f.source} for f in story.files]
    head = {"today": story.today, "role": story.role, "owner": story.owner, "currency": "USD", "language": "en"}
    lists = {
        "imports": imports,
        "periods": story.periods,
        "goals": story.goals,
        "forecasts": story.forecasts,
        "measurements": story.measurements,
        "entries": story.entries,
        "texts": story.texts,
        "citations": story.citations,
        "actions": story.actions,
    }
    return {**head, "stages": dict(story.stages), **{name: [dict(row) for row in rows] for name, rows in lists.items() if rows}}


def words(text: str, period: str) -> list[dict[str, Any]]:
    """The texts of a review, told in lines `section.field[.row][.part]: text`, as records of story.toml.

    A row is a number; `results.why` is named by a metric instead, which stands in both `slug` and `part`.
    """
    records = []
    for line in _lines(text):
        key, _, said = line.partition(": ")
        section, name, *rest = key.split(".")
        record: dict[str, Any] = {"period": period, "section": section, "field": name, "row": 0, "part": ""}
        if rest and rest[0].isdigit():
            record["row"] = int(rest.pop(0))
        if rest:
            record["part"] = rest[0]
        if (section, name) == ("results", "why"):
            record["slug"] = record["part"]
        records.append({**record, "text": said.strip()})
    return records


def entries(text: str, deals: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Log entries and the citations of them, told in lines `DAY | kind | sections that cite it | text [| link]`.

    `deals` gives the id of the deal that is meant by an account that a text names with `@`. Sections are written
    `2026-Q1.results`.
    """
    logged: list[dict[str, Any]] = []
    cited: list[dict[str, Any]] = []
    for line in _lines(text):
        on, kind, sections, said, *link = (part.strip() for part in line.split(" | "))
        entry: dict[str, Any] = {"on": day(on), "kind": kind, "text": said}
        named = re.search(r"@'([^']+)'", said)
        if named:
            entry["account"] = named[1]
            if named[1] in deals:
                entry["deal"] = deals[named[1]]
        if link:
            entry["link"] = link[0]
        for place in filter(None, sections.split()):
            period, _, section = place.partition(".")
            cited.append({"period": period, "section": section, "entry": len(logged)})
        logged.append(entry)
    return logged, cited


def actions(text: str) -> list[dict[str, Any]]:
    """Next steps told in lines `PERIOD | keep or fix | text | metric | target | by | [reporting] | [done on]`."""
    records = []
    for line in _lines(text):
        period, kind, said, metric, target, by, reporting, done = (part.strip() for part in line.split("|"))
        record: dict[str, Any] = {"period": period, "kind": kind, "text": said, "metric": metric, "target": target}
        record["by"] = day(by)
        record["reporting"] = reporting == "reporting"
        if done:
            record["done_on"] = day(done)
        records.append(record)
    return records


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
