"""`salestui outlook`, `reps`, `late`: the period ahead, the reps fairly compared, and why deals are late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from salestui.cli.figure_forms import numbers_of
from salestui.cli.output import Json, columns, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish
from salestui.domain.money import Money
from salestui.guide import Words, words
from salestui.metrics.figure import Unit, Value
from salestui.render.figure_json import figure_json
from salestui.work import figures, periods
from salestui.work.goals import known_metric

if TYPE_CHECKING:
    from salestui.domain.entry import Entry
    from salestui.metrics.fairness import Rep
    from salestui.metrics.lateness import StageReasons
    from salestui.metrics.outlook import Outlook
    from salestui.render.numbers import Numbers


@click.command()
@click.option("--period", "wanted", metavar="P", help="The period before the one that is looked at.")
@click.pass_obj
def outlook(wish: Wish, wanted: str | None) -> None:
    """The next period: target, newest commit and best case, the weighted pipeline due in it, coverage."""
    with wish.desk(create=False) as desk:
        found = figures.next_period(desk, periods.chosen(desk, wanted))
        numbers = numbers_of(desk)
        give(wish, _outlook_form(found, numbers), _outlook_lines(found, numbers, words(desk.language)))


def _outlook_form(found: Outlook, numbers: Numbers) -> dict[str, Json]:
    return {
        "period": found.period.key,
        "target": value_form(found.target),
        "commit": figure_json(found.commit, numbers),
        "best_case": figure_json(found.best_case, numbers),
        "weighted": figure_json(found.weighted, numbers),
        "coverage": figure_json(found.coverage, numbers),
    }


def _outlook_lines(found: Outlook, numbers: Numbers, say: Words) -> list[str]:
    target = say("metrics.absent.no_goal") if found.target is None else _value(found.target, Unit.COUNT, numbers)
    lines = [(say("side_by_side.outlook.period"), found.period.key), (say("side_by_side.outlook.target"), target)]
    for head, figure in (
        ("metrics.label.forecast_commit", found.commit),
        ("metrics.label.forecast_best_case", found.best_case),
        ("side_by_side.outlook.weighted", found.weighted),
        ("metrics.label.pipeline_coverage_next", found.coverage),
    ):
        notes = "; ".join(numbers.note(note) for note in figure.notes)
        lines.append((say(head), numbers.figure(figure) + (f" ({notes})" if notes else "")))
    return columns(lines)


@click.command()
@click.argument("metric", default="win_rate")
@click.option("--mix", type=click.Choice(["segment", "lead_source"]), default="segment", show_default=True)
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def reps(wish: Wish, metric: str, mix: str, wanted: str | None) -> None:
    """The reps side by side, each with the team's figure on that rep's own mix of deals."""
    with wish.desk(create=False) as desk:
        found = figures.reps(desk, periods.chosen(desk, wanted), known_metric(desk, metric), mix)
        numbers, say = numbers_of(desk), words(desk.language)
        rows = [tuple(say(f"side_by_side.reps.{head}") for head in ("rep", "territory", "mix"))]
        rows[0] += (say(f"metrics.label.{metric}"), say("side_by_side.reps.team"), say("side_by_side.reps.on_mix"))
        rows += [_rep_line(rep, mix, numbers, say) for rep in found]
        give(wish, [_rep_form(rep, numbers) for rep in found], columns(rows))


def _rep_form(rep: Rep, numbers: Numbers) -> dict[str, Json]:
    return {
        "name": rep.name,
        "territory": rep.person.territory if rep.person else None,
        "segment": rep.person.segment if rep.person else None,
        "figure": figure_json(rep.figure, numbers),
        "team": value_form(rep.team),
        "team_on_mix": value_form(rep.team_on_mix),
        "segments": _shares_form(rep.segments),
        "lead_sources": _shares_form(rep.lead_sources),
    }


def _shares_form(shares: Mapping[str, Fraction]) -> dict[str, Json]:
    return {name: float(share) for name, share in shares.items()}


def _rep_line(rep: Rep, mix: str, numbers: Numbers, say: Words) -> tuple[str, ...]:
    figure, shares = rep.figure, rep.segments if mix == "segment" else rep.lead_sources
    where = [text for text in (rep.person and rep.person.territory, rep.person and rep.person.segment) if text]
    notes = [numbers.note(note) for note in figure.notes if note.slug == "small_sample"]
    return (
        rep.name,
        ", ".join(where) or say("words.split.not_known"),
        ", ".join(f"{name} {numbers.percent(share)}" for name, share in shares.items()),
        ", ".join([numbers.figure(figure), *notes]),
        _value(rep.team, figure.unit, numbers),
        _value(rep.team_on_mix, figure.unit, numbers),
    )


def _value(value: Value | None, unit: Unit, numbers: Numbers) -> str:
    if value is None:
        return "–"
    return numbers.value(value, Unit.MONEY if isinstance(value, Money) and unit is Unit.COUNT else unit)


@click.command()
@click.option("--period", "wanted", metavar="P")
@click.option("--owner", metavar="NAME", help="One rep, or all.")
@click.pass_obj
def late(wish: Wish, wanted: str | None, owner: str | None) -> None:
    """Why deals are late: per stage what slipped and stalled, and the blockers and risks logged on deals in it."""
    with wish.desk(create=False) as desk:
        found = figures.late_reasons(desk, periods.chosen(desk, wanted), owner)
        say = words(desk.language)
        heads = tuple(say(f"side_by_side.late.{head}") for head in ("stage", "slipped", "stalled", "blockers", "risks"))
        lines = columns([heads, *map(_counts, found)]) if found else [say("side_by_side.late.none")]
        for stage in found:
            lines += [f"  {stage.stage}: {entry.on} {entry.text}" for entry in (*stage.blockers, *stage.risks)]
        give(wish, [_late_form(stage) for stage in found], lines)


def _counts(stage: StageReasons) -> tuple[str, ...]:
    return stage.stage, *(str(len(those)) for those in (stage.slipped, stage.stalled, stage.blockers, stage.risks))


def _late_form(stage: StageReasons) -> dict[str, Json]:
    return {
        "stage": stage.stage,
        "slipped": list(stage.slipped),
        "stalled": list(stage.stalled),
        "blockers": _entries_form(stage.blockers),
        "risks": _entries_form(stage.risks),
    }


def _entries_form(entries: Sequence[Entry]) -> list[Json]:
    return [{"id": entry.id, "on": entry.on.isoformat(), "text": entry.text, "deal": entry.deal} for entry in entries]
