"""The promises, by name, in the order in which they are measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.bench.results import Result
from tests.bench.rows import app, figures, importing, logging
from tests.bench.scene import Scene

ROWS: dict[str, Callable[[Scene], Iterable[Result]]] = {
    "L1": logging.one_line,
    "L2": logging.many_lines,
    "C2": logging.eight_shells,
    "S1": app.start,
    "K1": app.letter,
    "K2": app.preview,
    "K3": app.beside,
    "I1": importing.first,
    "I2": importing.week_after,
    "I3": importing.same_again,
    "I4": importing.memory,
    "X1": importing.workbook,
    "F1": figures.process,
    "F2": figures.million,
    "F3": figures.again,
    "D1": app.deals,
    "C1": figures.checks,
    "E1": figures.export,
    "M1": app.memory,
}
