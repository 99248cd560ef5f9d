"""Stores to look at: with nothing, one, ten thousand records; a quarter in Swedish and wide characters, open and finalised."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from salestui.domain.import_plan import Choices
from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.work import actions, bring_in, deals, finalise, forecasts, goals, log, periods, review, writing
from salestui.work.desk import Desk, open_desk
from salestui.work.export import Options, export_to
from tests.tui.conftest import PERIOD, TODAY

RECORDS = {"none": 0, "one": 1, "many": 10_000}
WRITTEN_AT = "2026-03-02T09:00:00Z"

HEADER = "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner\n"
REP = "Åsa Öberg-Ståhlhammar"
FIRST = (
    HEADER
    + """\
0061,Arbetsmarknadsdepartementets upphandlingsstödsfunktion,Arbetsmarknadsdepartementet,Proposal,48000,USD,2026-03-20,2026-01-05,ÅSA
0062,東京エレクトロン株式会社 – 更新,東京エレクトロン株式会社,Negotiation,36000,USD,2026-02-27,2025-11-10,ÅSA
0063,Cafe\u0301 Zoë 🎉 pilot,Cafe\u0301 Zoë,Qualification,12000,USD,2026-03-30,2026-01-20,ÅSA
""".replace("ÅSA", REP)
)
SECOND = (
    FIRST.replace("Negotiation,36000", "Closed Won,36000").replace("Qualification", "Closed Lost").replace("03-20", "04-17")
)
THIRD = (
    SECOND.replace("04-17", "05-29")
    + f"0064,Färjerederi – avtal,Färjerederi AB,Behovsanalys,25000,USD,2026-03-27,2026-02-20,{REP}\n"
    + f"0065,Utan belopp,Färjerederi AB,Behovsanalys,mycket,USD,2026-03-27,2026-02-20,{REP}\n"
)
"""An export with a change, a new deal in a stage that nobody confirmed, and a row that cannot be read."""


def make_stores(folder: Path) -> Path:
    """`folder` with the stores, and with the reviews that two reps handed in."""
    for name, count in RECORDS.items():
        with open_desk(str(folder / f"{name}.db"), today=TODAY, settings=None) as desk:
            counted(desk, folder, count)
    return make_quarters(folder)


def make_quarters(folder: Path) -> Path:
    """`folder` with the stores of the quarter, open and finalised, and with the reviews."""
    period = parse_period(PERIOD)
    with open_desk(str(folder / "quarter.db"), today=TODAY) as desk:
        quarter(desk, folder)
        for number, owner in enumerate((REP, "Maja Lind")):
            path = folder / "reviews" / f"{number}.json"
            path.parent.mkdir(exist_ok=True)
            export_to(desk, period, path, Options(form="json"), force=True)
            told = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps({**told, "name": owner}), encoding="utf-8")
    shutil.copy(folder / "quarter.db", folder / "finalised.db")
    with open_desk(str(folder / "finalised.db"), today=TODAY) as desk:
        finalise.finalise(desk, period, force=True)
        export_to(desk, period, folder / "finalised.md", Options())
        deals.correct(desk, "0062", "amount", "30000 USD", "Rabatten räknades två gånger")
    return folder


def counted(desk: Desk, folder: Path, count: int) -> None:
    """That many deals, and as many entries."""
    if not count:
        return
    lines = (
        f"{n:06d},Deal {n},Account {n % 900},{'Closed Won' if n % 3 == 0 else 'Proposal'},{1000 + n},USD,"
        f"2026-{n % 3 + 1:02d}-{n % 28 + 1:02d},2025-12-{n % 28 + 1:02d},Maja Lind\n"
        for n in range(count)
    )
    path = folder / "deals.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    bring_in.import_file(desk, path, Choices(as_of=date(2026, 3, 2), yes=True))
    periods.new(desk, parse_period(PERIOD), "ae", "Maja Lind")
    with desk.store.transaction():
        for n in range(count):
            log.add(desk.store, log.read_line(f"Entry {n} of many @'Account {n % 900}'", "win", TODAY))


def quarter(desk: Desk, folder: Path) -> None:
    """A quarter with something on every screen: long Swedish words, wide and combining characters."""
    period = parse_period(PERIOD)
    for name, text, day in (("first.csv", FIRST, date(2026, 2, 2)), ("second.csv", SECOND, date(2026, 3, 2))):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        bring_in.import_file(desk, path, Choices(as_of=day, yes=True))
    periods.new(desk, period, "ae", REP)
    goals.set_goal(desk, period, "Kvot för Nordvästra Götaland", "revenue_won", "40000 USD")
    goals.set_goal(desk, period, "vinstprocent", "win_rate", "30 %")
    forecasts.add(desk, period, date(2026, 1, 7), goals.typed_target(desk, "revenue_won", "38000 USD"), None)
    for kind, said, day in (
        ("win", "Ekonomichefen med -> affären 30k till 36k @'東京エレクトロン株式会社' +average_deal_size", date(2026, 2, 27)),
        ("blocker", "Upphandlingsjuristernas leverantörsgranskning: tre veckors väntan 🎉", date(2026, 3, 2)),
        ("team", "Coachade Sam i prisinvändningar, tre samtal", date(2026, 2, 12)),
    ):  # fmt: skip
        log.add(desk.store, log.read_line(said, kind, day))
    for key, said in (
        (FieldKey("headline", "result"), "{revenue_won} won, {quota_attainment} of quota"),
        (FieldKey("results", "metric", 1), "revenue_won"),
        (FieldKey("results", "metric", 2), "win_rate"),
        (FieldKey("results", "why", 0, "win_rate"), "Färre men bättre kvalificerade affärsmöjligheter"),
        (FieldKey("context", "driver", 1), "Upphandlingsjuristernas leverantörsgranskning tog tre veckor"),
        (FieldKey("context", "driver", 1), "Leverantörsgranskningen 更新 tog {win_rat} veckor"),
    ):
        writing.set_field(desk, period, key, said, at=WRITTEN_AT)
    actions.add(desk, period, "fix", "Fredagsgenomgång av sena affärer", metric="win_rate", target="35 %", by=date(2026, 6, 30))
    findings = review.review(desk, period).findings
    review.accept(desk, period, next(one for one in findings if one.severity != "error"), "Avtalat med Karin")
