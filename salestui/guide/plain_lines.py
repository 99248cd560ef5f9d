"""Words read from a file that holds a text or a list on each line, as most do: in a tenth of the time that TOML takes.

Decisions
- 2026-11: a command that says ten words read five hundred with `tomllib` for them, which was a third of its own time. Whatever
  a line may hold besides is left to `tomllib`; a test holds that both read the same.
"""

from __future__ import annotations

Tables = dict[str, object]


def plain_lines(text: str) -> Tables | None:
    """The tables of a file as `tomllib` gives them; None where a line is more than a heading, a text or a list of texts."""
    whole: Tables = {}
    table = whole
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            found = _within(whole, line[1:-1].split(".")) if line[-1] == "]" else None
            if found is None:
                return None
            table = found
            continue
        key, equals, value = line.partition(" = ")
        entry = _entry(value)
        *path, name = key.split(".")
        inner = _within(table, path)
        if not equals or entry is None or inner is None or not _is_bare(name) or name in inner:
            return None
        inner[name] = entry
    return whole


def _within(table: Tables, path: list[str]) -> Tables | None:
    for name in path:
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict) or not _is_bare(name):
            return None
        table = inner
    return table


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()


def _entry(value: str) -> str | list[str] | None:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _text(value[1:-1])
    if value[:2] == '["' and value[-2:] == '"]' and "\\" not in value:
        texts = value[2:-2].split('", "')
        return None if any('"' in text for text in texts) else texts
    return None


def _text(inner: str) -> str | None:
    """What stands between the quotes; None where it holds more than a quote behind a stroke."""
    plain = inner.replace('\\"', "\0")
    return None if "\\" in plain or '"' in plain or "\t" in plain else plain.replace("\0", '"')
