"""One command, struck at its first step, its second, and so on until it has no more: before or after, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.reliability.cases import Case, bare
from tests.reliability.faults import KILL, Ended, Outcome, Place

Content = dict[str, list[tuple[object, ...]]]


def start(desk: Place, case: Case, folder: Path) -> Place:
    """The desk from which the case's command starts."""
    return bare(folder) if case.from_nothing else desk.copy(folder)


def at_every_step(
    desk: Place, case: Case, calls: Iterable[str], fault: str, folder: Path, *paths: str, first: int = 1, every: int = 1
) -> Outcome:
    """`case` once for each of `calls`: spoiled by `fault` at the step `first`, then each `every`th one after."""
    if case.first:
        desk = desk.copy(folder / "begun")
        for command in case.first:
            if desk.run(*command).code != 0:
                return Outcome(0, (f"{command} does not work by itself",))
    calm = start(desk, case, folder / "calm")
    before = calm.content()
    if calm.run(*case.command).code != 0:
        return Outcome(0, (f"{case.name} does not work by itself",))
    after = calm.content()
    injected, broken = 0, []
    for call in calls:
        number = first
        while True:
            place = start(desk, case, folder / "struck")
            ended = place.struck(case.command, call, fault, number, *paths)
            if not ended.struck:
                break
            injected += 1
            fact = broken_promise(place, ended, before, after, killed=fault == KILL)
            if fact is not None:
                broken.append(f"{case.name}, {fault} at {call} {number}: {fact}")
            number += every
    return Outcome(injected, tuple(broken))


def broken_promise(place: Place, ended: Ended, before: Content, after: Content, *, killed: bool) -> str | None:
    """What is not as promised after a fault: before or after, sound, refused in two lines, and the next command works."""
    found = place.content()
    if found not in (before, after):
        return f"neither before nor after: {_difference(found, before)} {ended}"
    if ended.code == 0 and found != after:
        return f"told as done, and not done: {ended}"
    if not killed and ended.code != 0 and not ended.refused:
        return f"not a refusal: {ended}"
    following = place.run("log", "learning", "after the fault")
    if following.code != 0:
        return f"the next command ended with {following.code}: {following.err}"
    kept = place.content()
    kept["entry"] = [row for row in kept["entry"] if "after the fault" not in row]
    if {name: rows for name, rows in kept.items() if rows} not in (before, after):
        return "the next command changed more than the log"
    return place.wrong()


def _difference(found: Content, other: Content) -> list[str]:
    return [name for name in sorted({*found, *other}) if found.get(name) != other.get(name)]
