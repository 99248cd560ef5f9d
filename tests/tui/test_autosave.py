"""What is typed is on disk within the half second, whatever happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salestui.domain.refusal import Refusal
from salestui.tui.autosave import Autosave


class Clock:
    """Runs what is due when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, then: Callable[[], None]) -> object:
        self.waiting.append((seconds, then))
        return None

    def strike(self) -> None:
        due, self.waiting = self.waiting, []
        for _, then in due:
            then()


def test_the_first_unsaved_key_sets_the_time_and_later_ones_do_not_put_it_off() -> None:
    clock, saved = Clock(), []
    autosave = Autosave(clock.later)
    for text in ("a", "ab", "abc"):
        autosave.soon("field", lambda text=text: saved.append(text), lambda refusal: None)
    assert [seconds <= 0.5 for seconds, _ in clock.waiting] == [True]
    clock.strike()
    assert saved == ["abc"]


def test_a_store_that_is_busy_is_tried_again_and_nothing_is_lost() -> None:
    clock, saved, told = Clock(), [], []
    autosave = Autosave(clock.later)
    busy = [True]

    def save() -> None:
        if busy[0]:
            raise Refusal("store-busy")
        saved.append("text")

    autosave.soon("field", save, told.append)
    clock.strike()
    assert autosave.pending
    assert told[0].slug == "store-busy"
    busy[0] = False
    clock.strike()
    assert (saved, told[-1], autosave.pending) == (["text"], None, False)


def test_a_fault_in_one_field_does_not_hold_back_the_others() -> None:
    clock, saved = Clock(), []
    autosave = Autosave(clock.later)

    def broken() -> None:
        raise ZeroDivisionError

    autosave.soon("broken", broken, lambda refusal: None)
    autosave.soon("whole", lambda: saved.append("whole"), lambda refusal: None)
    with pytest.raises(ZeroDivisionError):
        autosave.flush()
    assert saved == ["whole"]


def test_what_is_refused_for_good_is_told_once_and_given_up() -> None:
    clock, told = Clock(), []
    autosave = Autosave(clock.later)

    def save() -> None:
        raise Refusal("period-finalised", period="2026-Q1")

    autosave.soon("field", save, told.append)
    autosave.flush()
    assert ([refusal.slug for refusal in told], autosave.pending) == (["period-finalised"], False)
