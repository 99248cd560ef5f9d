"""An import that is killed is there whole or not at all, and done again it is there once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reliability.faults import Outcome, Place

KILLED = 137
IMPORT = ("import", "many.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD")
HEAD = "Opportunity ID,Opportunity Name,Account Name,Amount,Currency,Stage,Close Date,Created Date,Owner\n"


def rows(many: int) -> Iterator[str]:
    for n in range(many):
        yield f"007{n:06},Deal {n},Account {n % 97},{1000 + n},USD,Proposal,2026-03-{1 + n % 28:02},2026-01-05,Anna Ek\n"


def killed_imports(desk: Place, rows_in_file: int, kills: int, seed: int, folder: Path) -> Outcome:
    """An import killed at random moments, a quarter of them around the commit: from the last pages of the log that it fills to
    the first that are folded into the store."""
    chance = random.Random(seed)
    (desk.folder / "many.csv").write_text(HEAD + "".join(rows(rows_in_file)))
    before = desk.content()
    calm = desk.copy(folder / "calm")
    log, longest = calm.folder / "rep.db-wal", 0

    def look() -> bool:
        nonlocal longest
        longest = max(longest, _size(log))
        return False

    began = time.monotonic()
    ended = calm.killed(*IMPORT, when=look)
    took = time.monotonic() - began
    if ended.code != 0:
        return Outcome(0, (f"the import does not work by itself: {ended}",))
    after, hit, broken = calm.content(), 0, []
    for number in range(4 * kills):
        if hit == kills:
            break
        place = desk.copy(folder / "killed")
        if number % 4 == 0:
            when = _around_the_commit(place, longest, chance)
        else:
            when = _after(chance.uniform(0, took))
        ended = place.killed(*IMPORT, when=when)
        hit += ended.code == KILLED
        found = place.content()
        again = place.run(*IMPORT)
        if found not in (before, after) or (ended.code == 0 and found != after):
            broken.append(f"seed {seed}, kill {number}: neither before nor after")
        if again.code != 0 or place.content() != after or place.wrong():
            broken.append(f"seed {seed}, kill {number}: done again it is not as undisturbed: {again} {place.wrong()}")
    return Outcome(hit, tuple(broken))


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _around_the_commit(place: Place, longest: int, chance: random.Random) -> Callable[[], bool]:
    """True once the log has nearly its full length, or the store has begun to grow; and then a few thousandths more."""
    log, size, part = place.folder / "rep.db-wal", place.store.stat().st_size, chance.uniform(0.9, 1.05)
    wait = chance.choice((0, 0.002, 0.01))

    def now() -> bool:
        there = _size(log) >= part * longest if part <= 1 else place.store.stat().st_size > size
        if there:
            time.sleep(wait)
        return there

    return now


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def test_r07_an_import_that_is_killed_is_there_whole_or_not_at_all(desk: Place, tmp_path: Path) -> None:
    outcome = killed_imports(desk, rows_in_file=800, kills=10, seed=7, folder=tmp_path)
    assert outcome.injected == 10
    assert outcome.broken == ()
