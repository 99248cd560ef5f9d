"""`salestui check`, `accept`: what a manager would object to, and what the rep keeps in spite of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from salestui.cli.output import Json, give
from salestui.cli.wish import Wish
from salestui.guide import Words, words
from salestui.summary.summary import Finding
from salestui.work import checking, periods
from salestui.work.settings import Settings
from salestui.work.settings_file import read_settings

MARKS = {"error": "✗", "warn": "!", "hint": "·"}
LONGEST_TEXT = 2_000_000
"""Bytes that are read of a text: four hundred pages."""


@click.command()
@click.option("--text", "file", metavar="FILE|-", help="The wording check alone, on any text.")
@click.option("--owner", metavar="NAME|all")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def check(wish: Wish, file: str | None, owner: str | None, wanted: str | None) -> int:
    """What a manager would object to; ends with 3 when something must be mended before export."""
    if file is not None:
        settings = read_settings()
        language = wish.language or settings.language
        found = checking.findings_in(_read(file), settings, language)
    else:
        with wish.desk(create=False) as desk:
            settings, language = desk.settings, desk.language
            found = checking.findings(desk, periods.chosen(desk, wanted), owner)
    give(wish, [_form(one, settings, language) for one in found], _lines(found, settings, language))
    return 3 if any(one.severity == "error" for one in found) else 0


@click.command()
@click.argument("check_name", metavar="CHECK")
@click.option("--section", metavar="KEY", help="Only in this section.")
@click.option("--why", required=True, metavar="TEXT", help="The reason; nobody but you is shown it.")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def accept(wish: Wish, check_name: str, section: str | None, why: str, wanted: str | None) -> None:
    """Keep what a check finds, with the reason; it is not raised again in this period."""
    with wish.desk(create=False) as desk:
        checking.accept(desk, periods.chosen(desk, wanted), check_name, section, "", why)
        say = words(desk.language)
    title = say(f"checks.{check_name}.title")
    kept = say("checks.summary.accepted", why=why)
    give(wish, {"check": check_name, "section": section, "why": why}, [f"{title}: {kept}"])


def _read(file: str) -> str:
    """The text of a file, or of the standard input for `-`."""
    if file != "-":
        with Path(file).open("rb") as opened:
            raw = opened.read(LONGEST_TEXT)
    elif sys.stdin is None:  # closed by whoever started the program
        raw = b""
    else:
        raw = sys.stdin.buffer.read(LONGEST_TEXT)
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _form(one: Finding, settings: Settings, language: str) -> Json:
    said = checking.told(one, settings, language)
    return {
        "check": one.check,
        "severity": one.severity,
        "section": one.section or None,
        "field": _field(one) or None,
        "line": one.line,
        "message": said.message,
        "fix": said.fix,
    }


def _field(one: Finding) -> str:
    """The field as `section set` takes it behind the section: driver.2.metric, why.win_rate."""
    return str(one.key).partition(".")[2] if one.key else ""


def _place(one: Finding) -> str:
    """Section and field, and the line of a text that has several: results.why.win_rate:2; the line alone of any other text."""
    place = ".".join(part for part in (one.section, _field(one)) if part)
    if not place:
        return f"{one.line}:"
    return f"{place}:{one.line}" if one.line and one.line > 1 else place


def _lines(found: tuple[Finding, ...], settings: Settings, language: str) -> list[str]:
    say = words(language)
    lines = []
    for one in found:
        said = checking.told(one, settings, language)
        lines += [f"{MARKS[one.severity]} {_place(one)}  {said.message}", f"    {said.fix}"]
    return [*lines, *([""] if lines else []), _counted(found, say)]


def _counted(found: tuple[Finding, ...], say: Words) -> str:
    """ "2 must be mended before export, 1 is worth a look"."""
    kinds = (("error", "errors"), ("warn", "warnings"), ("hint", "hints"))
    counts = [(name, sum(one.severity == severity for one in found)) for severity, name in kinds]
    told = [say.counted(f"checks.summary.{name}", count) for name, count in counts if count]
    return ", ".join(told) or say("checks.summary.none")
