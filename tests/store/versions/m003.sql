begin;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'salestui','m001_foundation','2026-11-25 00:14:10.833615+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'salestui','m002_template','2026-11-25 00:14:10.834514+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'salestui','m003_last_export','2026-11-25 00:14:10.835487+00:00');
CREATE TABLE absence (
    deal_number integer not null references deal on delete cascade,
    run_id integer not null references import_run on delete cascade,
    primary key (deal_number, run_id)
) strict, without rowid;
CREATE TABLE accepted_finding (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    check_slug text not null,
    section text,
    subject text not null default '',
    why text not null check (why <> ''),
    accepted_at text not null
) strict;
CREATE TABLE account (
    name text primary key,
    id text,
    segment text,
    region text,
    domain text,
    alias text
) strict;
CREATE TABLE action (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    kind text not null check (kind in ('keep', 'fix')),
    text text not null check (text <> ''),
    metric text,
    target text,
    by_on text check (by_on is null or date(by_on) is by_on),
    reporting integer not null default 0 check (reporting in (0, 1)),
    done_on text,
    removed_at text,
    created_at text not null
) strict;
INSERT INTO "action" VALUES(1,2,'fix','Review late deals','win_rate','30%','2026-05-01',0,NULL,NULL,'2026-11-25T00:14:16.301764Z');
CREATE TABLE activity (
    id integer primary key,
    external_id text,
    likeness text not null,
    occurred_on text not null check (date(occurred_on) is occurred_on),
    kind text not null,
    subject text,
    outcome text check (
        outcome = 'held' or outcome = 'qualified' or outcome = 'not_qualified' or outcome = 'no_show' or outcome = 'cancelled'
        or outcome = 'rescheduled'
    ),
    done integer not null default 1 check (done in (0, 1)),
    owner text,
    deal_id text,
    account text,
    run_id integer references import_run on delete cascade
) strict;
CREATE TABLE citation (
    period_id integer not null references period on delete cascade,
    section text not null,
    entry_id integer not null references entry on delete cascade,
    cited_at text not null,
    primary key (period_id, section, entry_id)
) strict, without rowid;
CREATE TABLE column_mapping (
    fingerprint text not null,
    kind text not null,
    source text not null,
    mapping text not null,
    confirmed_at text not null,
    primary key (fingerprint, kind)
) strict, without rowid;
INSERT INTO "column_mapping" VALUES('0c02be9eb2256f83c2004285b11f510f','deals','salesforce','{"amounts": null, "currency": null, "mapping": {"account": "Account Name", "amount": "Amount", "close_on": "Close Date", "created_on": "Created Date", "currency": "Currency", "id": "Opportunity ID", "name": "Opportunity Name", "owner": "Owner", "stage": "Stage"}, "orders": {}, "signs": {}}','2026-11-25T00:14:22.384361Z');
CREATE TABLE deal (
    number integer primary key,
    id text not null unique,
    source text not null,
    name text not null,
    account text,
    owner text,
    amount_minor integer,
    currency text check (currency is null or length(currency) = 3),
    list_amount_minor integer,
    arr_minor integer,
    contract_months integer,
    stage text,
    status text not null check (status = 'open' or status = 'won' or status = 'lost'),
    pipeline text,
    probability text,
    created_on text,
    expected_close_on text,
    closed_on text,
    closed_on_assumed integer not null default 0 check (closed_on_assumed in (0, 1)),
    deal_type text check (deal_type = 'new' or deal_type = 'upsell' or deal_type = 'addon' or deal_type = 'renewal'),
    lead_source text,
    campaign text,
    loss_reason text,
    forecast_category text check (
        forecast_category = 'pipeline' or forecast_category = 'best_case' or forecast_category = 'commit'
        or forecast_category = 'closed' or forecast_category = 'omitted'
    ),
    last_activity_on text,
    next_step text,
    segment text,
    region text,
    product text,
    removed text check (removed in ('deleted', 'merged')),
    merged_into text,
    first_seen_on text,
    check (amount_minor is null or currency is not null)
) strict;
INSERT INTO "deal" VALUES(1,'006A','salesforce','Acme renewal','Acme AB','Anna Ek',1000000,'USD',NULL,NULL,NULL,'Closed Won','won',NULL,NULL,'2025-11-01',NULL,'2026-02-01',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-09');
INSERT INTO "deal" VALUES(2,'006B','salesforce','Globex new','Globex','Anna Ek',2500000,'USD',NULL,NULL,NULL,'Proposal','open',NULL,NULL,'2026-01-05','2026-03-30',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-09');
INSERT INTO "deal" VALUES(3,'006C','salesforce','Initech','Initech','Anna Ek',700000,'USD',NULL,NULL,NULL,'Closed Lost','lost',NULL,NULL,'2025-12-01',NULL,'2026-01-20',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-09');
CREATE TABLE deal_change (
    id integer primary key,
    deal_number integer not null references deal on delete cascade,
    field text not null,
    before text,
    after text,
    seen_on text not null,
    run_id integer references import_run on delete set null
) strict;
CREATE TABLE deal_correction (
    id integer primary key,
    deal_number integer not null references deal on delete cascade,
    field text not null,
    crm_value text,
    value text,
    why text not null,
    made_at text not null,
    ended_at text,
    ended_because text
) strict;
CREATE TABLE deal_event (
    run_id integer not null references import_run on delete cascade,
    deal_number integer not null references deal on delete cascade,
    position integer not null,
    happened_on text not null check (date(happened_on) is happened_on),
    field text not null,
    knows_before integer not null check (knows_before in (0, 1)),
    before text,
    after text,
    primary key (deal_number, run_id, position)
) strict, without rowid;
CREATE TABLE entry (
    id integer primary key,
    occurred_on text not null check (date(occurred_on) is occurred_on),
    kind text not null check (kind in ('win', 'risk', 'blocker', 'team', 'process', 'learning', 'praise')),
    text text not null check (text <> ''),
    metric text,
    before text,
    after text,
    account text,
    deal_id text,
    tags text not null default '',
    link text,
    created_at text not null,
    deleted_at text
) strict;
INSERT INTO "entry" VALUES(1,'2026-03-10','win','Brought the CFO in -> average deal 41k to 47k @''Acme AB'' #acme',NULL,'41k','47k','Acme AB',NULL,'acme',NULL,'2026-11-25T00:14:10.852792Z',NULL);
INSERT INTO "entry" VALUES(2,'2026-03-10','risk','Globex asks for 5 % off',NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-11-25T00:14:11.146135Z',NULL);
INSERT INTO "entry" VALUES(3,'2026-03-10','team','Coached Sam on discovery',NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-11-25T00:14:11.330761Z','2026-11-25T00:14:11.623169Z');
INSERT INTO "entry" VALUES(4,'2026-03-10','praise','Thanks from the board',NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-11-25T00:14:18.486657Z',NULL);
CREATE TABLE entry_revision (
    id integer primary key,
    entry_id integer not null references entry on delete cascade,
    occurred_on text not null,
    kind text not null,
    text text not null,
    account text,
    deal_id text,
    link text,
    what text not null check (what in ('edited', 'deleted', 'restored')),
    saved_at text not null
) strict;
INSERT INTO "entry_revision" VALUES(1,2,'2026-03-10','risk','Globex asks for a discount',NULL,NULL,NULL,'edited','2026-11-25T00:14:11.487451Z');
INSERT INTO "entry_revision" VALUES(2,3,'2026-03-10','team','Coached Sam on discovery',NULL,NULL,NULL,'deleted','2026-11-25T00:14:11.622999Z');
CREATE TABLE finalised_summary (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    checksum text not null,
    summary text not null,
    finalised_at text not null,
    reopened_at text,
    reopened_why text
) strict;
INSERT INTO "finalised_summary" VALUES(1,1,'4c2e908a8207506d647560c65b81a726871923f72a1d55868e7b4beddc250b31','{"figures":[{"absent":{"v":"no_data","~":"Absent"},"metric":"acquisition_cost","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"activities_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["period","new_business"],"metric":"activities_per_won_deal","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"acv_won","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"arr","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["mean","amount","new_business"],"metric":"average_deal_size","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"average_discount","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"best_case_attainment","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"definition":["deals","new_business"],"metric":"cac","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"calls_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["window=90","probability=0.5","any","days=30"],"metric":"churn_risk_accounts","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["window=90","probability=0.5","any","days=30"],"metric":"churn_risk_value","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"churned_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["margin","logo_churn"],"metric":"clv","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["margin","logo_churn","deals","new_business"],"metric":"clv_to_cac","period":"2025-Q4","unit":{"v":"multiple","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"commit_attainment","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"contraction_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"deals_created","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"deals_lost","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"deals_reopened","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"deals_won","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"demos_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"drop_off_stage","period":"2025-Q4","unit":{"v":"distribution","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"emails_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"expansion_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"expansion_revenue","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"follow_ups_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"forecast_accuracy","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"forecast_best_case","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"forecast_bias","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"forecast_commit","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"definition":["first","commit","by_actual","new_business"],"metric":"forecast_spread","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"metric":"goal_attainment","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"metric":"gross_margin","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["period","cohort_reactivation"],"metric":"gross_revenue_retention","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"late_stage_conversion_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"late_stage_without_next_step","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"metric":"lead_response_hours","period":"2025-Q4","unit":{"v":"hours","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["entered","new_business"],"metric":"lead_to_meeting_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_data","~":"Absent"},"metric":"leads","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"loss_reasons","period":"2025-Q4","unit":{"v":"distribution","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["entered","new_business"],"metric":"meeting_to_opportunity_rate","notes":[{"slug":"by_deals","~":"Note"}],"period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"meetings_held","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"meetings_per_week","period":"2025-Q4","unit":{"v":"per_week","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["margin","logo_churn"],"metric":"monthly_churn_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"net_new_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["period","cohort_reactivation"],"metric":"net_revenue_retention","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["deals","new_business"],"metric":"new_customers","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"new_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"open_deals","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"overdue_deals","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"metric":"pace","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"definition":["gross","remaining","require_next","new_business"],"metric":"pipeline_coverage","period":"2025-Q4","unit":{"v":"multiple","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"definition":["gross","remaining","require_next","new_business"],"metric":"pipeline_coverage_next","notes":[{"slug":"no_target_for","values":[["period","2026-Q1"]],"~":"Note"}],"period":"2025-Q4","unit":{"v":"multiple","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["first_amount","new_business"],"metric":"pipeline_created","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"pipeline_influenced","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"pipeline_value","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"qualified_meetings","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"metric":"quota_attainment","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"reactivation_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["due","by_count","grace=30"],"metric":"renewal_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"renewal_revenue","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"renewals_won","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"metric":"renewed_mrr","period":"2025-Q4","unit":{"v":"money_per_month","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["previous","new_business"],"metric":"revenue_growth","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["new_business"],"metric":"revenue_won","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["mean","won","from_created","new_business"],"metric":"sales_cycle_length","period":"2025-Q4","unit":{"v":"days","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["open_deals","new_business"],"metric":"sales_velocity","period":"2025-Q4","unit":{"v":"money_per_day","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["kept"],"metric":"show_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"needs_two_exports","~":"Absent"},"definition":["ever_due","new_business"],"metric":"slip_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}},{"absent":{"v":"needs_two_exports","~":"Absent"},"definition":["ever_due","new_business"],"metric":"slipped_deals","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"needs_two_exports","~":"Absent"},"definition":["ever_due","new_business"],"metric":"slipped_value","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["entered","new_business"],"metric":"stage_conversion_rate","period":"2025-Q4","unit":{"v":"distribution","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["value","new_business"],"metric":"stage_mix","period":"2025-Q4","unit":{"v":"distribution","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["any","days=30","new_business"],"metric":"stalled_deals","period":"2025-Q4","unit":{"v":"count","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["any","days=30","new_business"],"metric":"stalled_value","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"no_goal","~":"Absent"},"metric":"target_gap","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["deal","new_business"],"metric":"weighted_pipeline","period":"2025-Q4","unit":{"v":"money","~":"Unit"}},{"absent":{"v":"not_watched","~":"Absent"},"definition":["count","closed","new_business"],"metric":"win_rate","period":"2025-Q4","unit":{"v":"ratio","~":"Unit"}}],"format":1,"summary":{"headline":[],"material":{"figures":{"v":[[{"metric":"acquisition_cost","~":"FigureKey"},{"v":0,"~":"figure"}],[{"metric":"activities_per_week","~":"FigureKey"},{"v":1,"~":"figure"}],[{"metric":"activities_per_won_deal","~":"FigureKey"},{"v":2,"~":"figure"}],[{"metric":"acv_won","~":"FigureKey"},{"v":3,"~":"figure"}],[{"metric":"arr","~":"FigureKey"},{"v":4,"~":"figure"}],[{"metric":"average_deal_size","~":"FigureKey"},{"v":5,"~":"figure"}],[{"metric":"average_discount","~":"FigureKey"},{"v":6,"~":"figure"}],[{"metric":"best_case_attainment","~":"FigureKey"},{"v":7,"~":"figure"}],[{"metric":"cac","~":"FigureKey"},{"v":8,"~":"figure"}],[{"metric":"calls_per_week","~":"FigureKey"},{"v":9,"~":"figure"}],[{"metric":"churn_risk_accounts","~":"FigureKey"},{"v":10,"~":"figure"}],[{"metric":"churn_risk_value","~":"FigureKey"},{"v":11,"~":"figure"}],[{"metric":"churned_mrr","~":"FigureKey"},{"v":12,"~":"figure"}],[{"metric":"clv","~":"FigureKey"},{"v":13,"~":"figure"}],[{"metric":"clv_to_cac","~":"FigureKey"},{"v":14,"~":"figure"}],[{"metric":"commit_attainment","~":"FigureKey"},{"v":15,"~":"figure"}],[{"metric":"contraction_mrr","~":"FigureKey"},{"v":16,"~":"figure"}],[{"metric":"deals_created","~":"FigureKey"},{"v":17,"~":"figure"}],[{"metric":"deals_lost","~":"FigureKey"},{"v":18,"~":"figure"}],[{"metric":"deals_reopened","~":"FigureKey"},{"v":19,"~":"figure"}],[{"metric":"deals_won","~":"FigureKey"},{"v":20,"~":"figure"}],[{"metric":"demos_per_week","~":"FigureKey"},{"v":21,"~":"figure"}],[{"metric":"drop_off_stage","~":"FigureKey"},{"v":22,"~":"figure"}],[{"metric":"emails_per_week","~":"FigureKey"},{"v":23,"~":"figure"}],[{"metric":"expansion_mrr","~":"FigureKey"},{"v":24,"~":"figure"}],[{"metric":"expansion_revenue","~":"FigureKey"},{"v":25,"~":"figure"}],[{"metric":"follow_ups_per_week","~":"FigureKey"},{"v":26,"~":"figure"}],[{"metric":"forecast_accuracy","~":"FigureKey"},{"v":27,"~":"figure"}],[{"metric":"forecast_best_case","~":"FigureKey"},{"v":28,"~":"figure"}],[{"metric":"forecast_bias","~":"FigureKey"},{"v":29,"~":"figure"}],[{"metric":"forecast_commit","~":"FigureKey"},{"v":30,"~":"figure"}],[{"metric":"forecast_spread","~":"FigureKey"},{"v":31,"~":"figure"}],[{"metric":"goal_attainment","~":"FigureKey"},{"v":32,"~":"figure"}],[{"metric":"gross_margin","~":"FigureKey"},{"v":33,"~":"figure"}],[{"metric":"gross_revenue_retention","~":"FigureKey"},{"v":34,"~":"figure"}],[{"metric":"late_stage_conversion_rate","~":"FigureKey"},{"v":35,"~":"figure"}],[{"metric":"late_stage_without_next_step","~":"FigureKey"},{"v":36,"~":"figure"}],[{"metric":"lead_response_hours","~":"FigureKey"},{"v":37,"~":"figure"}],[{"metric":"lead_to_meeting_rate","~":"FigureKey"},{"v":38,"~":"figure"}],[{"metric":"leads","~":"FigureKey"},{"v":39,"~":"figure"}],[{"metric":"loss_reasons","~":"FigureKey"},{"v":40,"~":"figure"}],[{"metric":"meeting_to_opportunity_rate","~":"FigureKey"},{"v":41,"~":"figure"}],[{"metric":"meetings_held","~":"FigureKey"},{"v":42,"~":"figure"}],[{"metric":"meetings_per_week","~":"FigureKey"},{"v":43,"~":"figure"}],[{"metric":"monthly_churn_rate","~":"FigureKey"},{"v":44,"~":"figure"}],[{"metric":"mrr","~":"FigureKey"},{"v":45,"~":"figure"}],[{"metric":"net_new_mrr","~":"FigureKey"},{"v":46,"~":"figure"}],[{"metric":"net_revenue_retention","~":"FigureKey"},{"v":47,"~":"figure"}],[{"metric":"new_customers","~":"FigureKey"},{"v":48,"~":"figure"}],[{"metric":"new_mrr","~":"FigureKey"},{"v":49,"~":"figure"}],[{"metric":"open_deals","~":"FigureKey"},{"v":50,"~":"figure"}],[{"metric":"overdue_deals","~":"FigureKey"},{"v":51,"~":"figure"}],[{"metric":"pace","~":"FigureKey"},{"v":52,"~":"figure"}],[{"metric":"pipeline_coverage","~":"FigureKey"},{"v":53,"~":"figure"}],[{"metric":"pipeline_coverage_next","~":"FigureKey"},{"v":54,"~":"figure"}],[{"metric":"pipeline_created","~":"FigureKey"},{"v":55,"~":"figure"}],[{"metric":"pipeline_influenced","~":"FigureKey"},{"v":56,"~":"figure"}],[{"metric":"pipeline_value","~":"FigureKey"},{"v":57,"~":"figure"}],[{"metric":"qualified_meetings","~":"FigureKey"},{"v":58,"~":"figure"}],[{"metric":"quota_attainment","~":"FigureKey"},{"v":59,"~":"figure"}],[{"metric":"reactivation_mrr","~":"FigureKey"},{"v":60,"~":"figure"}],[{"metric":"renewal_rate","~":"FigureKey"},{"v":61,"~":"figure"}],[{"metric":"renewal_revenue","~":"FigureKey"},{"v":62,"~":"figure"}],[{"metric":"renewals_won","~":"FigureKey"},{"v":63,"~":"figure"}],[{"metric":"renewed_mrr","~":"FigureKey"},{"v":64,"~":"figure"}],[{"metric":"revenue_growth","~":"FigureKey"},{"v":65,"~":"figure"}],[{"metric":"revenue_won","~":"FigureKey"},{"v":66,"~":"figure"}],[{"metric":"sales_cycle_length","~":"FigureKey"},{"v":67,"~":"figure"}],[{"metric":"sales_velocity","~":"FigureKey"},{"v":68,"~":"figure"}],[{"metric":"show_rate","~":"FigureKey"},{"v":69,"~":"figure"}],[{"metric":"slip_rate","~":"FigureKey"},{"v":70,"~":"figure"}],[{"metric":"slipped_deals","~":"FigureKey"},{"v":71,"~":"figure"}],[{"metric":"slipped_value","~":"FigureKey"},{"v":72,"~":"figure"}],[{"metric":"stage_conversion_rate","~":"FigureKey"},{"v":73,"~":"figure"}],[{"metric":"stage_mix","~":"FigureKey"},{"v":74,"~":"figure"}],[{"metric":"stalled_deals","~":"FigureKey"},{"v":75,"~":"figure"}],[{"metric":"stalled_value","~":"FigureKey"},{"v":76,"~":"figure"}],[{"metric":"target_gap","~":"FigureKey"},{"v":77,"~":"figure"}],[{"metric":"weighted_pipeline","~":"FigureKey"},{"v":78,"~":"figure"}],[{"metric":"win_rate","~":"FigureKey"},{"v":79,"~":"figure"}]],"~":"map"},"name":"Anna Ek","period":{"end":{"v":"2025-12-31","~":"date"},"key":"2025-Q4","kind":"quarter","start":{"v":"2025-10-01","~":"date"},"~":"Period"},"role":"ae","today":{"v":"2026-03-10","~":"date"},"weeks":[{"end":{"v":"2025-10-05","~":"date"},"number":40,"start":{"v":"2025-10-01","~":"date"},"whole":false,"~":"Week"},{"end":{"v":"2025-10-12","~":"date"},"number":41,"start":{"v":"2025-10-06","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-10-19","~":"date"},"number":42,"start":{"v":"2025-10-13","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-10-26","~":"date"},"number":43,"start":{"v":"2025-10-20","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-11-02","~":"date"},"number":44,"start":{"v":"2025-10-27","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-11-09","~":"date"},"number":45,"start":{"v":"2025-11-03","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-11-16","~":"date"},"number":46,"start":{"v":"2025-11-10","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-11-23","~":"date"},"number":47,"start":{"v":"2025-11-17","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-11-30","~":"date"},"number":48,"start":{"v":"2025-11-24","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-12-07","~":"date"},"number":49,"start":{"v":"2025-12-01","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-12-14","~":"date"},"number":50,"start":{"v":"2025-12-08","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-12-21","~":"date"},"number":51,"start":{"v":"2025-12-15","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-12-28","~":"date"},"number":52,"start":{"v":"2025-12-22","~":"date"},"whole":true,"~":"Week"},{"end":{"v":"2025-12-31","~":"date"},"number":1,"start":{"v":"2025-12-29","~":"date"},"whole":false,"~":"Week"}],"~":"Material"},"sections":[{"blocks":[{"items":[{"cells":[{"cells":[{"period":{"end":{"v":"2025-12-31","~":"date"},"key":"2025-Q4","kind":"quarter","start":{"v":"2025-10-01","~":"date"},"~":"Period"},"~":"Span"},{"end":{"v":"2025-12-31","~":"date"},"start":{"v":"2025-10-01","~":"date"},"~":"Days"},{"key":"words.count.days","values":[["count",{"unit":{"v":"count","~":"Unit"},"value":{"v":"92","~":"Fraction"},"~":"Quantity"}]],"~":"Words"},{"key":"document.scope.compared_with","values":[["period",{"period":{"end":{"v":"2025-09-30","~":"date"},"key":"2025-Q3","kind":"quarter","start":{"v":"2025-07-01","~":"date"},"~":"Period"},"~":"Span"}]],"~":"Words"}],"~":"Joined"}],"label":{"key":"document.scope.period","~":"Words"},"~":"Line"},{"cells":[{"key":"words.role.ae","~":"Words"}],"label":{"key":"document.scope.role","~":"Words"},"~":"Line"}],"~":"Lines"}],"facts":[{"items":[{"cells":[{"cells":[{"period":{"end":{"v":"2025-12-31","~":"date"},"key":"2025-Q4","kind":"quarter","start":{"v":"2025-10-01","~":"date"},"~":"Period"},"~":"Span"},{"end":{"v":"2025-12-31","~":"date"},"start":{"v":"2025-10-01","~":"date"},"~":"Days"},{"key":"words.count.days","values":[["count",{"unit":{"v":"count","~":"Unit"},"value":{"v":"92","~":"Fraction"},"~":"Quantity"}]],"~":"Words"},{"key":"document.scope.compared_with","values":[["period",{"period":{"end":{"v":"2025-09-30","~":"date"},"key":"2025-Q3","kind":"quarter","start":{"v":"2025-07-01","~":"date"},"~":"Period"},"~":"Span"}]],"~":"Words"}],"~":"Joined"}],"label":{"key":"document.scope.period","~":"Words"},"~":"Line"}],"~":"Lines"}],"key":"scope","limit":50,"~":"Section"},{"blocks":[],"key":"goals","limit":20,"~":"Section"},{"blocks":[],"key":"results","limit":120,"~":"Section"},{"blocks":[{"columns":[{"head":{"key":"document.pipeline.metric","~":"Words"},"~":"Column"},{"head":{"key":"document.pipeline.value","~":"Words"},"numeric":true,"~":"Column"},{"head":{"key":"document.results.before","~":"Words"},"numeric":true,"~":"Column"},{"head":{"key":"document.results.change","~":"Words"},"numeric":true,"~":"Column"}],"rows":[[{"key":"metrics.label.pipeline_value","~":"Words"},{"figure":{"v":57,"~":"figure"},"~":"Result"},{"figure":{"v":57,"~":"figure"},"what":"prev","~":"Beside"},{"~":"Nothing"}],[{"key":"metrics.label.slipped_deals","~":"Words"},{"figure":{"v":71,"~":"figure"},"~":"Result"},{"figure":{"v":71,"~":"figure"},"what":"prev","~":"Beside"},{"~":"Nothing"}]],"~":"Table"}],"key":"pipeline","limit":80,"~":"Section"},{"blocks":[],"key":"activity","limit":50,"~":"Section"},{"blocks":[],"key":"customers","limit":50,"~":"Section"},{"blocks":[],"key":"team","limit":50,"~":"Section"},{"blocks":[],"key":"context","limit":70,"~":"Section"},{"blocks":[],"key":"next_steps","limit":60,"~":"Section"}],"~":"Summary"}}','2026-11-25T00:14:12.940586Z',NULL,NULL);
CREATE TABLE forecast (
    id integer primary key,
    period_key text not null,
    made_on text not null check (date(made_on) is made_on),
    commit_minor integer,
    best_case_minor integer,
    currency text not null check (length(currency) = 3),
    owner text,
    entered_at text not null,
    run_id integer references import_run on delete cascade,
    check (commit_minor is not null or best_case_minor is not null)
) strict;
INSERT INTO "forecast" VALUES(1,'2026-Q1','2026-02-01',48000000,NULL,'USD',NULL,'2026-11-25T00:14:15.723287Z',NULL);
CREATE TABLE goal (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    name text not null check (name <> ''),
    metric text not null,
    target_minor integer,
    target_currency text check (target_currency is null or length(target_currency) = 3),
    target_number text,
    owner text,
    segment text,
    created_at text not null,
    check ((target_minor is null) = (target_currency is null)),
    check ((target_minor is null) <> (target_number is null))
) strict;
INSERT INTO "goal" VALUES(1,2,'quota','revenue_won',50500000,'USD',NULL,NULL,NULL,'2026-11-25T00:14:14.127032Z');
CREATE TABLE goal_adjustment (
    id integer primary key,
    goal_id integer not null references goal on delete cascade,
    percent text,
    amount_minor integer,
    amount_number text,
    reason text not null check (reason in ('ramp', 'leave', 'reassigned', 'other')),
    note text not null,
    agreed_by text not null,
    agreed_on text not null check (date(agreed_on) is agreed_on),
    created_at text not null,
    check ((percent is not null) + (amount_minor is not null) + (amount_number is not null) = 1)
) strict;
INSERT INTO "goal_adjustment" VALUES(1,1,'-10',NULL,NULL,'leave','parental leave','Bo','2026-01-10','2026-11-25T00:14:19.168801Z');
CREATE TABLE import_coverage (
    run_id integer not null references import_run on delete cascade,
    owner text not null,
    primary key (run_id, owner)
) strict, without rowid;
INSERT INTO "import_coverage" VALUES(1,'Anna Ek');
CREATE TABLE import_run (
    id integer primary key,
    file_name text not null,
    file_digest text not null,
    fingerprint text,
    source text not null,
    kind text not null,
    as_of text not null check (date(as_of) is as_of),
    started_at text not null,
    rows_read integer not null default 0,
    added integer not null default 0,
    changed integer not null default 0,
    unchanged integer not null default 0,
    missing integer not null default 0,
    rejected integer not null default 0,
    has_owners integer not null default 0 check (has_owners in (0, 1)),
    covers_open integer not null default 0 check (covers_open in (0, 1)),
    covers_closed integer not null default 0 check (covers_closed in (0, 1)),
    columns text not null default '[]',
    report text not null default '{}',
    undone_at text
) strict;
INSERT INTO "import_run" VALUES(1,'deals.csv','6223baf9b9a33c59bf664c02b25621521a614b5034c861026537f69d497a1d38','0c02be9eb2256f83c2004285b11f510f','salesforce','deals','2026-03-09','2026-11-25T00:14:22.382105Z',3,3,0,0,0,0,1,1,1,'["account", "amount", "close_on", "created_on", "currency", "id", "name", "owner", "stage"]','{"changes":{"won":0,"lost":0,"reopened":0,"slipped":0,"amount":0,"stage":0},"notes":[{"slug":"as-of-given","day":"2026-03-09"},{"slug":"read-as","encoding":"utf-8","encoding_why":"valid","delimiter":"comma"}],"header":["Opportunity ID","Opportunity Name","Account Name","Amount","Currency","Stage","Close Date","Created Date","Owner"],"matches":[{"field":"id","header":"Opportunity ID","position":0,"how":"named","confidence":1.0},{"field":"name","header":"Opportunity Name","position":1,"how":"named","confidence":1.0},{"field":"account","header":"Account Name","position":2,"how":"named","confidence":1.0},{"field":"amount","header":"Amount","position":3,"how":"named","confidence":1.0},{"field":"stage","header":"Stage","position":5,"how":"named","confidence":1.0},{"field":"created_on","header":"Created Date","position":7,"how":"named","confidence":1.0},{"field":"close_on","header":"Close Date","position":6,"how":"named","confidence":1.0},{"field":"owner","header":"Owner","position":8,"how":"named","confidence":1.0},{"field":"currency","header":"Currency","position":4,"how":"named","confidence":1.0}],"currency":"USD"}',NULL);
CREATE TABLE last_export (
            run_id integer primary key references import_run on delete cascade,
            ground text not null,
            digests blob not null,
            numbers blob not null
        ) strict;
CREATE TABLE measurement (
    id integer primary key,
    metric text not null,
    period_key text not null,
    value_minor integer,
    currency text check (currency is null or length(currency) = 3),
    value_number text,
    benchmark text,
    note text,
    owner text,
    label text,
    unit text,
    better text check (better in ('higher', 'lower')),
    entered_at text not null,
    run_id integer references import_run on delete cascade,
    check ((value_minor is null) <> (value_number is null))
) strict;
INSERT INTO "measurement" VALUES(1,'custom_nps','2026-Q1',NULL,NULL,'41',NULL,NULL,NULL,'NPS','count','higher','2026-11-25T00:14:19.889266Z',NULL);
CREATE TABLE mrr_movement (
    id integer primary key,
    month text not null check (date(month, 'start of month') is month),
    account text not null,
    kind text not null check (
        kind = 'new' or kind = 'expansion' or kind = 'reactivation' or kind = 'contraction' or kind = 'churn'
    ),
    amount_minor integer not null check (amount_minor >= 0),
    currency text not null check (length(currency) = 3),
    owner text,
    run_id integer references import_run on delete cascade
) strict;
CREATE TABLE passed_change (
    deal_id text not null,
    what text not null,
    seen_on text not null,
    passed_at text not null,
    entry_id integer references entry on delete set null,
    primary key (deal_id, what, seen_on)
) strict, without rowid;
CREATE TABLE period (
    id integer primary key,
    key text not null unique,
    start_on text not null check (date(start_on) is start_on),
    end_on text not null check (date(end_on) is end_on),
    role text check (role in ('ae', 'sdr', 'enterprise_ae', 'account_manager', 'manager')),
    owner text,
    definitions text,
    finalised_at text,
    created_at text not null,
    used_at text not null, template text,
    check (start_on <= end_on)
) strict;
INSERT INTO "period" VALUES(1,'2025-Q4','2025-10-01','2025-12-31','ae','Anna Ek','{"deal_scope": ["new_business"], "win_rate": ["count", "closed"], "average_deal_size": ["mean", "amount"], "sales_cycle_length": ["mean", "won", "from_created"], "funnel": ["entered"], "weighted_pipeline": ["deal"], "stage_mix": ["value"], "stalled": ["any", "days=30"], "slipped": ["ever_due"], "coverage": ["gross", "remaining", "require_next"], "forecast": ["first", "commit", "by_actual"], "pipeline_created": ["first_amount"], "show_rate": ["kept"], "activities_per_won_deal": ["period"], "renewal_rate": ["due", "by_count", "grace=30"], "retention": ["period", "cohort_reactivation"], "churn_risk": ["window=90", "probability=0.5"], "clv": ["margin", "logo_churn"], "new_customers": ["deals"], "revenue_growth": ["previous"], "sales_velocity": ["open_deals"], "comparison": ["same_point"]}','2026-11-25T00:14:12.940586Z','2026-11-25T00:14:12.369428Z','2026-11-25T00:14:12.369539Z',NULL);
INSERT INTO "period" VALUES(2,'2026-Q1','2026-01-01','2026-03-31','ae','Anna Ek',NULL,NULL,'2026-11-25T00:14:13.577612Z','2026-11-25T00:14:13.577715Z',NULL);
CREATE TABLE person (
    name text primary key,
    id text,
    territory text,
    segment text,
    manager text
) strict;
CREATE TABLE record_again (
    run_id integer not null references import_run on delete cascade,
    kind text not null check (kind in ('activity', 'mrr_movement', 'forecast')),
    record_id integer not null,
    primary key (run_id, kind, record_id)
) strict, without rowid;
CREATE TABLE rejected_row (
    id integer primary key,
    run_id integer not null references import_run on delete cascade,
    line integer not null,
    column_name text,
    value text,
    why text not null,
    cells text not null
) strict;
CREATE TABLE section_revision (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    section text not null,
    field text not null,
    row integer not null,
    part text not null,
    text text not null,
    saved_at text not null,
    reason text not null
) strict;
CREATE TABLE section_text (
    period_id integer not null references period on delete cascade,
    section text not null,
    field text not null,
    row integer not null default 0,
    part text not null default '',
    text text not null,
    updated_at text not null,
    primary key (period_id, section, field, row, part)
) strict, without rowid;
INSERT INTO "section_text" VALUES(2,'context','driver',1,'','A new product in May','2026-11-25T00:14:17.484299Z');
INSERT INTO "section_text" VALUES(2,'scope','territory',0,'','Nordics','2026-11-25T00:14:13.577762Z');
CREATE TABLE sighting (
    run_id integer not null references import_run on delete cascade,
    deal_number integer not null, up_to integer,
    primary key (run_id, deal_number)
) strict, without rowid;
INSERT INTO "sighting" VALUES(1,1,3);
CREATE TABLE stage (
    name text primary key,
    step text not null check (step in ('lead', 'meeting', 'opportunity', 'late', 'won', 'lost')),
    position integer not null,
    confirmed_at text
) strict;
INSERT INTO "stage" VALUES('Proposal','late',0,NULL);
INSERT INTO "stage" VALUES('Closed Won','won',1,NULL);
INSERT INTO "stage" VALUES('Closed Lost','lost',2,NULL);
CREATE TABLE status_word (
    word text primary key,
    status text not null check (status in ('open', 'won', 'lost')),
    confirmed_at text not null
) strict;
CREATE TABLE undo_step (
    id integer primary key,
    what text not null,
    subject text not null,
    payload text not null,
    made_at text not null,
    undone_at text
) strict;
INSERT INTO "undo_step" VALUES(1,'goal_removed','spare','[["goal", {"id": 2, "period_id": 2, "name": "spare", "metric": "win_rate", "target_minor": null, "target_currency": null, "target_number": "0.3", "owner": null, "segment": null, "created_at": "2026-11-25T00:14:14.641638Z"}]]','2026-11-25T00:14:15.239481Z',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX goal_name on goal (period_id, name, coalesce(owner, ''), coalesce(segment, ''));
CREATE INDEX goal_adjustment_goal on goal_adjustment (goal_id);
CREATE INDEX import_run_as_of on import_run (kind, as_of);
CREATE INDEX import_run_digest on import_run (file_digest);
CREATE INDEX rejected_row_run on rejected_row (run_id);
CREATE INDEX deal_change_deal on deal_change (deal_number, seen_on);
CREATE INDEX deal_change_seen on deal_change (seen_on, field);
CREATE INDEX deal_correction_deal on deal_correction (deal_number, field);
CREATE INDEX activity_occurred on activity (occurred_on);
CREATE INDEX activity_deal on activity (deal_id) where deal_id is not null;
CREATE INDEX activity_likeness on activity (likeness);
CREATE INDEX mrr_movement_month on mrr_movement (month);
CREATE INDEX forecast_period on forecast (period_key, made_on);
CREATE INDEX measurement_metric on measurement (metric, period_key);
CREATE INDEX entry_occurred on entry (occurred_on);
CREATE INDEX entry_revision_entry on entry_revision (entry_id);
CREATE INDEX section_revision_section on section_revision (period_id, section, field, row, part);
CREATE INDEX action_period on action (period_id);
CREATE INDEX finalised_summary_period on finalised_summary (period_id);
CREATE VIEW v_deal as
select id, name, account, owner, amount_minor / 100.0 as amount, currency, stage, status, created_on, expected_close_on,
       closed_on, deal_type, lead_source, loss_reason, forecast_category, segment, region, product, removed
from deal;
CREATE VIEW v_deal_change as
select deal.id as deal, deal.name, deal.account, field, before, after, seen_on, import_run.file_name as seen_in
from deal_change join deal on deal.number = deal_change.deal_number left join import_run on import_run.id = deal_change.run_id;
CREATE VIEW v_goal as
select period.key as period, goal.name, goal.metric, goal.target_minor / 100.0 as target_money, goal.target_currency,
       goal.target_number, goal.owner, goal.segment, count(goal_adjustment.id) as adjustments
from goal join period on period.id = goal.period_id left join goal_adjustment on goal_adjustment.goal_id = goal.id
group by goal.id;
CREATE VIEW v_entry as
select id, occurred_on, kind, text, metric, account, deal_id as deal, tags, link from entry where deleted_at is null;
CREATE VIEW v_section as
select period.key as period, section, field, row, part, text, updated_at
from section_text join period on period.id = section_text.period_id where text <> '';
CREATE VIEW v_scope_change as
select period.key as period, row,
       max(case part when 'kind' then text end) as kind,
       max(case part when 'date' then text end) as changed_on,
       max(case part when 'note' then text end) as note
from section_text join period on period.id = section_text.period_id
where section = 'scope' and field = 'change' group by period.id, row;
CREATE VIEW v_process_change as
select period.key as period, row,
       max(case part when 'kind' then text end) as kind,
       max(case part when 'date' then text end) as changed_on,
       max(case part when 'note' then text end) as note
from section_text join period on period.id = section_text.period_id
where section = 'activity' and field = 'process' group by period.id, row;
CREATE INDEX deal_closed on deal (closed_on) where closed_on is not null;
CREATE INDEX deal_open on deal (expected_close_on) where status = 'open';
CREATE INDEX deal_created on deal (created_on);
CREATE INDEX deal_account on deal (account);
CREATE VIRTUAL TABLE entry_search using fts5 (
    text, account, content='entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE deal_search using fts5 (
    name, account, content='deal', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
insert into entry_search (rowid, text, account) select id, text, account from entry where deleted_at is null;
insert into deal_search (rowid, name, account) select number, name, account from deal;
pragma application_id = 1511944193;
pragma user_version = 3;
commit;
