"""A number as a reader of one language writes it: $46.7k, 560 tkr, 30 %, 2,4 ggr, 96 days, +5 pts, ▲ 14 %."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from salestui.domain.money import Money, exponent, round_half_up
from salestui.domain.period import MONTH, RANGE, Period
from salestui.guide import Words, words
from salestui.metrics.figure import Absent, Figure, Note, Unit, Value

NO_BREAK = "\u00a0"
MINUS = "−"
MOST_MORE = 2
"""Two values that differ but look the same get one decimal more, at most two (METRICS.md 8.2)."""

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SUFFIXES = ("", "k", "M", "B")
_SWEDISH_KRONA = ("kr", "tkr", "mnkr", "mdkr")
_SWEDISH_OTHER = ("", "T", "M", "md")
_SIGNED = ("revenue_growth", "forecast_bias")
_MONEY = (Unit.MONEY, Unit.MONEY_PER_DAY, Unit.MONEY_PER_MONTH)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How one language writes numbers (METRICS.md 8.3). `percent_space` off writes 30% in English.

    `rounded` gives amounts in two significant digits; `index` is the amount that is written 100, every other in proportion.
    `brief` shortens units for a column that is narrow: 2 p.e., 34,3 tkr/mån.
    """

    language: str
    percent_space: bool = True
    ratio_decimals: int = 0
    rounded: bool = False
    index: Money | None = None
    brief: bool = False

    # figures

    def figure(self, figure: Figure, *, full: bool = False) -> str:
        """The figure's value, or the words for why there is none."""
        if figure.parts:
            return self._distribution(figure)
        if figure.value is None:
            return self.absent(figure)
        return self._of(figure, figure.value, full)

    def previous(self, figure: Figure, *, full: bool = False) -> str:
        """The previous value in as many decimals as the value itself; "" where there is none."""
        return "" if figure.previous is None else self._of(figure, figure.previous, full)

    def target(self, figure: Figure, *, full: bool = False) -> str:
        """The adjusted target of the goal on the figure; "" where there is none."""
        if figure.target is None:
            return ""
        if figure.metric == "target_gap":  # a distance, whose target is none
            return self.value(figure.target, figure.unit, full=full)
        return self._of(figure, figure.target, full)

    def change(self, figure: Figure, *, arrow: bool = False) -> str:
        """The change against the previous value (METRICS.md 8.2); "" where there is none to compare with.

        `arrow` puts ▲ or ▼ in the place of the sign for units whose change is a difference.
        """
        value, previous = figure.value, figure.previous
        if value is None or previous is None or not figure.comparable:
            return ""
        difference = _exact(value) - _exact(previous)
        if difference == 0:
            return self._words("words.change.unchanged")
        up = difference > 0
        relative = figure.unit in (*_MONEY, Unit.COUNT, Unit.PER_WEEK) and _exact(previous) != 0
        if relative:
            return f"{'▲' if up else '▼'} {self.percent(abs(difference) / abs(_exact(previous)))}"
        text = self._difference(figure, abs(difference), value)
        return f"{'▲' if up else '▼'} {text}" if arrow else f"{'+' if up else MINUS}{text}"

    def absent(self, figure: Figure) -> str:
        """Why the figure has no value; the sums per currency where a rate is missing."""
        if figure.absent is Absent.MIXED_CURRENCIES and figure.sums:
            return " + ".join(self.money(amount, full=True) for amount in figure.sums)
        reason = figure.absent or Absent.NO_DATA
        zero = f"metrics.zero.{figure.metric}"
        if reason is Absent.ZERO_DENOMINATOR and self._words.has(zero):
            return self._words(zero)
        return self._words(f"metrics.absent.{reason}")

    def interval(self, figure: Figure) -> str:
        """Between what a share lies with 95 % certainty (Wilson), so that few records are seen to be few; "" for any other."""
        if figure.interval is None:
            return ""
        low, high = map(self.percent, figure.interval)
        return self._words("words.figure.interval", low=low, high=high)

    def note(self, note: Note) -> str:
        """What a reader must know of a figure, as a sentence."""
        values = {name: self.money(v, full=True) if isinstance(v, Money) else v for name, v in note.values}
        return self._words(f"metrics.note.{note.slug}", **values)

    # values

    def value(self, value: Value, unit: Unit, *, full: bool = False, more: int = 0) -> str:
        """`value` in its unit with as many decimals as the unit has, and `more`."""
        if isinstance(value, Money):
            text = self.money(value, full=full, more=more)
            per = {Unit.MONEY_PER_DAY: "per_day", Unit.MONEY_PER_MONTH: "per_month"}.get(unit)
            return self._unit(per, text) if per else text
        if unit is Unit.RATIO:
            return self.percent(value, more)
        if unit is Unit.MULTIPLE:
            return self._words("metrics.unit.multiple", value=self.decimal(value, 1 + more))
        if unit is Unit.DAYS:
            return self._counted("days", value, more)
        if unit is Unit.HOURS:
            return self._counted("hours", value, more if _whole(value) else 1 + more)
        if unit is Unit.PER_WEEK:
            return self.decimal(value, 1 + more)
        return self.decimal(value, 0 if _whole(value) else 1 + more)

    def percent(self, value: Fraction, more: int = 0) -> str:
        """30 % for 3/10; what is not 0 is never written 0 %, what is less than all never 100 %."""
        places = self.ratio_decimals + more
        rounded = Fraction(round_half_up(value * 100 * 10**places), 10**places)
        step = Fraction(1, 10**places)
        if rounded == 0 and value != 0:
            text = f"<{self.decimal(step, places)}" if value > 0 else f">{self.decimal(-step, places)}"
        elif rounded == 100 and value < 1:
            text = f">{self.decimal(100 - step, places)}"
        else:
            text = self.decimal(rounded, places)
        if not self.percent_space and self._words.language != "sv":
            return f"{text}%"
        return self._words("metrics.unit.percent", value=text)

    def money(self, money: Money, *, full: bool = False, more: int = 0) -> str:
        """Three significant digits ($46.7k, 560 tkr), or with `full` every whole unit ($46,667)."""
        if self.index is not None and self.index.currency == money.currency and self.index.minor:
            share = Fraction(money.minor * 100, self.index.minor)
            return self.decimal(share, 0 if abs(share) >= 10 or _whole(share) else 1)
        sign = MINUS if money.minor < 0 else ""
        amount = _two_digits(abs(money.exact)) if self.rounded else abs(money.exact)
        if full:
            return sign + self._with_currency(self.decimal(amount, 0), money.currency, 0)
        number, scale = self._short(amount, money.currency, more)
        return sign + self._with_currency(number, money.currency, scale)

    def exact(self, money: Money) -> str:
        """The amount of a record, which others are added to: $46,000, $38,750.50."""
        places = 0 if _whole(money.exact) else exponent(money.currency)
        sign = MINUS if money.minor < 0 else ""
        return sign + self._with_currency(self.decimal(abs(money.exact), places), money.currency, 0)

    def shown(self, money: Money) -> Money | Fraction:
        """The amount as data, no more exact than it is written: rounded, or as an index."""
        if self.index is not None and self.index.currency == money.currency and self.index.minor:
            return Fraction(round_half_up(Fraction(money.minor * 1000, self.index.minor)), 10)
        if self.rounded:
            sign = -1 if money.minor < 0 else 1
            return Money.of(sign * _two_digits(abs(money.exact)), money.currency)
        return money

    def decimal(self, value: Fraction | int, places: int = 0) -> str:
        """`value` rounded half up to `places`, with the language's separators."""
        units = round_half_up(Fraction(value) * 10**places)
        digits = str(abs(units)).rjust(places + 1, "0")
        whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
        grouped = f"{int(whole):,}".replace(",", NO_BREAK if self._swedish else ",")
        point = "," if self._swedish else "."
        return (MINUS if units < 0 else "") + grouped + (point + rest if rest else "")

    def alike(self, values: Iterable[Value], unit: Unit) -> tuple[str, ...]:
        """Values that stand beside each other: those that differ look different, with up to two decimals more."""
        told = tuple(values)
        more = self._more(told, unit)
        return tuple(self.value(value, unit, more=more) for value in told)

    # days and periods

    def day(self, day: date, *, short: bool = False) -> str:
        """15 April 2026; short: 15 Apr."""
        months = self._words.list(f"words.calendar.{'months_short' if short else 'months'}")
        text = f"{day.day} {months[day.month - 1]}"
        return text if short else f"{text} {day.year}"

    def span(self, start: date, end: date) -> str:
        """1 January–31 March 2026."""
        if start.year != end.year:
            return f"{self.day(start)}–{self.day(end)}"
        return f"{self.day(start).rsplit(' ', 1)[0]}–{self.day(end)}"

    def period(self, period: Period) -> str:
        """2026-Q1 as everywhere in the program; a month by its name, a free range by its days."""
        if period.kind == MONTH:
            month = self._words.list("words.calendar.months")[period.start.month - 1]
            return f"{month} {period.start.year}"
        return self.span(period.start, period.end) if period.kind == RANGE else period.key

    # inside

    @property
    def _words(self) -> Words:
        return words(self.language)

    @property
    def _swedish(self) -> bool:
        return self.language == "sv"

    def _of(self, figure: Figure, value: Value, full: bool) -> str:
        if figure.metric == "target_gap" and figure.unit is Unit.RATIO and isinstance(value, Fraction):
            return (MINUS if value < 0 else "") + self._in_points(abs(value), self.more(figure))
        if figure.metric in _SIGNED and isinstance(value, Fraction):
            return self._bias(value) if figure.metric == "forecast_bias" else self._signed(value, self.more(figure))
        return self.value(value, figure.unit, full=full, more=0 if full else self.more(figure))

    def more(self, figure: Figure) -> int:
        """How many decimals more the figure needs so that its previous value and its target look different where they are."""
        if figure.value is None:
            return 0
        beside = (figure.previous if figure.comparable else None, figure.target)
        pairs = ((figure.value, other) for other in beside if other is not None and type(other) is type(figure.value))
        return max((self._more(pair, figure.unit) for pair in pairs), default=0)

    def _more(self, values: tuple[Value, ...], unit: Unit) -> int:
        different = len(set(values))
        for more in range(MOST_MORE):
            if len({self.value(value, unit, more=more) for value in values}) == different:
                return more
        return MOST_MORE

    def _difference(self, figure: Figure, difference: Fraction, value: Value) -> str:
        more = self.more(figure)
        if isinstance(value, Money):
            return self.value(Money.of(difference, value.currency), figure.unit, more=more)
        if figure.unit is Unit.RATIO:
            return self._in_points(difference, more)
        return self.value(difference, figure.unit, more=more)

    def _in_points(self, difference: Fraction, more: int) -> str:
        text = self._points(difference * 100, self.ratio_decimals + more)
        return self._unit("point" if text == "1" else "points", text)

    def _unit(self, name: str, text: str) -> str:
        return self._words(f"metrics.unit.{'brief.' if self.brief else ''}{name}", value=text)

    def _points(self, points: Fraction, places: int) -> str:
        """A difference that is not 0 does not look like it, with up to two decimals more."""
        most = places + MOST_MORE
        while places < most and not round_half_up(points * 10**places):
            places += 1
        return self.decimal(points, places)

    def _signed(self, value: Fraction, more: int) -> str:
        return ("+" if value > 0 else "") + self.percent(value, more)

    def _bias(self, value: Fraction) -> str:
        """A forecast's miss with the word for its direction: 9.7 % too high."""
        if value == 0:
            return self._words("words.figure.on_the_spot")
        size = abs(value)
        tenths = round_half_up(size * 1000)
        text = self.percent(size, 0 if tenths % 10 == 0 or self.ratio_decimals else 1)
        return self._words(f"words.figure.{'too_high' if value > 0 else 'too_low'}", value=text)

    def _distribution(self, figure: Figure) -> str:
        shares = (f"{part.key} {self.percent(part.share)}" for part in figure.parts[:3] if part.share is not None)
        return ", ".join(shares)

    def _counted(self, unit: str, value: Fraction, places: int) -> str:
        text = self.decimal(value, places)
        return self._words(f"metrics.unit.{unit}.{'one' if text == '1' else 'many'}", count=text)

    def _short(self, amount: Fraction, currency: str, more: int) -> tuple[str, int]:
        """The digits of `amount` and its scale (0 units, 1 thousands, 2 millions, 3 billions)."""
        for scale in range(len(_SUFFIXES)):
            scaled = amount / 1000**scale
            places = max(0, (2 if self.rounded else 3) - len(str(int(scaled)))) + (0 if self.rounded else more)
            if scale == 0:
                places = 0 if _whole(scaled) else min(exponent(currency), 2 if scaled < 100 else more)
            rounded = Fraction(round_half_up(scaled * 10**places), 10**places)
            if rounded < 1000 or scale == len(_SUFFIXES) - 1:
                return self.decimal(rounded, places), scale
        raise AssertionError("the last scale takes every amount")

    def _with_currency(self, number: str, currency: str, scale: int) -> str:
        if self._swedish:
            if currency == "SEK":
                return f"{number} {_SWEDISH_KRONA[scale]}" if scale else f"{number}{NO_BREAK}kr"
            if scale == 3:
                return f"{number} {_SWEDISH_OTHER[scale]} {currency}"
            return f"{number} {_SWEDISH_OTHER[scale]}{currency}" if scale else f"{number}{NO_BREAK}{currency}"
        sign = _sign(currency)
        gap = NO_BREAK if sign[-1].isalpha() else ""
        return f"{sign}{gap}{number}{_SUFFIXES[scale]}"


@cache
def _sign(currency: str) -> str:
    """The sign that an English reader knows: $, €, CA$; the code where there is none."""
    if currency in _SIGNS:
        return _SIGNS[currency]
    from babel.numbers import get_currency_symbol  # costs thirty milliseconds; most reps never need it

    return str(get_currency_symbol(currency, locale="en_US"))


def _exact(value: Value) -> Fraction:
    return value.exact if isinstance(value, Money) else value


def _two_digits(amount: Fraction) -> Fraction:
    """`amount` rounded to two significant digits."""
    step = 10 ** max(0, len(str(int(amount))) - 2)
    return Fraction(round_half_up(amount / step) * step)


def _whole(value: Fraction) -> bool:
    return value.denominator == 1
