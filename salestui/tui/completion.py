"""What can be completed at the cursor: live numbers after `{`, accounts after `@`, metrics after `+`, names as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from salestui.domain.text import same_name

MOST = 8

_LIVE = re.compile(r"\{([a-z_0-9]*)(?:\.([a-z_]*))?$")
_ACCOUNT = re.compile(r"@(?:'([^']*)|([\w&.\-]*))$")
_METRIC = re.compile(r"(?<!\w)\+([a-z_0-9]*)$")
_TAG = re.compile(r"(?<![\w&])#([\w\-]*)$")
_NAME = re.compile(r"(?:^|\s)([^\W\d_][\w&.\-]{2,}(?: [^\W\d_][\w&.\-]*)?)$")

RELATIVES = ("prev", "change", "target", "benchmark")


class Suggestion(NamedTuple):
    """`text` takes the place of the last `back` characters before the cursor; `label` and `value` are what is shown."""

    text: str
    label: str
    value: str
    back: int


class Known(NamedTuple):
    """What can be named: slug, label, and what it shows now."""

    name: str
    label: str
    value: str = ""


Suggest = Callable[[str], Sequence[Suggestion]]


def nothing(_before: str) -> Sequence[Suggestion]:
    """For a field in which nothing is completed."""
    return ()


def live(before: str, metrics: Sequence[Known], relative: Callable[[str, str], str]) -> tuple[Suggestion, ...]:
    """Live numbers for an open `{`; after a dot the relatives of the number. `relative(metric, name)` is its value."""
    match = _LIVE.search(before)
    if not match or before[match.start() - 1 : match.start()] == "{":
        return ()
    name, after_dot = match[1], match[2]
    if after_dot is not None:
        return tuple(
            Suggestion(f"{which}}}", f"{{{name}.{which}}}", relative(name, which), len(after_dot))
            for which in RELATIVES
            if which.startswith(after_dot)
        )
    return tuple(Suggestion(f"{known.name}}}", known.label, known.value, len(name)) for known in _like(name, metrics))


def none_beginning(_typed: str) -> Sequence[str]:
    """Where no deals are."""
    return ()


Beginning = Callable[[str], Sequence[str]]


def accounts(before: str, known: Sequence[str], beginning: Beginning = none_beginning) -> tuple[Suggestion, ...]:
    """The accounts whose name, or a word of it, begins with what is typed."""
    typed = before.rpartition("\n")[2]
    return tuple(Suggestion(name, name, "", len(typed)) for name in _accounts(typed, known, beginning)) if typed else ()


def slugs(before: str, metrics: Sequence[Known]) -> tuple[Suggestion, ...]:
    """Metrics whose slug or label resembles the whole of what was typed, for a field that takes one metric."""
    typed = before.strip()
    if any(known.name == typed for known in metrics):
        return ()
    return tuple(Suggestion(known.name, known.label, known.value, len(before)) for known in _like(typed, metrics))


def log_line(
    before: str,
    accounts: Sequence[str],
    metrics: Sequence[Known],
    tags: Sequence[str] = (),
    beginning: Beginning = none_beginning,
) -> tuple[Suggestion, ...]:
    """In a log line: accounts after `@` or as they are typed, metrics after `+`, tags after `#`.

    `accounts` are those of the log, which come first; `beginning` finds those of the deals.
    """
    if match := _METRIC.search(before):
        return tuple(Suggestion(k.name + " ", k.label, k.value, len(match[1])) for k in _like(match[1], metrics))
    if match := _TAG.search(before):
        typed = match[1].lower()
        return tuple(Suggestion(tag + " ", f"#{tag}", "", len(typed)) for tag in tags if tag.startswith(typed))[:MOST]
    if match := _ACCOUNT.search(before):
        typed, back = (match[1], len(match[1]) + 1) if match[1] is not None else (match[2], len(match[2]))
        return tuple(Suggestion(_named(a), a, "", back) for a in _accounts(typed, accounts, beginning))
    if match := _NAME.search(before):
        for typed in dict.fromkeys((match[1], match[1].rsplit(" ", 1)[-1])):
            found = _accounts(typed, accounts, beginning if typed[:1].isupper() else none_beginning) if len(typed) > 2 else ()
            if found:
                return tuple(Suggestion(f"@{_named(a)}", a, "", len(typed)) for a in found)
    return ()


def _named(account: str) -> str:
    """The account as it is written after `@`."""
    if re.fullmatch(r"[\w&.\-]*\w", account):
        return account + " "
    quote = '"' if "'" in account else "'"
    return f"{quote}{account}{quote} "


def _accounts(typed: str, accounts: Sequence[str], beginning: Beginning) -> tuple[str, ...]:
    wanted = same_name(typed)
    starting = [account for account in accounts if same_name(account).startswith(wanted)]
    holding = [account for account in accounts if wanted and f" {wanted}" in same_name(account)]
    found = dict.fromkeys(starting + holding)
    if len(found) < MOST:
        found |= dict.fromkeys(beginning(typed))
    return tuple(found)[:MOST]


def _like(typed: str, metrics: Iterable[Known]) -> tuple[Known, ...]:
    """Those whose name begins with `typed`, then those that hold it in name or label."""
    wanted = typed.lower()
    ranked = [(_rank(wanted, known), number, known) for number, known in enumerate(metrics)]
    return tuple(known for rank, _, known in sorted(ranked, key=lambda entry: entry[:2]) if rank < 3)[:MOST]


def _rank(wanted: str, known: Known) -> int:
    label = known.label.lower()
    if known.name.startswith(wanted):
        return 0
    if label.startswith(wanted) or f"_{wanted}" in known.name or f" {wanted}" in label:
        return 1
    return 2 if wanted in known.name or wanted in label else 3
