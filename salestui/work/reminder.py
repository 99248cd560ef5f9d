"""Reminders by the system's own scheduler: what would be written, writing it, and taking it away again.

Each says its sentence by itself: nothing of salestui runs, and no store is opened, while the rep is not looking.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from salestui.domain.period import FISCAL_QUARTER, FISCAL_YEAR, HALF, MONTH, QUARTER, YEAR
from salestui.domain.refusal import Refusal
from salestui.guide import Words
from salestui.work import periods
from salestui.work.config import write_whole
from salestui.work.desk import Desk

NAME = "salestui"
HOUR = 15
ENDS_ON, ENDED_ON = 26, 1
"""The days of the month: one in the last week of a period, one after its end."""
_MONTHS_OF = {MONTH: 1, QUARTER: 3, FISCAL_QUARTER: 3, HALF: 6, YEAR: 12, FISCAL_YEAR: 12}
_ENGLISH = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_HERE = {"linux": "notify-send", "darwin": "osascript", "win32": "powershell"}


class Nudge(NamedTuple):
    """A sentence and when it comes, at three in the afternoon: on Fridays, or on that `day` of those `months`."""

    name: str
    said: str
    months: tuple[int, ...] = ()
    day: int = 0


class Plan(NamedTuple):
    """Files to write, commands that switch the reminders on, and commands that switch them off.

    `looks` tell, where there are no files, whether each of `switch_off` has anything to switch off.
    """

    files: tuple[tuple[Path, str], ...]
    switch_on: tuple[tuple[str, ...], ...]
    switch_off: tuple[tuple[str, ...], ...]
    looks: tuple[tuple[str, ...], ...] = ()


def nudges(say: Words, kind: str = QUARTER, fiscal_start: int = 1) -> tuple[Nudge, ...]:
    """The week, on Fridays; and when a period of that kind is about to end and has ended."""
    length = _MONTHS_OF.get(kind, 3)
    first = fiscal_start if kind in (FISCAL_QUARTER, FISCAL_YEAR) else 1
    last = tuple(month for month in range(1, 13) if (month - first + 1) % length == 0)
    after = tuple(sorted(month % 12 + 1 for month in last))
    return (
        Nudge("week", say("log.reminder")),
        Nudge("ends", say("log.reminder_ends"), last, ENDS_ON),
        Nudge("ended", say("log.reminder_ended"), after, ENDED_ON),
    )


def of_desk(desk: Desk, say: Words) -> tuple[Nudge, ...]:
    """The nudges for the kind of period that the rep writes about."""
    return nudges(say, periods.chosen(desk).kind, desk.terms.fiscal_start)


def plan(system: str, home: Path, wanted: tuple[Nudge, ...]) -> Plan:
    """How `system` (linux, darwin, win32) brings the nudges. Raises Refusal `remind-system` for any other."""
    made = {"linux": _systemd, "darwin": _launchd, "win32": _task_scheduler}.get(system)
    if made is None:
        raise Refusal("remind-system", system=system)
    return made(home, wanted)


def _systemd(home: Path, wanted: tuple[Nudge, ...]) -> Plan:
    folder = home / ".config/systemd/user"
    files = []
    for nudge in wanted:
        title = f"[Unit]\nDescription=salestui: {nudge.name}\n\n"
        sentence = nudge.said.replace('"', "'").replace("%", "%%")
        service = f'{title}[Service]\nType=oneshot\nExecStart=notify-send salestui "{sentence}"\n'
        months = ",".join(f"{month:02}" for month in nudge.months)
        when = f"*-{months}-{nudge.day:02} {HOUR}:00" if nudge.months else f"Fri {HOUR}:00"
        timer = f"{title}[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
        files += [(folder / f"{NAME}-{nudge.name}.service", service), (folder / f"{NAME}-{nudge.name}.timer", timer)]
    units = tuple(f"{NAME}-{nudge.name}.timer" for nudge in wanted)
    again = ("systemctl", "--user", "daemon-reload")
    on, off = ("systemctl", "--user", "enable", "--now", *units), ("systemctl", "--user", "disable", "--now", *units)
    return Plan(tuple(files), (again, on), (off, again))


def _launchd(home: Path, wanted: tuple[Nudge, ...]) -> Plan:
    files = []
    for nudge in wanted:
        sentence = nudge.said.replace("\\", "").replace('"', "'").replace("&", "&amp;").replace("<", "&lt;")
        days = "".join(_entry(Month=month, Day=nudge.day, Hour=HOUR, Minute=0) for month in nudge.months)
        when = f"<array>{days}</array>" if days else _entry(Weekday=5, Hour=HOUR, Minute=0)
        text = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>{NAME}-{nudge.name}</string>
<key>ProgramArguments</key><array><string>osascript</string><string>-e</string>
<string>display notification "{sentence}" with title "salestui"</string></array>
<key>StartCalendarInterval</key>{when}
</dict></plist>
"""
        files.append((home / f"Library/LaunchAgents/{NAME}-{nudge.name}.plist", text))
    paths = [str(path) for path, _ in files]
    return Plan(
        tuple(files),
        tuple(("launchctl", "load", path) for path in paths),
        tuple(("launchctl", "unload", path) for path in paths),
    )


def _entry(**values: int) -> str:
    return "<dict>" + "".join(f"<key>{key}</key><integer>{value}</integer>" for key, value in values.items()) + "</dict>"


def _task_scheduler(_: Path, wanted: tuple[Nudge, ...]) -> Plan:
    on, off, looks = [], [], []
    for nudge in wanted:
        sentence = nudge.said.replace("'", "’").replace('"', "”")
        shown = f"(New-Object -ComObject WScript.Shell).Popup('{sentence}',0,'salestui')"
        run = f'powershell -NoProfile -WindowStyle Hidden -Command "{shown}"'
        months = ",".join(_ENGLISH[month - 1] for month in nudge.months)
        when = ("MONTHLY", "/M", months, "/D", str(nudge.day)) if nudge.months else ("WEEKLY", "/D", "FRI")
        name = f"{NAME}-{nudge.name}"
        on.append(("schtasks", "/Create", "/F", "/TN", name, "/SC", *when, "/ST", f"{HOUR}:00", "/TR", run))
        off.append(("schtasks", "/Delete", "/F", "/TN", name))
        looks.append(("schtasks", "/Query", "/TN", name))
    return Plan((), tuple(on), tuple(off), tuple(looks))


def install(wanted: Plan) -> None:
    """Write the files and switch the reminders on; where that fails nothing is left. Raises Refusal `remind-failed`,
    `remind-notify` (nothing here shows a message).
    """
    needed = _HERE.get(sys.platform, "")
    if needed and shutil.which(needed) is None:
        raise Refusal("remind-notify", command=needed)
    new = [path for path, _ in wanted.files if not path.exists()]
    try:
        for path, text in wanted.files:
            write_whole(path, text)
        for command in wanted.switch_on:
            _run(command)
    except Refusal:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def remove(wanted: Plan) -> None:
    """Switch the reminders off and take the files away; what is not there is no fault. Raises Refusal `remind-failed`."""
    if any(path.exists() for path, _ in wanted.files):
        for command in wanted.switch_off:
            _run(command)
    for look, command in zip(wanted.looks, wanted.switch_off, strict=False):
        if _answers(look):
            _run(command)
    for path, _ in wanted.files:
        path.unlink(missing_ok=True)


def here(wanted: tuple[Nudge, ...]) -> Plan:
    """The plan for this computer."""
    return plan(sys.platform, Path.home(), wanted)


def _answers(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode == 0  # noqa: S603 as below
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(command: tuple[str, ...]) -> None:
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=30)  # noqa: S603 fixed words and own paths
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal("remind-failed", command=" ".join(command[:3]), reason=reason) from error
    if ended.returncode:
        reason = next(iter(ended.stderr.decode(errors="replace").strip().splitlines()), str(ended.returncode))
        raise Refusal("remind-failed", command=" ".join(command[:3]), reason=reason.rstrip("."))
