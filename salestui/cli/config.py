"""`salestui config`: the settings, each with its value and where that comes from."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.refused import language_of
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.guide import Words, words
from salestui.work.config import Told, change, one, told
from salestui.work.places import settings_path
from salestui.work.settings import Settings
from salestui.work.settings_file import read_settings


@click.group()
def config() -> None:
    """Show, change and find the settings."""


@config.command()
@click.argument("name", required=False)
@click.pass_obj
def get(wish: Wish, name: str | None) -> None:
    """Every setting, or one: its value, and whether it stands in the file or is the default."""
    settings = read_settings()
    found = [one(settings, name)] if name else list(told(settings))
    forms = [_form(setting) for setting in found]
    say = words(language_of(wish))
    lines = columns([(s.name, _text(s.value), _origin(s, say)) for s in found])
    give(wish, forms[0] if name else forms, lines if name else [str(settings.path), *lines])


@config.command(name="set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_value(wish: Wish, name: str, value: str) -> None:
    """Change a setting; `none` takes it out of the file. Comments stay."""
    settings = change(_readable(), name, value)
    found = one(settings, name)
    give(wish, _form(found), [f"{found.name} = {_text(found.value)}"])


@config.command()
@click.pass_obj
def path(wish: Wish) -> None:
    """Where the settings file lies."""
    give(wish, {"path": str(settings_path())}, [str(settings_path())])


def _readable() -> Settings:
    """The settings to change; a wrong value in the file must not stand in the way of mending it."""
    try:
        return read_settings()
    except Refusal as refusal:
        if refusal.slug in ("settings-value", "settings-key"):
            return Settings(settings_path())
        raise


def _origin(setting: Told, say: Words) -> str:
    if setting.line:
        return say("screens.settings.line_of", line=setting.line)
    return say(f"screens.settings.origins.{setting.origin}")


def _form(setting: Told) -> dict[str, Json]:
    value = (
        setting.value if setting.value is None or isinstance(setting.value, str | int | float | bool) else _text(setting.value)
    )
    return {"name": setting.name, "value": value, "origin": setting.origin, "line": setting.line}


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}={part}" for key, part in value.items())
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
