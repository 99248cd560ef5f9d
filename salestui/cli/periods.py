"""`salestui period`: which period the review is about, whose it is, and when it is closed."""

from __future__ import annotations

import click

from salestui.cli.listed import Listed
from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.work import periods
from salestui.work.desk import Desk

OWNED = ("territory", "segment", "accounts", "motion", "product_line")


@click.group(cls=Listed)
def period() -> None:
    """Start a period, choose it, show it, finalise it."""


@period.command()
@click.argument("text", metavar="P")
@click.option("--role", metavar="ROLE", help="ae, sdr, enterprise_ae, account_manager, manager")
@click.option("--owner", metavar="NAME", help="Whose review it is, as the CRM writes the name.")
@click.option("--template", metavar="NAME|FILE", help="What the review begins with: a role's, one of your own, a company's.")
@click.option("--own", multiple=True, metavar="KEY:TEXT", help="What was owned: territory: Nordics")
@click.pass_obj
def new(wish: Wish, text: str, role: str | None, owner: str | None, template: str | None, own: tuple[str, ...]) -> None:
    """Start a period, or change whose it is."""
    from salestui.work.undo import one_step  # what follows is for this command alone
    from salestui.work.writing import set_field  # the other commands of this group write no text

    with wish.desk() as desk:
        named = periods.chosen(desk, text)
        scope = [_owned(line) for line in own]
        with one_step(desk):
            periods.new(desk, named, role, owner, template)
            for key, said in scope:
                set_field(desk, named, FieldKey("scope", key), said)
        _show(wish, desk, named)


def _owned(line: str) -> tuple[str, str]:
    key, colon, said = line.partition(":")
    if not colon or key.strip() not in OWNED:
        raise Refusal("own-unknown", exit_code=2, own=line, keys=", ".join(OWNED))
    return key.strip(), said.strip()


@period.command(name="list")
@click.pass_obj
def listed(wish: Wish) -> None:
    """All periods, newest first."""
    with wish.desk(create=False) as desk:
        named = [periods.as_period(record, desk.terms.fiscal_start) for record in periods.listed(desk.store)]
        forms = [_form(desk, one) for one in named]
    give(wish, forms, columns([(str(f["key"]), str(f["role"] or ""), str(f["owner"] or ""), _state(f)) for f in forms]))


@period.command()
@click.argument("text", metavar="P")
@click.pass_obj
def use(wish: Wish, text: str) -> None:
    """The period that is meant from now on."""
    with wish.desk(create=False) as desk:
        named = periods.chosen(desk, text)
        periods.use(desk, named)
        _show(wish, desk, named)


@period.command()
@click.option("--period", "text", metavar="P")
@click.pass_obj
def show(wish: Wish, text: str | None) -> None:
    """The period that is meant, with role, scope and changes."""
    with wish.desk(create=False) as desk:
        _show(wish, desk, periods.chosen(desk, text))


@period.command()
@click.argument("text", metavar="P")
@click.option("--force", is_flag=True, help="In spite of errors of the checks.")
@click.pass_obj
def finalise(wish: Wish, text: str, force: bool) -> None:
    """Freeze figures, text and definitions; the document can be verified from now on."""
    from salestui.work.finalise import finalise as freeze

    with wish.desk(create=False) as desk:
        named = periods.chosen(desk, text)
        freeze(desk, named, force=force)
        _show(wish, desk, named)


@period.command()
@click.argument("text", metavar="P")
@click.option("--why", required=True, metavar="TEXT")
@click.pass_obj
def reopen(wish: Wish, text: str, why: str) -> None:
    """Open a finalised period again; that is recorded."""
    from salestui.work.finalise import reopen as thaw

    with wish.desk(create=False) as desk:
        named = periods.chosen(desk, text)
        thaw(desk, named, why)
        _show(wish, desk, named)


@period.command()
@click.argument("text", metavar="P", required=False)
@click.pass_obj
def drift(wish: Wish, text: str | None) -> None:
    """What the data says now beside what was delivered."""
    from salestui.cli.figure_forms import numbers_of
    from salestui.guide import words
    from salestui.render.figure_json import figure_json
    from salestui.work.drift import drift as differences
    from salestui.work.drift import told

    with wish.desk(create=False) as desk:
        named = periods.chosen(desk, text)
        found = differences(desk, named)
        rows, numbers, say = told(desk, named, found), numbers_of(desk), words(desk.language)
    forms: list[dict[str, Json]] = [
        {
            "figure": row.figure,
            "delivered": figure_json(one.delivered, numbers),
            "now": figure_json(one.now, numbers) if one.now else None,
        }
        for row, one in zip(rows, found, strict=True)
    ]
    heads = (say("screens.drift.figure"), say("screens.drift.delivered"), say("screens.drift.now"))
    lines = columns([heads, *rows]) if rows else [say("screens.drift.none", period=named.key)]
    give(wish, forms, lines)


def _show(wish: Wish, desk: Desk, named: Period) -> None:
    form = _form(desk, named)
    scope = form["scope"] if isinstance(form["scope"], dict) else {}
    whose = [(name, form[name]) for name in ("role", "owner", "template")]
    facts = [*whose, ("days", f"{named.start} – {named.end}"), *scope.items()]
    lines = [f"{named.key}  {_state(form)}".rstrip(), *columns([(f"  {key}", str(value)) for key, value in facts if value])]
    give(wish, form, lines)


def _form(desk: Desk, named: Period) -> dict[str, Json]:
    """A period as CLI.md gives it. `changes` are the dated changes of its scope."""
    from salestui.work.writing import scope_changes, scope_texts

    record = periods.stored(desk.store, named)
    return {
        "key": named.key,
        "start": named.start.isoformat(),
        "end": named.end.isoformat(),
        "role": record.role if record else None,
        "owner": record.owner if record else desk.settings.me,
        "scope": dict(scope_texts(desk, named)),
        "changes": [dict(change) for change in scope_changes(desk, named)],
        "finalised_at": record.finalised_at if record else None,
        "checksum": periods.checksum(desk.store, named),
        "template": _template(record),
    }


def _template(record: periods.PeriodRecord | None) -> str | None:
    if record is None or record.template is None:
        return None
    from salestui.work.templates import in_force  # most periods have none

    return in_force(record).name


def _state(form: dict[str, Json]) -> str:
    return "✓ " + str(form["finalised_at"])[:10] if form["finalised_at"] else ""
