"""A document that keeps accounts and amounts to itself gives none of them away, in any format."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from salestui.domain.period import parse_period
from salestui.work import config
from salestui.work.account_names import accounts_in
from salestui.work.desk import open_desk
from salestui.work.export import Options, document, evidence_pack, left_out
from salestui.work.finalise import finalise, handed
from salestui.work.sample import ready

Q1 = parse_period("2026-Q1")


@pytest.fixture
def desk():
    sample = ready("ae")
    with open_desk(str(sample.path), sample.today, "en") as desk:
        yield desk


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_no_account_and_no_amount_is_given_away(desk, form):
    names = accounts_in(desk, handed(desk, Q1).summary)
    assert len(names) > 15
    text = document(desk, Q1, Options(form=form, evidence=True, accounts="alias", amounts="indexed"))
    words = set(re.findall(r"\w+", text))
    assert [name for name in names if name in text] == []
    assert [name for name in names if len(name.split()[0]) >= 4 and name.split()[0] in words] == []
    assert re.findall(r"[$€£]\d[\d.,]*k?", text) == []
    assert "Customer " in text
    assert "111" in text


def test_what_is_left_out_is_listed(desk):
    told = left_out(desk, Q1, Options(accounts="initial", amounts="rounded"))
    assert told == ("Left out: accounts by their initial", "Left out: amounts rounded")
    assert left_out(desk, Q1, Options()) == ()


def test_one_account_is_shown_as_the_rep_wishes_whatever_holds_for_the_others(desk):
    first, second, *_ = sorted(accounts_in(desk, handed(desk, Q1).summary))
    own = {first: "a large retailer", second.upper(): "initial"}
    desk = desk.with_settings(replace(desk.settings, account_names=own))
    text = document(desk, Q1, Options(evidence=True))
    assert first not in text
    assert "a large retailer" in text
    assert second not in text
    assert left_out(desk, Q1, Options()) == (
        f"Left out: the name of {first}, called “a large retailer”",
        f"Left out: the name of {second.upper()}, shown by its initial",
    )
    desk = desk.with_settings(replace(desk.settings, account_names={first: "name"}))
    text = document(desk, Q1, Options(evidence=True, accounts="alias"))
    assert first in text
    assert second not in text
    assert left_out(desk, Q1, Options(accounts="alias")) == ("Left out: accounts by alias", f"Named all the same: {first}")


def test_how_an_account_is_shown_is_frozen_with_the_review(desk):
    first = sorted(accounts_in(desk, handed(desk, Q1).summary))[0]
    shown = desk.with_settings(replace(desk.settings, account_names={first: "a large retailer"}))
    finalise(shown, Q1, force=True)
    assert first not in document(desk, Q1, Options(evidence=True))


def test_it_is_set_once_in_the_settings(desk, tmp_path):
    settings = replace(desk.settings, path=tmp_path / "settings.toml")
    changed = config.change(settings, "account_names.St. Olav & Co. AS", "a hospital")
    assert config.change(changed, "accounts", "alias").account_names == {"St. Olav & Co. AS": "a hospital"}
    assert config.change(changed, "account_names.St. Olav & Co. AS", "none").account_names == {}


def test_the_evidence_pack_names_accounts_as_the_settings_say(desk):
    names = accounts_in(desk, handed(desk, Q1).summary)
    assert [name for name in names if name in evidence_pack(desk, Q1, "en")]
    hidden = desk.with_settings(replace(desk.settings, accounts="alias"))
    assert [name for name in names if name in evidence_pack(hidden, Q1, "en")] == []


def test_a_finalised_document_keeps_its_aliases(desk):
    options = Options(accounts="alias", charts=False)
    finalise(desk, Q1, force=True)
    once = document(desk, Q1, options)
    assert once.rstrip().endswith("charts=none accounts=alias")
    assert document(desk, Q1, options) == once
