"""The program at another moment than now: `SALESTUI_TEST_NOW` is what the computer's clock says, in seconds since 1970."""

from __future__ import annotations

import os
import time

if __name__ == "__main__":
    moment = float(os.environ["SALESTUI_TEST_NOW"])
    time.time = lambda: moment  # what date.today() asks
    from salestui.cli import main

    main()
