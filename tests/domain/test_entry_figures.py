"""What a line of the log says moved: figures, never the days of a calendar."""

from __future__ import annotations

import pytest

from salestui.domain.entry import understand


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("average deal 41k to 47k", "41k", "47k"),
        ("cycle 83 to 81 days", "83", "81 days"),
        ("snittaffären 41 till 47 tkr", "41", "47 tkr"),
        ("Acme moved from 20 March 2026 to 17 April 2026", None, None),
        ("Acme flyttades från 20 mars 2026 till 17 april 2026", None, None),
        ("Acme moved 2026-03-20 to 2026-04-17", None, None),
        ("moved from 20 March 2026 to 17 April 2026, price 41k to 47k", "41k", "47k"),
        ("from 30 to 35 majors", "30", "35"),
    ],
)
def test_a_figure_that_moved_is_told_from_a_day_that_was_moved(line: str, before: str | None, after: str | None) -> None:
    said = understand(line)
    assert (said.before, said.after) == (before, after)
