"""A weekly reminder by the system's own scheduler: what would be written, writing it, and taking it away again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.work.config import write_whole

NAME = "salestui-week"


class Plan(NamedTuple):
    """Files to write, commands that switch the reminder on, and commands that switch it off."""

    files: tuple[tuple[Path, str], ...]
    switch_on: tuple[tuple[str, ...], ...]
    switch_off: tuple[tuple[str, ...], ...]


def plan(system: str, home: Path, said: str) -> Plan:
    """How `system` (linux, darwin, win32) reminds on Fridays at 15:00 with the sentence `said`.

    Raises Refusal `remind-system` for a system whose scheduler is not known.
    """
    if system == "linux":
        return _systemd(home, said)
    if system == "darwin":
        return _launchd(home, said)
    if system == "win32":
        return _task_scheduler(said)
    raise Refusal("remind-system", system=system)


def _systemd(home: Path, said: str) -> Plan:
    folder = home / ".config/systemd/user"
    sentence = said.replace('"', "'")
    service = (
        f'[Unit]\nDescription=salestui: the week\n\n[Service]\nType=oneshot\nExecStart=notify-send salestui "{sentence}"\n'
    )
    timer = (
        "[Unit]\nDescription=salestui: log the week\n\n[Timer]\nOnCalendar=Fri 15:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    unit = f"{NAME}.timer"
    return Plan(
        ((folder / f"{NAME}.service", service), (folder / unit, timer)),
        (("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", unit)),
        (("systemctl", "--user", "disable", "--now", unit), ("systemctl", "--user", "daemon-reload")),
    )


def _launchd(home: Path, said: str) -> Plan:
    path = home / f"Library/LaunchAgents/{NAME}.plist"
    sentence = said.replace("&", "&amp;").replace("<", "&lt;").replace('"', "'")
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>{NAME}</string>
<key>ProgramArguments</key><array><string>osascript</string><string>-e</string>
<string>display notification "{sentence}" with title "salestui"</string></array>
<key>StartCalendarInterval</key><dict><key>Weekday</key><integer>5</integer><key>Hour</key><integer>15</integer></dict>
</dict></plist>
"""
    return Plan(((path, text),), (("launchctl", "load", str(path)),), (("launchctl", "unload", str(path)),))


def _task_scheduler(said: str) -> Plan:
    show = f'msg * "{said}"'
    make = ("schtasks", "/Create", "/F", "/TN", NAME, "/SC", "WEEKLY", "/D", "FRI", "/ST", "15:00", "/TR", show)
    return Plan((), (make,), (("schtasks", "/Delete", "/F", "/TN", NAME),))


def install(wanted: Plan) -> None:
    """Write the files and switch the reminder on. Raises Refusal `remind-failed`."""
    for path, text in wanted.files:
        write_whole(path, text)
    for command in wanted.switch_on:
        _run(command)


def remove(wanted: Plan) -> None:
    """Switch the reminder off and take the files away; what is not there is no fault. Raises Refusal `remind-failed`."""
    installed = not wanted.files or any(path.exists() for path, _ in wanted.files)
    if installed:
        for command in wanted.switch_off:
            _run(command)
    for path, _ in wanted.files:
        path.unlink(missing_ok=True)


def here(said: str) -> Plan:
    """The plan for this computer."""
    return plan(sys.platform, Path.home(), said)


def _run(command: tuple[str, ...]) -> None:
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=30)  # noqa: S603 fixed words and own paths
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal("remind-failed", command=" ".join(command[:3]), reason=str(error)) from error
    if ended.returncode:
        reason = ended.stderr.decode(errors="replace").strip().splitlines()
        raise Refusal("remind-failed", command=" ".join(command[:3]), reason=reason[0] if reason else ended.returncode)
