"""The options that every command takes, before and after its name: --store, --lang, --today, --json, --csv."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.refusal import Refusal

if TYPE_CHECKING:
    from salestui.work.desk import Desk

_VALUED = ("--store", "--lang", "--today")
_FLAGS = ("--json", "--csv")


class Wish(NamedTuple):
    """What was asked for beside the command itself. `form` is text, json or csv."""

    store: str | None = None
    language: str | None = None
    today: date | None = None
    form: str = "text"

    @property
    def day(self) -> date:
        return self.today or date.today()  # noqa: DTZ011 the rep's own calendar day is meant

    def desk(self, *, create: bool = True) -> Desk:
        """The open desk; close it, or use it as a context. `create=False` for a command that only reads.

        Before the first write the file is looked after. Raises Refusal as `open_desk` does.
        """
        from salestui.work.desk import open_desk  # brings the settings, which `log` does without

        desk = open_desk(self.store, self.today, self.language, create=create)

        def look() -> None:
            from salestui.cli.care import look_after  # brings the backups, which a command that reads does without

            look_after(desk)

        desk.store.before_writing = look
        return desk

    def desk_of_app(self) -> Desk:
        """The open desk of the app: with broken settings it opens all the same. The app looks after the file meanwhile."""
        from salestui.work.desk import open_desk_anyway  # as above

        return open_desk_anyway(self.store, self.today, self.language)


def taken_out(arguments: list[str]) -> tuple[list[str], Wish]:
    """The arguments without the common options, and these. Nothing after `--` is looked at.

    Raises Refusal `option-value`, `language-unknown`, `date-unknown` (usage).
    """
    rest: list[str] = []
    found: dict[str, str] = {}
    form = "text"
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
            break
        if name in _VALUED:
            if not equals:
                try:
                    value = next(waiting)
                except StopIteration:
                    raise Refusal("option-value", exit_code=2, option=name) from None
            found[name] = value
        elif argument in _FLAGS:
            form = argument[2:]
        else:
            rest.append(argument)
    language = found.get("--lang")
    if language is not None:
        from salestui.guide import LANGUAGES  # most lines name no language

        if language not in LANGUAGES:
            raise Refusal("language-unknown", exit_code=2, language=language)
    return rest, Wish(found.get("--store"), language, _today(found.get("--today")), form)


def _today(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("date-unknown", exit_code=2, date=text) from None
