"""What a plain text says about itself: front matter, title, date, country; the rest is left open."""

from __future__ import annotations

import re

from lexmatch.readers import Source
from lexmatch.readers.aliases import slug
from lexmatch.readers.text_labels import head
from lexmatch.readers.text_lines import Line
from lexmatch.readers.units import Meta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january januari janvier januar enero janeiro", "february februari février februar febrero fevereiro",
         "march maart mars märz marzo março", "april avril abril", "may mei mai mayo maio", "june juni juin junio junho",
         "july juli juillet julio julho", "august augustus août agosto", "september septembre septiembre setembro",
         "october oktober octobre octubre outubro", "november novembre noviembre novembro",
         "december décembre dezember diciembre dezembro"), 1)
    for name in names.split()
}  # fmt: skip
_DAY = re.compile(
    rf"(\d{{1,2}})\s?(?:st|nd|rd|th|e|er|º|\.)?\s+(?:day\s+of\s+|de\s+)?({'|'.join(_MONTHS)})\s*(?:de\s+|,\s*)?(\d{{4}})",
    re.I,
)
_DONE = re.compile(r"\b(?:DONE (?:at|in|AT|IN)|GEDAAN te|FAIT à|GESCHEHEN|HECHO en|FEITO em)\b")
# What a title says of the kind; "Extradition (Treaty States) Act" is an act.
_TREATY = re.compile(
    r"\b(?:treaty|convention|agreement|protocol|scheme|traité|accord|protocole|vertrag|übereinkommen|abkommen|verdrag|overeenkomst|"
    r"tratado|convenio|convención|acuerdo|acordo|convenção|protocolo|convenzione|trattato)\b|اتفاقية|معاهدة|конвенция|договор|соглашение",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:acts?|law|code|ordinance|decree|statute|regulations?|bill|by-?laws?|proclamation|loi|décret|ley|lei|código|decreto|legge|wet|"
    r"laki|lag)\b|gesetz|قانون|закон|кодекс",
    re.IGNORECASE,
)
_ENACTED = re.compile(
    r"\b(?:act|ordinance|law|code|decree)\b(?:[,\s]+(?:no\W*)?[\d/]+(?:\s+of\s+\d{4})?)?\W*$", re.IGNORECASE
)
_HOSTS = {"comlaw.gov.au": "au", "legislation.gov.au": "au", "legislation.govt.nz": "nz", "legislation.gov.uk": "gb",
          "fedlex": "ch", "laws-lois.justice.gc.ca": "ca", "uscode": "us", "gesetze-im-internet": "de",
          "irishstatutebook": "ie", "sso.agc.gov.sg": "sg", "indiacode": "in"}  # fmt: skip


def front_matter(raw: list[str]) -> tuple[dict[str, str], int]:
    """The keys of a front matter between lines of dashes, and the number of lines that it takes."""
    if not raw or raw[0].strip("\ufeff").strip() != "---":
        return {}, 0
    end = next((i for i, line in enumerate(raw[1:200], 1) if line.strip() == "---"), 0)
    found = {}
    for line in raw[1:end]:
        key, colon, value = line.partition(":")
        if colon and key.strip().isidentifier():
            found[key.strip()] = value.strip().strip("\"'")
    return found, end + 1 if end else 0


def about(source: Source, lines: list[Line], language: str) -> Meta:
    """Metadata as far as the text gives them; what it does not give is left for --as and the corpus."""
    given, _ = front_matter(source.text.splitlines()[:200])
    start = "\n".join(line.text for line in lines[:40])
    title = given.get("title") or _title(lines, language)
    jurisdiction = given.get("country", "").casefold()[:2]
    if not jurisdiction:
        text = source.text[:6000]
        jurisdiction = next((country for host, country in _HOSTS.items() if host in text), "")
    done = next((d for line in lines if (m := _DONE.search(line.text)) and (d := _date(line.text[m.end() :]))), "")
    compiled = re.search(r"[Cc]ompilation (?:start )?date:?\s*(.{6,30})", start)
    numbered = re.search(r"\bNo\.\s*(\d+),\s*(\d{4})\b", start)
    code = re.search(r"/us/usc/t(\d+)/(?:s|\w+/ch)(\w+)", source.text[:3000])
    adopted = _iso(given.get("publication_date")) or (numbered[2] if numbered else "") or done or _year(title)
    date = _iso(given.get("applicability_date")) or _iso(given.get("last_updated")) or (
        _date(compiled[1]) if compiled else "")  # fmt: skip
    number = given.get("sr_number") or (numbered[1] if numbered else "") or (code[2] if code else "")
    jurisdiction = "us" if code else jurisdiction
    kind = "statute" if jurisdiction or _is_statute(title) else "treaty"
    return Meta(
        title=title, uri=_uri(kind, jurisdiction, adopted, number, title, code), language=language, date=date or done,
        adopted=adopted, jurisdiction=jurisdiction or ("" if kind == "statute" else "un"), kind=kind, number=number,
        alias=f"us-{code[1]}usc-{code[2].casefold()}" if code else "", in_force=_iso(given.get("entry_into_force")),
        link=given.get("source", "") if given.get("source", "").startswith("http") else "",
        titles={k[6:]: v for k, v in given.items() if re.fullmatch(r"title_[a-z]{2}", k)},
    )  # fmt: skip


def _title(lines: list[Line], language: str) -> str:
    """The highest heading that is no label and in no other language."""
    from lexmatch.readers.text_parts import language_of

    found: list[Line] = []
    for line in lines[:400]:
        opened = head(line.text, line.level > 0, False)
        if opened is not None and line.level:
            if not found and opened.basic and opened.rest:
                return f"{opened.label} {opened.rest}"
            break
        if line.level:
            found.append(line)
    same = [line for line in found if language_of(f"{line.text} " * 3) in ("", language)]
    best = min(same or found, key=lambda line: line.level, default=None)
    if best is not None:
        return best.text
    return next((line.text for line in lines[:20] if len(line.text) < 200), lines[0].text[:120] if lines else "")


def _iso(text: str | None) -> str:
    return text if text and re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""


def _date(text: str) -> str:
    found = _DAY.search(text[:300])
    if not found:
        return ""
    day, year = int(found[1]), found[3]
    return f"{year}-{_MONTHS[found[2].casefold()]:02}-{day:02}" if 1 <= day <= 31 else ""


def _year(title: str) -> str:
    found = re.search(r"\b(1[89]\d\d|20\d\d)\b", title)
    return found.group() if found else ""


def _is_statute(title: str) -> bool:
    """Whether a title is that of a State's own law."""
    enacted = bool(_ENACTED.search(title)) and not _TREATY.match(title)
    return bool(_STATUTE.search(title)) and (enacted or not _TREATY.search(title))


def _uri(kind: str, jurisdiction: str, adopted: str, number: str, title: str, code: re.Match[str] | None) -> str:
    if code:
        return f"/akn/us/act/code/{code[1]}-usc-{code[2].casefold()}"
    name = slug(number or title, ".") or "text"
    return f"/akn/{jurisdiction or 'un'}/act{'' if kind == 'statute' else '/treaty'}/{adopted or 'undated'}/{name}"
