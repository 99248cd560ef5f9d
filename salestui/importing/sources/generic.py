"""Any other table: a spreadsheet kept by hand, an unknown CRM, and the typed tables (goals, forecasts, MRR and the like)."""

from __future__ import annotations

from salestui.importing.sources.layout import Layout, Source, columns, marks

DEAL_ALIASES = columns(
    id="opportunity_id | opp_id | deal_id | record id | deal no | deal number | key | id | Affärs-ID | Affärsnummer "
    "| opportunity number | crm id | dealid | oppid",
    name="deal name | opportunity name | title | topic | deal | opportunity | subject | name | Affärsmöjlighetsnamn "
    "| Affärsmöjlighetens namn | Affärsmöjlighet | Försäljningsnamn | Affärsnamn | Affär | Säljprojekt | Titel "
    "| Namn",
    account="account name | account | company name | company | customer name | customer | client | organization "
    "| organisation | potential customer | account_id | associated company domain | Kontonamn | Konto "
    "| Organisationsnamn | Kund | Kundnamn | Företag | Företagsnamn",
    owner="owner | deal owner | opportunity owner | owner name | rep | sales rep | sales agent | rep name | rep_name "
    "| sales person | salesperson | seller | account executive | assigned to | account manager | rep_id "
    "| owner email | Ägare | Ansvarig | Säljare | Tilldelad till | Tilldelad användare | Affärsägare",
    amount="amount | deal value | deal amount | deal size | close_value | opportunity amount | value | total amount "
    "| acv | tcv | contract value | est. revenue | price | opportunity | revenue | arr | Belopp | Summa | Värde "
    "| Ordervärde | Affärsvärde | Totalt belopp för affärsmöjlighet | Totalbelopp",
    currency="currency | currency code | currency id | deal currency | currencyisocode | Valuta | Valutakod",
    list_amount="list amount | list price | list value | list_amount | gross amount | Listpris | Bruttobelopp",
    arr="arr | annual recurring revenue | annual_recurring_revenue",
    contract_months="contract months | contract_months | term (months) | contract term (months) | term months "
    "| contract length (months) | Avtalslängd (månader) | Avtalstid (månader)",
    stage="stage | deal stage | sales stage | opportunity stage | stage id | phase | pipeline stage | Fas | Stadium "
    "| Steg | Affärsfas | Möjlighetsfas | Försäljningsfas | Säljfas",
    status="status | deal status | outcome | result | state | Status | Utfall | Läge",
    pipeline="pipeline | pipeline name | sales pipeline | Säljprocess",
    probability="probability | probability (%) | win probability | win prob | win_prob | prob | confidence | Sannolikhet "
    "| Sannolikhetsprocent | Sannolikhet (%) | Trolighet (%) | Trolighet",
    created_on="created date | created on | create date | created | date created | created at | creation date | created_on "
    "| date_create | opened | open date | engage_date | start date | Skapad | Skapad den | Skapandedatum | Skapat datum",
    close_on="close date | closing date | close_date | closedate | Stängningsdatum | Slutdatum | Avslutsdatum",
    expected_close_on="expected close date | expected close | est. close date | estimated close date | expected_close_on "
    "| expected closing date | forecast close date | Förväntat slutdatum | Förväntat stängningsdatum "
    "| Beräknat slutdatum",
    closed_on="actual close date | closed date | closed on | closed_on | date closed | closed at | actual_close_date "
    "| Stängd | Avslutad den | Faktiskt slutdatum",
    deal_type="deal type | opportunity type | type | business type | Typ | Affärstyp | Typ av affärsmöjlighet | Typ av affär",
    lead_source="lead source | source | channel | enquiry source | original source | leadkälla | Källa | Kanal",
    campaign="campaign | campaign name | campaign source | primary campaign source | Kampanj",
    loss_reason="loss reason | lost reason | closed lost reason | reason for loss | reason lost | lossreason | Förlustorsak "
    "| Anledning till förlust | Orsak till förlust",
    forecast_category="forecast category | forecast_category | forecast | Prognoskategori",
    last_activity_on="last activity | last activity date | last contacted | last touch | last_activity_on | last activity on "
    "| Senaste aktivitetsdatum | Senaste aktivitet | Senast kontaktad",
    next_step="next step | next steps | next action | Nästa steg",
    segment="segment | customer segment | rep segment | size segment | market segment | Kundsegment",
    region="region | territory | office | regional office | geo | market | Distrikt | Marknad | Område",
    product="product | product name | product line | Produkt | Produktnamn | Produktlinje",
    is_won="is_won | won | is closed won | Vunnen",
    is_closed="is_closed | closed | is deal closed?",
    is_renewal="is_renewal | renewal | Förnyelse",
    is_deleted="is_deleted | isdeleted",
)

_REFUSED = (
    Layout(
        kind="deals",
        recognised_by=marks(
            "product | sales_price", "product | series", "product name | list price", "product code | price", "sku | price"
        ),
        columns={},
        refused="import-products",
    ),
    Layout(
        kind="deals",
        recognised_by=marks(
            "nrr_pct", "grr_pct", "starting_arr | ending_arr", "forecast_committed | actual_bookings", "variance_pct",
            "forecast accuracy", "won deals | win rate", "revenue won | win rate",
        ),
        columns={},
        refused="import-summary",
    ),
)  # fmt: skip

GENERIC = Source(
    name="generic",
    layouts=(
        *_REFUSED,
        Layout(
            kind="goals",
            recognised_by=marks(
                "metric | target | period",
                "name | metric | target",
                "mått | mål | period",
                "quota | period",
                "quota | month",
                "monthly_quota | month",
                "quota | quarter",
            ),
            columns=columns(
                name="name | goal | namn | Mål",
                metric="metric | mått | kpi",
                target="target | quota | monthly_quota | goal value | target value | Målvärde | Mål | Kvot",
                currency="currency | valuta",
                period="period | month | quarter | Månad | Kvartal",
                owner="owner | rep_name | rep name | rep | sales rep | owner name | rep_id | Ägare | Säljare",
                segment="segment",
            ),
            needs=(("target",), ("period",)),
        ),
        Layout(
            kind="forecasts",
            recognised_by=marks(
                "made_on | commit",
                "made_on | best_case",
                "period | commit",
                "period | best case",
                "forecast date | commit",
                "quarter | commit",
            ),
            columns=columns(
                made_on="made_on | made on | forecast date | forecast made on | date | Lämnad | Prognosdatum | Datum",
                period="period | quarter | month | fiscal_quarter | Kvartal | Månad",
                commit="commit | commit amount | committed | forecast_committed | Åtagande",
                best_case="best_case | best case | best case amount | forecast_best_case | Bästa utfall",
                currency="currency | valuta",
                owner="owner | rep | rep name | rep_name | owner name | Ägare | Säljare",
            ),
            needs=(("made_on",), ("period",), ("commit", "best_case")),
        ),
        Layout(
            kind="mrr",
            recognised_by=marks(
                "month | account | kind",
                "month | account | movement",
                "month | account | movement type",
                "month | account | type",
                "month | customer | movement",
                "month | customer | kind",
                "event_month | movement_type",
                "month | movement | mrr",
                "month | kind | mrr",
                "month | movement | amount",
                "månad | konto | slag",
                "månad | kund | slag",
                "månad | konto | rörelse",
            ),
            columns=columns(
                month="month | event_month | date | Månad",
                account="account | account name | account_name | customer | account_id | Konto | Kund",
                kind="kind | movement | movement_type | movement type | type | Slag | Rörelse",
                amount="amount | mrr | mrr change | mrr_change | amount mrr | Belopp",
                yearly="arr | arr_change | arr change | arr amount | amount arr",
                currency="currency | valuta",
                owner="owner | rep | Ägare",
            ),
            needs=(("month",), ("account",), ("kind",), ("amount", "yearly")),
        ),
        Layout(
            kind="measurements",
            recognised_by=marks("metric | period | value", "mått | period | värde"),
            columns=columns(
                metric="metric | mått | kpi",
                period="period",
                value="value | värde",
                label="label | benchmark | Etikett",
                note="note | Anteckning",
                owner="owner | Ägare",
                currency="currency | valuta",
            ),
            needs=(("metric",), ("period",), ("value",)),
        ),
        Layout(
            kind="activities",
            recognised_by=marks(
                "date | type | outcome",
                "date | type | subject",
                "date | type | account",
                "date | type | owner",
                "date | type | deal id",
                "activity date | activity type",
                "datum | typ | ämne",
                "datum | typ | konto",
            ),
            columns=columns(
                id="activity id | id",
                on="date | activity date | occurred on | Datum",
                type="type | activity type | kind | Typ | Slag",
                outcome="outcome | result | Utfall",
                status="status",
                owner="owner | rep | sales rep | assigned to | activity owner | Ägare | Säljare",
                deal="deal id | deal_id | opportunity id | opportunity_id | deal | Affärs-ID",
                account="account | account name | company | customer | Konto | Kund | Företag",
                subject="subject | title | description | Ämne | Rubrik",
            ),
            needs=(("on",), ("type",)),
        ),
        Layout(
            kind="people",
            recognised_by=marks(
                "name | manager",
                "name | territory",
                "sales_agent | manager",
                "rep | manager",
                "rep | territory",
                "sales rep | region",
                "owner | territory",
                "namn | chef",
                "namn | distrikt",
                "name | territory | segment",
            ),
            columns=columns(
                id="id | rep_id | user id",
                name="name | sales_agent | sales agent | rep | rep name | sales rep | owner | Namn | Säljare",
                territory="territory | regional_office | region | office | Distrikt | Område",
                segment="segment",
                manager="manager | Chef | sales manager",
                email="email | e-mail | mail",
            ),
            needs=(("name",),),
        ),
        Layout(
            kind="accounts",
            recognised_by=marks(
                "name | region",
                "account | sector",
                "account | segment",
                "account | industry",
                "account name | segment",
                "account | region",
                "account name | industry",
                "name | segment | region",
                "name | domain",
                "konto | segment",
                "company | segment",
                "company | industry",
            ),
            columns=columns(
                id="id | account id | account_id",
                name="name | account | account name | company | company name | customer | Namn | Konto | Företag",
                segment="segment | sector | industry | Bransch",
                region="region | office_location | country | state | Land",
                domain="domain | website | web | Webbplats",
                alias="alias",
            ),
            needs=(("name",),),
        ),
        Layout(
            kind="deals",
            recognised_by=(),
            columns=DEAL_ALIASES,
            needs=(("id", "name"), ("stage", "status", "is_won")),
        ),
    ),
)
