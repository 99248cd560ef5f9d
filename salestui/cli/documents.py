"""`salestui preview`, `export`, `verify`: the document that is handed in."""

from __future__ import annotations

from pathlib import Path

import click

from salestui.cli.output import Json, give
from salestui.cli.standard_output import write
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.work import periods
from salestui.work.desk import Desk

CHARTS = ("text", "none")


@click.command()
@click.option("--section", "key", metavar="KEY", help="Only this section.")
@click.option("--layout", default="full", metavar="full|brief")
@click.option("--pack", is_flag=True, help="Figures, entries and text in one, for an assistant that your company has.")
@click.option("--owner", metavar="NAME")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def preview(wish: Wish, key: str | None, layout: str, pack: bool, owner: str | None, wanted: str | None) -> None:
    """The document as it will be read, in spite of any finding."""
    from salestui.work.export import Options, document, evidence_pack, section_document

    with wish.desk(create=False) as desk:
        language = _language(wish, desk)
        period = periods.chosen(desk, wanted)
        if key:
            text = section_document(desk, period, key, language)
        elif pack:
            text = evidence_pack(desk, period, language)
        else:
            options = Options(layout=layout, language=language, accounts=desk.settings.accounts)
            text = document(desk, period, options, owner=owner)
    if wish.form == "json":
        give(wish, {"period": period.key, "section": key, "layout": layout, "language": language, "text": text}, ())
    else:
        write(text)


@click.command()
@click.option("--layout", default="full", metavar="full|brief")
@click.option("--format", "form", default="md", metavar="md|html|docx|json")
@click.option("--charts", default="text", metavar="text|none")
@click.option("--accounts", default=None, metavar="name|initial|alias", help="How accounts are shown.")
@click.option("--amounts", default="exact", metavar="exact|rounded|indexed", help="How amounts are shown.")
@click.option("--evidence", is_flag=True, help="With the list of cited entries, and where each figure comes from.")
@click.option("-o", "target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@click.option("--force", is_flag=True, help="In spite of errors of the checks.")
@click.option("--owner", metavar="NAME")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def export(
    wish: Wish,
    layout: str,
    form: str,
    charts: str,
    accounts: str | None,
    amounts: str,
    evidence: bool,
    target: Path | None,
    replace: bool,
    force: bool,
    owner: str | None,
    wanted: str | None,
) -> None:
    """The document, on standard output or into FILE; not while a check finds an error, unless --force."""
    from salestui.work.export import Options, export_to, left_out
    from salestui.work.export import export as made

    if charts not in CHARTS:
        raise Refusal("charts-unknown", exit_code=2, charts=charts, known=", ".join(CHARTS))
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        asked = "json" if wish.form == "json" and form == "md" and target is None else form
        options = Options(
            layout,
            _language(wish, desk),
            asked,
            charts=charts == "text",
            evidence=evidence,
            accounts=accounts or desk.settings.accounts,
            amounts=amounts,
        )
        for sentence in left_out(desk, period, options):
            click.echo(sentence, err=True)
        if target is None:
            write(made(desk, period, options, force=force, owner=owner))
            return
        path = export_to(desk, period, target, options, force=force, replace=replace, owner=owner)
    give(wish, {"file": str(path), "period": period.key, "layout": layout, "format": form}, [str(path)])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def verify(wish: Wish, file: Path) -> int:
    """Is this the document that was finalised? 0 as finalised, 1 differs."""
    from salestui.guide import words
    from salestui.work.verify import verify as compared

    with wish.desk(create=False) as desk:
        found = compared(desk, file)
        say = words(desk.language)
    document: dict[str, Json] = {"period": found.period, "same": found.same, "differences": list(found.differences)}
    verdict = say("document.verify.same" if found.same else "document.verify.differs", period=found.period)
    give(wish, document, [verdict, *found.differences])
    return 0 if found.same else 1


def _language(wish: Wish, desk: Desk) -> str:
    return wish.language or desk.settings.document_language


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.pass_obj
def team(wish: Wish, files: tuple[Path, ...]) -> None:
    """Several reps' reviews (export --format json) side by side, with the team's totals and a brief."""
    from salestui.render.numbers import Numbers
    from salestui.work.settings_file import read_settings
    from salestui.work.team import gather, team_json, team_markdown

    settings = read_settings()
    numbers = Numbers(wish.language or settings.document_language, settings.percent_space, settings.ratio_decimals)
    found = gather(files)
    if wish.form == "text":
        write(team_markdown(found, numbers))
    else:
        give(wish, team_json(found, numbers), ())
