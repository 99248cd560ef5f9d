"""What is offered while a rep types."""

from __future__ import annotations

import pytest

from salestui.domain.import_plan import Choices
from salestui.guide import words
from salestui.tui.completing import Completing
from salestui.tui.completion import Known, live, log_line, slugs
from salestui.tui.dialogs.deal_history import DealHistory
from salestui.work import bring_in, deals
from salestui.work.known_names import accounts_beginning
from tests.tui.conftest import FIRST, TODAY, Rep, shown, type_in

METRICS = (
    Known("revenue_won", "Revenue won", "$560k"),
    Known("win_rate", "Win rate", "30 %"),
    Known("average_deal_size", "Average deal size", "$46.7k"),
)
ACCOUNTS = ("Acme AB", "Beta", "Örebro Åkeri", "O'Brien & Co")


def test_an_open_brace_offers_the_live_numbers_with_their_values() -> None:
    offered = live("won {", METRICS, lambda metric, name: "")
    assert [(one.label, one.value) for one in offered][:2] == [("Revenue won", "$560k"), ("Win rate", "30 %")]
    assert offered[1].text == "win_rate}"


def test_letters_after_the_brace_narrow_the_offer_by_name_and_by_label() -> None:
    assert [one.text for one in live("{win", METRICS, lambda *_: "")] == ["win_rate}"]
    assert [one.text for one in live("{deal", METRICS, lambda *_: "")] == ["average_deal_size}"]


def test_a_dot_offers_what_the_number_stands_beside() -> None:
    offered = live("{win_rate.p", METRICS, lambda metric, name: f"{metric} {name}")
    assert [(one.text, one.value, one.back) for one in offered] == [("prev}", "win_rate prev", 1)]


def test_a_doubled_brace_is_a_brace_to_be_written() -> None:
    assert live("{{", METRICS, lambda *_: "") == ()


def test_a_field_for_a_metric_offers_nothing_once_one_stands_there() -> None:
    assert slugs("win_rate", METRICS) == ()
    assert [one.text for one in slugs("win", METRICS)] == ["win_rate"]
    assert slugs("win", METRICS)[0].back == 3


def test_an_account_is_found_after_an_at_sign_and_as_it_is_typed() -> None:
    assert log_line("@ac", ACCOUNTS, METRICS)[0].text == "'Acme AB' "
    assert log_line("Met örebro", ACCOUNTS, METRICS)[0].text == "@'Örebro Åkeri' "
    assert log_line("Met beta", ACCOUNTS, METRICS)[0].back == 4


def test_an_account_with_an_apostrophe_is_quoted_so_that_it_is_read_again() -> None:
    from salestui.domain.entry import understand

    taken = log_line("@o'b", ("O'Brien & Co",), METRICS) or log_line("@'o'b", ("O'Brien & Co",), METRICS)
    text = "@" + (taken[0].text if taken else '"O\'Brien & Co" ')
    assert understand(text).account == "O'Brien & Co"


def test_a_plus_offers_metrics_and_a_hash_the_tags_that_were_used() -> None:
    assert log_line("deal +win", ACCOUNTS, METRICS)[0].text == "win_rate "
    assert log_line("deal #pr", ACCOUNTS, METRICS, ("pricing", "legal"))[0].text == "pricing "


def test_two_letters_of_a_name_offer_nothing() -> None:
    assert log_line("Met be", ACCOUNTS, METRICS) == ()


async def test_a_deal_is_merged_by_the_name_of_the_other_and_the_foot_says_how_it_comes_back(rep: Rep) -> None:
    app = rep.app()
    said = words("en")
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(DealHistory(app.sitting, "0061"))
        await pilot.pause()
        assert said("screens.deal.foot").split(" · ")[1] in shown(app)
        await pilot.press("o", *"nosuch", "enter")
        await pilot.pause()
        assert said("instead.mend.deal-nowhere") in shown(app)
        await pilot.press(*["backspace"] * 6, *"beta")
        await pilot.pause()
        assert "Beta first order" in shown(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert said("screens.deal.merged") in shown(app)
        assert said("screens.deal.foot_out").split(" · ")[1] in shown(app)
    assert deals.history(rep.desk, "0061").deal.removed == "merged"


@pytest.mark.parametrize("typed", ["@gam", "@Gam", "Met Gamm"])
async def test_an_account_of_a_deal_is_offered_before_it_was_ever_logged(rep: Rep, typed: str) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("w")
        await type_in(pilot, typed)
        await pilot.press("tab")
        assert isinstance(app.focused, Completing)
        assert app.focused.text.endswith("@Gamma ")


def test_an_account_of_a_deal_is_found_however_it_is_capitalised(rep: Rep) -> None:
    (rep.folder / "more.csv").write_text(FIRST.replace("Acme AB", "Åkeri Norr AB"), encoding="utf-8")
    bring_in.import_file(rep.desk, rep.folder / "more.csv", Choices(as_of=TODAY, yes=True))
    for typed in ("åk", "Åkeri n", "ÅKERI"):
        assert accounts_beginning(rep.desk, typed) == ("Åkeri Norr AB",)
    assert accounts_beginning(rep.desk, "keri") == ()
