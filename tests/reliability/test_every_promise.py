"""Each promise of what happens when things go wrong has a test that bears its number."""

from __future__ import annotations

import re
from pathlib import Path

PROMISES = range(1, 56)


def test_every_promise_has_a_test_that_bears_its_number() -> None:
    tests = (file.read_text(encoding="utf-8") for file in Path(__file__).parents[1].rglob("test_*.py"))
    names = [name for text in tests for name in re.findall(r"def test((?:_r\d\d)+)_", text)]
    borne = {int(number) for name in names for number in re.findall(r"\d\d", name)}
    assert [number for number in PROMISES if number not in borne] == []
