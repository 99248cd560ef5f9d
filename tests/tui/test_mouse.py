"""Everything visible can be clicked: what a rep does most is done by the mouse too."""

from __future__ import annotations

from rich.cells import cell_len
from textual.pilot import Pilot

from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.dialogs.export import Export
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.dialogs.why import Why
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.panes.section_panes import SectionPanes
from salestui.work import log, week, writing
from tests.tui.conftest import Rep, rows

SAID = words("en")


async def click(pilot: Pilot[None], text: str, times: int = 1) -> None:
    """Click where `text` stands on the screen."""
    lines = rows(pilot.app)  # type: ignore[arg-type]
    y, line = next((number, line) for number, line in enumerate(lines) if text in line)
    await pilot.click(offset=(cell_len(line[: line.index(text)]) + 1, y), times=times)
    await pilot.pause()


async def test_home_leads_everywhere_by_the_mouse(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await click(pilot, "90 %")  # the quota's tile
        assert isinstance(app.screen, Why)
        await pilot.press("escape")
        await click(pilot, SAID("keys.go.week"))
        assert app.current_mode == "week"
        await pilot.press("h")
        await pilot.pause()
        await click(pilot, SAID("sections.context.title"), times=2)
        assert app.current_mode == "context"


async def test_a_section_is_written_and_an_entry_cited_by_the_mouse(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(80, 30)) as pilot:
        app.go("context")
        await pilot.pause()
        await click(pilot, "Legal review added")
        assert isinstance(app.focused, KeptText)
        await click(pilot, SAID("screens.section.panes.evidence"))
        assert app.screen.query_one(SectionPanes).in_view == "evidence"
        await click(pilot, SAID("keys.write.cite"))
        assert len(writing.cited(rep.desk, rep.period)["context"]) == 1
        await click(pilot, SAID("keys.write.next"))
        assert app.current_mode == "next_steps"


async def test_a_win_is_logged_and_a_change_of_the_week_kept_by_the_mouse(rep: Rep) -> None:
    app = rep.app()
    before = len(week.week(rep.desk).changes)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await click(pilot, SAID("keys.log.win"))
        assert isinstance(app.screen, QuickLog)
        await click(pilot, SAID("words.kind.risk"))
        await pilot.press(*"Budget", "enter")
        await pilot.pause()
        assert log.listed(rep.desk.store)[0].kind == "risk"
        app.go("week")
        await pilot.pause()
        await click(pilot, SAID("keys.week.keep"))
    assert len(week.week(rep.desk).changes) == before - 1


async def test_the_review_is_handed_out_by_the_mouse(rep: Rep) -> None:
    for key in ("driver", "weakest", "next"):
        writing.set_field(rep.desk, rep.period, FieldKey("headline", key), "x")
    app = rep.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await click(pilot, SAID("keys.do.export"))
        assert isinstance(app.screen, Export)
        await click(pilot, SAID("document.footer.brief"))
        await click(pilot, SAID("screens.export.go"))
    assert len(list(rep.folder.glob("*.md"))) == 1
