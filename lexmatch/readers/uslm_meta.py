"""What a USLM file says of itself: which law it is, its date, its official address."""

from __future__ import annotations

import re

from lexmatch.readers.units import Meta, number
from lexmatch.readers.xml import Element, children, first, local, text_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})\b")


def meta(root: Element, main: Element, asked: str = "") -> Meta:
    head = first(root, "meta")
    held: dict[str, Element] = {}
    for child in children(head) if head is not None else ():
        held.setdefault(local(child), child)

    def said(*names: str) -> str:
        return next(filter(None, (text_of(held.get(name)) for name in names)), "")

    kind = local(root)
    title = said("title")
    short = next(
        (
            e
            for e in main.iter("{*}shortTitle")
            if e.get("role", "act") in ("act", "jointResolution", "concurrentResolution")
        ),
        None,
    )
    if kind in ("pLaw", "bill", "resolution") and short is not None:
        title = text_of(short).strip('“”" ,.')
    elif kind == "statuteCompilation":
        title = said("containsShortTitle") or title
    number_ = said("docNumber")
    congress = said("congress")
    law = re.search(r"(\d+)\s*[–-]\s*(\d+)", number_ or "") or re.search(
        r"Public Law (\d+)\s*[–-]\s*(\d+)", said("citableAs")
    )
    adopted = said("approvedDate") or next((e.get("date", "") for e in main.iter("{*}approvedDate")), "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", adopted):
        action = first(main, "action")
        found = [e.get("date", "") for e in action.iter("{*}date")] if action is not None else []
        adopted = next((d for d in found if d), "") or _date(main)
    made = Meta(title=title or number_ or "Untitled", uri="/akn/us/act", language=(said("language") or "en").lower()[:2],
                adopted=adopted, date=adopted, kind="statute", jurisdiction="us", format="uslm",
                citation=said("citableAs"))  # fmt: skip
    if kind == "uscDoc" or (root.get("identifier") or "").startswith("/us/usc"):
        return _code(made, root, asked, number_, said("created", "docPublicationName"))
    if law is not None or (congress and number_.isdigit()):
        first_, second = law.groups() if law is not None else (congress, number_)
        made.uri = f"/akn/us/act/{adopted or 'undated'}/pl-{first_}-{second}"
        made.number, made.alias = f"{first_}-{second}", f"us-pl-{first_}-{second}"
        made.link = f"https://www.govinfo.gov/app/details/PLAW-{first_}publ{second}"
    else:
        made.uri = f"/akn/us/act/{adopted or 'undated'}/{number(number_).lower() or 'unnumbered'}"
    if kind == "statuteCompilation":
        identity = (
            next((text_of(e) for e in children(head, "property") if e.get("role") == "fileId"), "")
            if head is not None
            else ""
        )
        made.link = f"https://www.govinfo.gov/app/details/COMPS-{identity}" if identity else made.link
        made.coverage = "partial" if next(main.iter("{*}elided"), None) is not None else "whole"
    return made


def _code(made: Meta, root: Element, asked: str, number_: str, created: str) -> Meta:
    """A title of the Code, or the chapter of it that was asked for."""
    title = re.sub(r"\D", "", number_) or (re.findall(r"/t(\d+\w*)", root.get("identifier", "")) or ["0"])[0]
    made.uri, made.alias = f"/akn/us/act/usc/{title}", f"us-{title}usc"
    if asked:
        made.uri, made.alias, made.coverage = f"{made.uri}/ch-{asked}", f"{made.alias}-{asked}", "partial"
    dated = re.search(r"\d{4}-\d\d-\d\d", created)
    made.date = dated.group() if dated else ""
    made.adopted, made.number = "", title
    made.link = f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}"
    if asked:
        made.link += f"-chapter{asked}"
    return made


def _date(main: Element) -> str:
    """The date of approval as a side note gives it: "Oct. 10, 2013"."""
    long = first(main, "longTitle")
    for month, day, year in _DATE.findall(text_of(long)) if long is not None else ():
        if month[:3].casefold() in _MONTHS:
            return f"{year}-{_MONTHS.index(month[:3].casefold()) + 1:02d}-{int(day):02d}"
    return ""
