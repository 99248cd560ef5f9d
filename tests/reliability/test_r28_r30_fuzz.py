"""Any file is brought in or turned away in words; every row of it is accounted for; what is turned away changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.domain.import_plan import Choices
from salestui.domain.refusal import Refusal
from salestui.store.connection import open_store
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from salestui.work.settings_file import read_settings
from tests.reliability.fuzz import CELLS, HEADERS, SETTINGS, File, files, workbook

quick = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def own_desk() -> Iterator[Desk]:
    """One store that takes whatever is taken, so that later files meet what earlier ones left."""
    with tempfile.TemporaryDirectory() as name:
        given_settings = Settings(
            Path(name) / "settings.toml", me="Ada Ek", own_domains=("us.se",), time_zone="Europe/Stockholm"
        )
        with open_store(Path(name) / "rep.db", create=True) as store:
            yield Desk(store, given_settings, date(2026, 6, 30), "en")


def brought(desk: Desk, file: File, choices: Choices) -> None:
    """The promise: counted to the row, or refused with nothing changed."""
    path = desk.store.path.with_name(file.name)
    path.write_bytes(file.content)
    before = desk.store.connection.total_changes
    try:
        plan = bring_in.import_file(desk, path, choices)
    except Refusal:
        assert desk.store.connection.total_changes == before
        assert not desk.store.connection.in_transaction
    else:
        assert plan.added + plan.changed + plan.unchanged + plan.rejected == plan.rows
    finally:
        path.unlink()


CHOICES = st.builds(
    Choices,
    as_of=st.sampled_from((date(2026, 6, 1), date(2026, 6, 30))),
    yes=st.just(True),
    currency=st.sampled_from(("USD", "SEK", None)),
    date_order=st.sampled_from(("dmy", "mdy", "ymd", None)),
    decimal=st.sampled_from(("point", "comma", None)),
    won=st.just(("Closed Won",)),
    lost=st.just(("Closed Lost",)),
)


@pytest.mark.parametrize("seed", range(2))
def test_r28_r30_any_file_is_brought_in_row_by_row_or_turned_away_whole(own_desk: Desk, seed: int) -> None:
    fuzzed(own_desk, seed, examples=120)


def fuzzed(desk: Desk, seed: int, examples: int) -> None:
    """So many files of the seed."""
    from hypothesis import seed as seeded

    @seeded(seed)
    @settings(quick, max_examples=examples)
    @given(files, CHOICES)
    def run(file: File, choices: Choices) -> None:
        brought(desk, file, choices)

    run()


@settings(quick, max_examples=6)
@given(st.sampled_from(sorted(HEADERS)), st.lists(st.lists(CELLS, min_size=3, max_size=9), max_size=5), CHOICES)
def test_r28_r30_any_workbook_is_brought_in_row_by_row_or_turned_away_whole(
    own_desk: Desk, kind: str, rows: list[list[str]], choices: Choices
) -> None:
    brought(own_desk, File(f"{kind}.xlsx", workbook([list(HEADERS[kind]), *rows])), choices)


@settings(quick, max_examples=100)
@given(SETTINGS)
def test_r15_any_settings_file_is_read_or_refused_and_left_as_it_is(text: str) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        path = Path(name) / "settings.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        patched.setenv("SALESTUI_CONFIG", str(path))
        before = path.read_bytes()
        slug = "settings-"
        try:
            read_settings()
        except Refusal as refusal:
            slug = refusal.slug
        assert slug.startswith("settings-")
        assert path.read_bytes() == before


@settings(quick, max_examples=40)
@given(st.binary(max_size=9000), st.booleans())
def test_r11_r18_any_bytes_are_a_store_or_are_refused_and_left_as_they_are(content: bytes, headed: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rep.db"
        path.write_bytes((b"SQLite format 3\0" if headed else b"") + content)
        before = path.read_bytes()
        try:
            open_store(path, create=False).close()
        except Refusal as refusal:
            slug = refusal.slug
        else:
            return
        assert slug.startswith("store-")
        assert path.read_bytes() == before
