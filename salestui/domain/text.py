"""Text from a CRM or a rep, made safe where it enters: nothing in it can act on a terminal."""

from __future__ import annotations

import re  # its patterns are compiled when a text first needs them: a plain line of the log never does
import unicodedata

_SEQUENCE = (
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: title, clipboard, links
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[ -/]*[0-~]"  # every other escape sequence
)
_CONTROL = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain_text(text: str) -> str:
    """`text` in NFC, with terminal sequences removed and every other control or invisible character removed.

    Tabs and line feeds stay; a carriage return becomes a line feed. Joiners inside emoji and scripts stay.
    """
    if text.isascii() and text.isprintable():  # the usual cell: no work
        return text
    text = _heard_anew(text).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(_CONTROL, "", re.sub(_SEQUENCE, "", text))
    return unicodedata.normalize("NFC", text)


def _heard_anew(text: str) -> str:
    """`text` with the bytes that Python could not read as text read as UTF-8: what a shell hands over in an odd locale."""
    if re.search("[\udc80-\udcff]", text) is None:
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves of pairs that no bytes stand behind
        return text


def escaped(text: str) -> str:
    """The JSON document `text` with each control or invisible character written as JSON does (\\u202e); nothing is lost."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return re.sub(_CONTROL, lambda found: _units(found[0]), text)


def _units(sign: str) -> str:
    """`sign` as JSON writes it, in one or two units of UTF-16."""
    raw = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at] << 8 | raw[at + 1]:04x}" for at in range(0, len(raw), 2))


def one_line(text: str) -> str:
    """`plain_text` on a single line: each run of white space becomes one space, none at the ends."""
    return " ".join(plain_text(text).split())


def same_name(text: str) -> str:
    """A key under which two spellings of one account or person agree: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
