"""Writes the sample stories that stand beside this file: python sample_data/make.py [FOLDER]

Each story is a folder with the exports and tables of one sales person, and a story.toml that tells what is not imported.
The same bytes come out each time. How a story is told: storytelling/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from storytelling.account_manager import story as account_manager
from storytelling.ae import story as ae
from storytelling.enterprise_ae import story as enterprise_ae
from storytelling.manager import story as manager
from storytelling.sdr import story as sdr
from storytelling.story_file import write

STORIES = (ae, sdr, enterprise_ae, account_manager, manager)


def main(root: Path) -> None:
    for teller in STORIES:
        write(teller.story(), root)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
