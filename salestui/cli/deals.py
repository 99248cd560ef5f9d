"""`salestui deals`, `salestui deal`: the deals, and one with its history and corrections."""

from __future__ import annotations

from collections.abc import Sequence

import click

from salestui.cli.output import Json, columns, day_form, give
from salestui.cli.value_forms import money_form
from salestui.cli.wish import Wish
from salestui.domain.deal import STATUSES, Deal, DealChange
from salestui.domain.money import Money
from salestui.guide import words
from salestui.render.numbers import Numbers
from salestui.work import deals as work_deals
from salestui.work import periods


@click.command()
@click.option("--period", "wanted", metavar="P")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--slipped", is_flag=True, help="Due in the period, and moved out of it or still open.")
@click.option("--stalled", is_flag=True, help="Open, and nothing has moved for too long.")
@click.option("--owner", metavar="NAME|all")
@click.pass_obj
def deals(wish: Wish, wanted: str | None, status: str | None, slipped: bool, stalled: bool, owner: str | None) -> None:
    """The deals: all, of a period, open, won, lost, slipped or stalled."""
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted) if wanted or slipped or stalled else None
        found = work_deals.chosen(desk, period, status=status, owner=owner, slipped=slipped, stalled=stalled)
        lines = _lines(found, desk.language) if wish.form == "text" else ()
    give(wish, [_form(deal) for deal in found], lines)


def _lines(found: Sequence[Deal], language: str) -> list[str]:
    numbers, say = Numbers(language), words(language)
    return columns(
        (
            deal.id,
            deal.name,
            deal.account or "",
            "" if deal.amount is None else numbers.exact(deal.amount),
            deal.stage or "",
            say(f"words.status.{deal.status}"),
            _day(deal),
        )
        for deal in found
    )


def _day(deal: Deal) -> str:
    return str(deal.closed_on or deal.expected_close_on or "")


def _form(deal: Deal) -> dict[str, Json]:
    return {
        "id": deal.id,
        "name": deal.name,
        "account": deal.account,
        "owner": deal.owner,
        "amount": money_form(deal.amount),
        "stage": deal.stage,
        "status": deal.status,
        "created_on": day_form(deal.created_on),
        "expected_close_on": day_form(deal.expected_close_on),
        "closed_on": day_form(deal.closed_on),
        "deal_type": deal.deal_type,
        "segment": deal.segment,
    }


@click.group()
def deal() -> None:
    """One deal: its history, corrections, removing and merging."""


@deal.command()
@click.argument("deal_id", metavar="ID")
@click.pass_obj
def show(wish: Wish, deal_id: str) -> None:
    """The deal, what changed in it and what was corrected."""
    with wish.desk(create=False) as desk:
        _give_story(wish, work_deals.history(desk, deal_id))


@deal.command(name="set", context_settings={"ignore_unknown_options": True})
@click.argument("deal_id", metavar="ID")
@click.argument("field")
@click.argument("value")
@click.option("--why", required=True, metavar="TEXT")
@click.pass_obj
def set_field(wish: Wish, deal_id: str, field: str, value: str, why: str) -> None:
    """Correct a field; what the CRM said is kept beside it."""
    with wish.desk(create=False) as desk:
        work_deals.correct(desk, deal_id, field, value, why)
        _give_story(wish, work_deals.history(desk, deal_id))


@deal.command()
@click.argument("deal_id", metavar="ID")
@click.option("--why", required=True, metavar="TEXT")
@click.pass_obj
def remove(wish: Wish, deal_id: str, why: str) -> None:
    """Take the deal out of every figure that is not finalised."""
    with wish.desk(create=False) as desk:
        work_deals.remove(desk, deal_id, why)
        _give_story(wish, work_deals.history(desk, deal_id))


@deal.command()
@click.argument("deal_id", metavar="ID")
@click.pass_obj
def restore(wish: Wish, deal_id: str) -> None:
    """The deal as the CRM has it again."""
    with wish.desk(create=False) as desk:
        work_deals.restore(desk, deal_id)
        _give_story(wish, work_deals.history(desk, deal_id))


@deal.command()
@click.argument("deal_id", metavar="ID")
@click.argument("into", metavar="INTO")
@click.pass_obj
def merge(wish: Wish, deal_id: str, into: str) -> None:
    """Two records of one deal: ID counts no more, INTO counts with its own values."""
    with wish.desk(create=False) as desk:
        work_deals.merge(desk, deal_id, into)
        _give_story(wish, work_deals.history(desk, deal_id))


def _give_story(wish: Wish, story: work_deals.DealStory) -> None:
    one = story.deal
    document: dict[str, Json] = {
        **_form(one),
        "probability": one.probability,
        "forecast_category": one.forecast_category,
        "loss_reason": one.loss_reason,
        "lead_source": one.lead_source,
        "next_step": one.next_step,
        "product": one.product,
        "region": one.region,
        "source": one.source,
        "removed": one.removed,
        "merged_into": one.merged_into,
        "closed_on_assumed": one.closed_on_assumed,
        "first_seen_on": day_form(one.first_seen_on),
        "changes": [_change_form(one, change) for change in story.changes],
        "corrections": [_correction_form(one, correction) for correction in story.corrections],
    }
    lines = [f"{one.name}  {one.id}", *columns([(name, str(value)) for name, value in _form(one).items() if _is_text(value)])]
    lines += columns([(str(c.seen_on), c.field, c.before or "–", "→", c.after or "–") for c in story.changes])
    lines += columns(
        [
            (c.made_at[:10], c.field, c.crm_value or "–", "→", c.value or "–", c.why, c.ended_because or "")
            for c in story.corrections
        ]
    )
    give(wish, document, lines)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _change_form(one: Deal, change: DealChange) -> Json:
    return {
        "field": change.field.removesuffix("_minor"),
        "from": _value_form(one, change.field, change.before),
        "to": _value_form(one, change.field, change.after),
        "seen_on": change.seen_on.isoformat(),
        "run": change.run,
    }


def _correction_form(one: Deal, correction: work_deals.Correction) -> Json:
    return {
        "field": correction.field.removesuffix("_minor"),
        "crm": _value_form(one, correction.field, correction.crm_value),
        "value": _value_form(one, correction.field, correction.value),
        "why": correction.why,
        "made_at": correction.made_at,
        "in_force": correction.ended_at is None,
    }


def _value_form(one: Deal, field: str, value: str | None) -> Json:
    if value is not None and field.endswith("_minor") and one.currency:
        return money_form(Money(int(value), one.currency))
    return value
