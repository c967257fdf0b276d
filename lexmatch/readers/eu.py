"""What European Union acts have in common, whatever file they come in: type, number, work URI and official address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexmatch.readers.units import Meta, element, number, p
from lexmatch.readers.xml import Element

# Letter of a CELEX number, name in a work URI, name in an ELI.
TYPES = {
    "L": ("directive", "dir"), "R": ("regulation", "reg"), "D": ("decision", "dec"),
    "F": ("framework-decision", "dec_framw"), "H": ("recommendation", "reco"),
}  # fmt: skip
# The same in the titles of acts. Framework decisions stand before decisions.
_TITLES = (
    ("F", r"framework decision|décision-cadre|rahmenbeschluss|decisión marco|decisione quadro|kaderbesluit|"
          r"decisão-quadro|puitepäätös|rambeslut|rammeafgørelse"),
    ("L", r"directive|richtlinie|directiva|direttiva|richtlijn|diretiva|direktiivi|direktiv|dyrektyw"),
    ("R", r"regulation|règlement|verordnung|reglamento|regolamento|verordening|regulamento|asetus|förordning|"
          r"forordning|rozporządzeni"),
    ("D", r"decision|décision|beschluss|entscheidung|decisión|decisione|besluit|decisão|päätös|beslut|afgørelse|"
          r"decyzj"),
    ("H", r"recommendation|recommandation|empfehlung|recomendación"),
)  # fmt: skip
_CELEX = re.compile(r"^([0-9])((?:19|20)\d\d)([A-Z]{1,2})(\d{4})")
# Titles number acts as 2014/41/EU, (EU) 2020/1783, (EC) No 1206/2001.
_NUMBER = re.compile(
    r"\b(?:(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)|(?P<year2>(?:19|20)\d\d)/(?P<number2>\d{1,5}))\b"
)
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5,
    "juin": 6, "juillet": 7, "août": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "januar": 1,
    "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12, "enero": 1, "febrero": 2,
    "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "octubre": 10,
    "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_DATE = re.compile(r"\b(\d{1,2})(?:er|º|\.)?\s+(?:de\s+)?([^\W\d]+)\s+(?:de\s+)?((?:19|20)\d\d)\b")
# What divisions and articles are called in the languages of the Union.
DIVISIONS = (
    ("title", r"title|titre|titel|título|titolo|osasto|avdelning|afsnit|tytuł|titlul|τιτλοσ|naslov|jaotis|cím"),
    ("part", r"part|partie|teil|parte|deel|osa|del|część|partea|μεροσ|část|časť|rész|daļa|dalis"),
    (
        "subdivision",
        r"sub-?section|sous-section|unterabschnitt|subsección|sottosezione|onderafdeling|subsecção|alajakso",
    ),
    (
        "subchapter",
        r"section|abschnitt|sección|sezione|secção|jakso|avsnitt|afdeling|sekcja|secțiunea|τμημα|oddíl|oddiel|"
        r"oddelek|odjeljak|szakasz|jagu|iedaļa|skirsnis|taqsima",
    ),
    (
        "chapter",
        r"chapter|chapitre|kapitel|capítulo|capo|hoofdstuk|luku|rozdział|capitolul|κεφαλαιο|kapitola|poglavje|"
        r"poglavlje|fejezet|peatükk|nodaļa|skyrius|kapitolu|caibidil|глава",
    ),
)


@dataclass(frozen=True, slots=True)
class Act:
    """Type letter, year and number of an act."""

    letter: str
    year: str
    number: str

    @property
    def name(self) -> str:
        """The type as a work URI has it."""
        return TYPES[self.letter][0]


def from_celex(celex: str) -> Act | None:
    """The act of a CELEX number: 32014L0041 is directive 2014/41. Consolidated texts (sector 0) and corrigenda are of
    the act they consolidate."""
    found = _CELEX.match(celex.strip())
    if found is None or found.group(3)[0] not in TYPES or len(found.group(3)) > 1:
        return None
    return Act(found.group(3), found.group(2), str(int(found.group(4))))


def from_title(title: str) -> Act | None:
    """The act that a title names, by the words for its type and its number."""
    head = title[:200].casefold()
    places = [(m.start(), letter) for letter, names in _TITLES if (m := re.search(rf"\b(?:{names})", head))]
    found = _NUMBER.search(title)
    if not places or found is None:
        return None
    letter = min(places)[1]
    return Act(letter, found.group("year") or found.group("year2"), found.group("number") or found.group("number2"))


def date_in(title: str) -> str:
    """The first date in a title, ISO 8601; empty where none is understood."""
    for day, month, year in _DATE.findall(title):
        at = _MONTHS.get(month.casefold())
        if at and 0 < int(day) < 32:
            return f"{year}-{at:02d}-{int(day):02d}"
    return ""


def division(label: str) -> tuple[str, str]:
    """Kind and number of a division by its label: "CHAPTER II" → ("chapter", "II"); ("", "") where it is none. Sections
    of a chapter are subchapters here, for a section of the naming convention is counted through a whole statute."""
    words = label.casefold().split()
    if not words:
        return "", ""
    for kind, names in DIVISIONS:
        if re.fullmatch(rf"(?:{names})", words[0]):
            return kind, " ".join(label.split()[1:]).strip(" .:—-")
    last = label.rsplit(maxsplit=1)[-1]
    if re.fullmatch(r"(?:{})".format("|".join(n for _, n in DIVISIONS)), words[-1]):
        return next(k for k, n in DIVISIONS if re.fullmatch(rf"(?:{n})", words[-1])), " ".join(label.split()[:-1])
    return ("", last) if len(words) > 1 and re.fullmatch(r"[IVXLC]+|\d+\w*", last) else ("", "")


_RELEVANCE = re.compile(r"\s*\([^()]*\b(?:EEA|EEE|EWR|SEE|ETA|EER|EØS|EES|EHP|EOG|EMP|EGP)\b[^()]*\)\s*$")


def meta(act: Act | None, title: str, *, adopted: str, date: str, language: str, format_: str) -> Meta:
    """What is known of an act. Framework decisions bear the JHA of their series in the work URI."""
    title = _RELEVANCE.sub("", title)
    made = Meta(title=title or "Untitled", uri="/akn/eu/act", language=language or "en", date=date, adopted=adopted,
                kind="eu-act", jurisdiction="eu", format=format_)  # fmt: skip
    if act is None:
        made.uri = f"/akn/eu/act/{adopted or 'undated'}/{slug(title)}"
        return made
    series = "-jha" if act.letter == "F" else ""
    made.uri = f"/akn/eu/act/{act.name}/{adopted or act.year}/{act.year}-{act.number}{series}"
    made.alias = f"eu-{act.name}-{act.year}-{act.number}"
    made.number = f"{act.year}/{act.number}"
    made.adopted = adopted or act.year
    made.link = f"https://eur-lex.europa.eu/eli/{TYPES[act.letter][1]}/{act.year}/{act.number}/oj"
    return made


def slug(title: str) -> str:
    """A title as the last step of a work URI."""
    from lexmatch.text import folded_words

    return "-".join("".join(c for c in w if c.isalnum()) for w in folded_words(title)[:6]) or "untitled"


def recitals(parts: list[tuple[str, list[Element]]], taken: set[str]) -> Element:
    """Recitals with their numbers as eIds: rec_1, rec_2 …; a number that comes twice is told apart. `taken` are the
    eIds of those before in the same document."""
    name, again = "recs", 2
    while name in taken:
        name, again = f"recs_{again}", again + 1
    taken.add(name)
    made = element("recitals", eId=name)
    for at, (num, blocks) in enumerate(parts, 1):
        eid = base = f"rec_{number(num) or at}"
        count = 2
        while eid in taken:
            eid, count = f"{base}_{count}", count + 1
        taken.add(eid)
        recital = element("recital", eId=eid)
        if num:
            recital.append(element("num", num))
        recital.extend(blocks or [p()])
        made.append(recital)
    return made
