"""`salestui help`: how things work, in plain words, without a manual beside it."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.refused import language_of
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.guide import words
from salestui.guide.topics import help_topics

WIDEST = 96


@click.command(name="help")
@click.argument("topic", required=False)
@click.option("--man", "as_manual", is_flag=True, help="Everything as one manual page, for man.")
@click.pass_context
def help(ctx: click.Context, /, topic: str | None, as_manual: bool) -> None:  # noqa: A001 the command's own name
    """A topic in plain words: salestui help log"""
    wish = ctx.find_object(Wish) or Wish()
    language = language_of(wish)
    say, topics = words(language), help_topics(language)
    if as_manual:
        from salestui.cli.manual import manual  # goes through every command

        text = manual(ctx.find_root().command, language)
        give(wish, {"manual": text}, text.splitlines())
        return
    if topic is None:
        titles = [(name, say(f"help.{name}.title")) for name in topics]
        forms: list[Json] = [{"topic": name, "title": title} for name, title in titles]
        give(wish, forms, columns(titles))
        return
    if topic not in topics:
        raise Refusal("topic-unknown", exit_code=2, topic=topic, topics=", ".join(topics))
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
