"""What a rep does from every place, by its key or by its name: log, hand out, take back, go somewhere, be helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.tui.keys_ahead import KeysAhead
from salestui.tui.place import Place
from salestui.tui.sitting import Sitting

if TYPE_CHECKING:
    from salestui.tui.by_name import Offer

# What is loaded within a function here opens over a place, and no first screen waits for it.


class Everywhere(KeysAhead):
    """An app with these actions. One that is built on it can `go` to its places and say a refusal."""

    sitting: Sitting

    def go(self, place: str, field: FieldKey | None = None, line: int | None = None) -> None:
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        raise NotImplementedError

    def action_log(self, kind: str) -> None:
        from salestui.tui.dialogs.quick_log import QuickLog

        self.push_screen(QuickLog(self.sitting, kind))

    def action_copy_shown(self) -> None:
        """Put what is shown on the clipboard; the terminal may refuse, and does not say so."""
        text = self.screen.copied() if isinstance(self.screen, Place) else ""
        said = self.sitting.words
        if text:
            self.copy_to_clipboard(text)
        self.notify(said("screens.app.copied" if text else "screens.app.nothing_to_copy"), markup=False)

    def action_undo_last(self) -> None:
        """Take the last removal or replacement back."""
        from salestui.tui.field_words import step_said
        from salestui.tui.jobs.outcome import taken_back
        from salestui.work import undo

        self.sitting.autosave.flush()
        try:
            step = undo.undo(self.sitting.desk)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.post_message(taken_back(self.sitting, step))
        self.notify(self.sitting.words("screens.app.undone", subject=step_said(step, self.sitting.words)), markup=False)

    def action_job(self, name: str) -> None:
        """What is done seldom, and by name."""
        from salestui.tui.jobs import JOBS

        self.sitting.autosave.flush()
        JOBS[name](self, self.sitting)

    def action_go_anywhere(self) -> None:
        from salestui.tui.dialogs.leader import Leader

        self.push_screen(Leader(self.sitting), self._act)

    async def _act(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_command_palette(self) -> None:
        from salestui.tui.dialogs.palette import Palette
        from salestui.tui.elsewhere import offers_elsewhere
        from salestui.tui.offers import offers

        if not isinstance(self.screen, Palette):
            elsewhere = tuple(offers_elsewhere(self.screen.name or "", self.sitting.words))
            self.push_screen(Palette(self.sitting, offers(self, self.sitting), elsewhere), self._do)

    async def _do(self, offer: Offer | None) -> None:
        if offer is not None:
            await self.run_action(offer.action, offer.node)

    def action_there(self, place: str, name: str) -> None:
        """Go to a place and do there what has that id; where something has to be chosen first, its key is said."""
        self.go(place)
        if isinstance(self.screen, Place):
            self.screen.opens = True
            self.screen.call_after_refresh(self._done_there, self.screen, name)

    async def _done_there(self, place: Place, name: str) -> None:
        from salestui.tui.elsewhere import there_named

        place.opens = False
        there, said = there_named(name), self.sitting.words
        bound = next((active for active in place.active_bindings.values() if active.binding.id == name), None)
        if not there.first and bound is not None:
            await self.run_action(bound.binding.action, bound.node)
            return
        key = self.get_key_display(bound.binding) if bound else self.sitting.desk.settings.keymap.get(name, there.key)
        self.notify(said(f"screens.palette.first.{there.first}", name=said(f"keys.{name}"), key=key), markup=False, timeout=8)

    def action_help_here(self) -> None:
        from salestui.tui.dialogs.help import Help
        from salestui.tui.offers import help_for

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.sitting, *help_for(self, self.sitting)), self._do)

    def action_export(self) -> None:
        from salestui.tui.dialogs.export import Export

        self.sitting.settle()
        self.push_screen(Export(self.sitting))
