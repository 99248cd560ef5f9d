"""Close: one row an opportunity, a status type that decides, and values that may be cents."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

CLOSE = Source(
    name="close",
    layouts=(
        Layout(
            kind="deals",
            status_decides=True,
            recognised_by=marks(
                "status_label | status_type",
                "lead_name | value | date_created",
                "lead_id | status_type",
                "lead_name | status_type",
            ),
            columns=columns(
                id="id | opportunity_id",
                name="opportunity_name | lead_name | note",
                account="lead_name | lead_id",
                owner="user_name | user_id",
                amount="value",
                amount_formatted="value_formatted",
                amount_period="value_period",
                currency="value_currency",
                stage="status_label | status",
                status="status_type",
                probability="confidence",
                created_on="date_created",
                won_on="date_won",
                lost_on="date_lost",
                expected_close_on="estimated_close_date | expected_date",
            ),
            needs=(("id", "name"), ("status", "stage")),
            probability="hundred",
            may_be_cents=True,
            clock_is_utc=True,
        ),
    ),
)
