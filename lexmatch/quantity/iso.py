"""Durations as ISO 8601: parsed, compared, in words.

Months and days are different things in law: P1M is never equal to any number of days. For ordering alone a month counts
30.436875 days, the mean of the Gregorian calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_ISO = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII
)
UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_SECONDS = {"weeks": 604800, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_MONTH = 2629746  # seconds: 30.436875 days


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration by its units, as ISO 8601 writes them: P1Y6M is one year and six months."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @property
    def calendar(self) -> int:
        """Years and months together, in months."""
        return 12 * self.years + self.months

    @property
    def exact(self) -> int:
        """Weeks, days and all smaller units together, in seconds."""
        return sum(getattr(self, unit) * seconds for unit, seconds in _SECONDS.items())

    @property
    def iso(self) -> str:
        """As ISO 8601; P0D when nothing is in it."""
        date = "".join(f"{getattr(self, u)}{u[0].upper()}" for u in UNITS[:4] if getattr(self, u))
        time = "".join(f"{getattr(self, u)}{u[0].upper()}" for u in UNITS[4:] if getattr(self, u))
        return f"P{date}{'T' if time else ''}{time}" if date or time else "P0D"


def parse(iso: str) -> Duration | None:
    """The duration that an ISO 8601 text says, or None when it says none.

    >>> parse("P1Y6M").calendar
    18
    """
    found = _ISO.fullmatch(iso.strip())
    if not found or not any(found.groups()):
        return None
    return Duration(*(int(g or 0) for g in found.groups()))


def compare(a: str, b: str) -> int | None:
    """-1, 0 or 1 as `a` is shorter than, the same as or longer than `b`; None when one of them is no value.

    P1Y is P12M, P1W is P7D, P1D is PT24H. Plain numbers are compared as numbers.
    """
    first, second = parse(a), parse(b)
    if first is None or second is None:
        return _compare_numbers(a, b)
    # the months break a tie, so that a month and its mean number of seconds are ordered and not equal
    one, two = ((d.calendar * _MONTH + d.exact, d.calendar) for d in (first, second))
    return (one > two) - (one < two)


def _compare_numbers(a: str, b: str) -> int | None:
    try:
        one, two = Decimal(a.strip()), Decimal(b.strip())
    except InvalidOperation:
        return None
    return (one > two) - (one < two) if one.is_finite() and two.is_finite() else None


def days(iso: str) -> float:
    """The length in days, a month as 30.436875; nan when it is no duration."""
    duration = parse(iso)
    return (duration.calendar * _MONTH + duration.exact) / 86400 if duration else float("nan")


_NAMES = {
    "en": ("year years", "month months", "week weeks", "day days", "hour hours", "minute minutes", "second seconds", "and"),
    "fr": ("an ans", "mois mois", "semaine semaines", "jour jours", "heure heures", "minute minutes",
           "seconde secondes", "et"),
    "es": ("año años", "mes meses", "semana semanas", "día días", "hora horas", "minuto minutos", "segundo segundos", "y"),
    "pt": ("ano anos", "mês meses", "semana semanas", "dia dias", "hora horas", "minuto minutos", "segundo segundos", "e"),
    "de": ("Jahr Jahre", "Monat Monate", "Woche Wochen", "Tag Tage", "Stunde Stunden", "Minute Minuten",
           "Sekunde Sekunden", "und"),
}  # fmt: skip


def words(iso: str, language: str = "en") -> str:
    """A duration as a person reads it: "40 days", "1 year and 6 months"; other text comes back as it is."""
    duration = parse(iso)
    if duration is None:
        return iso
    names = _NAMES.get(language, _NAMES["en"])
    parts = []
    for unit, name in zip(UNITS, names, strict=False):
        count = getattr(duration, unit)
        if count:
            singular, plural = name.split()
            parts.append(f"{count} {singular if count == 1 else plural}")
    if not parts:
        return f"0 {names[3].split()[1]}"
    return f" {names[-1]} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def difference(a: str, b: str, language: str = "en") -> str:
    """How far apart two durations are, in words ("20 days"); "" when they are equal or their units do not allow it."""
    first, second = parse(a), parse(b)
    if first is None or second is None:
        return ""
    months, seconds = abs(first.calendar - second.calendar), abs(first.exact - second.exact)
    if months and seconds:
        return ""
    if months:
        whole = months % 12 == 0
        return words(f"P{months // 12}Y" if whole else f"P{months}M", language)
    if not seconds:
        return ""
    only_weeks = all(d.exact == d.weeks * 604800 for d in (first, second))
    units = ("weeks", "days", "hours", "minutes", "seconds") if only_weeks else ("days", "hours", "minutes", "seconds")
    unit = next(u for u in units if seconds % _SECONDS[u] == 0)
    return words(Duration(**{unit: seconds // _SECONDS[unit]}).iso, language)
