"""Reading and changing the rep's settings file; its comments and order survive."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.work import replaced_files, whole_file
from salestui.work.places import private_folder
from salestui.work.settings import Settings
from salestui.work.settings_file import checked
from salestui.work.settings_schema import SettingsFile, setting_names
from salestui.work.toml_places import line_of

ACCOUNTS = "account_names"
"""The table whose keys are names of accounts."""
OPEN = ("definitions", "keymap", "stage_probability", ACCOUNTS)
"""Tables whose keys are the rep's own, or too many to list."""


class Told(NamedTuple):
    """One setting: its value as JSON could hold it, and where it comes from (file or default); `line` is that of the file."""

    name: str
    value: object
    origin: str
    line: int | None = None


def told(settings: Settings) -> tuple[Told, ...]:
    """Every setting with its present value and origin. Raises Refusal as `read_settings` does."""
    text = settings.path.read_text(encoding="utf-8") if settings.path.exists() else ""
    written = _document(settings.path)
    defaults = SettingsFile()
    found = []
    for name in setting_names():
        value = _inside(written, name)
        if value is None:
            found.append(Told(name, _default(defaults, name), "default"))
        else:
            found.append(Told(name, value, "file", line_of(text, name)))
    return tuple(found)


def one(settings: Settings, name: str) -> Told:
    """The setting `name`; also a key of the rep's own in one of OPEN. Raises Refusal `setting-unknown` with the nearest name."""
    table, _, key = _parted(name)
    if table in OPEN and key:
        holder = _document(settings.path).get(table, {})
        value = holder.get(key) if isinstance(holder, Mapping) else None
        return Told(name, value, "default" if value is None else "file")
    for setting in told(settings):
        if setting.name == name:
            return setting
    raise _unknown(name)


def change(settings: Settings, name: str, typed: str) -> Settings:
    """The settings after `name` was set to what `typed` says; written to the file, comments kept.

    A list is typed with commas, or as the file writes it; `none` takes a setting out of the file. Raises
    Refusal `setting-unknown`, `settings-value`.
    """
    table, _, _ = _parted(name)
    if name not in setting_names() and table not in OPEN:
        raise _unknown(name)
    value = None if typed.strip().lower() == "none" else _value(name, typed)
    written, before, changed = _with(settings, name, value)
    if value != before:
        kept = None if before is None else json.dumps(before, ensure_ascii=False).encode()
        replaced_files.keep("setting_changed", name, settings.path, kept)
    write_whole(settings.path, written)
    return changed


def put_back(settings: Settings, name: str, value: object) -> Settings:
    """The settings after `name` has its earlier value again; None takes it out of the file."""
    written, _, changed = _with(settings, name, value)
    write_whole(settings.path, written)
    return changed


def _with(settings: Settings, name: str, value: object) -> tuple[str, object, Settings]:
    """The file with `value` for `name` (None: without it), what stands there now, and what it then means.

    Raises Refusal `settings-value`.
    """
    import tomlkit  # only for a change

    table, _, key = _parted(name)
    text = settings.path.read_text(encoding="utf-8") if settings.path.exists() else ""
    document = tomlkit.parse(text)
    holder = document
    if table:
        if table not in document:
            document[table] = tomlkit.table()
        holder = document[table]
    before = document.unwrap().get(table, {}).get(key) if table else document.unwrap().get(key)
    if value is None:
        holder.pop(key, None)
    else:
        holder[key] = value
    written = tomlkit.dumps(document)
    return written, before, checked(document.unwrap(), settings.path, written)


def _parted(name: str) -> tuple[str, str, str]:
    """Table, dot and key; a key of the rep's own, such as the name of an account, may hold dots itself."""
    first = name.partition(".")
    return first if first[0] in OPEN else name.rpartition(".")


def write_whole(path: Path, text: str) -> None:
    """`text` at `path`, whole or not at all, readable by the rep alone; a link is replaced, not followed.

    Raises Refusal as `work.whole_file.write_whole` does.
    """
    private_folder(path.parent)
    whole_file.write_whole(path, text.encode("utf-8"), replace=True)


def _value(name: str, typed: str) -> object:
    """What `typed` means for this setting: the kind of its default decides."""
    shape = _default(SettingsFile(), name) if name in setting_names() else None
    said = typed.strip()
    if isinstance(shape, bool):
        if said.lower() not in ("true", "false", "yes", "no", "on", "off"):
            raise Refusal("setting-value", exit_code=2, name=name, value=typed, expected="true, false")
        return said.lower() in ("true", "yes", "on")
    if isinstance(shape, list | tuple) or name.startswith("definitions."):
        if said.startswith("["):
            return _list(name, said)
        return [part.strip() for part in said.split(",") if part.strip()]
    if isinstance(shape, int) and said.lstrip("-").isdigit():
        return int(said)
    if name.startswith("stage_probability."):
        try:
            return float(said)
        except ValueError:
            raise Refusal("setting-value", exit_code=2, name=name, value=typed, expected="0.3") from None
    return said


def _list(name: str, said: str) -> list[object]:
    """A list as the settings file writes it, for what holds commas of its own: ["run", "a, b"]."""
    import tomllib

    try:
        found = tomllib.loads(f"list = {said}")["list"]
    except tomllib.TOMLDecodeError:
        found = None
    if not isinstance(found, list):
        raise Refusal("setting-value", exit_code=2, name=name, value=said, expected='["one", "two"]')
    return found


def _document(path: Path) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("settings-broken", path=path, reason=str(error)) from error


def _inside(document: Mapping[str, object], name: str) -> object:
    table, _, key = name.rpartition(".")
    holder = document.get(table, {}) if table else document
    return holder.get(key) if isinstance(holder, Mapping) else None


def _default(defaults: SettingsFile, name: str) -> object:
    table, _, key = name.rpartition(".")
    value: object = getattr(getattr(defaults, table) if table else defaults, key)
    return value


def _unknown(name: str) -> Refusal:
    near = difflib.get_close_matches(name, setting_names(), n=1, cutoff=0.3)
    return Refusal("setting-unknown", exit_code=2, name=name, nearest=near[0] if near else "language")
