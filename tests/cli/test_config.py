"""The settings file: read, changed with its comments kept, and refused with line and key when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Shell


def test_a_change_keeps_comments_and_order(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# mine\ntheme = "nord"  # I like it\n\n[figures]\n# ours\nmin_sample = 8\n', encoding="utf-8")
    assert shell("config", "set", "language", "sv").code == 0
    assert shell("config", "set", "figures.currency", "SEK").code == 0
    text = file.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# I like it" in text
    assert "# ours" in text
    assert shell("config", "get", "figures.currency", "--json").json == {
        "name": "figures.currency", "value": "SEK", "origin": "file", "line": 8,
    }  # fmt: skip
    assert shell("config", "get", "me", "--json").json["origin"] == "default"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('langage = "en"', ("line 1", "langage", "language")),
        ('\n\nlanguage = "dk"', ("line 3", "language")),
        ("[figures]\nmin_sample = 0", ("line 2", "min_sample")),
        ("language = ", ("line 1",)),
    ],
)
def test_r15_a_wrong_settings_file_is_refused_with_line_and_key(
    shell: Shell, tmp_path: Path, text: str, says: tuple[str, ...]
) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    answer = shell("config", "get")
    assert answer.code == 1
    for word in says:
        assert word in answer.err, answer.err
    assert shell("log", "win", "is not held up by it").code == 0


def test_an_unknown_setting_names_the_nearest(shell: Shell) -> None:
    answer = shell("config", "set", "figures.curency", "SEK")
    assert answer.code == 2
    assert "figures.currency" in answer.err


@pytest.mark.parametrize(
    ("name", "typed", "line"),
    [
        ("account_names.St. Olav & Co. AS", "a hospital", '"St. Olav & Co. AS" = "a hospital"'),
        ("keymap.do.export", "x", '"do.export" = "x"'),
        ("stage_probability.Late", "0.7", "Late = 0.7"),
        ("assist.command", '["python3", "a, b.py"]', 'command = ["python3", "a, b.py"]'),
        ("assist.command", "python3, ask.py", 'command = ["python3", "ask.py"]'),
    ],
)
def test_names_with_dots_and_words_with_commas_are_set_and_read_back(
    shell: Shell, tmp_path: Path, name: str, typed: str, line: str
) -> None:
    assert shell("config", "set", name, typed).code == 0
    assert line in (tmp_path / "settings.toml").read_text(encoding="utf-8").splitlines()
    assert shell("config", "get", name).code == 0
    assert shell("config", "set", name, "none").code == 0
    assert line not in (tmp_path / "settings.toml").read_text(encoding="utf-8").splitlines()
