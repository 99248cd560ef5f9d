"""What the program says when the input or the state does not allow a thing, and how to mend it."""

from __future__ import annotations


class Refusal(Exception):
    """A fault that the user can mend.

    `slug` names the sentence in the guide (`refusals.<slug>.what` and `.mend`), `values` fill it. `exit_code` is the
    command line's: 1 for input or state, 2 for wrong usage, 4 for a store that is busy, damaged or too new.
    """

    def __init__(self, slug: str, exit_code: int = 1, **values: object) -> None:
        super().__init__(slug, values)
        self.slug = slug
        self.exit_code = exit_code
        self.values = values

    def __str__(self) -> str:
        return f"{self.slug}: {', '.join(f'{name}={value}' for name, value in self.values.items())}"
