"""Long work in a process of its own, so that the rep's keys never wait for it: an import, or the figures of a large book.

Python lets one thread at a time compute: work in a thread beside the screen makes each key wait a little, again and again.
The process gets what to do on its standard input and tells how far it has come, and how it ended, on its standard output;
each time that it tells how far, it waits for the word to go on, and goes back where that does not come.
2026: not `multiprocessing`, which keeps a second process of its own and starts the main module anew.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar, cast

from salestui.domain.refusal import Refusal
from salestui.store.connection import open_store
from salestui.work.desk import Desk, open_desk_at
from salestui.work.little import is_little
from salestui.work.progress import Progress, Watch

START = "--beside"
"""The word with which the program as one executable starts itself for this."""

_NICE = 5
_PROGRESS, _DONE, _RAISED = "progress", "done", "raised"
_ON = b"+"

Done = TypeVar("Done")


class _WentBack(Exception):
    """In the process beside: nobody wants what it does any more."""


def beside(desk: Desk, do: Callable[..., Done], *given: object, watch: Watch, reads: Path | None = None) -> Done:
    """What `do(desk, *given, watch=watch)` returns on another desk like `desk`; it raises what `do` and `watch` raise.

    What is little is done here and now. `do` is a function of a module, and what it takes and gives can be pickled. To be
    called in a thread, which waits for the end. Raises Refusal `work-ended` where the process was ended from without.
    """
    if is_little(desk, reads):
        return _here(desk, do, given, watch)
    try:
        process = _process(subprocess.PIPE)
    except OSError:  # no process more is to be had
        return _here(desk, do, given, watch)
    with process:
        into, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        try:
            _send(into, _request(desk, do, given, watched=True))
            while True:
                kind, value = pickle.load(out)  # noqa: S301 written by our own process a moment ago
                if kind == _DONE:
                    return cast("Done", value)
                if kind == _RAISED:
                    raise value
                watch(value)
                into.write(_ON)
                into.flush()
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise Refusal("work-ended") from error
        finally:  # a process that is not told to go on goes back
            with contextlib.suppress(OSError):
                into.close()


def left_to_itself(desk: Desk, do: Callable[..., object], *given: object) -> subprocess.Popen[bytes] | None:
    """A process in which `do(desk, *given, watch=None)` is done, whether anybody waits for its end or not.

    None where no process is to be had: then nothing was done.
    """
    try:
        process = _process(subprocess.DEVNULL)
        into = cast("IO[bytes]", process.stdin)
        with contextlib.suppress(BrokenPipeError), into:
            _send(into, _request(desk, do, given, watched=False))
    except OSError:
        return None
    return process


def _here(desk: Desk, do: Callable[..., Done], given: tuple[object, ...], watch: Watch) -> Done:
    with open_desk_at(desk.store.path, desk) as own:
        return do(own, *given, watch=watch)


def _process(out: int) -> subprocess.Popen[bytes]:
    """The program started once more, with the same modules at hand."""
    command = [sys.executable, START]
    if not getattr(sys, "frozen", False):
        start = f"import sys; sys.path[:] = {sys.path!r}; from salestui.work.beside import main; main()"
        command = [sys.executable, "-P", "-c", start]
    own_session = out == subprocess.DEVNULL and os.name == "posix"  # it outlives the terminal
    return subprocess.Popen(  # noqa: S603 our own program, no shell
        command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.DEVNULL, start_new_session=own_session
    )


def _request(desk: Desk, do: Callable[..., object], given: tuple[object, ...], *, watched: bool) -> tuple[object, ...]:
    return desk.store.name, desk.settings, desk.today, desk.language, do, given, watched


def main() -> None:
    """The process beside: does what it is told, once."""
    gc.disable()  # it is over before it has garbage worth collecting
    if hasattr(os, "nice"):
        os.nice(_NICE)  # whoever types comes first
    into, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may stand between what is told
    store, settings, today, language, do, given, watched = pickle.load(into)  # noqa: S301 written by the program that started it

    def watch(progress: Progress) -> None:
        _send(out, (_PROGRESS, progress))
        if into.read(len(_ON)) != _ON:
            raise _WentBack

    try:
        with Desk(open_store(store, create=False), settings, today, language) as desk:
            told = (_DONE, do(desk, *given, watch=watch if watched else None))
    except (_WentBack, BrokenPipeError):
        return
    except Exception as error:  # it is raised again where it is waited for
        told = (_RAISED, error)
    _send(out, told)


def _send(where: IO[bytes], value: object) -> None:
    where.write(pickle.dumps(value))
    where.flush()
