"""`salestui help`: how things work, in plain words, without a manual beside it."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.guide import words

TOPICS = ("start", "log", "import", "review", "figures", "keys", "export", "data")


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
    give(wish, {"topic": topic, "title": title, "text": text}, [title, "", text])
