#!/usr/bin/env python3
"""A rep's first hour on the salestui that is installed: log, sample, figures, export, completion, settings. `python .ci/smoke.py`"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

COMPANY = '[checks]\nevidence-unused = "warn"\n'


def main() -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        places = {"SALESTUI_STORE": place / "my reps.db", "SALESTUI_CONFIG": place / "inställningar.toml"}
        folders = {f"XDG_{kind}_HOME": place / kind.lower() for kind in ("DATA", "STATE", "CACHE", "CONFIG")}
        homes = {"HOME": place, "LOCALAPPDATA": place / "local", "APPDATA": place / "roaming"}
        environment = {**os.environ, **{name: str(path) for name, path in {**places, **folders, **homes}.items()}}

        def say(*arguments: str, code: int = 0, stdin: str = "") -> str:
            command = [sys.executable, "-m", "salestui", *arguments]
            ended = subprocess.run(
                command, input=stdin.encode(), capture_output=True, env=environment, cwd=place, timeout=300, check=False
            )
            out, err = (text.decode("utf-8").replace("\r\n", "\n") for text in (ended.stdout, ended.stderr))
            assert ended.returncode == code, (arguments, ended.returncode, out[-800:], err[-800:])
            assert "Traceback" not in err, err
            return out

        assert json.loads(say("log", "win", "Brought the CFO in -> avg deal 41k to 47k #acme @'Åkeri AB'", "--json"))["account"]
        say("log", "risk", "-", stdin="Lost −5 % on price, “Åse” says\n")
        assert len(json.loads(say("log", "--list", "--json"))) == 2
        assert "Åkeri" in say("log", "--list", "--csv")
        demo = say("demo").strip()
        figures = json.loads(say("--store", demo, "metrics", "--json"))["figures"]
        assert sum(figure["value"] is not None for figure in figures) > 20
        assert json.loads(say("--store", demo, "why", "win_rate", "--json"))["rows"]
        for form in ("md", "html", "json", "docx"):
            say("--store", demo, "export", "--force", "--format", form, "-o", f"review.{form}")
            assert (place / f"review.{form}").stat().st_size > 1000
        (place / "deals.csv").write_text(
            "Deal ID,Deal Name,Amount,Deal Stage,Create Date,Close Date\n1,Acme,41000,Closed Won,2026-01-05,2026-02-01\n",
            encoding="utf-8",
        )
        say("import", "deals.csv", "--yes", "--currency", "USD", "--as-of", "2026-03-01", "--won", "Closed Won")
        (place / "company.toml").write_text(COMPANY, encoding="utf-8")
        say("period", "new", "2026-Q1", "--role", "ae", "--template", "company.toml")
        say("goal", "set", "quota", "revenue_won", "505000USD")
        say("config", "set", "language", "sv")
        assert json.loads(say("config", "get", "language", "--json"))["origin"] == "file"
        say("template", "check", "nowhere.toml", code=1)
        say("backup")
        assert json.loads(say("doctor", "--json"))["ok"]
        for shell in ("bash", "zsh", "fish"):
            assert "salestui" in say("completion", shell)
        assert json.loads(say("remind", "--show", "--json"))["done"] is False
        say("help", "start")
    print(f"a rep's first hour on {platform.system()}, Python {platform.python_version()}: 1 passed, 0 failed")


if __name__ == "__main__":
    main()
