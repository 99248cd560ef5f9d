"""An import that is killed is there whole or not at all, and done again it is there once."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from tests.reliability.faults import Outcome, Place

IMPORT = ("import", "many.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD")
HEAD = "Opportunity ID,Opportunity Name,Account Name,Amount,Currency,Stage,Close Date,Created Date,Owner\n"


def rows(many: int) -> Iterator[str]:
    for n in range(many):
        yield f"007{n:06},Deal {n},Account {n % 97},{1000 + n},USD,Proposal,2026-03-{1 + n % 28:02},2026-01-05,Anna Ek\n"


def killed_imports(desk: Place, rows_in_file: int, kills: int, seed: int, folder: Path) -> Outcome:
    """An import killed at random moments, a quarter of them in its last tenth, where it is committed."""
    chance = random.Random(seed)
    (desk.folder / "many.csv").write_text(HEAD + "".join(rows(rows_in_file)))
    before = desk.content()
    calm = desk.copy(folder / "calm")
    began = time.monotonic()
    ended = calm.run(*IMPORT)
    took = time.monotonic() - began
    if ended.code != 0:
        return Outcome(0, (f"the import does not work by itself: {ended}",))
    after, hit, broken = calm.content(), 0, []
    for number in range(4 * kills):
        if hit == kills:
            break
        place = desk.copy(folder / "killed")
        process = place.start(*IMPORT)
        time.sleep(took * (chance.uniform(0.8, 1.0) if number % 4 == 0 else chance.uniform(0.2, 1.0)))
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        hit += running
        found = place.content()
        again = place.run(*IMPORT)
        if found not in (before, after) or (not running and found != after):
            broken.append(f"seed {seed}, kill {number}: neither before nor after")
        if again.code != 0 or place.content() != after or place.wrong():
            broken.append(f"seed {seed}, kill {number}: done again it is not as undisturbed: {again} {place.wrong()}")
    return Outcome(hit, tuple(broken))


def test_r07_an_import_that_is_killed_is_there_whole_or_not_at_all(desk: Place, tmp_path: Path) -> None:
    outcome = killed_imports(desk, rows_in_file=800, kills=4, seed=7, folder=tmp_path)
    assert outcome.injected
    assert outcome.broken == ()
