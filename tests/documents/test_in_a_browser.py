"""The HTML as a browser shows and prints it, where Chromium is at hand: nothing loaded, no complaint, two pages and one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from salestui.domain.role import ROLES
from salestui.guide import LANGUAGES
from salestui.render.html import html
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.work.export import Options, laid_out

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
PAGES = {"full": 2, "brief": 1}
COUNT = re.compile(rb"/Type\s*/Page(?!s)")


@pytest.fixture(scope="module")
def browse(tmp_path_factory):
    """Runs the browser on a page; gives what it wrote and what it complained of."""
    home = tmp_path_factory.mktemp("browser")

    def run(page: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
        command = [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={home}",
            "--enable-logging=stderr",
        ]
        environment = {**os.environ, "HOME": str(home)}
        return subprocess.run(
            [*command, *options, page.as_uri()], capture_output=True, timeout=120, check=True, env=environment
        )

    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_it_is_printed_on_two_pages_in_full_and_on_one_in_brief(samples, browse, tmp_path, role, language):
    summary = assemble(samples[role])
    wording = Wording(Numbers(language), summary.material)
    for layout, most in PAGES.items():
        page, printed = tmp_path / f"{layout}.html", tmp_path / f"{layout}.pdf"
        page.write_text(
            html(laid_out(summary, wording, Options(layout, language)), wording, footer="x" * 200), encoding="utf-8"
        )
        said = browse(page, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
        assert 1 <= len(COUNT.findall(printed.read_bytes())) <= most
        assert b"CONSOLE" not in said.stderr


def test_its_own_style_is_applied_under_its_own_policy(samples, browse, tmp_path):
    summary = assemble(samples["ae"])
    wording = Wording(Numbers("en"), summary.material)
    made = html(laid_out(summary, wording, Options()), wording)
    page = tmp_path / "page.html"
    page.write_text(made.replace("</main>", "<script>document.title = 'run'</script><img src=x></main>"), encoding="utf-8")
    said = browse(page, "--dump-dom")
    assert b"<title>run</title>" not in said.stdout
    assert b"Refused to" in said.stderr or b"violates the following Content Security Policy" in said.stderr
