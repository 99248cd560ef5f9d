"""After an import the figures of a large book are worked out ahead: whoever opens the app, or asks for them, need not wait.

It is done in a process left to itself, when the command has ended. Nothing depends on it: what it does not keep, because
somebody writes meanwhile, is worked out when it is asked for, as after any other change.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from salestui.cli.wish import Wish
from salestui.work.little import is_little

if TYPE_CHECKING:
    from salestui.work.desk import Desk

_REST_WITHIN, _LOOK_EVERY = 2.0, 0.02
"""Seconds: for how long the file is waited for to rest, and how often it is looked at."""


def begin(wish: Wish, desk: Desk) -> None:
    """Have it begun; the desk may be closed. What is little is gone through at once when it is asked for."""
    if is_little(desk):
        return
    from salestui.work.beside import left_to_itself  # for large books alone

    left_to_itself(desk, work_ahead, wish)


def work_ahead(desk: Desk, wish: Wish, watch: object = None) -> None:  # noqa: ARG001 nobody waits for it
    """Keep for the period in progress what the app opens with, and what `metrics --json` answers; nothing where the file is in use."""
    if not _rests(desk):
        return
    from salestui.cli.figures import keep_ahead
    from salestui.tui.look_ahead import keep_look
    from salestui.work import periods

    period = periods.chosen(desk, None)
    keep_look(desk, period)
    keep_ahead(wish, desk, period)


def _rests(desk: Desk) -> bool:
    """Whether the file came to rest: only then can what is kept be told from what another state of it would give."""
    from salestui.work.kept_answers import at_rest

    until = time.monotonic() + _REST_WITHIN
    while at_rest(desk.store.path) is None:
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_EVERY)
    return True
