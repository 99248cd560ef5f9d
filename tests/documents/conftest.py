"""The five samples, brought in once, as they stand when the rep opens the review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from salestui.domain.action import Action
from salestui.domain.period import parse_period
from salestui.domain.role import ROLES
from salestui.summary.drafts import draft, drafted
from salestui.summary.material import Material
from salestui.work.desk import open_desk
from salestui.work.material import material
from salestui.work.sample import ready

Q1 = parse_period("2026-Q1")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Material]:
    """The material of each sample's quarter, by role."""
    folder = tmp_path_factory.mktemp("samples")
    found = {}
    with pytest.MonkeyPatch.context() as place:
        place.setenv("SALESTUI_CONFIG", str(folder / "settings.toml"))
        place.setenv("XDG_DATA_HOME", str(folder))
        for role in ROLES:
            sample = ready(role)
            with open_desk(str(sample.path), sample.today, "en") as desk:
                found[role] = material(desk, Q1)
    return found


@pytest.fixture(scope="session")
def unedited(samples: dict[str, Material]) -> Callable[[str, str], Material]:
    """A sample whose rep has accepted every draft and written nothing."""

    def made(role: str, language: str) -> Material:
        blank = replace(samples[role], texts={}, actions=(), accepted=())
        steps: dict[int, dict[str, str]] = {}
        for key, text in draft("next_steps", blank, language):
            steps.setdefault(key.row, {})[key.part] = text
        actions = tuple(_action(number, parts) for number, parts in steps.items())
        return replace(drafted(blank, language), actions=actions)

    return made


def _action(number: int, parts: dict[str, str]) -> Action:
    by = date.fromisoformat(parts["by"])
    return Action(number, Q1.key, parts["kind"], parts["text"], parts["metric"], parts["target"], by, "reporting" in parts)
