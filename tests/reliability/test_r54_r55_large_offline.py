"""A store of many years costs a line no more than a new one; and no command ever asks for a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.store.connection import open_store
from tests.reliability.cases import CASES
from tests.reliability.faults import Place, needs_namespaces, needs_strace


def with_entries(path: Path, many: int) -> None:
    """So many entries of five years in the store, found by their words as any other."""
    with open_store(path, create=True) as store, store.transaction() as connection:
        connection.executemany(
            "insert into entry (occurred_on, kind, text, account, created_at)"
            " values (date('2021-01-01', '+' || ? || ' days'), 'win', ?, ?, 'x')",
            ((n % 1825, f"Met the buyer of deal {n} and agreed on the next step", f"Account {n % 500}") for n in range(many)),
        )
        connection.execute("insert into entry_search (rowid, text, account) select id, text, account from entry")


def steps_of_a_line(place: Place) -> int:
    """How often a logged line reads, writes or syncs."""
    trace = place.folder / "trace"
    wrapper = ("strace", "-f", "-qq", "-o", str(trace), "-P", str(place.store), "-P", f"{place.store}-wal")
    ended = place.run("log", "win", "Acme signed", wrapper=(*wrapper, "-e", "trace=pread64,pwrite64,fdatasync"))
    assert ended.code == 0, ended
    return len(trace.read_text().splitlines())


@needs_strace
def test_r54_a_line_takes_as_few_steps_among_a_hundred_thousand_as_among_ten(place: Place, tmp_path: Path) -> None:
    with_entries(place.store, 10)
    few = steps_of_a_line(place)
    large = Place(tmp_path / "large")
    large.folder.mkdir()
    with_entries(large.store, 100_000)
    assert large.store.stat().st_size > 10_000_000
    assert max(steps_of_a_line(large) for _ in range(5)) <= few + 40
    limited = large.run("log", "win", "in little memory", wrapper=("prlimit", "--as=300000000"))
    assert limited.code == 0, limited
    assert large.run("log", "--list", "--since", "2025-12-30", wrapper=("prlimit", "--as=300000000")).code == 0


@needs_strace
@pytest.mark.parametrize("name", ["log", "goal set", "section set", "finalise", "backup", "restore", "import"])
def test_r55_no_command_makes_a_socket(desk: Place, name: str) -> None:
    for case in CASES:
        if case.name == name:
            trace = desk.folder / "trace"
            assert desk.run(*case.command, wrapper=("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=%network")).code == 0
            assert "socket(" not in trace.read_text()


@needs_namespaces
def test_r55_without_any_network_nothing_differs(desk: Place, tmp_path: Path) -> None:
    online, offline = desk, desk.copy(tmp_path / "offline")
    for command in (
        ("metrics",),
        ("section",),
        ("log", "--list"),
        ("goal", "list"),
        ("export", "--force"),
        ("week",),
        ("--help",),
    ):
        without = offline.run(*command, wrapper=("unshare", "-rn"))
        assert without[:3] == online.run(*command)[:3], command
    for case in CASES[::4]:
        assert case.from_nothing or case.first or offline.run(*case.command, wrapper=("unshare", "-rn")).code == 0, case.name
