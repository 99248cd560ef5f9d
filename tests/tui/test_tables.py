"""Tables in little room: what has no room in the marked line stands in full beneath; an amount in a note is written in full."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.money import Money
from salestui.render.numbers import Numbers
from salestui.tui.dialogs.why import Why
from salestui.tui.entry_words import own_name
from salestui.tui.row_in_full import Column, Row, in_full
from salestui.tui.row_window import RowWindow, _shared
from salestui.work import bring_in, goals
from salestui.work.export import Options, wording_of
from salestui.work.review import review
from tests.tui.conftest import FIRST, Rep, shown

COLUMNS = (Column("Deal", 0), Column("Owner", 14, least=90), Column("Amount", 9, right=True))


def test_what_fits_is_not_said_again() -> None:
    assert in_full(Row(("Acme", "", "$48.0k")), COLUMNS, {0: 20, 2: 9}) == ""


def test_what_is_cut_is_said_in_full_and_what_has_no_column_with_its_heading() -> None:
    row = Row(("Arbetsmarknadsdepartementets upphandling", "Åsa Öberg", "$48.0k"))
    assert in_full(row, COLUMNS, {0: 20, 2: 9}) == "Arbetsmarknadsdepartementets upphandling · Owner: Åsa Öberg"


def test_a_short_name_is_told_in_full() -> None:
    assert in_full(Row(("ACV won", "", "$48.0k"), name="Annual contract value won"), COLUMNS, {0: 20, 2: 9}) == (
        "Annual contract value won"
    )


async def test_an_entry_that_is_cut_is_read_in_full_beneath_the_log(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.go("log")
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        table = app.screen.query_one(RowWindow)
        said = " ".join(shown(app).split())
        assert str(table.row(1).cells[2]) in said


async def test_an_amount_in_a_note_is_written_in_the_app_as_in_the_document(rep: Rep) -> None:
    (quota, *_) = goals.listed(rep.desk, rep.period)
    goals.adjust(
        rep.desk,
        rep.period,
        quota.name,
        percent="-10 %",
        amount=None,
        reason="leave",
        note="Leave in January",
        agreed_by="Karin",
        agreed_on=date(2026, 2, 1),
    )
    summary = review(rep.desk, rep.period).summary
    figure = summary.material.figure("goal_attainment", goal=quota.name)
    assert figure is not None
    wording = wording_of(rep.desk, summary, Options(language="en"))
    (note,) = [wording.numbers.note(note) for note in figure.notes if note.slug == "target_adjusted"]
    assert isinstance(quota.target, Money)
    assert Numbers("en").money(quota.target, full=True) in note
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.push_screen(Why(app.sitting, "goal_attainment", quota.name))
        await pilot.pause()
        assert note in shown(app)
        await pilot.press("escape", "g")
        await pilot.pause()
        assert ", adjusted" in shown(app)


def test_columns_share_what_is_left_over_by_what_they_need() -> None:
    table = RowWindow([Column("Deal", 0), Column("Account", 0), Column("Amount", 8, right=True)])
    table.show([Row(("A name that needs thirty cells.", "acme.com", "$1"))])
    assert _shared(50, table._needs) == {0: 42, 1: 8}
    assert _shared(20, table._needs) == {0: 12, 1: 8}
    assert _shared(12, table._needs) == {0: 6, 1: 6}


@pytest.mark.parametrize(
    ("deal", "account", "own"),
    [
        ("Acme AB - Renewal", "Acme AB", "Renewal"),
        ("ACME AB: Renewal, phase 2", "Acme AB", "Renewal, phase 2"),
        ("Acme-Nord pilot", "Acme", "Acme-Nord pilot"),  # another account
        ("Acme renewal", "Acme", "Acme renewal"),
        ("Acme AB - ", "Acme AB", "Acme AB - "),
        ("Acme AB", "Acme AB", "Acme AB"),
        ("Renewal", None, "Renewal"),
    ],
)
def test_beside_its_account_a_deal_goes_by_its_own_name(deal: str, account: str | None, own: str) -> None:
    assert own_name(deal, account) == own


async def test_the_account_is_not_said_twice_where_it_has_a_column_and_not_left_out_where_it_has_none(newcomer: Rep) -> None:
    export = newcomer.export("deals-2026-03-02.csv", FIRST.replace("Acme renewal", "Acme AB - Renewal"))
    bring_in.import_file(newcomer.desk, export, Choices(yes=True))
    for width in (120, 80):
        app = newcomer.app()
        async with app.run_test(size=(width, 24)) as pilot:
            await pilot.press("d")
            await pilot.pause()
            row = next(row for row in shown(app).split("\n") if "Renewal" in row)
            assert (row.count("Acme AB"), "Acme AB - Renewal" in row) == (1, width == 80)
