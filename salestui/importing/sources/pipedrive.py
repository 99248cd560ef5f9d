"""Pipedrive: headers that read `Deal - Title`, in the user's language; a lost deal keeps the stage it was lost in."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

PIPEDRIVE = Source(
    name="pipedrive",
    stages=(
        "Qualified",
        "Contact Made",
        "Demo Scheduled",
        "Meeting Scheduled",
        "Proposal Made",
        "Negotiations Started",
    ),
    layouts=(
        Layout(
            kind="deals",
            prefixed=True,
            status_decides=True,
            probability="hundred",
            recognised_by=marks(
                "Deal - Title | Deal - Stage",
                "Deal - Title | Deal - Status",
                "Deal - ID | Deal - Status",
                "Deal - Title | Deal - Value",
                "Affär - Titel | Affär - Status",
                "Affär - Titel | Affär - Värde",
                "Obchod - Název | Obchod - Stav",
            ),
            columns=columns(
                id="Deal - ID | Deal - Pipedrive System ID | Deal - System ID | ID | Pipedrive System-ID",
                name="Deal - Title | Title | Titel | Název",
                account="Deal - Organization | Organization - Name | Organization | Organisation | Organizace",
                owner="Deal - Owner | Owner | Ägare | Vlastník",
                amount="Deal - Value | Value | Värde | Hodnota",
                currency="Deal - Currency of Value | Deal - Currency | Currency of value | Värdets valuta | Valuta för värde"
                "| Valuta | Měna hodnoty",
                pipeline="Deal - Pipeline | Pipeline",
                stage="Deal - Stage | Deal - Stage (pipeline) | Stage | Steg | Fas | Stadium | Fáze",
                status="Deal - Status | Status | Stav",
                probability="Deal - Probability | Probability | Sannolikhet | Pravděpodobnost",
                created_on="Deal - Deal created | Deal - Creation date | Deal - Created | Affär skapad | Skapad"
                "| Obchod vytvořen",
                expected_close_on="Deal - Expected close date | Expected close date | Förväntat slutdatum"
                "| Förväntat stängningsdatum | Očekávané datum uzavření",
                closed_on="Deal - Deal closed on | Deal - Closed on | Affär stängd",
                won_on="Deal - Won time | Won time | Tid för vinst",
                lost_on="Deal - Lost time | Lost time | Tid för förlust",
                lead_source="Deal - Source origin | Deal - Source channel | Deal - Source | Källa",
                deal_type="Deal - Label | Label | Etikett",
                loss_reason="Deal - Lost reason | Lost reason | Förlustorsak | Anledning till förlust",
                last_activity_on="Deal - Last activity date | Last activity date | Senaste aktivitetsdatum",
            ),
            needs=(("id", "name"), ("status",)),
        ),
        Layout(
            kind="activities",
            prefixed=True,
            recognised_by=marks("Activity - Subject | Activity - Due date", "Aktivitet - Ämne | Aktivitet - Förfallodatum"),
            columns=columns(
                id="Activity - ID",
                on="Activity - Due date | Due date | Förfallodatum",
                type="Activity - Type | Type | Typ",
                subject="Activity - Subject | Subject | Ämne",
                done="Activity - Done | Done | Utförd",
                owner="Activity - Assigned to user | Activity - Owner | Assigned to user | Tilldelad till användare",
                deal="Deal - ID",
                account="Organization - Name | Activity - Organization | Organization | Organisation",
            ),
            needs=(("on",),),
        ),
    ),
)
