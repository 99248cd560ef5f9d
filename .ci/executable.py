#!/usr/bin/env python3
"""Builds salestui as one file for people without Python: `python .ci/executable.py [--check]`, on each system for itself.

Needs the packages of the project and PyInstaller in the environment that runs it. The file is `dist/salestui` (on Windows
`dist/salestui.exe`). `--check` runs it afterwards where no Python is to be found: on Linux, as root, in a root folder that
holds the C library and nothing else; elsewhere with an empty PATH.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PROGRAM = DIST / ("salestui.exe" if sys.platform == "win32" else "salestui")
ENTRY = """
import sys

if sys.argv[1:2] == ["-I"]:  # the program starts itself to read a workbook in a process of its own
    from salestui.importing.reading.workbook_child import main
    main(sys.argv[3:])
elif sys.argv[1:2] == ["--beside"]:  # and to bring in what is large, or work its figures out, beside the app
    from salestui.work.beside import main
    main()
else:
    from salestui.cli import main
    main()
"""
COLLECTED = ("salestui", "textual.widgets", "icalendar", "recurring_ical_events", "sqlite_utils", "rich._unicode_data")
WITH_DATA = ("salestui", "textual", "docx", "babel", "icalendar")
METADATA = ("salestui", "sqlite_utils", "textual")


def build() -> None:
    """`PROGRAM`, made anew."""
    with tempfile.TemporaryDirectory() as folder:
        entry = Path(folder) / "salestui_program.py"
        entry.write_text(ENTRY, encoding="utf-8")
        options = ["--onefile", "--console", "--noconfirm", "--clean", "--name", "salestui", "--log-level", "WARN"]
        options += ["--distpath", str(DIST), "--workpath", f"{folder}/work", "--specpath", folder]
        options += [f"--collect-submodules={name}" for name in COLLECTED]
        options += [f"--collect-data={name}" for name in WITH_DATA]
        options += [f"--copy-metadata={name}" for name in METADATA]
        options += ["--add-data", f"{ROOT / 'sample_data'}{os.pathsep}salestui/sample_data"]
        options += ["--hidden-import", "docx", "--exclude-module", "tkinter", "--exclude-module", "pytest"]
        subprocess.run([sys.executable, "-m", "PyInstaller", *options, str(entry)], check=True, cwd=ROOT)
    print(f"{PROGRAM}: {PROGRAM.stat().st_size / 1e6:.0f} MB")


def check() -> None:
    """Log, bring in a workbook and a CSV, and export, where there is no Python."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder)
        program = bare_root(bare) if can_change_root() else [str(PROGRAM)]
        inside = "/home" if can_change_root() else str(bare)
        for file in sorted((ROOT / "sample_data").rglob("*.csv"))[:1]:
            shutil.copy(file, bare / "home" / "export.csv" if can_change_root() else bare / "export.csv")
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        environment = {**kept, "HOME": inside, "USERPROFILE": inside, "LANG": "C.UTF-8", "PATH": ""}
        said(program, environment, "--version", wanted=r"salestui \d+\.\d+")
        said(program, environment, "log", "win", "Brought the CFO in -> avg deal 41k to 47k #acme", wanted="41k")
        said(program, environment, "log", "--list", "--json", wanted='"before": "?41')
        demo = said(program, environment, "demo", wanted="salestui").strip()
        said(program, environment, "--store", demo, "export", "--force", wanted="# Sales performance summary")
        said(program, environment, "--store", demo, "export", "--force", "--format", "html", "--lang", "sv", wanted="<html")
        said(program, environment, "--store", demo, "metrics", wanted="Win rate")
        said(program, environment, "help", "log", wanted="seconds")
        if not can_change_root():
            return
        workbook(bare / "home" / "deals.xlsx")
        said(program, environment, "import", "/home/deals.xlsx", "--yes", "--as-of", "2026-03-01", wanted="2")
        said(program, environment, "export", "--force", "--format", "docx", "-o", "/home/x.docx", wanted="")
        assert (bare / "home" / "x.docx").stat().st_size > 10_000
    print("it starts, logs, imports and exports without Python")


def said(program: list[str], environment: dict[str, str], *arguments: str, wanted: str) -> str:
    """What the program said; ends with its complaint where that is not what was wanted."""
    ended = subprocess.run([*program, *arguments], capture_output=True, env=environment, timeout=300, check=False)
    out = ended.stdout.decode("utf-8", "replace")
    if ended.returncode or not re.search(wanted, out):
        sys.exit(f"{' '.join(arguments)}: {ended.returncode}\n{out[-2000:]}\n{ended.stderr.decode(errors='replace')[-4000:]}")
    print(f"  {' '.join(arguments)[:70]}")
    return out


def can_change_root() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


def bare_root(folder: Path) -> list[str]:
    """A root folder that holds the program and what the loader needs; the command that runs the program in it."""
    shutil.copy(PROGRAM, folder / "salestui")
    for name in ("tmp", "home", "dev"):
        (folder / name).mkdir()
    (folder / "dev" / "null").touch()
    told = subprocess.run(["ldd", str(PROGRAM)], capture_output=True, text=True, check=True).stdout
    loaded = {path for path in re.findall(r"(/\S+)", told) if Path(path).exists()}
    libraries = Path(next(path for path in loaded if "libc.so" in path)).resolve().parent
    names = ("libm.so.6", "libpthread.so.0", "librt.so.1", "libutil.so.1", "libgcc_s.so.1", "libdl.so.2", "libz.so.1")
    loaded |= {str(libraries / name) for name in names if (libraries / name).exists()}
    for path in loaded:
        target = folder / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return [shutil.which("chroot") or "chroot", str(folder), "/salestui"]


def workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        ("Deal ID", "Deal Name", "Amount in company currency", "Deal Stage", "Close Date", "Create Date", "Currency"),
        ("1", "Acme", 41000, "Closed won", "2026-02-01", "2026-01-05", "USD"),
        ("2", "Vega", 47000, "Closed lost", "2026-02-11", "2026-01-07", "USD"),
    ):
        sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    print(f"salestui for {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    if "--only-check" not in sys.argv:
        build()
    if "--check" in sys.argv or "--only-check" in sys.argv:
        check()
