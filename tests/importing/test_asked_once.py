"""What a file leaves open is asked for with the option that decides, and the answer holds for the next file of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, changes, deal, open_at, refused, write

DEALS = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


def asked(desk: Desk, path: Path, **choices: object) -> str:
    """The option that the refusal names."""
    return str(refused(desk, path, **choices).values["option"])


def test_r31_the_order_of_days_and_the_decimal_sign_are_asked_for_once(desk: Desk, tmp_path: Path) -> None:
    first = write(tmp_path, "first.csv", as_csv([DEALS, ["1", "Acme", "Negotiation", "1.080", "03/04/2026"]]))
    assert asked(desk, first, currency="USD", decimal="point") == "--date-order"
    assert asked(desk, first, currency="USD", date_order="dmy") == "--decimal"
    bring(desk, first, date_order="dmy", decimal="comma")
    next_one = write(tmp_path, "next.csv", as_csv([DEALS, ["2", "Beta", "Negotiation", "2.080", "05/04/2026"]]))
    bring(desk, next_one, yes=True)
    found = deal(desk, "2")
    assert (found["expected_close_on"], found["amount_minor"]) == ("2026-04-05", 208_000)


def test_days_on_which_a_stage_was_entered_are_asked_for_like_any_other(desk: Desk, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", 'Date entered "Contract Sent (Sales Pipeline)"']
    path = write(tmp_path, "a.csv", as_csv([header, ["1", "Acme", "Contract Sent", "03/04/2026"]]))
    assert asked(desk, path) == "--date-order"
    assert bring(desk, path, date_order="mdy").added == 1


def test_a_field_history_asks_for_the_order_of_its_days(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "deals.csv", as_csv([DEALS, ["1", "Acme", "Proposal", "120", "2026-08-01"]])))
    header = ["Opportunity Name", "Field / Event", "Old Value", "New Value", "Edit Date"]
    path = write(tmp_path, "history.csv", as_csv([header, ["Acme", "Stage", "Qualification", "Proposal", "03/04/2026"]]))
    assert asked(desk, path) == "--date-order"
    bring(desk, path, date_order="dmy")
    assert ("1", "stage", "Qualification", "Proposal", "2026-04-03") in changes(desk)


def test_a_table_of_forecasts_asks_for_the_order_of_its_days_and_for_its_currency(desk: Desk, tmp_path: Path) -> None:
    header = ["made_on", "period", "commit", "best_case"]
    path = write(tmp_path, "forecasts.csv", as_csv([header, ["03/04/2026", "2026-Q2", "170000", ""]]))
    assert asked(desk, path, currency="USD") == "--date-order"
    assert asked(desk, path, date_order="dmy") == "--currency"
    bring(desk, path, date_order="dmy", currency="SEK")
    assert desk.store.connection.execute("select made_on, currency from forecast").fetchall() == [("2026-04-03", "SEK")]
    later = write(tmp_path, "later.csv", as_csv([header, ["04/04/2026", "2026-Q2", "180000", ""]]))
    plan = bring(desk, later, currency=None)
    assert [note.slug for note in plan.notes if note.slug == "currency-assumed"] == ["currency-assumed"]


def test_amounts_that_name_their_currency_are_not_asked_for_one_and_those_that_name_none_are_rejected(
    desk: Desk, tmp_path: Path
) -> None:
    forecasts = [["made_on", "period", "commit", "best_case"], ["2026-04-03", "2026-Q2", "€170000", ""]]
    assert bring(desk, write(tmp_path, "f.csv", as_csv(forecasts)), currency=None).added == 1
    in_header = [["made_on", "period", "commit (SEK)", "currency"], ["2026-04-04", "2026-Q2", "5", ""]]
    assert bring(desk, write(tmp_path, "h.csv", as_csv(in_header)), currency=None, mapping={"commit": "commit (SEK)"}).added == 1
    column = [["made_on", "period", "commit", "currency"], ["2026-04-05", "2026-Q2", "5", "SEK"], ["2026-04-06", "2026-Q2", "5", ""]]
    plan = bring(desk, write(tmp_path, "c.csv", as_csv(column)), currency=None)
    assert (plan.added, [(row.line, row.why) for row in plan.rejects]) == (1, [(3, "no-currency")])
    header = ["month", "account", "movement", "mrr", "currency"]
    movements = [header, ["2026-01", "Acme", "New", "€100", ""], ["2026-02", "Beta", "New", "5", ""]]
    plan = bring(desk, write(tmp_path, "mrr.csv", as_csv(movements)), currency=None)
    assert (plan.added, [(row.line, row.why) for row in plan.rejects]) == (1, [(3, "no-currency")])
    found = desk.store.connection.execute("select currency from forecast order by made_on").fetchall()
    assert found == [("EUR",), ("SEK",), ("SEK",)]


def test_a_column_that_the_rep_wants_left_out_is_none_of_the_next_file_either(desk: Desk, tmp_path: Path) -> None:
    header = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Lead Source"]
    first = write(tmp_path, "a.csv", as_csv([header, ["1", "Acme", "Negotiation", "5", "Web"]]))
    bring(desk, first, mapping={"lead_source": "", "name": "Opportunity Name"})
    bring(desk, write(tmp_path, "b.csv", as_csv([header, ["2", "Beta", "Negotiation", "5", "Web"]])), yes=True)
    assert [deal(desk, number)["lead_source"] for number in "12"] == [None, None]


def test_a_source_that_nobody_knows_is_refused_with_those_there_are(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", as_csv([DEALS, ["1", "Acme", "Negotiation", "5", "2026-08-01"]]))
    refusal = refused(desk, path, source="siebel", currency="USD", as_of=date(2026, 6, 1))
    assert (refusal.slug, "salesforce" in str(refusal.values["sources"])) == ("source-unknown", True)
