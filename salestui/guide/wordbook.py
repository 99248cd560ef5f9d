"""The words of one language, read topic by topic: `words("sv")("sections.goals.question")`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from salestui.guide.bracketed import bracketed
from salestui.guide.plain_lines import plain_lines

LANGUAGES = ("en", "sv")
TEST_LANGUAGE = "xx"
"""English with each word in brackets: what stands on a screen without them was not taken from the guide."""

_GUIDE = Path(__file__).parent
_PLACE = re.compile(r"\{(\w+)\}")
_TYPED_BY_REP = ("log", "wording", "number_words")
"""Topics whose lists are read in a rep's text and never shown; the test language leaves those lists alone."""


_Entries = dict[str, str | tuple[str, ...]]


class Words:
    """The words of one language. A key that does not exist is a fault of the program: KeyError."""

    def __init__(self, language: str) -> None:
        if language not in (*LANGUAGES, TEST_LANGUAGE):
            raise KeyError(language)
        self.language = language
        self._folder = _GUIDE / (LANGUAGES[0] if language == TEST_LANGUAGE else language)
        self._topics: dict[str, _Entries] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`. `{name}` gives way to the value of that name; braces of any other name stay as they are."""
        text = self._entry(key)
        if not isinstance(text, str):
            raise KeyError(f"{key} is a list")
        if not values:
            return text
        return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)

    def counted(self, key: str, count: int, /, **values: object) -> str:
        """`key.one` or `key.many`, with `{count}` filled: "1 deal", "4 deals"."""
        return self(f"{key}.{'one' if count == 1 else 'many'}", **{"count": count, **values})

    def list(self, key: str) -> tuple[str, ...]:
        """The list of `key`, in its order."""
        entry = self._entry(key)
        if isinstance(entry, str):
            raise KeyError(f"{key} is a text")
        return entry

    def table(self, key: str) -> Mapping[str, str]:
        """The texts that stand directly under `key`, by the last part of their keys."""
        under = key + "."
        found = {
            name.removeprefix(under): text
            for name, text in self._topic(key.partition(".")[0]).items()
            if name.startswith(under) and isinstance(text, str) and "." not in name.removeprefix(under)
        }
        if not found:
            raise KeyError(key)
        return found

    def has(self, key: str) -> bool:
        """Whether `key` is a text or a list."""
        try:
            self._entry(key)
        except KeyError:
            return False
        return True

    def keys(self, topic: str) -> tuple[str, ...]:
        """Every key of a topic, in the order of its file."""
        return tuple(self._topic(topic))

    def _entry(self, key: str) -> str | tuple[str, ...]:
        return self._topic(key.partition(".")[0])[key]

    def _topic(self, topic: str) -> _Entries:
        if topic not in self._topics:
            self._topics[topic] = self._read(topic)
        return self._topics[topic]

    def _read(self, topic: str) -> _Entries:
        path = self._folder / f"{topic}.toml"
        if not topic.isidentifier() or not path.is_file():
            raise KeyError(topic)
        text = path.read_text(encoding="utf-8")
        entries: _Entries = {}
        _flatten(plain_lines(text) or _toml(text), topic, entries)
        if self.language != TEST_LANGUAGE:
            return entries
        return {
            key: bracketed(entry)
            if isinstance(entry, str)
            else entry
            if topic in _TYPED_BY_REP
            else tuple(map(bracketed, entry))
            for key, entry in entries.items()
        }


@cache
def words(language: str) -> Words:
    """The words of `language`: "en", "sv", or the test language "xx". KeyError for any other."""
    return Words(language)


def topics(language: str) -> tuple[str, ...]:
    """The topics that a language has, by name."""
    return tuple(sorted(path.stem for path in (_GUIDE / language).glob("*.toml")))


def _toml(text: str) -> Mapping[str, object]:
    import tomllib  # the topics of most commands are read without it

    return tomllib.loads(text)


def _flatten(table: Mapping[str, object], under: str, entries: _Entries) -> None:
    for name, value in table.items():
        key = f"{under}.{name}"
        if isinstance(value, dict):
            _flatten(value, key, entries)
        elif isinstance(value, list):
            entries[key] = tuple(str(item) for item in value)
        else:
            entries[key] = str(value)
