"""The migrations, each a named function that runs once. A new one is added at the end; a released one is never changed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES

migrations = Migrations("salestui")

_PERIODS = """
create table period (
    id integer primary key,
    key text not null unique,
    start_on text not null check (date(start_on) is start_on),
    end_on text not null check (date(end_on) is end_on),
    role text check (role in ('ae', 'sdr', 'enterprise_ae', 'account_manager', 'manager')),
    owner text,
    definitions text,
    finalised_at text,
    created_at text not null,
    used_at text not null,
    check (start_on <= end_on)
) strict;

create table goal (
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
create unique index goal_name on goal (period_id, name, coalesce(owner, ''), coalesce(segment, ''));

create table goal_adjustment (
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
create index goal_adjustment_goal on goal_adjustment (goal_id);
"""

_IMPORTS = """
create table import_run (
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
create index import_run_as_of on import_run (kind, as_of);
create index import_run_digest on import_run (file_digest);

create table import_coverage (
    run_id integer not null references import_run on delete cascade,
    owner text not null,
    primary key (run_id, owner)
) strict, without rowid;

create table rejected_row (
    id integer primary key,
    run_id integer not null references import_run on delete cascade,
    line integer not null,
    column_name text,
    value text,
    why text not null,
    cells text not null
) strict;
create index rejected_row_run on rejected_row (run_id);

create table column_mapping (
    fingerprint text not null,
    kind text not null,
    source text not null,
    mapping text not null,
    confirmed_at text not null,
    primary key (fingerprint, kind)
) strict, without rowid;

create table stage (
    name text primary key,
    step text not null check (step in ('lead', 'meeting', 'opportunity', 'late', 'won', 'lost')),
    position integer not null,
    confirmed_at text
) strict;

create table status_word (
    word text primary key,
    status text not null check (status in ('open', 'won', 'lost')),
    confirmed_at text not null
) strict;
"""

# Of tables that fill by the hundred thousand: a list of more than two in a check costs more than the rest of the row.
_DEALS = """
create table deal (
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
create index deal_closed on deal (closed_on) where closed_on is not null;
create index deal_open on deal (expected_close_on) where status = 'open';
create index deal_created on deal (created_on);
create index deal_account on deal (account);

create table deal_change (
    id integer primary key,
    deal_number integer not null references deal on delete cascade,
    field text not null,
    before text,
    after text,
    seen_on text not null,
    run_id integer references import_run on delete set null
) strict;
create index deal_change_deal on deal_change (deal_number, seen_on);
create index deal_change_seen on deal_change (seen_on, field);

create table sighting (
    run_id integer not null references import_run on delete cascade,
    deal_number integer not null,
    primary key (run_id, deal_number)
) strict, without rowid;

create table absence (
    deal_number integer not null references deal on delete cascade,
    run_id integer not null references import_run on delete cascade,
    primary key (deal_number, run_id)
) strict, without rowid;

create table deal_event (
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

create table deal_correction (
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
create index deal_correction_deal on deal_correction (deal_number, field);

create table account (
    name text primary key,
    id text,
    segment text,
    region text,
    domain text,
    alias text
) strict;

create table person (
    name text primary key,
    id text,
    territory text,
    segment text,
    manager text
) strict;
"""

_RECORDS = """
create table activity (
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
create index activity_occurred on activity (occurred_on);
create index activity_deal on activity (deal_id) where deal_id is not null;
create index activity_likeness on activity (likeness);

create table mrr_movement (
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
create index mrr_movement_month on mrr_movement (month);

create table forecast (
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
create index forecast_period on forecast (period_key, made_on);

create table measurement (
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
create index measurement_metric on measurement (metric, period_key);
"""

_REPEATS = """
create table record_again (
    run_id integer not null references import_run on delete cascade,
    kind text not null check (kind in ('activity', 'mrr_movement', 'forecast')),
    record_id integer not null,
    primary key (run_id, kind, record_id)
) strict, without rowid;
"""

_WRITING = """
create table entry (
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
create index entry_occurred on entry (occurred_on);

create table entry_revision (
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
create index entry_revision_entry on entry_revision (entry_id);

create table section_text (
    period_id integer not null references period on delete cascade,
    section text not null,
    field text not null,
    row integer not null default 0,
    part text not null default '',
    text text not null,
    updated_at text not null,
    primary key (period_id, section, field, row, part)
) strict, without rowid;

create table section_revision (
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
create index section_revision_section on section_revision (period_id, section, field, row, part);

create table citation (
    period_id integer not null references period on delete cascade,
    section text not null,
    entry_id integer not null references entry on delete cascade,
    cited_at text not null,
    primary key (period_id, section, entry_id)
) strict, without rowid;

create table action (
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
create index action_period on action (period_id);

create table accepted_finding (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    check_slug text not null,
    section text,
    subject text not null default '',
    why text not null check (why <> ''),
    accepted_at text not null
) strict;

create table passed_change (
    deal_id text not null,
    what text not null,
    seen_on text not null,
    passed_at text not null,
    entry_id integer references entry on delete set null,
    primary key (deal_id, what, seen_on)
) strict, without rowid;

create table finalised_summary (
    id integer primary key,
    period_id integer not null references period on delete cascade,
    checksum text not null,
    summary text not null,
    finalised_at text not null,
    reopened_at text,
    reopened_why text
) strict;
create index finalised_summary_period on finalised_summary (period_id);

create table undo_step (
    id integer primary key,
    what text not null,
    subject text not null,
    payload text not null,
    made_at text not null,
    undone_at text
) strict;
"""

# Kept by the modules that write the rows: a trigger may not touch a virtual table while the schema is not trusted.
_SEARCH = """
create virtual table entry_search using fts5 (
    text, account, content='entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

create virtual table deal_search using fts5 (
    name, account, content='deal', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
"""

_VIEWS = """
create view v_deal as
select id, name, account, owner, amount_minor / 100.0 as amount, currency, stage, status, created_on, expected_close_on,
       closed_on, deal_type, lead_source, loss_reason, forecast_category, segment, region, product, removed
from deal;

create view v_deal_change as
select deal.id as deal, deal.name, deal.account, field, before, after, seen_on, import_run.file_name as seen_in
from deal_change join deal on deal.number = deal_change.deal_number left join import_run on import_run.id = deal_change.run_id;

create view v_goal as
select period.key as period, goal.name, goal.metric, goal.target_minor / 100.0 as target_money, goal.target_currency,
       goal.target_number, goal.owner, goal.segment, count(goal_adjustment.id) as adjustments
from goal join period on period.id = goal.period_id left join goal_adjustment on goal_adjustment.goal_id = goal.id
group by goal.id;

create view v_entry as
select id, occurred_on, kind, text, metric, account, deal_id as deal, tags, link from entry where deleted_at is null;

create view v_section as
select period.key as period, section, field, row, part, text, updated_at
from section_text join period on period.id = section_text.period_id where text <> '';

create view v_scope_change as
select period.key as period, row,
       max(case part when 'kind' then text end) as kind,
       max(case part when 'date' then text end) as changed_on,
       max(case part when 'note' then text end) as note
from section_text join period on period.id = section_text.period_id
where section = 'scope' and field = 'change' group by period.id, row;

create view v_process_change as
select period.key as period, row,
       max(case part when 'kind' then text end) as kind,
       max(case part when 'date' then text end) as changed_on,
       max(case part when 'note' then text end) as note
from section_text join period on period.id = section_text.period_id
where section = 'activity' and field = 'process' group by period.id, row;
"""


def _execute_each(db: Database, script: str) -> None:
    """The statements of `script`, each of which ends its line; `executescript` would look for their ends letter by letter."""
    for statement in script.split(";\n"):
        db.execute(statement)


@migrations(name=MIGRATION_NAMES[0])
def m001_foundation(db: Database) -> None:
    """Everything that the first release keeps."""
    _execute_each(db, _PERIODS + _IMPORTS + _DEALS + _RECORDS + _REPEATS + _WRITING + _SEARCH + _VIEWS)
    db.execute(f"pragma application_id = {APPLICATION_ID}")


@migrations(name=MIGRATION_NAMES[1])
def m002_template(db: Database) -> None:
    """A period keeps the template that it was begun with, as TOML text."""
    db.execute("alter table period add column template text")


@migrations(name=MIGRATION_NAMES[2])
def m003_last_export(db: Database) -> None:
    """An import says in ranges which deals it held; the rows of the newest one are known again by their digests.

    A sighting of an earlier release stands for its one deal, as ever.
    """
    db.execute("alter table sighting add column up_to integer")
    db.executescript("""
        create table last_export (
            run_id integer primary key references import_run on delete cascade,
            ground text not null,
            digests blob not null,
            numbers blob not null
        ) strict;
    """)
