"""The README's pictures, taken of the real app on the sample: `python -m tests.pictures` writes them anew.

Nothing in them is drawn by hand, so that they never show what the program no longer does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".github" / "pictures"
SIZE = (120, 36)
TAKEN = {"home": (), "section": ("3",), "preview": ("v",)}
_WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def without_network(svg: str) -> str:
    """The picture without fonts from elsewhere and without ids that change from run to run."""
    svg = _WEB_FONT.sub("", svg).replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace")
    return re.sub(r"terminal-\d+", "salestui", svg)


async def taken(name: str, keys: tuple[str, ...]) -> str:
    """The screen that `keys` lead to from home, as SVG."""
    from salestui.store.connection import open_store
    from salestui.tui.app import SalesApp
    from salestui.work.desk import Desk
    from salestui.work.sample import ready
    from salestui.work.settings import Settings

    sample = ready("ae")
    settings = replace(Settings(sample.path.with_suffix(".toml")), language="en")
    with Desk(open_store(sample.path, create=False), settings, sample.today, "en") as desk:
        app = SalesApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.8)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.8)
            return without_network(app.export_screenshot(title=f"salestui: {name}"))


def main() -> None:
    """Write every picture; with `--check` say whether those that are committed still are what the app shows."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        os.environ["SALESTUI_CONFIG"] = f"{folder}/settings.toml"
        pictures = {name: asyncio.run(taken(name, keys)) for name, keys in TAKEN.items()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, svg in pictures.items():
        path = FOLDER / f"{name}.svg"
        if "--check" in sys.argv:
            stale += [name] if not path.exists() or path.read_text(encoding="utf-8") != svg else []
        else:
            path.write_text(svg, encoding="utf-8")
    if stale:
        sys.exit(f"no longer what the app shows: {', '.join(stale)}; run python -m tests.pictures")


if __name__ == "__main__":
    main()
