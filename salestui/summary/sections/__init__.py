"""The nine sections, each a module that declares its fields, shows its facts and offers its draft; and the headline's form.

A tenth section is one module, one line here, and words in the guide.
"""

from __future__ import annotations

from collections.abc import Mapping

from salestui.summary import headline
from salestui.summary.fields import Field
from salestui.summary.sections import activity, context, customers, goals, next_steps, pipeline, results, scope, team

MODULES = (scope, goals, results, pipeline, activity, customers, team, context, next_steps)
FORMS: Mapping[str, tuple[Field, ...]] = {module.KEY: module.FIELDS for module in (headline, *MODULES)}
"""What each section asks for, the headline first."""
LIMITS: Mapping[str, int] = {module.KEY: module.LIMIT for module in (headline, *MODULES)}
"""How many words of the rep a skim allows."""


def field_of(section: str, key: str) -> Field | None:
    """The field of that key."""
    return next((field for field in FORMS.get(section, ()) if field.key == key), None)
