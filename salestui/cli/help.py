"""`salestui help`: how things work, in plain words, without a manual beside it."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.guide import words

TOPICS = ("start", "log", "import", "review", "figures", "keys", "export", "assist", "data")
WIDEST = 96


@click.command(name="help")
@click.argument("topic", required=False)
@click.pass_obj
def help(wish: Wish, topic: str | None) -> None:  # noqa: A001 the command's own name
    """A topic in plain words: salestui help log"""
    say = words(wish.language or "en")
    if topic is None:
        titles = [(name, say(f"help.{name}.title")) for name in TOPICS]
        forms: list[Json] = [{"topic": name, "title": title} for name, title in titles]
        give(wish, forms, columns(titles))
        return
    if topic not in TOPICS:
        raise Refusal("topic-unknown", exit_code=2, topic=topic, topics=", ".join(TOPICS))
    title, text = say(f"help.{topic}.title"), say(f"help.{topic}.text")
    give(wish, {"topic": topic, "title": title, "text": text}, [title, "", *_wrapped(text)])


def _wrapped(text: str) -> list[str]:
    """The paragraphs at the terminal's width; commands, which are indented, stay as they are."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    lines: list[str] = []
    for line in text.splitlines():
        lines += [line] if line.startswith("    ") or not line else textwrap.wrap(line, width)
    return lines
