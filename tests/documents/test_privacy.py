"""A document that keeps accounts and amounts to itself gives none of them away, in any format."""

from __future__ import annotations

import re

import pytest

from salestui.domain.period import parse_period
from salestui.work import demo
from salestui.work.account_names import accounts_in
from salestui.work.desk import open_desk
from salestui.work.export import Options, document, left_out
from salestui.work.finalise import finalise, handed

Q1 = parse_period("2026-Q1")


@pytest.fixture
def desk():
    sample = demo.ready("ae")
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
    told = left_out(Options(accounts="initial", amounts="rounded"))
    assert told == ("Left out: accounts by their initial", "Left out: amounts rounded")
    assert left_out(Options()) == ()


def test_a_finalised_document_keeps_its_aliases(desk):
    options = Options(accounts="alias", charts=False)
    finalise(desk, Q1, force=True)
    once = document(desk, Q1, options)
    assert once.rstrip().endswith("charts=none accounts=alias")
    assert document(desk, Q1, options) == once
