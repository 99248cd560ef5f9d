"""What a field says when the rep wrote in it."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey


class Edited(Message):
    """The text of `key` is now `text`; the field hears through `field.kept` what became of it."""

    def __init__(self, field: KeptField, key: FieldKey, text: str) -> None:
        super().__init__()
        self.field = field
        self.key = key
        self.text = text


class Left(Message):
    """The rep left a field: whatever is not on disk yet goes there now."""


class KeptField(Widget):
    """What every field can do: say when it was saved, and take a text that another program wrote."""

    key: FieldKey

    def kept(self, refusal: Refusal | None) -> None:
        """It is on disk, or why not."""
        raise NotImplementedError

    def take_over(self, text: str) -> None:
        """Show `text`, which came from elsewhere. A field in use keeps what is in it."""
        raise NotImplementedError
