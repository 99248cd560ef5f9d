"""`salestui backup`, `restore`, `doctor`: the rep's file, kept safe."""

from __future__ import annotations

from pathlib import Path

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.guide import words
from salestui.work import backups
from salestui.work.places import store_path


@click.command()
@click.option("-o", "target", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def backup(wish: Wish, target: Path | None) -> None:
    """Make a backup now, beside the store or in FILE."""
    with wish.desk(create=False) as desk:
        made = backups.make(desk.store, target)
    give(wish, {"backup": str(made), "size": made.stat().st_size}, [str(made)])


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def restore(wish: Wish, source: Path) -> None:
    """Go back to a backup; what stands there now is backed up first."""
    path = store_path(wish.store)
    before = backups.restore(path, source)
    kept = str(before) if before else None
    give(wish, {"store": str(path), "restored": str(source), "kept": kept}, [str(path), *([kept] if kept else [])])


@click.command()
@click.pass_obj
def doctor(wish: Wish) -> None:
    """Is the file sound? What a damaged one still holds is saved into a new file; the old one is never touched."""
    path = store_path(wish.store)
    say = words(wish.language or "en")
    found = backups.diagnosis(path)
    problems: list[dict[str, Json]] = [
        {
            "what": say(f"doctor.{one.slug}.what", **dict(one.values)),
            "fix": say(f"doctor.{one.slug}.fix", **dict(one.values)),
        }
        for one in found
    ]
    kept = backups.listed(path)
    if any(one.slug in ("damaged", "altered") for one in found):
        rescued = backups.saved(path)
        if rescued is None:
            problems.append({"what": say("doctor.unreadable.what"), "fix": say("doctor.unreadable.fix")})
        else:
            cut = ", ".join(rescued.cut) or say("doctor.nothing-cut")
            fix = say("doctor.saved.fix", path=rescued.path, rows=sum(rescued.rows.values()), cut=cut)
            problems.append({"what": say("doctor.saved.what"), "fix": fix})
        sound = backups.newest(path)
        if sound is not None:
            problems.append(
                {"what": say("doctor.backup.what", path=sound.path), "fix": say("doctor.backup.fix", path=sound.path)}
            )
    document: dict[str, Json] = {
        "ok": not found,
        "store": str(path),
        "size": path.stat().st_size if path.exists() else 0,
        "backups": [
            {"file": str(one.path), "made_at": one.made_at.isoformat(), "reason": one.reason, "size": one.size} for one in kept
        ],
        "problems": problems,
    }
    lines = [f"! {p['what']}\n  {p['fix']}" for p in problems] or [say("doctor.sound", path=path)]
    give(wish, document, [*lines, say("doctor.backups", count=len(kept))])


@click.command()
@click.argument("number", required=False, type=int, metavar="ID")
@click.option("--list", "wants_list", is_flag=True, help="What can be taken back.")
@click.pass_obj
def undo(wish: Wish, number: int | None, wants_list: bool) -> None:
    """Take back the last thing that was removed, or the step ID; for thirty days."""
    from salestui.work import undo as work_undo

    with wish.desk(create=False) as desk:
        found = list(work_undo.listed(desk)) if wants_list else [work_undo.undo(desk, number)]
        language = desk.language
    say = words(language)
    forms: list[dict[str, Json]] = [
        {"id": step.id, "what": step.what, "subject": step.subject, "made_at": step.made_at} for step in found
    ]
    rows = [
        (str(step.id), step.made_at[:16].replace("T", " "), say(f"undo.{step.what}", subject=step.subject)) for step in found
    ]
    give(wish, forms if wants_list else forms[0], columns(rows))
