"""The questions that a file leaves open, as a form asks them, and what the answers decide."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.import_plan import Choices, ImportPlan, Question
from salestui.domain.text import one_line
from salestui.guide import Words
from salestui.tui.dialogs.form import Asked
from salestui.tui.import_words import question_said
from salestui.work.answers import currency_named

_DATE_ORDERS = ("dmy", "mdy", "ymd")
_DECIMALS = ("point", "comma")
_UNITS = ("whole", "cents")
_STATUSES = ("won", "lost", "open")


def asked_of(plan: ImportPlan, said: Words) -> tuple[Asked, ...]:
    """Every open question of the file; of a status word each word by itself."""
    return tuple(asked for number, question in enumerate(plan.questions) for asked in _asked(number, question, plan, said))


def _asked(number: int, question: Question, plan: ImportPlan, said: Words) -> tuple[Asked, ...]:
    words = "screens.import.answers"
    label = question_said(question, said)
    option = _option(question)
    if option == "date-order":
        return (Asked(str(number), label, choices=tuple((order, said(f"{words}.{order}")) for order in _DATE_ORDERS)),)
    if option == "decimal":
        return (Asked(str(number), label, choices=tuple((sign, said(f"{words}.{sign}")) for sign in _DECIMALS)),)
    if option == "amounts":
        return (Asked(str(number), label, choices=tuple((unit, said(f"importing.screen.{unit}")) for unit in _UNITS)),)
    if option == "won":
        statuses = tuple((status, said(f"words.status.{status}")) for status in _STATUSES)
        return tuple(Asked(f"{number}.{word}", f"{question.column}: {word}", choices=statuses) for word in question.readings)
    if option == "map":
        headers = tuple((str(at), one_line(header)) for at, header in enumerate(plan.header) if header.strip())
        return (Asked(str(number), label, choices=headers),)
    if option == "yes":
        return (Asked(str(number), label, choices=(("yes", said("words.join.yes")), ("", said("words.join.no")))),)
    return (Asked(str(number), label, "USD, EUR, SEK"),)


def decided(choices: Choices, plan: ImportPlan, answers: Mapping[str, str]) -> Choices:
    """`choices` with the answers; what was not answered stays open. Raises Refusal `value-currency`."""
    for number, question in enumerate(plan.questions):
        choices = _decided(choices, plan, question, number, answers)
    return choices


def _decided(choices: Choices, plan: ImportPlan, question: Question, number: int, answers: Mapping[str, str]) -> Choices:
    option, answer = _option(question), answers.get(str(number), "")
    if option == "won":
        said = {word: answers.get(f"{number}.{word}", "") for word in question.readings}
        won = tuple(word for word, status in said.items() if status == "won")
        lost = tuple(word for word, status in said.items() if status == "lost")
        still_open = tuple(word for word, status in said.items() if status == "open")
        return choices._replace(won=(*choices.won, *won), lost=(*choices.lost, *lost), open=(*choices.open, *still_open))
    if not answer:
        return choices
    if option == "date-order":
        return choices._replace(date_order=answer)
    if option == "decimal":
        return choices._replace(decimal=answer)
    if option == "amounts":
        return choices._replace(amounts=answer)
    if option == "map":
        field = question.option.removeprefix("--map").strip().rstrip("=")
        return choices._replace(mapping={**choices.mapping, field: plan.header[int(answer)]})
    if option == "yes":
        return choices._replace(yes=True)
    return choices._replace(currency=currency_named(answer))


def _option(question: Question) -> str:
    return question.option.split()[0].lstrip("-")
