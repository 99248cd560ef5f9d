"""What a rep types in a section: kept, undone, previewed, completed, and never lost."""

from __future__ import annotations

import pytest
from textual import events

from salestui.domain.entry import as_read
from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.tui.completing import Completing
from salestui.tui.fields.choice import Choice, Flag
from salestui.tui.fields.edited import KeptField
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.panes.evidence_pane import EvidencePane
from salestui.tui.panes.write_pane import WritePane
from salestui.tui.screens.section import SectionScreen
from salestui.work import log, writing
from salestui.work.desk import open_desk_at
from tests.tui.conftest import TODAY, Rep, rows, shown, type_in

pytestmark = pytest.mark.usefixtures("no_terminal")


async def test_what_is_typed_is_in_the_store_before_a_second_has_passed(rep: Rep) -> None:
    async with rep.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter")
        await type_in(pilot, " again")
        await pilot.pause(0.8)
        assert rep.reads("context", "driver", 1) == "Legal review added three weeks again"


async def test_a_field_says_when_it_was_saved(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "x")
        await pilot.pause(0.8)
        assert "saved " in shown(app)


async def test_leaving_a_field_writes_it_at_once(rep: Rep) -> None:
    async with rep.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "A", "B", "escape")
        await pilot.pause()
        assert rep.reads("context", "driver", 1).endswith("AB")


@pytest.mark.parametrize("leave", ["ctrl+n", "ctrl+o"])
async def test_leaving_a_section_writes_it_at_once(rep: Rep, leave: str) -> None:
    async with rep.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "A", "B", leave)
        await pilot.pause()
        assert rep.reads("context", "driver", 1).endswith("AB")


async def test_quitting_writes_what_stands_in_the_field(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "A", "B", "ctrl+q")
        await pilot.pause()
    assert rep.reads("context", "driver", 1).endswith("AB")


async def test_r13_a_fault_in_a_screen_loses_no_text(rep: Rep) -> None:
    app = rep.app()

    async def type_into_a_faulty_screen() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("8", "enter", "A", "B")
            app._handle_exception(ZeroDivisionError())
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await type_into_a_faulty_screen()
    assert rep.reads("context", "driver", 1).endswith("AB")


async def test_the_reading_pane_follows_each_key(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter")
        for count in range(1, 4):
            await pilot.press("Z")
            await pilot.pause()
            right = "\n".join(row[60:] for row in rows(app))
            assert "weeks" + "Z" * count in right


async def test_a_live_number_is_completed_and_shown_with_its_value(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter")
        await type_in(pilot, "{win_r")
        await pilot.pause()
        assert "50 %" in shown(app)
        await pilot.press("tab")
        await pilot.pause(0.8)
        assert rep.reads("context", "driver", 1).endswith("weeks{win_rate}")


async def test_an_unknown_live_number_is_marked_where_it_stands(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter")
        await type_in(pilot, "{win_rat} ")
        await pilot.pause()
        field = app.screen.query(KeptText).first()
        styles = [str(span.style) for span in field.get_line(0).spans]
        assert any("underline" in style for style in styles)


async def test_ctrl_z_undoes_in_a_field_of_one_line(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "A", "B", "ctrl+z")
        await pilot.pause(0.8)
        assert rep.reads("context", "driver", 1) == "Legal review added three weeks"


async def test_a_begun_row_makes_room_for_the_next(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.go("context", FieldKey("context", "driver", 2))
        await pilot.pause()
        before = len(app.screen.query(KeptText))
        await pilot.press("X")
        await pilot.pause()
        assert len(app.screen.query(KeptText)) > before


async def test_no_field_asks_for_more_rows_than_the_section_takes(rep: Rep) -> None:
    for row in (2, 3):
        writing.set_field(rep.desk, rep.period, FieldKey("context", "driver", row), "x")
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        drivers = [field for field in app.screen.query(KeptText) if field.key.field == "driver" and not field.key.part]
        assert len(drivers) == 3


async def test_r23_a_line_logged_in_the_shell_appears_beside_the_field_in_use(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "Z")
        with open_desk_at(rep.desk.store.path, rep.desk) as shell:
            log.add(shell.store, log.read_line("Procurement asks for a second bid", "blocker", TODAY))
        await pilot.pause(1.2)
        assert "Procurement asks" in shown(app)
        assert isinstance(app.focused, KeptText)
        assert app.focused.text.endswith("Z")


async def test_r23_what_came_while_a_sentence_was_ended_is_not_taken_for_seen(rep: Rep) -> None:
    """The pause after typing looks at what was typed; a line or a figure that came just before is looked at too."""
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "Z")
        app.sitting.autosave.flush()
        with open_desk_at(rep.desk.store.path, rep.desk) as shell:
            log.add(shell.store, log.read_line("Procurement asks for a second bid", "blocker", TODAY))
        assert isinstance(app.screen, SectionScreen)
        app.screen._paused()  # before the app has looked for what others wrote
        await pilot.pause()
        assert "Procurement asks" in shown(app)
        assert app.focused.text.endswith("Z")  # type: ignore[union-attr]


async def test_r24_a_text_that_another_window_wrote_meanwhile_is_kept_and_told(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("8", "enter", "Z")
        with open_desk_at(rep.desk.store.path, rep.desk) as other:
            writing.set_field(other, rep.period, FieldKey("context", "driver", 1), "Theirs")
        await pilot.pause(0.8)
    assert rep.reads("context", "driver", 1).endswith("Z")
    texts = [revision.text for revision in writing.history(rep.desk, rep.period, "context")]
    assert "Theirs" in texts


async def test_an_entry_is_cited_with_one_key_and_gets_its_tick(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "ctrl+l")
        await pilot.pause()
        assert len(writing.cited(rep.desk, rep.period)["context"]) == 1
        assert "✓" in shown(app)


async def test_an_entry_that_is_taken_into_the_text_stands_there_as_a_reader_reads_it(rep: Rep) -> None:
    log.add(rep.desk.store, log.read_line("Asked @'Acme AB' for a signer -> signed in May +win_rate #late", "blocker", TODAY))
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter")
        pane = app.screen.query_one(EvidencePane)
        left = " ".join(row.partition("││")[0].strip("│ ") for row in rows(app))
        assert "Asked Acme AB for a signer" in " ".join(left.split())
        pane.query_one(ChosenList).focus()
        await pilot.press("home", "enter")
        await pilot.pause()
        app.sitting.autosave.flush()
        assert rep.reads("context", "driver", 1) == "Legal review added three weeks Asked Acme AB for a signer → signed in May"


async def test_where_the_evidence_is_out_of_sight_it_is_said_what_was_cited(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8", "ctrl+l")
        await pilot.pause()
        cited = writing.cited(rep.desk, rep.period)["context"]
        text = next(as_read(entry.text) for entry in log.listed(rep.desk.store) if entry.id == cited[0])
        await pilot.press("ctrl+l")
        await pilot.pause()
    assert [one.message for one in app._notifications] == [f"Cited: {text}", f"No longer cited: {text}"]


async def test_a_draft_is_accepted_with_two_keys_and_overwrites_nothing(rep: Rep) -> None:
    async with rep.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("0", "ctrl+t")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert rep.reads("headline", "result") == "{revenue_won} won, {quota_attainment} of quota"
        assert rep.reads("headline", "weakest") != ""


async def test_an_earlier_version_comes_back(rep: Rep) -> None:
    writing.set_field(rep.desk, rep.period, FieldKey("context", "driver", 1), "Second thoughts", at="2027-01-01T00:00:00Z")
    async with rep.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "ctrl+r")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert rep.reads("context", "driver", 1) == "Legal review added three weeks"


async def test_a_row_of_goals_is_kept_while_it_is_not_whole(rep: Rep) -> None:
    async with rep.app().run_test(size=(120, 40)) as pilot:
        app = pilot.app
        app.go("goals")  # type: ignore[attr-defined]
        await pilot.pause()
        last = [field for field in app.screen.query(KeptText) if field.key.part == "name"][-1]
        last.focus()
        await type_in(pilot, "Renewals")
        await pilot.pause(0.8)
    again = rep.app()
    async with again.run_test(size=(120, 40)) as pilot:
        again.go("goals")
        await pilot.pause()
        assert "Renewals" in shown(again)
        assert shown(again).count(words("en")("screens.section.set_aside")[:30]) == 1


async def test_the_bar_of_a_goal_moves_as_its_target_is_typed(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.go("goals")
        await pilot.pause()
        assert "90 %" in shown(app)
        target = next(field for field in app.screen.query(KeptText) if field.key.part == "target")
        target.focus()
        target.put("36000 USD")
        await pilot.pause()
        assert "100 %" in shown(app)


HURRIED = [
    *"teh",
    "backspace",
    "backspace",
    *"he room",
    "left",
    *"xm",
    "backspace",
    "backspace",
    "end",
    "home",
    *"To ",
    "delete",
    *"T",
]


@pytest.mark.parametrize("begin", [("8", "enter", "ctrl+u"), ("w",)])
async def test_a_hurried_hand_that_mends_as_it_goes_leaves_what_it_meant(rep: Rep, begin: tuple[str, ...]) -> None:
    """All keys at once, as a slow line brings them: what takes a letter away takes the one before it, not one that came later."""
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*begin)
        for key in HURRIED:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert isinstance(app.focused, Completing)
        assert app.focused.text == "To The room"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_line_that_wraps_is_written_on_in_sight(rep: Rep, size: tuple[int, int]) -> None:
    """Wherever the field stands in its pane: the last of the form stands at the pane's lower edge."""
    app = rep.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("8", "enter")
        *_, last = app.screen.query(WritePane).first().texts
        last.focus()
        for _ in range(8):
            await type_in(pilot, "one word after the other ")
            await pilot.pause()
            pane = app.screen.query_one(WritePane).scrollable_content_region
            assert pane.contains(*last.cursor_screen_offset)


async def test_a_line_that_was_begun_and_left_is_there_again_and_once_logged_no_more(rep: Rep) -> None:
    app = rep.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("w")
        await type_in(pilot, "The pilot at Acme is won")
        await pilot.press("escape")
        await pilot.pause()
        assert words("en")("screens.quick_log.left") in [note.message for note in app._notifications]
        await pilot.press("b")
        assert isinstance(app.focused, Completing)
        assert app.focused.text == "The pilot at Acme is won"
        await pilot.press("enter", "w")
        assert isinstance(app.focused, Completing)
        assert app.focused.text == ""
    assert log.listed(rep.desk.store)[0].text == "The pilot at Acme is won"


async def test_escape_from_a_section_to_the_one_before_writes_nothing_there(rep: Rep) -> None:
    before = rep.reads("context", "driver", 1)
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("8", "enter", "ctrl+n", "escape", "escape")
        await pilot.pause()
        assert app.current_mode == "context"
        await pilot.press("4")
        await pilot.pause()
        assert app.current_mode == "pipeline"
    assert rep.reads("context", "driver", 1) == before


@pytest.mark.parametrize(("section", "of"), [("1", Choice), ("9", Choice), ("9", Flag)])
async def test_enter_in_a_choice_goes_on_to_the_next_field(rep: Rep, section: str, of: type[KeptField]) -> None:
    app = rep.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(section)
        await pilot.pause()
        choice = app.screen.query(of).first()
        choice.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.screen.focus_chain[app.screen.focus_chain.index(choice) + 1]
