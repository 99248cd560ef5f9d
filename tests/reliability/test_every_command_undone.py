"""Each command of the shell, with words that take something away where it can: whatever stood there comes back with `undo`.

A command that is new is not in the list, and the test says so.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator

import click
import pytest

from salestui.cli import run
from salestui.cli.shell import program
from tests.reliability.cases import IMPORT
from tests.reliability.faults import Place

Words = tuple[str, ...]
PLAN = 'name = "{}"\nmetrics = ["win_rate"]\n'
FIRST: tuple[Words, ...] = (
    IMPORT,
    ("deal", "set", "006A", "amount", "9000", "--why", "as signed"),
    ("deal", "remove", "006C", "--why", "a duplicate"),
    ("measure", "leads", "40"),
    ("measure", "win_rate", "25%", "--benchmark", "team"),
    ("section", "set", "context.driver.1", "A new product in June"),
    ("headline", "set", "result", "A good quarter"),
    ("section", "skip", "team", "--why", "nothing new"),
    ("accept", "evidence-unused", "--why", "house style"),
    ("template", "add", "ours.toml"),
    ("definitions", "win_rate", "--set", "value"),
)
"""What lies on the desk before the commands."""

TAKES: dict[str, tuple[Words, ...]] = {
    "log": (("log", "--edit", "1", "Something else"), ("log", "--delete", "1"), ("log", "win", "One more")),
    "stages set": (("stages", "set", "Proposal", "opportunity"),),
    "deal set": (
        ("deal", "set", "006A", "amount", "8000", "--why", "a discount"),
        ("deal", "set", "006A", "account", "Acme Group", "--why", "its name"),
        ("deal", "set", "006B", "stage", "Closed Won", "--why", "signed today"),
    ),
    "deal remove": (("deal", "remove", "006B", "--why", "a duplicate"),),
    "deal restore": (("deal", "restore", "006A"), ("deal", "restore", "006C")),
    "deal merge": (("deal", "merge", "006B", "006A"),),
    "period new": (("period", "new", "2026-Q1", "--role", "sdr", "--owner", "Bo Ek", "--own", "territory: Denmark"),),
    "period use": (("period", "use", "2026-Q1"),),
    "period reopen": (("period", "reopen", "2025-Q4", "--why", "a late invoice"),),
    "template add": (("template", "add", "other.toml", "--name", "ours", "--replace"),),
    "template save": (("template", "save", "ours", "--replace"),),
    "template remove": (("template", "remove", "ours"),),
    "goal set": (("goal", "set", "quota", "revenue_won", "600000USD"),),
    "goal adjust": (
        (*"goal adjust quota --percent -10 --reason leave --note away --agreed-by Bo --on 2026-01-10".split(),),
    ),
    "goal remove": (("goal", "remove", "quota"),),
    "forecast add": (("forecast", "add", "--on", "2026-02-01", "--commit", "470000USD"),),
    "measure": (("measure", "leads", "41"), ("measure", "win_rate", "26%", "--benchmark", "team")),
    "action add": (("action", "add", "keep", "Call on Mondays", "--metric", "win_rate", "--target", "31%", "--by", "2026-05-01"),),
    "action done": (("action", "done", "1"),),
    "definitions": (("definitions", "win_rate", "--set", "count"),),
    "section set": (("section", "set", "context.driver.1", "Nothing of it"), ("section", "set", "context.driver.1", "")),
    "section draft": (("section", "draft", "context", "--accept"),),
    "section restore": (("section", "restore", "context", "1"),),
    "section skip": (("section", "skip", "team", "--why", "another reason"),),
    "headline set": (("headline", "set", "result", "A fair quarter"),),
    "export": (("export", "-o", "handed-in.md", "--force", "--replace"), ("export", "-o", "new.md", "--force")),
    "accept": (("accept", "evidence-unused", "--why", "as agreed with Bo"),),
    "config set": (("config", "set", "me", "Bo Ek"), ("config", "set", "me", "none"), ("config", "set", "figures.min_sample", "30")),
}  # fmt: skip
"""Commands that write, in words that replace or remove what they can."""

ANOTHER_WAY: dict[str, tuple[Words, Words]] = {
    "period finalise": (("period", "finalise", "2026-Q1", "--force"), ("period", "reopen", "2026-Q1", "--why", "too early")),
    "import": (("import", "next.csv", "--yes", "--as-of", "2026-03-10", "--currency", "USD"), ("import", "--undo", "{run}")),
    "restore": (("restore", "then.db"), ("restore", "{kept}")),
}
"""Commands that say themselves how they are taken back: as a whole, since all may have changed."""

READS: dict[str, Words] = {
    "week": (), "status": (), "imports": (), "stages": (), "deals": (), "deal show": ("006A",), "period drift": ("2025-Q4",),
    "period list": (), "period show": (), "template check": ("ours.toml",), "template list": (), "template show": ("ours",),
    "goal list": (), "forecast list": (), "forecast record": (), "action list": (), "metrics": ("--metric", "win_rate"),
    "why": ("win_rate",), "trends": ("win_rate",), "outlook": (), "reps": ("win_rate",), "late": (), "section history": ("context",),
    "section show": ("context",), "headline": (), "section": (), "check": (), "preview": (), "verify": ("handed-in.md",),
    "team": ("handed-in.json",), "doctor": (), "undo": ("--list",), "config get": (), "config path": (), "search": ("acme",),
    "completion": ("bash",), "help": ("log",), "goal": (), "forecast": (), "action": (), "period": (),
    "deal": ("show", "006A"), "config": ("path",), "demo": ("--help",),
    "backup": ("-o", "now.db"), "remind": ("--show",),
}  # fmt: skip
"""Commands that look, or write a file that was not there: nothing may be gone after them."""


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The commands of the tree, and groups that do something by themselves."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join((*path, name))
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))


def test_every_command_is_known_to_take_something_away_or_not() -> None:
    known = {*TAKES, *ANOTHER_WAY, *READS}
    assert set(leaves(program)) - known == set()
    assert not set(TAKES) & set(READS)


Seen = Counter[tuple[object, ...]]


def seen(place: Place) -> Seen:
    """Everything that a rep has: each row of what was written, each setting, each template and document."""
    columns = {
        "entry": "occurred_on, kind, text, account, deal_id, link",
        "goal": "name, metric, target_minor, target_number, goal.owner",
        "goal_adjustment": "percent, amount_minor, reason, note, agreed_by",
        "section_text": "period_id, section, field, row, part, text",
        "action": "kind, text, target, by_on, reporting, done_on",
        "forecast": "period_key, made_on, commit_minor, best_case_minor, owner",
        "measurement": "metric, period_key, value_minor, value_number, benchmark, note, owner",
        "deal": "id, name, account, owner, stage, status, amount_minor, closed_on, expected_close_on, removed, merged_into",
        "stage": "name, step",
        "accepted_finding": "check_slug, section, why",
        "citation": "section, entry_id",
        "period": "key, role, owner, template, finalised_at is not null",
    }
    where = {"entry": "where deleted_at is null", "section_text": "where text <> ''"}
    with contextlib.closing(sqlite3.connect(place.store)) as connection:
        rows: list[tuple[object, ...]] = []
        for table, names in columns.items():
            known = {name for _, name, *_ in connection.execute(f"pragma table_info({table})")}
            assert {name.split()[0].rpartition(".")[2] for name in names.split(", ")} <= known, (table, known)
            rows += [(table, *row) for row in connection.execute(f"select {names} from {table} {where.get(table, '')}")]
    settings = tomllib.loads((place.folder / "settings.toml").read_text())
    rows += [("setting", name, json.dumps(value)) for name, value in settings.items() if value != {}]
    files = [*place.folder.glob("templates/*.toml"), *place.folder.glob("*.md")]
    return Counter([*rows, *((file.name, file.read_text()) for file in files)])


@pytest.fixture
def shell(desk: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """A command in this process, on the desk; what it said."""
    for name, value in desk.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(desk.folder)

    def command(*words: str) -> str:
        capfd.readouterr()
        code = run(["--store", "rep.db", "--today", "2026-03-10", *words])
        said = capfd.readouterr()
        assert code in (0, 3), (words, code, said.err)
        return said.out

    (desk.folder / "ours.toml").write_text(PLAN.format("Ours"))
    (desk.folder / "other.toml").write_text(PLAN.format("Other"))
    shutil.copy(desk.folder / "deals.csv", desk.folder / "next.csv")
    deals = (desk.folder / "next.csv").read_text().replace("Proposal", "Negotiation").replace("25000", "26000")
    (desk.folder / "next.csv").write_text(deals)
    for words in FIRST:
        command(*words)
    command("export", "--period", "2025-Q4", "-o", "handed-in.md", "--force")
    command("export", "--period", "2025-Q4", "-o", "handed-in.json", "--format", "json", "--force")
    return command


def test_what_a_command_took_away_comes_back(desk: Place, shell: Callable[..., str]) -> None:
    before = seen(desk)
    silent = []
    for name, many in TAKES.items():
        took = False
        for words in many:
            shell(*words)
            if gone := before - seen(desk):
                took = True
                shell("undo")
                assert seen(desk) == before, (words, gone, before - seen(desk), seen(desk) - before)
            before = seen(desk)
        if not took:
            silent.append(name)
    assert silent == ["period use", "goal adjust", "forecast add", "action add", "section draft", "accept"]  # these only add
    assert desk.wrong() is None


def test_what_changed_as_a_whole_is_taken_back_as_a_whole(desk: Place, shell: Callable[..., str]) -> None:
    for words, back in ANOTHER_WAY.values():
        before = seen(desk)
        told = json.loads(shell(*words, "--json") or "null")
        assert before - seen(desk), words
        shell(*(word.format(**told) if "{" in word else word for word in back))
        assert seen(desk) == before, (words, before - seen(desk), seen(desk) - before)


def test_nothing_is_gone_after_a_command_that_looks(desk: Place, shell: Callable[..., str]) -> None:
    before = seen(desk)
    for name, more in READS.items():
        with contextlib.suppress(SystemExit):
            shell(*name.split(), *more)
        assert not before - seen(desk), name
    assert os.path.exists(desk.folder / "now.db")
