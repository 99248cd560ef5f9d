"""Which topics the help has, in the order in which it lists them."""

from __future__ import annotations

from salestui.guide.wordbook import words


def help_topics(language: str) -> tuple[str, ...]:
    """The names of the topics; each has a `title` and a `text` in the guide under `help.<name>`."""
    return tuple(dict.fromkeys(key.split(".")[1] for key in words(language).keys("help")))
