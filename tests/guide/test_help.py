"""The help is true: each command in it is one that the program takes, each recipe gives rows, the manual page is well formed."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from salestui.cli.shell import program
from salestui.cli.wish import Wish, taken_out
from salestui.guide import LANGUAGES, words
from salestui.guide.topics import help_topics
from salestui.work.template_file import read_template

ROOT = Path(__file__).parents[2]


def understood(line: str) -> None:
    """Takes the command apart as the program does, and runs nothing. Raises click's and the program's own errors."""
    rest, _ = taken_out(shlex.split(line)[1:])
    command: click.Command = program
    context = program.make_context("salestui", list(rest), obj=Wish())
    while isinstance(command, click.Group) and (left := [*context._protected_args, *context.args]):
        name, below, rest = command.resolve_command(context, left)
        assert below is not None, line
        context, command = below.make_context(name, rest, parent=context), below


def lines_of_help(language: str) -> Iterator[str]:
    for topic in help_topics(language):
        for line in words(language)(f"help.{topic}.text").splitlines():
            if line.startswith("    "):
                yield line.strip()


def lines_of_prose() -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL):
        yield from block.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_the_help_is_one_that_the_program_takes(language: str) -> None:
    parts = (part for line in lines_of_help(language) for part in re.split(r"\s[|<>]+\s", line))
    found = [part for part in parts if part.startswith("salestui ")]
    for command in found:
        understood(command)
    assert len(found) > 40


def test_every_command_that_a_refusal_names_is_one_that_the_program_takes() -> None:
    for language in LANGUAGES:
        say = words(language)
        for key in say.keys("refusals"):
            for command in re.findall(r": salestui (\w+)", say(key)):
                assert program.get_command(click.Context(program), command), (key, command)


def test_every_command_of_the_readme_is_one_that_the_program_takes() -> None:
    found = [line for line in lines_of_prose() if line.startswith("salestui ")]
    for line in found:
        understood(line)
    assert found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_of_the_help_can_be_used(language: str) -> None:
    text = words(language)("help.templates.text")
    (example,) = re.findall(r"(?:^    .*\n|^\n)+(?=^\w)", text[text.index("    title =") :], re.MULTILINE)[:1]
    assert read_template(example.replace("    ", ""), "the help", "acme").required == ("win_rate",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recipes_give_rows(language: str, shell, store_file: Path, tmp_path: Path) -> None:
    export = tmp_path / "deals.csv"
    export.write_text(
        "Deal ID,Deal Name,Amount,Deal Stage,Create Date,Close Date\n"
        "1,Acme,41000,Closed Won,2026-01-05,2026-02-01\n2,Vega,47000,Proposal,2026-01-05,{day}\n",
        encoding="utf-8",
    )
    text = export.read_text()
    for as_of, day in (("2026-02-01", "2026-03-01"), ("2026-02-08", "2026-04-01")):
        export.write_text(text.replace("{day}", day))
        known = ("--won", "Closed Won", "--currency", "USD", "--as-of", as_of, "--yes")
        assert (done := shell("import", str(export), *known)).code == 0, done.err
    shell("log", "win", "signed")
    recipes = [line for line in lines_of_help(language) if line.startswith(("sqlite3 ", "sqlite-utils "))]
    assert len(recipes) == 4
    for recipe in recipes:
        name, *rest = shlex.split(recipe)
        if name == "sqlite3":
            query = rest[-1]
            assert sqlite3.connect(f"file:{store_file}?mode=ro", uri=True).execute(query).fetchall(), recipe
            continue
        arguments = [str(store_file) if one == "salestui.db" else one for one in rest]
        ended = subprocess.run([sys.executable, "-m", "sqlite_utils", *arguments], capture_output=True, text=True, check=False)
        assert len(ended.stdout.splitlines()) >= 2, (recipe, ended.stderr)
    views = set(re.findall(r"v_\w+", words(language)("help.tools.text")))
    there = {name for (name,) in sqlite3.connect(store_file).execute("select name from sqlite_schema where type = 'view'")}
    assert views == there, "every view is named, and none that is not there"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.skipif(shutil.which("man") is None or shutil.which("groff") is None, reason="no man here")
def test_the_manual_page_is_well_formed_and_holds_every_command(language: str, shell, tmp_path: Path) -> None:
    page = tmp_path / "salestui.1"
    page.write_text(shell("--lang", language, "help", "--man").out, encoding="utf-8")
    ended = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], capture_output=True, check=False)
    shown = ended.stdout.decode()
    assert not ended.stderr, ended.stderr.decode()
    for name in program.list_commands(click.Context(program)):
        assert re.search(rf"salestui {name}\b", shown), name
    assert words(language)("help.tour.title").upper() in shown
