"""The deals screen of a store: `deals.py STORE`.

Told in seconds, by the clock and of processor time:
`open`, `end` (a jump to the last one), `filter` (three letters).
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from salestui.tui.app import SalesApp
from salestui.tui.row_window import RowWindow
from salestui.work import deals
from salestui.work.desk import open_desk
from tests.bench.data import TODAY
from tests.bench.inside.recorder import driven

TYPED = "sol"


async def main(path: Path) -> None:
    told = {}
    with open_desk(str(path), today=TODAY, create=False) as desk:
        count = deals.count(desk)
        first, last = (deals.listed(desk, limit=1, offset=at)[0].account or "" for at in (0, count - 1))
        left = f"{deals.count(desk, words=TYPED)} deals"
        async with driven(app := SalesApp(desk)) as handle:
            await handle.until_drawn("Log a win")
            await asyncio.sleep(2)
            before = len(handle.drawn)
            sent = handle.press("d")
            told["open"] = [(await handle.until_drawn(first, after=before)).since(sent)]
            await asyncio.sleep(1)
            await handle.until(lambda: isinstance(app.focused, RowWindow))
            await asyncio.sleep(0.3)
            before = len(handle.drawn)
            sent = handle.press("end")
            told["end"] = [(await handle.until_drawn(last, after=before)).since(sent)]
            await asyncio.sleep(0.3)
            handle.press("slash")
            await asyncio.sleep(0.3)
            before = len(handle.drawn)
            sent = handle.press(*TYPED)
            told["filter"] = [(await handle.until_drawn(left, after=before)).since(sent)]
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
