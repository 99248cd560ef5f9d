"""The manual page: every command from its own declaration, and the topics of the help, as `man` reads it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from salestui.guide import words
from salestui.guide.topics import help_topics


def manual(program: click.Command, language: str) -> str:
    """The page as roff, section 1; the same for the same program and language."""
    say = words(language)
    lines = ['.TH SALESTUI 1 "" "salestui" ""', ".nh", ".ad l"]
    lines += _section(say("manual.name"), [f"salestui \\- {_roff(say('manual.what'))}"])
    usage = "[\\-\\-store PATH] [\\-\\-lang en|sv] [\\-\\-today DATE] COMMAND ... [\\-\\-json|\\-\\-csv]"
    lines += _section(say("manual.synopsis"), [".B salestui", usage])
    lines += _section(say("manual.description"), [_roff(say("manual.about"))])
    lines.append(f'.SH "{_roff(say("commands.heading")).upper()}"')
    context = click.Context(program, info_name="salestui")
    if isinstance(program, click.Group):
        for name in program.list_commands(context):
            command = program.get_command(context, name)
            if command is not None:
                lines += _command(command, context, name, say(f"commands.{name}"))
    for topic in help_topics(language):
        lines += _section(say(f"help.{topic}.title"), list(_prose(say(f"help.{topic}.text"))))
    lines += _section(say("manual.exit"), list(_prose(say("manual.exit_codes"))))
    lines += _section(say("manual.environment"), list(_prose(say("manual.variables"))))
    return "\n".join(lines) + "\n"


def _command(command: click.Command, parent: click.Context, name: str, told: str = "") -> Iterator[str]:
    """What the command is for, then its options; then those of the commands below it."""
    context = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        if told:
            yield from (f'.SS "{_roff(context.command_path)}"', _roff(told))
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from _command(found, context, below)
        return
    pieces = command.collect_usage_pieces(context)
    yield from (".TP", f".B {_roff(' '.join([context.command_path, *pieces]))}") if not told else ()
    if told:
        yield from (f'.SS "{_roff(" ".join([context.command_path, *pieces]))}"', _roff(told))
    elif command.help:
        yield _roff(" ".join(command.help.split()))
    for parameter in command.params:
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record and "--help" not in record[0]:
            yield from (".RS", ".TP", f".B {_roff(record[0])}", _roff(record[1]) or "\\ ", ".RE")


def _prose(text: str) -> Iterator[str]:
    """Paragraphs; lines that are indented, the commands, keep their form."""
    example = False
    for line in text.splitlines():
        if line.startswith("    ") != example:
            example = not example
            yield from (".PP", ".RS 4", ".nf") if example else (".fi", ".RE")
        yield _roff(line.strip() if example else line) if line.strip() else ".PP"
    if example:
        yield from (".fi", ".RE")


def _section(title: str, lines: list[str]) -> list[str]:
    return [f'.SH "{_roff(title).upper()}"', *lines]


def _roff(text: str) -> str:
    """`text` as roff shows it: no letter of it is an instruction."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped
