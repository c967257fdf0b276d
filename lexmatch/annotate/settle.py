"""Durations of one article against each other: the special case and the rule, the figure said again, release
possible and due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lexmatch import quantity
from lexmatch.annotate import durative, limits
from lexmatch.annotate.parameters import Found
from lexmatch.instrument import Instrument, Provision
from lexmatch.text import fold

Values = dict[str, tuple[Found, ...]]


def settle(law: Instrument, found: Mapping[str, tuple[Found, ...]]) -> Values:
    """The durations of every provision, once those of its article have been compared."""
    made = dict(found)
    for article in _articles(law.provisions):
        places = [p for p in article.walk() if made.get(p.eid)]
        if sum(len(made[p.eid]) for p in places) > 1:
            _special(article, made)
            _again(places, made)
            _interim(places, made)
    return made


def _articles(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """The provisions that are articles or sections: the first on each way down that have a text or no parts of their
    own."""
    for provision in provisions:
        if provision.kind in ("article", "section", "rule") or provision.text or not provision.children:
            yield provision
        else:
            yield from _articles(provision.children)


def _special(article: Provision, made: Values) -> None:
    """Of cases that end with "in any other case" the values of the others are exceptions: the parameter is that of
    the rule."""
    for parent in article.walk():
        rules = [c for c in parent.children if limits.general(fold(c.text[:120]))]
        if not rules:
            continue
        keys = {f.key for rule in rules for p in rule.walk() for f in made.get(p.eid, ())}
        for child in parent.children:
            if child not in rules:
                for p in child.walk():
                    if p.eid in made:
                        made[p.eid] = tuple(f for f in made[p.eid] if f.key not in keys)


def _again(places: list[Provision], made: Values) -> None:
    """A figure that an earlier provision of the article has set and that is now spoken of ("the 30 days") is said once."""
    seen: set[tuple[str, str]] = set()
    for p in places:
        kept = tuple(f for f in made[p.eid] if f.role != "back" or (f.key, f.value) not in seen)
        seen |= {(f.key, f.value) for f in kept}
        made[p.eid] = kept


def _interim(places: list[Provision], made: Values) -> None:
    """Where release is possible after a time and due after a longer one, or a limit may be extended to a longer one, or "in no
    case" passed, the shorter one is not the last."""
    for binding, interim in durative.INTERIM.items():
        values = [f for p in places for f in made[p.eid] if f.key == binding]
        total = next((f for f in values if f.role == "total"), None)
        longest = max(values, key=lambda f: quantity.days(f.value), default=None)
        for p in places:
            made[p.eid] = tuple(
                replace(f, parameter=interim.partition(".")[2])
                if f.key == binding and _passed(f, total, longest)
                else f
                for f in made[p.eid]
            )


def _passed(found: Found, total: Found | None, longest: Found | None) -> bool:
    """Whether a later limit takes the place of one."""
    later = total if total and found.role != "total" else longest if found.role == "possible" else None
    return bool(later and quantity.compare(found.value, later.value) == -1)
