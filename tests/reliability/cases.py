"""The commands that write, each from the same desk: what is struck at every step."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from tests.reliability.faults import Place

_DESK = (
    ("config", "set", "me", "Anna Ek"),
    ("log", "win", "Brought the CFO in -> average deal 41k to 47k @'Acme AB' #acme"),
    ("log", "risk", "Globex asks for a discount"),
    ("log", "team", "Coached Sam on discovery"),
    ("log", "--edit", "2", "Globex asks for 5 % off"),
    ("log", "--delete", "3"),
    ("period", "new", "2025-Q4", "--role", "ae", "--owner", "Anna Ek"),
    ("period", "finalise", "2025-Q4", "--force"),
    ("period", "new", "2026-Q1", "--role", "ae", "--owner", "Anna Ek", "--own", "territory: Nordics"),
    ("goal", "set", "quota", "revenue_won", "505000USD"),
    ("goal", "set", "spare", "win_rate", "30%"),
    ("goal", "remove", "spare"),
    ("forecast", "add", "--on", "2026-02-01", "--commit", "480000USD"),
    ("action", "add", "fix", "Review late deals", "--metric", "win_rate", "--target", "30%", "--by", "2026-05-01"),
    ("section", "set", "context.driver.1", "A new product"),
    ("section", "set", "context.driver.1", "A new product in May"),
    ("backup", "-o", "then.db"),
    ("log", "praise", "Thanks from the board"),
)
_DEALS = """Opportunity ID,Opportunity Name,Account Name,Amount,Currency,Stage,Close Date,Created Date,Owner
006A,Acme renewal,Acme AB,10000,USD,Closed Won,2026-02-01,2025-11-01,Anna Ek
006B,Globex new,Globex,25000,USD,Proposal,2026-03-30,2026-01-05,Anna Ek
006C,Initech,Initech,7000,USD,Closed Lost,2026-01-20,2025-12-01,Anna Ek
"""


IMPORT = ("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD")


class Case(NamedTuple):
    """A command, whether it starts from nothing, and what was done before it."""

    name: str
    command: tuple[str, ...]
    from_nothing: bool = False
    first: tuple[tuple[str, ...], ...] = ()


CASES = (
    Case("log", ("log", "win", "Acme signed @Acme")),
    Case("create", ("log", "win", "the very first"), from_nothing=True),
    Case("edit", ("log", "--edit", "1", "Brought the CFO in late")),
    Case("delete", ("log", "--delete", "1")),
    Case("undelete", ("log", "--undo", "3")),
    Case("period new", ("period", "new", "2026-Q2")),
    Case("finalise", ("period", "finalise", "2026-Q1", "--force")),
    Case("reopen", ("period", "reopen", "2025-Q4", "--why", "a late invoice")),
    Case("goal set", ("goal", "set", "quota", "revenue_won", "600000USD")),
    Case(
        "goal adjust",
        ("goal", "adjust", "quota", "--percent", "-10", "--reason", "leave", "--note", "parental leave",
         "--agreed-by", "Bo", "--on", "2026-01-10"),
    ),
    Case("goal remove", ("goal", "remove", "quota")),
    Case("forecast", ("forecast", "add", "--on", "2026-03-01", "--commit", "490000USD")),
    Case("measure", ("measure", "custom_nps", "41", "--label", "NPS", "--unit", "count", "--better", "higher")),
    Case("action add", ("action", "add", "keep", "Weekly", "--metric", "win_rate", "--target", "30%", "--by", "2026-06-01")),
    Case("action done", ("action", "done", "1")),
    Case("section set", ("section", "set", "context.driver.1", "A new product in June")),
    Case("headline", ("headline", "set", "result", "Quota met")),
    Case("config", ("config", "set", "language", "sv")),
    Case("undo", ("undo",)),
    Case("backup", ("backup",)),
    Case("backup -o", ("backup", "-o", "out/copy.db")),
    Case("restore", ("restore", "then.db")),
    Case("import", IMPORT),
    Case("import undo", ("import", "--undo", "1"), first=(IMPORT,)),
    Case("deal set", ("deal", "set", "006B", "amount", "26000", "--why", "signed for more"), first=(IMPORT,)),
    Case("deal remove", ("deal", "remove", "006B", "--why", "a duplicate"), first=(IMPORT,)),
    Case("deal restore", ("deal", "restore", "006B"), first=(IMPORT, ("deal", "remove", "006B", "--why", "a duplicate"))),
    Case("deal merge", ("deal", "merge", "006B", "006A"), first=(IMPORT,)),
    Case("stages set", ("stages", "set", "Proposal", "late"), first=(IMPORT,)),
    Case("accept", ("accept", "evidence-unused", "--why", "kept for the next period")),
    Case("section skip", ("section", "skip", "team", "--why", "new in the team")),
    Case("section restore", ("section", "restore", "context", "1")),
    Case("period use", ("period", "use", "2025-Q4")),
    Case("definitions", ("definitions", "stalled", "--set", "days=45")),
    Case("template save", ("template", "save", "mine")),
    Case("export", ("export", "-o", "out/review.md", "--force")),
    Case("export html", ("export", "-o", "out/review.html", "--format", "html", "--force")),
)  # fmt: skip


def prepared(folder: Path) -> Place:
    """A desk with something of everything on it."""
    folder.mkdir(parents=True)
    place = Place(folder)
    (folder / "out").mkdir()
    (folder / "deals.csv").write_text(_DEALS)
    for command in _DESK:
        ended = place.run(*command)
        if ended.code != 0:
            raise AssertionError(f"{command} ended with {ended.code}: {ended.err}")
    return place


def bare(folder: Path) -> Place:
    """A folder without a store."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "out").mkdir(parents=True)
    return Place(folder)
