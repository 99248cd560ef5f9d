"""What `tab` offers: metrics, periods, accounts and all that can be named, read from the store and the guide at that moment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from salestui.cli.wish import Wish, taken_out
from salestui.domain.refusal import Refusal
from salestui.guide import LANGUAGES

VARIABLE = "_SALESTUI_COMPLETE"
Offered = Iterable[tuple[str, str]]


class Line(NamedTuple):
    """The line that is being typed: the options of all commands on it, and the word under the cursor."""

    wish: Wish
    word: str

    def stored(self, kind: str) -> Offered:
        from salestui.work.known_names import known  # opens the store

        return known(self.wish.store, kind)

    @property
    def language(self) -> str:
        from salestui.cli.refused import language_of  # the settings, where no language was asked for

        return language_of(self.wish)


def _metrics(line: Line) -> Offered:
    from salestui.guide import words  # labels, for the shells that show them

    return words(line.language).table("metrics.label").items()


def _periods(line: Line) -> Offered:
    """The stored ones, then the year, the quarters and the month around today."""
    from salestui.domain.period import MONTH, QUARTER, YEAR, holding  # as above

    stored = dict(line.stored("period"))
    quarter = holding(QUARTER, line.wish.day)
    near = (quarter.previous, quarter, quarter.next, holding(MONTH, line.wish.day), holding(YEAR, line.wish.day))
    return [*stored.items(), *((period.key, "") for period in near if period.key not in stored)]


def _sections(line: Line) -> Offered:
    from salestui.domain.written import SECTIONS
    from salestui.guide import words

    return [(key, words(line.language)(f"sections.{key}.title")) for key in SECTIONS]


def _places(_: Line) -> Offered:
    """KEY.FIELD of everything that is a text."""
    from salestui.summary.fields import Kind
    from salestui.summary.sections import FORMS

    for section, fields in FORMS.items():
        for field in fields:
            if field.kind is not Kind.RECORD and section != "headline":
                yield f"{section}.{field.key}{'.+' if field.repeats else '.' if field.named_by else ''}", ""


def _kinds(line: Line) -> Offered:
    """The kind of an entry as its first word; in the text @account, +metric and #tag."""
    from salestui.domain.entry import KINDS

    marks: dict[str, Callable[[], Offered]] = {
        "@": lambda: ((_quoted(name), "") for name, _ in line.stored("account")),
        "+": lambda: _metrics(line),
        "#": lambda: line.stored("tag"),
    }
    before, space, last = line.word.rpartition(" ")  # a text in quotes is one word to the shell
    mark = last[:1]
    if mark in marks:
        return [(before + space + mark + name, said) for name, said in marks[mark]()]
    return [] if space else [(kind, "") for kind in KINDS]


def _quoted(account: str) -> str:
    return account if account.replace("-", "").isalnum() else f"'{account}'"


def _checks(_: Line) -> Offered:
    from salestui.checks import CHECKS

    return [(check.slug, check.severity) for check in CHECKS]


def _settings(_: Line) -> Offered:
    from salestui.work.settings_schema import setting_names

    return [(name, "") for name in setting_names()]


def _templates(_: Line) -> Offered:
    from salestui.domain.role import ROLES
    from salestui.work.places import template_names

    return [(name, "") for name in (*ROLES, *template_names())]


def _topics(line: Line) -> Offered:
    from salestui.guide import words
    from salestui.guide.topics import help_topics

    return [(topic, words(line.language)(f"help.{topic}.title")) for topic in help_topics(line.language)]


def _roles(_: Line) -> Offered:
    from salestui.domain.role import ROLES

    return [(role, "") for role in ROLES]


def _fixed(*values: str) -> Callable[[Line], Offered]:
    return lambda _: [(value, "") for value in values]


def _stored(kind: str) -> Callable[[Line], Offered]:
    return lambda line: line.stored(kind)


BY_NAME: dict[str, Callable[[Line], Offered]] = {
    "metric": _metrics,
    "names": _metrics,
    "account": _stored("account"),
    "owner": _stored("owner"),
    "segment": _stored("segment"),
    "goal": _stored("goal"),
    "stage": _stored("stage"),
    "deal": _stored("deal"),
    "deal_id": _stored("deal"),
    "into": _stored("deal"),
    "place": _places,
    "check_name": _checks,
    "topic": _topics,
    "role": _roles,
    "template": _templates,
    "slot": _fixed("result", "driver", "weakest", "why", "next"),
    "section": _sections,
    "key": _sections,
    "step": _fixed("lead", "meeting", "opportunity", "late", "won", "lost"),
    "by": _fixed("owner", "segment", "lead_source", "product", "deal_type", "campaign", "month"),
    "reason": _fixed("ramp", "leave", "reassigned", "other"),
    "kind": _kinds,
}
BY_COMMAND: dict[tuple[str, str], Callable[[Line], Offered]] = {
    ("log", "words"): _kinds,
    ("goal adjust", "name"): _stored("goal"),
    ("goal remove", "name"): _stored("goal"),
    ("template show", "name"): _templates,
    ("template remove", "name"): _templates,
    ("config get", "name"): _settings,
    ("config set", "name"): _settings,
    ("log", "period"): _periods,
    ("action add", "by"): _fixed(),
}
"""Where the same name of a parameter means something else."""
COMMON = ("--store", "--lang", "--today", "--json", "--csv")


def offered(command: str, parameter: click.Parameter, line: Line) -> list[CompletionItem] | None:
    """What fits the parameter of the command (`goal set`) and begins with the word; None where click knows better."""
    metavar = getattr(parameter, "metavar", None)
    find = BY_COMMAND.get((command, parameter.name or ""))
    if find is None and isinstance(metavar, str) and "|" in metavar and metavar.islower():
        find = _fixed(*metavar.split("|"))
    if find is None and metavar == "P" and parameter.name in ("wanted", "text"):
        find = _periods
    find = find or BY_NAME.get(parameter.name or "")
    if find is None or isinstance(parameter.type, click.Choice):
        return None
    begun = line.word.casefold().replace("'", "")
    found = ((name, said) for name, said in find(line) if name.casefold().replace("'", "").startswith(begun))
    return [CompletionItem(name, help=said or None) for name, said in found]


_BREAKS = "@><=;|&(:"
_IN_QUOTES = re.compile(r"""^(?:[^"']|"[^"]*"|'[^']*')*["'][^"']*$""")
_BASH = """\
%(complete_func)s() {
    local cur=${COMP_WORDS[COMP_CWORD]} type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain) case $cur in [\\"\\']*) COMPREPLY+=("$value") ;; *) COMPREPLY+=("$(printf %%q "$value")") ;; esac ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD= %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""


class _Completing(ShellComplete):
    """What the three shells have in common."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import _resolve_context, _resolve_incomplete

        rest, wish = _understood(args)
        if args and args[-1] in COMMON[:3] and not incomplete.startswith("-"):
            return _of_common(args[-1], incomplete)
        context = _resolve_context(self.cli, {"obj": wish}, "salestui", rest)
        found, word = _resolve_incomplete(context, rest, incomplete)
        command = context.command_path.removeprefix("salestui").strip()
        if isinstance(found, click.Parameter):
            known = offered(command, found, Line(wish, word))
            return found.shell_complete(context, word) if known is None else known
        items = found.shell_complete(context, word)
        if word.startswith("-"):
            there = {item.value for item in items}
            items += [CompletionItem(name) for name in COMMON if name.startswith(word) and name not in there]
        elif isinstance(found, click.Group) and found.callback and command == "section":
            items += [CompletionItem(key, help=said) for key, said in _sections(Line(wish, word)) if key.startswith(word)]
        return items


class _Bash(_Completing, BashComplete):
    """Bash breaks words at `@`, `:` and `=`, and takes a name with a space apart; the script of click leaves that to it."""

    source_template = _BASH

    @staticmethod
    def _check_version() -> None:
        """The script is asked for on machines without bash, too."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor and the one under it."""
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        quoted = len(split_arg_string(line + "x")) == len(words)
        return (words[1:-1], words[-1]) if quoted and len(words) > 1 else (words[1:], "")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Each without what stands before the last break, which bash keeps by itself."""
        found = super().get_completions(args, incomplete)
        if _IN_QUOTES.search(os.environ["COMP_WORDS"]):
            return found
        value = incomplete.partition("=")[2] if incomplete.startswith("--") else incomplete
        kept = max(value.rfind(mark) for mark in _BREAKS) + 1
        return [CompletionItem(item.value[kept:], item.type) for item in found]


class _Zsh(_Completing, ZshComplete):
    pass


class _Fish(_Completing, FishComplete):
    pass


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def register() -> None:
    """Let click answer the shells in our way."""
    for name, kind in SHELLS.items():
        add_completion_class(kind, name)


def _understood(args: list[str]) -> tuple[list[str], Wish]:
    """The words before the cursor without the options of all commands; as they are where these cannot be read."""
    try:
        return taken_out([word for word in args if word not in ("--json", "--csv")])
    except Refusal:
        return [word for word in args if not word.startswith(COMMON)], Wish(os.environ.get("SALESTUI_STORE"))


def _of_common(option: str, word: str) -> list[CompletionItem]:
    if option == "--lang":
        return [CompletionItem(language) for language in LANGUAGES if language.startswith(word)]
    return [CompletionItem(word, type="file")] if option == "--store" else []


def script(shell: str, program: click.Command) -> str:
    """What goes into the shell's start-up file."""
    return SHELLS[shell](program, {}, "salestui", VARIABLE).source()
