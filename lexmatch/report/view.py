"""What a gap report shows, made once from the assessments: the same rows, the same counts, the same words everywhere.

One or more crosswalks on one standard become a View. Formats only lay it out; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexmatch import gaps
from lexmatch.concepts import Concept, Scheme
from lexmatch.findings import Unreadable
from lexmatch.gaps import Assessment, Row, Side
from lexmatch.instrument import Instrument, Provision
from lexmatch.report.limits import limits
from lexmatch.report.model import SYMBOLS, WORDS, Cell, Gap, Group, Jurisdiction, Line, Source, Text, View
from lexmatch.report.names import jurisdiction_name


def view(assessments: tuple[Assessment, ...], scheme: Scheme, corpus: Iterable[Instrument] = (), title: str = "",
         brand: str = "", lang: str = "en") -> View:  # fmt: skip
    """The report of one or more assessments on the same standard; `corpus` are the instruments that the time limits are
    set against. Raises Unreadable when the standards differ."""
    first = assessments[0]
    for other in assessments[1:]:
        if other.crosswalk.standard != first.crosswalk.standard:
            raise Unreadable(
                f"{other.crosswalk.path} has another standard ({', '.join(other.crosswalk.standard)}) than "
                f"{first.crosswalk.path} ({', '.join(first.crosswalk.standard)})",
                "A matrix needs one standard; make a report for each.",
            )
    standard = " with the ".join(law.title for law in first.standards)
    jurisdictions = tuple(_jurisdiction(a, lang) for a in assessments)
    groups = _groups(assessments, scheme, lang)
    sides = [text for group in groups for line in group.lines for text in _texts_of(line)]
    subjects = _listed([j.name for j in jurisdictions])
    return View(
        title=title or (first.crosswalk.title if len(assessments) == 1 else f"{subjects} against the {standard}"),
        standard=standard,
        standards=tuple(_source(law) for law in first.standards),
        jurisdictions=jurisdictions,
        groups=groups,
        limits=limits(assessments, scheme, tuple(corpus)),
        top=_top(assessments),
        open=sum(a.counts()["open"] for a in assessments),
        unexamined=sum(a.counts()["not-examined"] for a in assessments),
        unverified=sum(not t.verified for t in sides),
        restated=sum(t.status.startswith("restated") for t in sides),
        official=sum(t.status.startswith("official") for t in sides),
        waivers=tuple((row.concept.label, rule, reason) for a in assessments for row in a.rows
                      for rule, reason in row.entry.waive),
        brand=brand,
    )  # fmt: skip


def _listed(names: list[str]) -> str:
    """Names as a sentence has them; more than four are only counted."""
    if len(names) > 4:
        return f"{len(names)} jurisdictions"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _texts_of(line: Line) -> list[Text]:
    return [*line.texts, *(text for cell in line.cells for text in cell.texts)]


def _jurisdiction(assessment: Assessment, lang: str) -> Jurisdiction:
    counts = assessment.counts()
    index = assessment.index()
    laws = assessment.subjects
    codes = dict.fromkeys(law.jurisdiction for law in laws)
    reviewers = dict.fromkeys(
        f"{row.entry.by}, {row.entry.on}".strip(", ")
        for row in assessment.rows
        if row.entry.by and row.verdict != "open"
    )
    return Jurisdiction(
        name=", ".join(jurisdiction_name(c, lang) for c in codes if c) or assessment.crosswalk.title,
        title=assessment.crosswalk.title,
        path=assessment.crosswalk.path,
        laws=tuple(_source(law) for law in laws),
        counts=tuple((v, n) for v, n in counts.items() if n),
        total=sum(counts.values()),
        index=index.value,
        decided=index.decided,
        sentence=sentence(assessment),
        reviewers=tuple(sorted(reviewers)),
    )


def sentence(assessment: Assessment) -> str:
    """The result in one sentence: "41 of 58 rules aligned; 6 missing, of which 3 safeguards"."""
    counts = assessment.counts()
    total = sum(counts.values())
    good = counts["aligned"] + counts["exceeds"]
    parts = [f"{good} of {total} rules aligned" + (" or better" if counts["exceeds"] else "")]
    if counts["partial"]:
        parts.append(f"{counts['partial']} partial")
    if counts["contrary"]:
        parts.append(f"{counts['contrary']} contrary")
    missing = counts["missing"]
    if missing:
        safeguards = sum(r.verdict == "missing" and r.concept.safeguard for r in assessment.rows)
        which = f", of which {safeguards} safeguard{'s' * (safeguards != 1)}" if safeguards else ""
        parts.append(f"{missing} missing{which}")
    waiting = counts["open"] + counts["not-examined"]
    if waiting:
        parts.append(f"{waiting} not yet decided")
    return "; ".join(parts) + "."


def _source(law: Instrument) -> Source:
    return Source(law.alias, law.title, law.citation, law.date, status_words(law), law.link or law.text.source,
                  law.text.coverage, tuple(words for _, words in law.text.read), law.text.notes)  # fmt: skip


def status_words(law: Instrument) -> str:
    """What a text is, as the margin says it: "restated", "official, 2025-07-25"."""
    date = law.text.retrieved[:10] or law.date
    word = {"digest": "restated", "official": "official", "translation": "translation", "draft": "draft"}.get(
        law.text.status, law.text.status
    )
    return f"{word}, {date}" if law.text.status in ("official", "translation") and date else word


def _text(side: Side) -> Text:
    notes = dict.fromkeys(p.note for part in side.parts for p in part.walk() if p.note)
    lines = tuple(line for part in side.parts for line in _lines(part, 0))
    return Text(side.law.alias, side.citation, side.eid, side.law.heading(side.eid), side.text, status_words(side.law),
                side.verified, "; ".join(notes), side.law.link or side.law.text.source, _joined(lines))  # fmt: skip


def _lines(provision: Provision, depth: int) -> Iterator[tuple[int, str, str]]:
    """The words of a provision and of what is below it, unit by unit."""
    if provision.text:
        yield depth, provision.num if depth else "", provision.text
    elif provision.num and depth:
        yield depth, provision.num, ""
    for child in provision.children:
        yield from _lines(child, depth + (child.kind != "p"))
    if provision.tail:
        yield depth, "", provision.tail


def _joined(lines: tuple[tuple[int, str, str], ...]) -> tuple[tuple[int, str, str], ...]:
    """Sentences without a number of their own run on in the line before them."""
    made: list[tuple[int, str, str]] = []
    for depth, number, words in lines:
        if made and not number and made[-1][0] == depth:
            made[-1] = (depth, made[-1][1], f"{made[-1][2]} {words}".strip())
        else:
            made.append((depth, number, words))
    return tuple(made)


def _groups(assessments: tuple[Assessment, ...], scheme: Scheme, lang: str) -> tuple[Group, ...]:
    verdicts = [a.verdicts() for a in assessments]
    present = {c for found in verdicts for c in found}
    made = []
    for group in scheme.groups:
        lines = tuple(
            _line(concept, assessments, verdicts, lang)
            for concept in scheme.concepts
            if concept.group == group.id and concept.id in present
        )
        if lines:
            parent = scheme.group(group.parent)
            label = f"{parent.label}: {group.label}" if parent else group.label
            made.append(Group(group.id, label, lines))
    return tuple(made)


def _line(concept: Concept, assessments: tuple[Assessment, ...], verdicts: list[dict[str, str]], lang: str) -> Line:
    rows = [(n, row) for n, a in enumerate(assessments) for row in a.rows if row.concept.id == concept.id]
    texts: dict[tuple[str, str], Text] = {}
    for _, row in rows:
        for side in row.standard:
            texts.setdefault((side.law.alias, side.eid), _text(side))
    for assessment in assessments:
        if not rows:
            for law in assessment.standards:
                for provision in law.carrying(concept.id):
                    eid = law.citable(provision.eid)
                    texts.setdefault((law.alias, eid), _text(Side(law, eid, law.index[eid], (provision,))))
    tiles = []
    for found in verdicts:
        verdict = found.get(concept.id, "not-examined")
        tiles.append((verdict, SYMBOLS[verdict], WORDS[verdict]))
    return Line(concept.id, concept.named(lang), _first_sentence(concept.definition), concept.weight, concept.safeguard,
                tuple(texts.values()), tuple(tiles), tuple(_cell(n, row) for n, row in rows))  # fmt: skip


def _first_sentence(text: str) -> str:
    """The definition proper; what follows it draws borders to other concepts and is for annotators."""
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "." if text else ""


def _cell(jurisdiction: int, row: Row) -> Cell:
    entry = row.entry
    return Cell(
        jurisdiction, row.verdict, SYMBOLS[row.verdict], WORDS[row.verdict],
        WORDS.get(row.lowered_from, ""), relation_words(entry.relation),
        tuple(_text(side) for side in row.subject),
        tuple((d.label, d.standard, d.subject, d.words, d.short) for d in row.differences),
        entry.note, entry.conflict, entry.by, entry.on,
        entry.confidence if entry.status == "proposed" else None, entry.basis if entry.status == "proposed" else (),
        entry.waive,
    )  # fmt: skip


def relation_words(relation: str) -> str:
    """A relation as a sentence about the subject."""
    return {
        "equal": "covers the same ground as the standard",
        "subset": "covers part of what the standard covers",
        "superset": "covers all the standard covers, and more",
        "intersects": "covers part of it, and other ground besides",
        "none": "shares nothing with the standard",
    }.get(relation, "")


def _top(assessments: tuple[Assessment, ...], most: int = 5) -> tuple[Gap, ...]:
    """The gaps that matter most: heavier first, then contrary and missing before partial, safeguards first."""
    found = [(row, a) for a in assessments for row in a.rows if row.verdict in gaps.GAPS]
    order = {"contrary": 0, "missing": 0, "partial": 1}
    found.sort(key=lambda pair: (-pair[0].concept.weight, order[pair[0].verdict], not pair[0].concept.safeguard))
    names = {id(a): _jurisdiction(a, "en").name for a in assessments}
    return tuple(
        Gap(row.concept.id, row.concept.label, names[id(a)], row.verdict, reason(row), row.concept.safeguard)
        for row, a in found[:most]
    )


def reason(row: Row) -> str:
    """Why a row is a gap, in one line: what falls short, else the reviewer's note."""
    short = [d.words for d in row.differences if d.short]
    text = short[0] if short else row.entry.note
    first = text.split(". ")[0].rstrip(".")
    if not first:
        return "no provision" if row.verdict == "missing" else relation_words(row.entry.relation)
    return first
