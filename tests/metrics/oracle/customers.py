"""Section 7: renewals, recurring revenue, retention, churn, lifetime."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from .deals import first_amount, moved
from .look import (
    NO_DATA,
    NOT_WATCHED,
    ZERO,
    Absence,
    Look,
    closed,
    converted,
    how_many,
    money_sum,
    ratio,
    renewals,
    watched,
)
from .past import is_open, state
from .people import typed_value
from .world import Record

GAINS = ("new", "expansion", "reactivation")
DAY = timedelta(days=1)


def closed_renewals(look: Look, status: str) -> list[str]:
    rows = ((deal, look.world.newest(deal)) for deal in renewals(look))
    return [deal for deal, row in rows if row["status"] == status and look.holds(row["closed"])]


def renewals_won(look: Look) -> Fraction:
    return how_many(look, len(closed_renewals(look, "won")))


def renewal_revenue(look: Look) -> Fraction:
    rows = [look.world.newest(deal) for deal in closed_renewals(look, "won")]
    return money_sum(look, [(r["amount"], r["currency"], r["closed"]) for r in rows])


def renewed_mrr(look: Look) -> Fraction:
    rows = [look.world.newest(deal) for deal in closed_renewals(look, "won")]
    values = []
    for row in rows:
        if row["currency"] is None:
            continue
        if row["arr"] is not None:
            values.append(Fraction(converted(look.world, row["arr"], row["currency"], row["closed"]), 12))
        elif row["months"] and row["amount"] is not None:
            values.append(Fraction(converted(look.world, row["amount"], row["currency"], row["closed"]), row["months"]))
    if rows and not values:
        raise Absence(NO_DATA)
    if not rows and not watched(look, "deals"):
        raise Absence(NOT_WATCHED)
    return sum(values, Fraction())


def due_on(look: Look, deal: str) -> date | None:
    rows = [row for _, row in look.world.history(deal)]
    if not any(row["status"] == "open" for row in rows):
        return rows[-1]["closed"]  # type: ignore[no-any-return]
    return next((row["due"] for row in rows if row["due"] is not None), None)


def renewal_rate(look: Look) -> Fraction:
    world = look.world
    if world.has("renewal_rate", "closed_basis"):
        won, lost = closed_renewals(look, "won"), closed_renewals(look, "lost")
        return ratio(look, len(won), len(won) + len(lost))
    grace = timedelta(days=int(world.number("renewal_rate", "grace")))
    today = look.known or world.today
    renewed, decided = [], []
    for deal in renewals(look):
        due, row = due_on(look, deal), world.newest(deal)
        if not look.holds(due):
            continue
        assert due is not None
        is_still_open = row["status"] == "open" or (
            look.known is not None and row["closed"] is not None and row["closed"] > look.known
        )
        if is_still_open and today <= due + grace:
            continue
        decided.append((deal, due))
        if not is_still_open and row["status"] == "won" and row["closed"] is not None and row["closed"] <= due + grace:
            renewed.append((deal, due))
    if not world.has("renewal_rate", "by_value"):
        return ratio(look, len(renewed), len(decided))
    return renewed_value(look, renewed, decided)


def renewed_value(look: Look, renewed: list[tuple[str, date]], decided: list[tuple[str, date]]) -> Fraction:
    """Σ min(amount, first amount) / Σ first amount, of the deals that have both."""
    over = under = given = 0
    for deal, due in decided:
        minor, currency = first_amount(look, deal)
        row = look.world.newest(deal)
        if minor is None or currency is None:
            continue
        first = converted(look.world, minor, currency, due)
        if (deal, due) in renewed:
            if row["amount"] is None:
                continue
            over += min(first, converted(look.world, row["amount"], row["currency"], due))
        given += 1
        under += first
    if decided and not given:
        raise Absence(NO_DATA)
    return ratio(look, over, under, empty=not decided)


def expansion_revenue(look: Look) -> Fraction:
    rows = [look.world.newest(deal) for deal in closed(look, "won")]
    return money_sum(look, [(r["amount"], r["currency"], r["closed"]) for r in rows if r["type"] in ("upsell", "addon")])


# recurring revenue


def their_movements(look: Look) -> list[Record]:
    """All movements of the owner; in a slice by segment those of its accounts, in any other none."""
    owner = look.slice_of[1] if look.slice_of and look.slice_of[0] == "owner" else look.owner
    theirs = [m for m in look.world.movements if owner is None or m["owner"] == owner]
    if look.slice_of is not None and look.slice_of[0] == "segment":
        theirs = [m for m in theirs if look.world.segments.get(m["account"], "(none)") == look.slice_of[1]]
    elif look.slice_of is not None and look.slice_of[0] != "owner":
        theirs = []
    return theirs


def movements(look: Look) -> list[Record]:
    """The same in the reporting currency."""
    theirs = their_movements(look)
    return [{**m, "minor": converted(look.world, m["amount"], m["currency"], m["month"])} for m in theirs]


def signed(movement: Record) -> int:
    return int(movement["minor"] if movement["kind"] in GAINS else -movement["minor"])


def balances(look: Look, day: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for movement in movements(look):
        if movement["month"] <= day:
            found[movement["account"]] = found.get(movement["account"], 0) + signed(movement)
    return found


def mrr(look: Look) -> Fraction:
    if not any(m["month"] <= look.until for m in movements(look)) and not watched(look, "mrr"):
        raise Absence(NOT_WATCHED)
    return Fraction(sum(balances(look, look.until).values()))


def arr(look: Look) -> Fraction:
    return 12 * mrr(look)


def of_kind(look: Look, *kinds: str) -> Fraction:
    found = [m for m in movements(look) if look.holds(m["month"]) and m["kind"] in kinds]
    if not found and not watched(look, "mrr"):
        raise Absence(NOT_WATCHED)
    return Fraction(sum(m["minor"] for m in found))


def net_new_mrr(look: Look) -> Fraction:
    found = [m for m in movements(look) if look.holds(m["month"])]
    if not found and not watched(look, "mrr"):
        raise Absence(NOT_WATCHED)
    return Fraction(sum(signed(m) for m in found))


def month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def window(look: Look) -> tuple[date, date]:
    if not look.world.has("retention", "trailing_12m"):
        return look.start, look.until
    month = look.until.replace(day=1)
    if month_end(month) > look.until:
        month = (month - DAY).replace(day=1)
    first = month
    for _ in range(11):
        first = (first - DAY).replace(day=1)
    return first, month_end(month)


def retention(look: Look, *, net: bool) -> Fraction:
    first, last = window(look)
    start = {account: minor for account, minor in balances(look, first - DAY).items() if minor > 0}

    def moved_by(account: str, *kinds: str) -> int:
        return sum(
            m["minor"]
            for m in movements(look)
            if first <= m["month"] <= last and m["account"] == account and m["kind"] in kinds
        )

    kept = 0
    for account, minor in start.items():
        loss = moved_by(account, "contraction", "churn")
        kept += max(0, minor + moved_by(account, "expansion", "reactivation") - loss) if net else minor - min(minor, loss)
    if net and look.world.has("retention", "all_reactivation"):
        accounts = {m["account"] for m in movements(look)} - start.keys()
        kept += sum(moved_by(account, "reactivation") for account in accounts)
    return ratio(look, kept, sum(start.values()), "mrr", empty=not start)


def monthly_churn_rate(look: Look) -> Fraction:
    movements(look)
    rates = []
    month = look.start if look.start.day == 1 else month_end(look.start) + DAY
    while month_end(month) <= look.until:
        start = {account: minor for account, minor in balances(look, month - DAY).items() if minor > 0}
        if start:
            if look.world.has("clv", "revenue_churn"):
                churned = sum(m["minor"] for m in movements(look) if m["month"] == month and m["kind"] == "churn")
                rates.append(Fraction(churned, sum(start.values())))
            else:
                then = balances(look, month_end(month))
                rates.append(Fraction(sum(then[account] <= 0 for account in start), len(start)))
        month = month_end(month) + DAY
    ratio(look, 0, len(rates), "mrr")
    return sum(rates, Fraction()) / len(rates)


def at_risk(look: Look) -> list[Record]:
    world, found = look.world, []
    for deal in renewals(look):
        if not is_open(world, deal, look.day):
            continue
        then = {**state(world, deal, look.day), "id": deal}
        if then["due"] is None or then["due"] > look.day + timedelta(days=int(world.number("churn_risk", "window"))):
            continue
        last, due = moved(look, deal, look.day), due_on(look, deal)
        signals = (
            last is not None and (look.day - last).days > world.idle_days(then["stage"]),
            then["due"] < look.day,
            due is not None and then["due"] > due,
            then["probability"] is not None and Fraction(then["probability"]) < world.number("churn_risk", "probability"),
        )
        if any(signals):
            found.append(then)
    return found


def churn_risk_accounts(look: Look) -> Fraction:
    return how_many(look, len({deal["account"] or deal["id"] for deal in at_risk(look)}))


def churn_risk_value(look: Look) -> Fraction:
    return money_sum(look, [(deal["amount"], deal["currency"], look.day) for deal in at_risk(look)])


def new_customers(look: Look) -> Fraction:
    if look.world.has("new_customers", "mrr"):
        accounts = {m["account"] for m in their_movements(look) if look.holds(m["month"]) and m["kind"] == "new"}
        return how_many(look, len(accounts), "mrr")
    rows = [(deal, look.world.newest(deal)) for deal in closed(look, "won")]
    return how_many(look, len({row["account"] or deal for deal, row in rows if row["type"] in ("new", None)}))


def needed(look: Look, metric: str) -> Fraction:
    value = typed_value(look, metric)
    if value is None:
        raise Absence(NO_DATA)
    return value


def cac(look: Look) -> Fraction:
    cost, customers = needed(look, "acquisition_cost"), new_customers(look)
    if customers == 0:
        raise Absence(ZERO)
    return cost / customers


def clv(look: Look) -> Fraction:
    monthly, churn = mrr(look), monthly_churn_rate(look)
    margin = Fraction(1) if look.world.has("clv", "revenue") else needed(look, "gross_margin")
    accounts = sum(minor > 0 for minor in balances(look, look.until).values())
    ratio(look, 0, accounts, "mrr")
    if churn == 0:
        raise Absence(ZERO)
    return monthly / accounts * margin / churn


def clv_to_cac(look: Look) -> Fraction:
    value, cost = clv(look), cac(look)
    if cost == 0:
        raise Absence(ZERO)
    return value / cost
