"""ClickUp: a list of tasks used as a CRM; nothing says won but the customer's own statuses."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

CLICKUP = Source(
    name="clickup",
    layouts=(
        Layout(
            kind="deals",
            recognised_by=marks("Task ID | Task Name | Status"),
            columns=columns(
                id="Task ID",
                name="Task Name",
                account="Account | Company | Customer | Kund | Folder Name/Path | Folder Name",
                owner="Assignees | Task assignee | Assignee",
                amount="Amount | Value | Deal Value | Deal Size | Belopp",
                stage="Status",
                pipeline="List Name | List",
                created_on="Date created",
                expected_close_on="Due date",
                closed_on="Date closed | Date done",
                parent="Parent ID",
            ),
            needs=(("id", "name"), ("stage",)),
            listed=frozenset(("owner", "account")),
        ),
    ),
)
