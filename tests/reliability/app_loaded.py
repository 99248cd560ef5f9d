"""The program with its app loaded, for `warm`: an app in a terminal is up in a fraction of the time."""

from __future__ import annotations

import importlib
import pkgutil


def prepare() -> None:
    """Everything that the app may import."""
    for module in pkgutil.walk_packages(importlib.import_module("salestui.tui").__path__, "salestui.tui."):
        importlib.import_module(module.name)
    importlib.import_module("textual.drivers.linux_driver")
