"""What a rep does most is done with few keys, and the count only shrinks."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.app import SalesApp
from salestui.tui.dialogs.why import Why
from salestui.tui.line_box import LineBox
from salestui.work import bring_in, imports, log, stages, week, writing
from salestui.work.desk import open_desk
from tests.tui.conftest import FIRST, SECOND, TODAY, Rep, shown

pytestmark = pytest.mark.usefixtures("no_terminal")


async def test_a_win_is_logged_with_one_key_its_text_and_enter(rep: Rep) -> None:
    async with rep.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        await pilot.press(*"Signed", "enter")
        await pilot.pause()
    newest = log.listed(rep.desk.store)[0]
    assert (newest.kind, newest.text, newest.on) == ("win", "Signed", TODAY)


async def test_how_a_line_is_understood_stands_below_it_before_it_is_kept(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        for character in "cycle 83 to 81 days +sales_cycle_length @Beta #pace":
            await pilot.press(
                {" ": "space", "+": "plus", "_": "underscore", "@": "at", "#": "number_sign"}.get(character, character)
            )
        await pilot.pause()
        text = shown(app)
        assert "83 → 81 days" in text
        assert "account Beta" in text
        assert "tags pace" in text


async def test_an_account_is_completed_with_tab(rep: Rep) -> None:
    async with rep.app().run_test(size=(100, 30)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("at", "b", "e")
        await pilot.pause()
        await pilot.press("tab", *"ok", "enter")
        await pilot.pause()
    assert log.listed(rep.desk.store)[0].text == "@Beta ok"


async def test_a_wrong_day_is_told_below_the_line_and_nothing_typed_is_lost(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        await pilot.press(*"Signed", "tab", *"xx", "enter")
        await pilot.pause()
        assert "Signed" in shown(app)
        assert "xx" in shown(app)
        assert log.listed(rep.desk.store)[0].text != "Signed"


async def test_the_rows_behind_a_number_are_one_key_away(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Why)
        assert "Beta first order" in shown(app)


async def test_the_document_is_handed_out_with_two_keys(rep: Rep) -> None:
    for key in ("driver", "weakest", "next"):
        writing.set_field(rep.desk, rep.period, FieldKey("headline", key), "x")
    async with rep.app().run_test(size=(100, 30)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    written = list(rep.folder.glob("*.md"))
    assert len(written) == 1
    assert "Maja Lind" in written[0].read_text(encoding="utf-8")


async def test_a_file_that_is_there_is_replaced_only_when_the_rep_says_so(rep: Rep) -> None:
    async with rep.app().run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "enter")
        await pilot.pause()
        path = next(iter(rep.folder.glob("*.md")))
        path.write_text("mine", encoding="utf-8")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert path.read_text(encoding="utf-8") == "mine"
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
    assert path.read_text(encoding="utf-8") != "mine"


async def test_an_export_is_brought_in_step_by_step_and_taken_back(newcomer: Rep) -> None:
    newcomer.export("first-2026-03-02.csv", SECOND)
    app = newcomer.app()
    said = words("en")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert "first-2026-03-02.csv" in shown(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said("screens.import.mapping") in shown(app)
        assert "0062" in shown(app)
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        runs = imports.listed(newcomer.desk)
        assert [(run.added, run.as_of) for run in runs] == [(3, date(2026, 3, 2))]
        assert said("screens.import.take_back", undo="z") in shown(app)
        assert said("screens.import.go_through", week="k") not in shown(app)  # nothing changed that was there before
        await pilot.press("j")  # which step each stage is: proposed from its name, confirmed once
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert all(stage.confirmed for stage in stages.listed(newcomer.desk))
        await pilot.press("z")
        await app.workers.wait_for_complete()
        assert imports.listed(newcomer.desk)[0].undone_at is not None


async def test_a_path_that_was_found_makes_room_for_the_next_and_one_that_was_not_stays_to_be_mended(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("i", "tab")
        box = app.screen.query_one("#path", LineBox)
        box.insert(str(rep.folder / "no such file.csv"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert box.text == str(rep.folder / "no such file.csv")
        box.text = str(rep.folder / "second.csv")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert box.text == ""


async def test_the_week_is_logged_with_space_and_passed_with_x(rep: Rep) -> None:
    app = rep.app()
    waiting = len(week.week(rep.desk).changes)
    assert waiting >= 2
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
    assert len(week.week(rep.desk).changes) == waiting - 2


async def test_a_suggestion_is_opened_for_editing_and_then_logged_for_its_deal(rep: Rep) -> None:
    async with rep.app().run_test(size=(100, 30)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"ok", "enter")
        await pilot.pause()
    newest = max(log.listed(rep.desk.store), key=lambda entry: entry.id)
    assert newest.deal is not None
    assert newest.text.endswith("ok")


async def test_a_deal_is_found_while_its_name_is_typed_and_shows_its_history(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("slash", *"acme", "enter", "enter")
        await pilot.pause()
        assert "20 Mar → 17 Apr" in shown(app)


async def test_a_finding_leads_to_its_line(rep: Rep) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("context", "driver", 1), "It was {win_rat}")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode in ("context", "headline", "scope", "goals", "pipeline", "next_steps")


async def test_the_same_file_again_says_that_it_changes_nothing(rep: Rep) -> None:
    path = rep.folder / "second.csv"
    plan = bring_in.look(rep.desk, path, Choices(as_of=date(2026, 3, 2)))
    assert plan.already is not None
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.current_mode == "import"


RENAMED = """\
Opportunity Name,Account Name,Opportunity Owner,Stage,Opportunity Amt,Exp Close Dt,Opportunity Currency
Acme renewal,Acme AB,Maja Lind,Proposal,48000.50,2026-03-20,USD
Beta first order,Beta,Maja Lind,Negotiation,36000.25,2026-03-27,USD
"""


async def test_columns_that_are_guesses_are_shown_with_five_rows_and_how_sure_they_are_and_taken_by_enter(
    newcomer: Rep,
) -> None:
    newcomer.export("renamed-2026-03-02.csv", RENAMED)
    app = newcomer.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "95 %" in shown(app)
        assert "48000.50 · 36000.25" in shown(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    amounts = newcomer.desk.store.connection.execute(
        "select amount_minor, expected_close_on from deal order by name"
    ).fetchall()
    assert amounts == [(4800050, "2026-03-20"), (3600025, "2026-03-27")]
    again = newcomer.export("renamed-2026-03-09.csv", RENAMED.replace("48000.50", "49000.50"))
    assert bring_in.look(newcomer.desk, again).changes["amount"] == 1


async def test_a_guess_that_is_refused_is_not_asked_for_again(newcomer: Rep) -> None:
    newcomer.export("renamed-2026-03-02.csv", RENAMED)
    app = newcomer.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("a", "left", "left", "left", "left", "left", "ctrl+s")  # round to the last choice: none
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert newcomer.desk.store.connection.execute("select sum(amount_minor), count(*) from deal").fetchone() == (None, 2)
    again = newcomer.export("renamed-2026-03-09.csv", RENAMED.replace("48000.50", "49000.50"))
    plan = bring_in.look(newcomer.desk, again, Choices(proposed=True))
    assert [match.field for match in plan.matches if match.is_guess or match.field == "amount"] == []


async def test_what_is_new_in_the_folder_comes_in_by_one_key_and_what_was_left_out_is_written_to_be_mended(
    newcomer: Rep, monkeypatch
) -> None:
    folder = newcomer.folder / "exports"
    folder.mkdir()
    (newcomer.folder / "settings.toml").write_text(f'import_folder = "{folder}"\n', encoding="utf-8")
    (folder / "first-2026-02-23.csv").write_text(FIRST, encoding="utf-8")
    (folder / "second-2026-03-02.csv").write_text(SECOND.replace("12000", "lots"), encoding="utf-8")
    (folder / "products.csv").write_text("product,series,sales_price\nGTX,G,5\n", encoding="utf-8")
    desk = open_desk(str(newcomer.desk.store.path), today=TODAY)
    app = SalesApp(desk)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [run.file for run in imports.listed(desk)] == ["first-2026-02-23.csv", "second-2026-03-02.csv"]
        assert "products.csv" in shown(app)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        [written] = newcomer.folder.rglob("*left-out*.csv")
        assert written.read_text(encoding="utf-8").splitlines()[1].startswith("0063,Gamma pilot,Gamma,Closed Lost,lots")
        await pilot.press("z")
        await app.workers.wait_for_complete()
        assert all(run.undone_at for run in imports.listed(desk))
    desk.store.close()


async def test_a_file_that_nothing_knows_is_brought_in_by_saying_what_it_is_and_which_column_is_what(newcomer: Rep) -> None:
    newcomer.export("odd-2026-03-02.csv", "alpha;beta;gamma\nAcme;Negotiation;3\nBeta;Closed Won;4\n")
    app = newcomer.app()
    said = words("en")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "o says what it holds" in shown(app)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("right", "ctrl+s")  # deals
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said("importing.question.column-missing", readings="deal id / name") in shown(app)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("right", "ctrl+s")  # the first question: alpha
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Negotiation · Closed Won" in shown(app)  # its stage is told by the values
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    told = newcomer.desk.store.connection.execute("select name, stage, status from deal order by name").fetchall()
    assert told == [("Acme", "Negotiation", "open"), ("Beta", "Closed Won", "won")]
