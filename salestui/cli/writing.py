"""`salestui section` and `salestui headline`: the review read and written from the shell."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.typed import typed
from salestui.cli.wish import Wish
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.written import HEADLINE, SECTIONS, FieldKey, Written
from salestui.guide import Words, words
from salestui.work import periods, writing
from salestui.work.desk import Desk
from salestui.work.review import Review

SLOTS = ("result", "driver", "weakest", "why", "next")


class Named(click.Group):
    """A group whose first word may also be the thing itself: `section results` besides `section set ...`."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "show", self.commands["show"], args
        return super().resolve_command(ctx, args)


_period = click.option("--period", "wanted", metavar="P")


@click.group(cls=Named, invoke_without_command=True)
@_period
@click.pass_context
def section(ctx: click.Context, /, wanted: str | None) -> None:
    """The nine sections with their state; section KEY shows one; section set KEY.FIELD TEXT writes."""
    if ctx.invoked_subcommand is not None:
        return
    from salestui.work.review import review

    wish = ctx.find_object(Wish) or Wish()
    with wish.desk(create=False) as desk:
        made = review(desk, periods.chosen(desk, wanted))
        say = words(desk.language)
        forms: list[dict[str, Json]] = [
            {
                "key": key,
                "title": say(f"sections.{key}.title"),
                "state": made.state(key),
                "words": made.summary.section(key).words,
            }
            for key in SECTIONS
        ]
        lines = columns(
            [(key, _state(say, made, key), str(f["words"]), str(f["title"])) for key, f in zip(SECTIONS, forms, strict=True)]
        )
    give(wish, forms, lines)


@section.command(hidden=True)
@click.argument("key")
@_period
@click.pass_obj
def show(wish: Wish, key: str, wanted: str | None) -> None:
    """One section: its state and fields."""
    with wish.desk(create=False) as desk:
        _show(wish, desk, periods.chosen(desk, wanted), key)


@section.command(name="set", context_settings={"ignore_unknown_options": True})
@click.argument("place", metavar="KEY.FIELD")
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@_period
@click.pass_obj
def set_text(wish: Wish, place: str, text: tuple[str, ...], wanted: str | None) -> None:
    """Write a field: section set context.driver.+ "Legal review added 23 days"; - reads the text from standard input.

    Without a text your own editor opens on what stands there.
    """
    with wish.desk() as desk:
        period = periods.chosen(desk, wanted)
        present = next(
            (one.text for one in writing.written(desk, period, place.partition(".")[0]) if str(one.key) == place), ""
        )
        written = writing.write(desk, period, place, typed(text, present, place.replace(".+", "")))
    give(wish, _field(written), [f"{written.key}  {written.text}"])


@section.command()
@click.argument("key")
@click.option("--accept", is_flag=True, help="Put it into the fields that are empty.")
@_period
@click.pass_obj
def draft(wish: Wish, key: str, accept: bool, wanted: str | None) -> None:
    """The text that the figures and the log suggest; --accept fills the empty fields with it, and only those."""
    from salestui.work.drafts import accept as take
    from salestui.work.drafts import drafted

    with wish.desk() as desk:
        period = periods.chosen(desk, wanted)
        proposal = drafted(desk, period, key, wish.language)
        if accept:
            take(desk, period, key, proposal)
    fields = [_field(Written(place, text, "")) for place, text in proposal]
    give(wish, fields, [f"{one['field']}: {one['text']}" for one in fields])


@section.command()
@click.argument("key")
@_period
@click.pass_obj
def history(wish: Wish, key: str, wanted: str | None) -> None:
    """The earlier texts of a section, the one replaced last first."""
    with wish.desk(create=False) as desk:
        found = writing.history(desk, periods.chosen(desk, wanted), key)
    forms: list[Json] = [
        {"revision": one.id, "field": str(one.key), "text": one.text, "saved_at": one.saved_at, "reason": one.reason}
        for one in found
    ]
    give(wish, forms, columns([(str(one.id), one.saved_at[:16].replace("T", " "), str(one.key), one.text) for one in found]))


@section.command()
@click.argument("key")
@click.argument("revision", type=int, metavar="REV")
@_period
@click.pass_obj
def restore(wish: Wish, key: str, revision: int, wanted: str | None) -> None:
    """Bring an earlier text back; what stands there now is kept."""
    with wish.desk(create=False) as desk:
        written = writing.restore(desk, periods.chosen(desk, wanted), key, revision)
    give(wish, _field(written), [f"{written.key}  {written.text}"])


@section.command()
@click.argument("key")
@click.option("--why", required=True, metavar="TEXT")
@_period
@click.pass_obj
def skip(wish: Wish, key: str, why: str, wanted: str | None) -> None:
    """Leave a section out of the document, with the reason."""
    with wish.desk() as desk:
        period = periods.chosen(desk, wanted)
        writing.skip(desk, period, key, why)
        _show(wish, desk, period, key)


@click.group(invoke_without_command=True)
@_period
@click.pass_context
def headline(ctx: click.Context, /, wanted: str | None) -> None:
    """The five lines that are read first; headline set SLOT TEXT writes one."""
    if ctx.invoked_subcommand is None:
        wish = ctx.find_object(Wish) or Wish()
        with wish.desk(create=False) as desk:
            _show(wish, desk, periods.chosen(desk, wanted), HEADLINE)


@headline.command(name="set", context_settings={"ignore_unknown_options": True})
@click.argument("slot")
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@_period
@click.pass_obj
def set_line(wish: Wish, slot: str, text: tuple[str, ...], wanted: str | None) -> None:
    """result, driver, weakest, why or next; without a text your own editor opens."""
    if slot not in SLOTS:
        raise Refusal("headline-slot", exit_code=2, slot=slot, slots=", ".join(SLOTS))
    with wish.desk() as desk:
        period = periods.chosen(desk, wanted)
        key = FieldKey(HEADLINE, slot)
        written = writing.set_field(desk, period, key, typed(text, writing.texts(desk, period).get(key, ""), slot)).written
    give(wish, _field(written), [f"{slot}  {written.text}"])


def _show(wish: Wish, desk: Desk, period: Period, key: str) -> None:
    from salestui.summary.assemble import seconds_to_read
    from salestui.summary.sections import LIMITS
    from salestui.work.review import review

    written = writing.written(desk, period, key)
    made = review(desk, period)
    state = made.state(key)
    say = words(desk.language)
    many = made.summary.section(key).words if key != HEADLINE else sum(len(one.text.split()) for one in written)
    title = say(f"sections.{key}.title")
    most = made.summary.material.template.limit(key, LIMITS[key])
    length = say("document.reading.section", count=many, most=most, seconds=seconds_to_read(many))
    document: dict[str, Json] = {
        "key": key,
        "title": title,
        "state": state,
        "words": many,
        "most_words": most,
        "seconds": seconds_to_read(many),
        "fields": [_field(one) for one in written],
    }
    texts = columns([(f"  {one.key}", one.text) for one in written])
    give(wish, document, [f"{title}  {_state(say, made, key)}  {length}", *texts])


def _state(say: Words, made: Review, key: str) -> str:
    return say(f"words.state.{made.state(key)}", count=made.to_mend(key))


def _field(written: Written) -> dict[str, Json]:
    key = written.key
    row: Json = key.part if key.section == "results" and key.field == "why" else (key.row or None)
    part = "" if key.section == "results" and key.field == "why" else key.part
    name = f"{key.field}.{part}" if part else key.field
    return {"field": name, "row": row, "text": written.text, "updated_at": written.updated_at or None}
