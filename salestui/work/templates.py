"""Templates of the rep and of the company: where they lie, which hold, beginning a period with one, and saving one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.role import ROLES
from salestui.domain.template import NONE, Template
from salestui.domain.text import one_line
from salestui.domain.written import SECTIONS
from salestui.store.periods import PeriodRecord, keep_template, read_period
from salestui.work import replaced_files
from salestui.work.desk import Desk
from salestui.work.goals import listed as goals
from salestui.work.goals import set_goal
from salestui.work.measures import listed as measured
from salestui.work.measures import measure
from salestui.work.places import private_folder
from salestui.work.places import template_folder as folder
from salestui.work.template_file import MOST_BYTES, read_template
from salestui.work.toml_places import nearest
from salestui.work.whole_file import write_whole
from salestui.work.writing import NEEDED, skip, texts

WITHOUT = "none"
"""The word that takes a period's template away."""


class Kept(NamedTuple):
    """A template that can be named. `text` is its TOML, `path` None where it is one of the roles'."""

    template: Template
    text: str
    path: Path | None


def listed(language: str = "en") -> tuple[Kept, ...]:
    """The roles' templates, then those that are kept. Raises Refusal as `read_template`."""
    return (*(of_role(role, language) for role in ROLES), *(read(path) for path in sorted(folder().glob("*.toml"))))


def of_role(role: str, language: str = "en") -> Kept:
    """What comes with a role, as a template to begin one's own with."""
    from salestui.work.role_templates import role_template  # brings the writer of TOML

    text = role_template(role, language)
    return Kept(read_template(text, role, role), text, None)


def read(path: Path) -> Kept:
    """The template in a file. Raises Refusal `template-unreadable`, and as `read_template`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("template-unreadable", path=path, reason=f"> {MOST_BYTES // 1000} kB")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal("template-unreadable", path=path, reason=reason) from error
    return Kept(read_template(text, str(path), path.stem), text, path)


def named(wanted: str, language: str = "en") -> Kept:
    """The template of that name (a role's or a kept one), or in the file of that path.

    Raises Refusal `template-unknown` with the nearest name.
    """
    if wanted in ROLES:
        return of_role(wanted, language)
    kept = {path.stem: path for path in folder().glob("*.toml")}
    if wanted in kept:
        return read(kept[wanted])
    if Path(wanted).suffix == ".toml" or "/" in wanted or "\\" in wanted:
        return read(Path(wanted))
    raise Refusal("template-unknown", exit_code=2, name=wanted, nearest=nearest(wanted, (*kept, *ROLES), "ae"))


def add(path: Path, name: str | None = None, *, replace: bool = False) -> Kept:
    """Keep a template that was shared, under `name` or that of its file. Raises Refusal `template-name-taken`, and as `read`."""
    found = read(path)
    return _keep(found.text, name or path.stem, replace=replace)


def save(desk: Desk, period: Period, name: str, *, replace: bool = False) -> Kept:
    """Keep what the period was begun with and what was chosen in it as a template of one's own."""
    from salestui.work.role_templates import template_of  # as above

    return _keep(template_of(desk, period, one_line(name)), name, replace=replace)


def remove(name: str) -> Path:
    """Take a kept template away; periods that were begun with it keep what they have. Raises Refusal `template-unknown`."""
    found = named(name)
    if found.path is None or found.path.parent != folder():
        raise Refusal("template-role", exit_code=2, name=name)
    replaced_files.keep("template_removed", name, found.path, found.text.encode())
    found.path.unlink()
    return found.path


def begin(desk: Desk, period: Period, wanted: str) -> Template:
    """Let the period begin with the template: it is kept with the period, its goals and benchmarks are set where none are,
    and sections that do not apply are marked. `none` takes the template away and leaves what was set.

    Raises Refusal as `named`, and those of goals and figures whose value cannot be read.
    """
    found = None if wanted == WITHOUT else named(wanted, desk.language)
    with desk.store.transaction() as connection:
        record = read_period(connection, period.key)
        if record is None:
            raise RuntimeError(f"the period {period.key} is not there to begin")
        keep_template(connection, record.id, _with_name(found) if found else None)
        if found:
            _set(desk, period, found.template)
    return found.template if found else NONE


def in_force(record: PeriodRecord | None) -> Template:
    """The template that the period was begun with. Raises Refusal as `read_template` where a later program wrote it."""
    if record is None or record.template is None:
        return NONE
    return read_template(record.template, record.key, record.key)


def _with_name(found: Kept) -> str:
    """The text as the period keeps it: one that says no name is called as its file, which the period does not know."""
    if read_template(found.text, "", "").name:
        return found.text
    return f"name = {json.dumps(found.template.name, ensure_ascii=False)}\n{found.text}"


def _set(desk: Desk, period: Period, template: Template) -> None:
    there = {goal.name.casefold() for goal in goals(desk, period)}
    for goal in template.goals:
        if goal.target and goal.name.casefold() not in there:
            set_goal(desk, period, goal.name, goal.metric, goal.target)
    compared = {(one.metric, one.benchmark) for one in measured(desk) if one.period == period.key}
    for mark in template.benchmarks:
        if (mark.metric, mark.label) not in compared:
            measure(desk, period, mark.metric, mark.value, benchmark=mark.label)
    if template.sections:
        written = {key.section for key, text in texts(desk, period).items() if text.strip()}
        for section in SECTIONS:
            if section not in (*template.sections, *written, *NEEDED):
                skip(desk, period, section)


def _keep(text: str, name: str, *, replace: bool) -> Kept:
    stem = one_line(name)
    if not stem or stem in (*ROLES, WITHOUT) or not all(c.isalnum() or c in "-_ ." for c in stem) or stem.startswith("."):
        raise Refusal("template-name-taken", exit_code=2, name=name, roles=", ".join((*ROLES, WITHOUT)))
    path = private_folder(folder()) / f"{stem}.toml"
    if replace and path.exists():
        replaced_files.keep("template_changed", stem, path, path.read_bytes())
    write_whole(path, text.encode("utf-8"), replace=replace)
    return read(path)
