"""A text in the rep's own editor: the one that VISUAL or EDITOR names, else what the system has."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from salestui.domain.refusal import Refusal

_FALLBACKS = ("nano", "vim", "vi")


def command() -> list[str]:
    """The editor as a command with its options. Raises Refusal `editor-missing` where there is none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named, posix=os.name == "posix")
    if sys.platform == "win32":
        return ["notepad"]
    found = next((name for name in _FALLBACKS if shutil.which(name)), None)
    if found is None:
        raise Refusal("editor-missing")
    return [found]


def edited(text: str, name: str) -> str | None:
    """`text` as it was left in the editor, without the last line's end; None where nothing was changed.

    `name` is what the file is called there. The file is the rep's alone, and is gone afterwards. Raises Refusal
    `editor-missing` and `editor-failed`.
    """
    editor = command()
    with tempfile.TemporaryDirectory(prefix="salestui-") as folder:
        file = Path(folder) / f"{name}.md"
        file.touch(mode=0o600)
        file.write_text(text + "\n" if text else "", encoding="utf-8")
        try:
            ended = subprocess.run([*editor, str(file)], check=False)  # noqa: S603 the rep's own choice of editor
        except OSError as error:
            raise Refusal("editor-failed", editor=editor[0], reason=error.strerror or str(error)) from error
        if ended.returncode:
            raise Refusal("editor-failed", editor=editor[0], reason=ended.returncode)
        left = file.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff").rstrip("\n")
    return None if left == text.rstrip("\n") else left
