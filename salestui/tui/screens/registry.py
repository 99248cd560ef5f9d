"""Which screen a place is; each is imported when it is first visited."""

from __future__ import annotations

from importlib import import_module

from salestui.domain.written import WRITTEN
from salestui.tui.place import Place
from salestui.tui.sitting import Sitting

_SCREENS = {
    "home": ("home", "HomeScreen"),
    **dict.fromkeys(WRITTEN, ("section", "SectionScreen")),
    "review": ("review", "ReviewScreen"),
    "preview": ("preview", "PreviewScreen"),
    "week": ("week", "WeekScreen"),
    "log": ("log", "LogScreen"),
    "deals": ("deals", "DealsScreen"),
    "import": ("bring_in", "ImportScreen"),
    "trends": ("trends", "TrendsScreen"),
    "goals_table": ("tables", "GoalsScreen"),
    "forecast": ("tables", "ForecastScreen"),
    "actions": ("tables", "ActionsScreen"),
    "periods": ("periods", "PeriodsScreen"),
    "search": ("search", "SearchScreen"),
    "settings": ("settings", "SettingsScreen"),
    "welcome": ("welcome", "WelcomeScreen"),
}


def open_place(name: str, sitting: Sitting) -> Place:
    """The screen of that place, new."""
    module, title = _SCREENS[name]
    screen: type[Place] = getattr(import_module(f"salestui.tui.screens.{module}"), title)
    return screen(sitting, name)
