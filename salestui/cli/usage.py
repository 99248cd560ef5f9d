"""A command that was typed otherwise than it is meant: said in the rep's language, with what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

import click

from salestui.domain.refusal import Refusal

USAGE = 2
_NO_COMMAND = re.compile(r"No such command '([^']*)'")
COMMON = ("--store", "--lang", "--today", "--json", "--csv")


def wrong_usage(error: click.UsageError) -> Refusal:
    """What click found, as a Refusal; what it found otherwise in its own words."""
    context = error.ctx
    command = context.command_path if context else "salestui"
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
        choices = ", ".join(error.ctx.command.list_commands(error.ctx))
        return Refusal("command-missing", USAGE, command=command, choices=choices)
    if isinstance(error, click.NoSuchOption):
        takes = _takes(context)
        near = _near(error.option_name.lstrip("-"), takes)
        if near is None:
            return Refusal("option-unheard", USAGE, command=command, option=error.option_name)
        return Refusal("option-unknown", USAGE, command=command, option=error.option_name, nearest=takes[near])
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return Refusal("argument-missing", USAGE, command=command, argument=_name(error.param, context))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _value(error, command, error.param)
    message = error.format_message()
    if (named := _NO_COMMAND.search(message)) and context and isinstance(context.command, click.Group):
        known = context.command.list_commands(context)
        near = _near(named[1], known)
        mend = f"{command} {near}" if near else f"{command} --help"
        return Refusal("command-unknown", USAGE, command=command, word=named[1], nearest=mend)
    return Refusal("usage", USAGE, problem=message.rstrip("."), command=command)


def _value(error: click.BadParameter, command: str, parameter: click.Parameter) -> Refusal:
    """A value that the option or argument does not take."""
    kind = parameter.type
    if isinstance(kind, click.Choice):
        takes = ", ".join(map(str, kind.choices))
    elif kind is click.INT:
        takes = "1, 2, 3 …"
    else:
        return Refusal("usage", USAGE, problem=error.format_message().rstrip("."), command=command)
    return Refusal("argument-value", USAGE, command=command, argument=_name(parameter, error.ctx), takes=takes)


def _name(parameter: click.Parameter, context: click.Context | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.make_metavar(context) if context else (parameter.name or "").upper()


def _takes(context: click.Context | None) -> dict[str, str]:
    """By its bare name, how each option and each word of the command is written."""
    found = {name.lstrip("-"): name for name in COMMON}
    for parameter in context.command.params if context else []:
        if isinstance(parameter, click.Option):
            found |= {name.lstrip("-"): name for name in parameter.opts}
        elif context and parameter.name:
            found[parameter.name] = f"{context.command_path} {parameter.name.upper()}"
    return found


def _near(word: str, known: Collection[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.5)), None)
