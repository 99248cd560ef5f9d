"""Settings are for looks and terms: whatever stands in them, or is broken in them, nothing in the store is changed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.tui.app import SalesApp
from salestui.work.config import change, told
from salestui.work.desk import open_desk_anyway
from salestui.work.settings_file import read_settings
from salestui.work.settings_schema import setting_names
from tests.reliability.faults import Place

VALUES: dict[str, tuple[str, ...]] = {
    "language": ("en", "sv"),
    "document_language": ("en", "sv"),
    "accounts": ("name", "initial", "alias"),
    "figures.missing_open_deals": ("drop", "keep"),
    "figures.currency": ("USD", "SEK", "JPY"),
    "figures.fiscal_start": ("1", "2", "12"),
    "figures.snapshot_grace_days": ("0", "60"),
    "figures.min_sample": ("1", "100"),
    "ratio_decimals": ("0", "1", "2"),
}
ANY = ("true", "false", "Anna Ek", "0", "a, b")


def test_r15_no_setting_however_it_is_changed_back_and_forth_touches_the_store(
    desk: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESTUI_CONFIG", str(desk.folder / "settings.toml"))
    before, content = desk.store.read_bytes(), desk.content()
    content.pop("settings.toml")
    taken = 0
    for name in setting_names():
        for value in itertools.chain(VALUES.get(name, ANY), reversed(VALUES.get(name, ANY))):
            try:
                change(read_settings(), name, value)
                taken += 1
            except Refusal:
                continue
        assert told(read_settings())
    assert taken > len(setting_names())
    for command in (("goal", "list"), ("metrics",), ("section", "context"), ("export", "-o", "review.md", "--force")):
        assert desk.run(*command).code == 0, command
    assert desk.store.read_bytes() == before
    after = desk.content()
    after.pop("settings.toml")
    assert after == content


BROKEN = {
    "no TOML": (b'language = "en"\n\nme = = 5\n', "line 3"),
    "an unknown key": (b'language = "en"\nlangage = "sv"\n', "line 2"),
    "a wrong value": (b'\n\nlanguage = "xx"\n', "line 3"),
    "no text": (b'language = "\xff\xfe"\n', "settings.toml"),
    "cut in the middle": (b'language = "en', "line 1"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_r15_a_broken_settings_file_is_refused_with_its_line_and_eats_nothing(desk: Place, broken: str) -> None:
    content, where = BROKEN[broken]
    (desk.folder / "settings.toml").write_bytes(content)
    before = desk.store.read_bytes()
    for command in (("goal", "list"), ("goal", "remove", "quota"), ("config", "get")):
        ended = desk.run(*command)
        assert ended.refused, ended
        assert where in ended.err, ended.err
    assert desk.store.read_bytes() == before
    assert (desk.folder / "settings.toml").read_bytes() == content
    assert desk.run("log", "win", "does without settings").code == 0


def test_r15_an_empty_or_missing_settings_file_means_the_defaults(desk: Place) -> None:
    (desk.folder / "settings.toml").write_bytes(b"")
    assert desk.run("goal", "list").code == 0
    (desk.folder / "settings.toml").unlink()
    assert desk.run("goal", "list").code == 0


async def test_r15_the_app_opens_on_the_defaults_and_says_why(
    desk: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SALESTUI_CONFIG", str(desk.folder / "settings.toml"))
    (desk.folder / "settings.toml").write_text("language = 5\n")
    with open_desk_anyway(str(desk.store)) as opened:
        app = SalesApp(opened)
        async with app.run_test() as pilot:
            await pilot.pause()
            said = [notice.message for notice in app._notifications]
            assert any("settings.toml" in message and "line 1" in message for message in said)
            assert app.sitting.desk.settings.language == "en"
