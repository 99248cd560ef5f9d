"""Microsoft Dynamics 365 Sales: three hidden columns first, and a status reason that is the loss reason."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

DYNAMICS = Source(
    name="dynamics",
    stages=("Qualify", "Develop", "Propose", "Close", "1-Qualify", "2-Develop", "3-Propose", "4-Close"),
    layouts=(
        Layout(
            kind="deals",
            status_decides=True,
            recognised_by=marks(
                "(Do Not Modify) Opportunity",
                "Topic | Potential Customer",
                "Topic | Est. close date",
                "Topic | Est. revenue",
                "Topic | Actual Close Date",
            ),
            columns=columns(
                id="(Do Not Modify) Opportunity | Opportunity",
                name="Topic | Opportunity_Topic",
                account="Potential Customer | Account",
                owner="Owner",
                amount="Est. revenue | Est. Revenue | Total Amount | Est. Revenue (Base)",
                actual_amount="Actual Revenue | Actual Revenue (Base)",
                currency="Currency",
                stage="Sales Stage | Pipeline Phase",
                status="Status | Opportunity_Status",
                status_reason="Status Reason | Opportunity_Status Reason",
                probability="Probability",
                created_on="Created On",
                expected_close_on="Est. close date",
                closed_on="Actual Close Date",
                lead_source="Originating Lead",
                campaign="Source Campaign",
                forecast_category="Forecast Category",
                next_step="Next Step",
            ),
            needs=(("id", "name"), ("status",)),
        ),
    ),
)
