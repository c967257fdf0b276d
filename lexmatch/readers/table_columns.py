"""What the columns of a table hold: told by their names in five languages, and by their cells where a name may mean two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lexmatch.readers.table_cells import HEAD_ROWS, Row
from lexmatch.readers.table_numbers import numbered
from lexmatch.text import fold


def _names(listed: str) -> tuple[str, ...]:
    return tuple(listed.split(";"))


# Names of each role, folded, without punctuation; the earlier is preferred where several columns have one role.
NUMBER = _names(
    "article no;article number;section no;section number;number;no;nr;num;n;#;ref id;ref;reference id;reference;"
    "article;articles;art;section;sec;s;§;rule;regulation;reg;clause;control id;requirement id;identifier;code;"
    "provision no;provision number;provision id;paragraph no;paragraph number;numero;num article;nummer;numer;articulo;"
    "artigo;artikel;articolo;seccion;secao;paragraf;norm;vorschrift;bestimmung;disposition;disposicion;disposicao"
)
SUB = _names(
    "paragraph;paragraphs;para;subsection;sub section;absatz;abs;paragraphe;parrafo;apartado;numeral;point;letter;lit;"
    "litera;buchstabe;subparagraph;sub paragraph;inciso;alinea;item;subpoint;satz;indent"
)
GROUP = _names(
    "book;part;title no;chapter;division;subdivision;teil;kapitel;abschnitt;partie;chapitre;parte;capitulo;titulo no;"
    "domain;function;family;theme;category;group"
)
HEADING = _names(
    "heading;title;marginal note;section title;article title;rubric;caption;name;subject;short title;label;topic;"
    "control name;intitule;titre;titulo;epigrafe;rubrica;uberschrift;titel;bezeichnung"
)
TEXT = _names(
    "text;full text;provision text;text of provision;wording;content;body;description;provision;requirement;control;"
    "statement;words;texte;libelle;contenu;texto;contenido;conteudo;redaccion;wortlaut;inhalt;testo"
)
PARENT = _names(
    "parent;parent number;parent no;parent ref id;parent ref;parent id;parent urn;belongs to;part of;within;under;"
    "ubergeordnet;padre;pai"
)
ID = _names("id;uid;row id;key;urn;internal id")
# Names that may mean the number, the heading or the words of a provision.
_EITHER = frozenset(
    _names(
        "provision;article;articles;art;section;rule;regulation;clause;control;requirement;reference;ref;label;name;subject;"
        "norm;vorschrift;bestimmung;disposition;disposicion;disposicao;paragraph;artikel"
    )
)
_LANGUAGES = {"en": "en eng english anglais ingles", "fr": "fr fra french francais frances",
              "es": "es spa spanish espagnol espanol", "pt": "pt por portuguese portugais portugues",
              "de": "de ger deu german allemand deutsch", "it": "it italian", "nl": "nl dutch"}  # fmt: skip
_BY_WORD = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_WITHIN = (("parent", {"parent"}), ("text", {"text", "wording", "texte", "texto", "wortlaut"}),
           ("heading", {"heading", "title", "titre", "titulo"}),
           ("number", {"number", "no", "nr", "numero", "nummer", "id"}))  # fmt: skip
_TABLES = (("parent", PARENT), ("text", TEXT), ("heading", HEADING), ("number", NUMBER), ("sub", SUB), ("group", GROUP),
           ("id", ID))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each thing stands (-1: nowhere). `levels` are the columns below `number`, `groups` those above it,
    `names` the columns as they are headed, `kind` what the units are called, `language` that of the words."""

    at: int
    number: int
    heading: int = -1
    text: int = -1
    parent: int = -1
    id: int = -1
    levels: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""

    @property
    def used(self) -> frozenset[int]:
        """The columns that are read."""
        single = {self.number, self.heading, self.text, self.parent, self.id} - {-1}
        return frozenset(single | set(self.levels) | set(self.groups))


def role(name: str) -> tuple[str, int, str]:
    """What a column is by its name: role ("" when unknown), rank within it (0: the best name), language."""
    tokens = re.findall(r"[^\W_]+|[#§]", fold(name))
    if not tokens or len(tokens) > 6 or any(t.isdigit() for t in tokens):
        return "", 0, ""
    language = next((_BY_WORD[t] for t in tokens[1:] if t in _BY_WORD), "")
    bare = " ".join(t for n, t in enumerate(tokens) if not (n and t in _BY_WORD))
    for found, known in _TABLES:
        if bare in known:
            return found, known.index(bare), language
    for found, words in _WITHIN:
        if words & set(bare.split()):
            return found, 90, language
    return "", 0, language


def judge(rows: Sequence[Row]) -> int:
    """How many columns of the likeliest header are known, when they are enough for provisions; else 0."""
    return max((_known(r) for r in rows[:HEAD_ROWS]), default=0)


def _known(row: Row) -> int:
    found = [(role(c)[0], c) for c in row.cells if c.strip() and len(c) < 60]
    roles = {r for r, _ in found if r}
    either = sum(1 for _, c in found if fold(c).strip(" .") in _EITHER)
    numbers = roles & {"number", "id", "sub"} or either
    words = roles & {"text", "heading"} or either > 1
    names = {fold(c).strip(" .") for r, c in found if r}  # a header says each once: “Subject” in every cell is a row
    return len(names) if numbers and words and len(found) > 1 else 0


def columns(rows: Sequence[Row], language: str = "") -> Columns | None:
    """The columns by the likeliest header; None when none fits. Of words in several languages the one asked for is taken,
    else English, else the first."""
    best = max(range(min(len(rows), HEAD_ROWS)), key=lambda n: (_known(rows[n]), -n), default=-1)
    if best < 0 or not _known(rows[best]):
        return None
    header, below = rows[best].cells, rows[best + 1 :]
    found: dict[str, list[tuple[int, int, str]]] = {}
    for n, name in enumerate(header):
        what, rank, spoken = role(name)
        if what in ("number", "text", "heading", "sub") and fold(name).strip(" .") in _EITHER:
            what = _by_cells(what, [r.cells[n] for r in below[:300] if len(r.cells) > n])
        if what:
            found.setdefault(what, []).append((n, rank, spoken))
    numbers = sorted(found.get("number", ()), key=lambda c: c[1]) or [*found.get("id", ()), *found.get("sub", ())][:1]
    text, heading = _chosen(found.get("text", []), language), _chosen(found.get("heading", []), language)
    if heading[0] < 0 and text[0] >= 0:  # of two columns of words the one with fewer of them heads the other
        column = [[r.cells[n] for r in below[:300] if len(r.cells) > n] for n in range(len(header))]
        others = [c for c in found["text"] if c[0] != text[0] and c[2] == text[1] and 0 < _length(column[c[0]]) < 60
                  and _length(column[c[0]]) < _length(column[text[0]])]  # fmt: skip
        heading = _chosen(others, language)
    if not numbers or (text[0] < 0 and heading[0] < 0):
        return None
    number = _first_number(numbers, header)
    basic = [n for n, _, _ in numbers if n != number and fold(header[n]).strip(" .") in ("section", "chapter")]
    ids = [n for n, _, _ in found.get("id", ()) if n != number]
    return Columns(
        best, number, heading[0], text[0], next((n for n, _, _ in found.get("parent", ())), -1), next(iter(ids), -1),
        tuple(n for n, _, _ in found.get("sub", ()) if n != number),
        tuple(sorted([*(n for n, _, _ in found.get("group", ())), *basic])),
        tuple(" ".join(c.split()) for c in header), _kind(header[number]), text[1] or heading[1],
    )  # fmt: skip


def _first_number(numbers: Sequence[tuple[int, int, str]], header: Sequence[str]) -> int:
    """Of an article and a section the article is what is numbered: the section is a group of them."""
    named = {n: _kind(header[n]) for n, _, _ in numbers}
    return next((n for n, kind in named.items() if kind == "article"), numbers[0][0])


def _chosen(found: Sequence[tuple[int, int, str]], language: str) -> tuple[int, str]:
    if not found:
        return -1, ""
    best = min(found, key=lambda c: (c[2] != language if language else c[2] not in ("", "en"), c[1], c[0]))
    return best[0], best[2]


def _by_cells(what: str, cells: Sequence[str]) -> str:
    """The role of a column whose name may mean several things, by what stands in it."""
    filled = [c for c in cells if c.strip()]
    if not filled:
        return what
    if sum(1 for c in filled if numbered(c) is not None) >= 0.6 * len(filled):
        return what if what in ("number", "sub") else "number"
    return "text" if what == "text" or _length(filled) > 60 else "heading"


def _length(cells: Sequence[str]) -> float:
    filled = [c for c in cells if c.strip()]
    return sum(map(len, filled)) / max(len(filled), 1)


def _kind(name: str) -> str:
    """What the units are, if the column of their numbers says it."""
    bare = set(re.findall(r"[^\W_]+|§", fold(name)))
    for kind, words in (("article", "article articles art articulo artigo artikel articolo"),
                        ("section", "section sec s § seccion secao paragraf"), ("rule", "rule"),
                        ("regulation", "regulation reg")):  # fmt: skip
        if bare & set(words.split()):
            return kind
    return ""
