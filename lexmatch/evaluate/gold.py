"""Gold files: what a person says is right, in one of two tables; and the provisions that she means by what she typed."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lexmatch import ref
from lexmatch.findings import Place, Unreadable
from lexmatch.instrument import MODALITIES, Instrument
from lexmatch.text import did_you_mean, fold

NONE = "none"  # the concept of a provision that has none
_NOTHING = frozenset(("", "-", "–", "—", "none"))
_ORDINAL = re.compile(
    r",?\s*\b(?:(?:first|second|third|fourth|fifth|sixth|last|final)\s+(?:sub-?paragraph|paragraph|indent|sentence|part|phrase)"
    r"|introductory\s+(?:wording|words|part|phrase|sentence))\b", re.IGNORECASE)  # fmt: skip
_BASIC = ("article", "section", "rule", "regulation")
_COLUMNS = ("unit", "primary")


@dataclass(frozen=True, slots=True)
class Link:
    """A row of a matching file: provisions as typed. No source: new in the target; no targets: no equivalent."""

    line: int
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A row of an annotation file: the unit as typed, its concepts, its force, and its values as "concept.parameter=value"."""

    line: int
    text: str
    unit: str
    primary: str
    others: tuple[str, ...] = ()
    modality: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something of a gold file that could not be measured, and why."""

    line: int
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: `links` for matching or `labels` for annotation. `measures` says which columns were there."""

    path: str
    links: tuple[Link, ...] = ()
    labels: tuple[Label, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the file is gold for."""
        return "annotation" if self.labels else "matching"


def read(text: str, path: str) -> Gold:
    """The gold in a file's text. Raises Unreadable at the first row that is not as it should be."""
    rows = [(n, row) for n, row in enumerate(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), 1)
            if any(c.strip() for c in row) and not row[0].startswith("#")]  # fmt: skip
    if not rows:
        raise Unreadable(f"{path} is empty", "docs/evaluation.md shows what a gold file holds.", Place(path))
    names = [c.strip().casefold() for c in rows[0][1]]
    if set(names) & {"unit", "primary", "others", "parameters", "modality"}:
        return Gold(path, labels=_labels(rows[1:], names, path), columns=tuple(names))
    if len(names) == 1 and all(len(row) == 1 for _, row in rows) and ("," in rows[0][1][0] or ";" in rows[0][1][0]):
        raise Unreadable(
            f"{path} has no tabs", "Columns of a gold file are separated by tabs: save it as TSV.", Place(path)
        )
    header = {"source", "target"} <= set(names)
    at = (names.index("source"), names.index("target")) if header else (0, 1)
    body = rows[1:] if header else rows
    if not body:
        raise Unreadable(f"{path} has a header, but no rows", "", Place(path))
    return Gold(path, links=tuple(_link(n, row, at, header, path) for n, row in body))


def _link(line: int, row: Sequence[str], at: tuple[int, int], header: bool, path: str) -> Link:
    if len(row) <= max(at) or (not header and len(row) != 2):
        columns = f"{len(row)} column{'s' * (len(row) != 1)}"
        raise Unreadable(f"line {line} has {columns}; a gold file for matching has two: source and target",
                         "Separate them by a tab; write - where there is no equivalent.", Place(path, line))  # fmt: skip
    source, target = split(row[at[0]]), split(row[at[1]])
    if not source and not target:
        raise Unreadable(f"line {line} names no provision on either side", "", Place(path, line))
    return Link(line, source, target)


def split(cell: str) -> tuple[str, ...]:
    """The provisions that a cell lists: "3(1); 4", "Article 7(2), (3) and (4)"; none for "-"."""
    if cell.strip().casefold() in _NOTHING:
        return ()
    found: list[str] = []
    text = _ORDINAL.sub("", cell).strip().lstrip("-–— ")
    for part in re.split(r"\s*;\s*|\s*,\s*(?=\(|\d|art|sec|annex|§)|\s+(?:and|et|und|y|e)\s+(?=\(|\d|art|sec|annex|§)", text,
                         flags=re.IGNORECASE):  # fmt: skip
        if part.startswith("(") and found:
            depth = part.count("(")
            stem = re.sub(rf"(?:\s*\([^()]*\)){{1,{depth}}}$", "", found[-1])
            found.append(f"{stem}{part}")
        elif part.strip():
            found.append(part.strip())
    return tuple(dict.fromkeys(found))


def _labels(rows: Sequence[tuple[int, Sequence[str]]], names: Sequence[str], path: str) -> tuple[Label, ...]:
    missing = [c for c in _COLUMNS if c not in names]
    if missing:
        raise Unreadable(f"{path} has no column {' and '.join(missing)}; its columns are {', '.join(names)}",
                         "A gold file for annotation needs unit and primary; file, others, modality and parameters are optional.",
                         Place(path))  # fmt: skip
    if not rows:
        raise Unreadable(f"{path} has a header, but no rows", "", Place(path))
    made = []
    for line, row in rows:
        if len(row) > len(names):
            raise Unreadable(f"line {line} has {len(row)} columns, the header has {len(names)}", "", Place(path, line))
        cells = dict(zip(names, (c.strip() for c in row), strict=False))
        if not cells.get("unit") or not cells.get("primary"):
            raise Unreadable(f"line {line} has no {'primary' if cells.get('unit') else 'unit'}",
                             f"Write {NONE} for a provision without a concept.", Place(path, line))  # fmt: skip
        modality = cells.get("modality", "")
        if modality and modality not in MODALITIES:
            raise Unreadable(
                f"line {line}: '{modality}' is no modality", did_you_mean(modality, MODALITIES), Place(path, line)
            )
        parameters = tuple(filter(None, re.split(r"\s*[;,]\s*", cells.get("parameters", ""))))
        wrong = next((p for p in parameters if not re.fullmatch(r"[\w-]+\.[\w-]+=\S+", p)), "")
        if wrong:
            raise Unreadable(f"line {line}: '{wrong}' is no parameter", "Write it like ext-provisional-arrest.max-duration=P40D.",
                             Place(path, line))  # fmt: skip
        others = tuple(filter(None, re.split(r"[\s,;]+", cells.get("others", ""))))
        made.append(Label(line, cells.get("file", ""), cells["unit"], cells["primary"], others, modality, parameters))
    return tuple(made)


# --- provisions as people type them -----------------------------------------------------------------------------------


def resolve(law: Instrument, typed: str) -> str:
    """The eId that a person means: "3(1)(b)", "Article 16, para. 3", "5.def-political-offence", "sch.9", "preamble", or an
    eId itself; "" when there is no such provision."""
    text = _ORDINAL.sub("", typed).strip()
    if text in law.index:
        return text
    base, _, term = text.partition(".def-")
    if term:
        return _definition(law, resolve(law, base), term)
    schedule = re.fullmatch(r"(?:sch(?:edule)?|annex|appendix|att)\.?\s*([\w-]*)", text, re.IGNORECASE)
    if schedule:
        return _schedule(law, schedule[1])
    if text.casefold() in ("preamble", "recitals"):
        return next((e for e, p in law.index.items() if p.kind == "preamble" or e.startswith("preamble")), "")
    worded = re.match(r"(?:art|sec|s\.|rule|reg|part|chap|sch|annex|rec|§|para)", text, re.IGNORECASE)
    return law.resolve(ref.parse(f"x {text}" if worded else f"x art. {text}"))


def _definition(law: Instrument, base: str, term: str) -> str:
    """The definition of a term within a provision: by its eId, else by its first words."""
    if not base:
        return ""
    inside = [p for p in law.index[base].walk() if p.eid and p.eid != base]
    wanted = ref.key(term)
    exact = next((p.eid for p in inside if ref.key(ref.components(p.eid)[-1][1]) == wanted), "")
    begins = re.sub(r"\W+", " ", fold(term)).strip()
    return exact or next((p.eid for p in inside
                          if re.sub(r"\W+", " ", fold(f"{p.heading} {p.text}")).strip().startswith(begins)), "")  # fmt: skip


def _schedule(law: Instrument, number: str) -> str:
    """A schedule or annex by its number, the only one without a number, or an item of the only one."""
    outer = [p for p in law.provisions if p.kind == "attachment" or p.eid.startswith(("att_", "sch_"))]
    if not number:
        return outer[0].eid if outer else ""
    named = next((p.eid for p in outer if ref.key(ref.components(p.eid)[-1][1]) == ref.key(number)), "")
    if named and (len(outer) > 1 or not re.fullmatch(r"\d+", number)):
        return named
    items = [p.eid for o in outer for p in o.walk() if p.eid != o.eid and p.eid
             and ref.key(ref.components(p.eid)[-1][1]) == ref.key(number)]  # fmt: skip
    return next(iter(items), named)


def article(law: Instrument, eid: str) -> str:
    """The article or section that a provision is in, or the outermost provision around it."""
    chain = [*(p.eid for p in law.ancestors(eid)), eid]
    return next((e for e in chain if e in law.index and law.index[e].kind in _BASIC), chain[0])
