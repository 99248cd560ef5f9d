"""Zoho CRM: deals as labels or API names; ids of seventeen digits that must stay text."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

ZOHO = Source(
    name="zoho",
    id_form="zoho",
    stages=(
        "Qualification",
        "Needs Analysis",
        "Value Proposition",
        "Identify Decision Makers",
        "Perception Analysis",
        "Proposal/Price Quote",
        "Negotiation/Review",
    ),
    layouts=(
        Layout(
            kind="deals",
            recognised_by=marks("Deal Name | Stage | Closing Date", "Deal Name | Deal Owner | Closing Date"),
            columns=columns(
                id="Record Id | id | Deal Id",
                name="Deal Name",
                account="Account Name | Account_Name__name | Account Name.name",
                owner="Deal Owner | Owner__name | Owner.name | Owner",
                amount="Amount",
                currency="Currency | $currency_symbol",
                stage="Stage",
                pipeline="Pipeline",
                probability="Probability (%) | Probability",
                created_on="Created Time",
                close_on="Closing Date",
                lead_source="Lead Source",
                campaign="Campaign Source",
                deal_type="Type",
                loss_reason="Reason For Loss",
                last_activity_on="Last Activity Time",
                next_step="Next Step",
            ),
            needs=(("id", "name"), ("stage",)),
            probability="hundred",
        ),
    ),
)
