"""What CONTRIBUTING.md says of adding a section, a metric, a CRM, a check and a language is done, and works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.walks.walk import Copy, copied

APP = """
import asyncio
from datetime import date
from salestui.tui.app import SalesApp
from salestui.work.desk import open_desk

async def look():
    with open_desk("rep.db", date(2026, 3, 10)) as desk:
        app = SalesApp(desk)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("ctrl+p", *"Lessons")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause(0.5)
            print(app.current_mode)
            await pilot.press("enter", *"Ask")
            await pilot.pause(0.8)

asyncio.run(look())
"""
DEALS = """\
ID,Deal name,Account name,Sales owner,Deal value,Currency,Deal stage,Created at,Closed date,Expected close date
1,Acme renewal,Acme AB,Maja Lind,48000,USD,Won,2026-01-05,2026-02-20,2026-02-20
2,Vega first order,Vega,Maja Lind,36000,USD,Won,2025-11-10,2026-02-27,2026-02-27
3,Beta pilot,Beta,Maja Lind,12000,USD,Demo,2026-01-20,,2026-03-30
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copied(tmp_path)


def test_a_section_is_added(copy: Copy) -> None:
    copy.run("period", "new", "2026-Q1", "--role", "ae")
    *_, preview = copy.walk("Add a section")
    assert "Ask for the signer before the quote" in preview.out
    keys = [one["key"] for one in json.loads(copy.run("section", "--json").out)]
    assert keys[-2:] == ["lessons", "next_steps"]
    assert "## What I learned" in copy.run("export", "--force").out
    assert "## Lärdomar" in copy.run("export", "--force", "--lang", "sv").out
    assert "Lärdomar" in copy.run("--lang", "sv", "section").out
    script = copy.desk / "look.py"
    script.write_text(APP)
    opened = copy.python(str(script))
    assert opened.out.strip() == "lessons", opened.err
    assert "Ask" in json.loads(copy.run("section", "lessons", "--json").out)["fields"][0]["text"]


def test_a_metric_is_added(copy: Copy) -> None:
    (copy.desk / "deals.csv").write_text(DEALS)
    copy.run("import", "deals.csv", "--as-of", "2026-03-01", "--yes")
    copy.walk("Add a metric")
    (figure,) = json.loads(copy.run("metrics", "--metric", "largest_deal", "--json").out)["figures"]
    assert figure["value"] == {"amount": "48000.00", "currency": "USD"}
    (row,) = json.loads(copy.run("why", "largest_deal", "--json").out)["rows"]
    assert row["name"] == "Acme renewal"
    assert "Största affären" in copy.run("--lang", "sv", "metrics", "--metric", "largest_deal").out
    copy.run("headline", "set", "driver", "One deal, {largest_deal}, carries it")
    assert "$48,000" in copy.run("export", "--force").out.replace("$48.0k", "$48,000")


def test_a_crm_is_added(copy: Copy) -> None:
    (copy.desk / "deals.csv").write_text(DEALS)
    copy.walk("Add a CRM")
    (run,) = json.loads(copy.run("imports", "--json").out)
    assert (run["source"], run["kind"], run["added"]) == ("freshsales", "deals", 3)
    won = json.loads(copy.run("deals", "--status", "won", "--json").out)
    assert {deal["name"] for deal in won} == {"Acme renewal", "Vega first order"}
    assert {deal["account"] for deal in won} == {"Acme AB", "Vega"}


def test_a_check_is_added(copy: Copy) -> None:
    copy.run("period", "new", "2026-Q1", "--role", "ae")
    *_, found = copy.walk("Add a check")
    assert "The headline cheers" in found.out
    assert any(one["check"] == "cheering" for one in json.loads(copy.run("check", "--json").out))
    assert "hejar" in copy.run("--lang", "sv", "check").out
    copy.run("headline", "set", "result", "Two deals won")
    assert not any(one["check"] == "cheering" for one in json.loads(copy.run("check", "--json").out))
    assert copy.run("accept", "cheering", "--why", "we like it").code == 0


def test_a_language_is_added(copy: Copy) -> None:
    copy.run("headline", "set", "result", "Two deals won")
    said, _ = copy.walk("Add a language")
    assert "Overskrift" in said.out
    assert "Overskrift" in copy.run("headline").out, "the settings speak it"
    assert copy.run("export", "--force", "--lang", "da").code == 0
    assert copy.run("help", "start").code == 0
    assert copy.run("--lang", "fi", "help").code == 2
