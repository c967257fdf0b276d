"""Instruments and their provisions: the law as values, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lexmatch import ref

GROUNDS = ("mandatory", "optional")
MODALITIES = (*GROUNDS, "required", "not-required", "permitted", "prohibited", "conditional", "endeavour")
STATUSES = ("official", "translation", "digest", "draft")


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value of a rule: `value` is ISO 8601 for durations, a number, or one of the scheme's terms; `words` are
    the words of the text that say it (empty for terms)."""

    concept: str
    parameter: str
    value: str
    words: str = ""

    @property
    def key(self) -> str:
        """The parameter's full name: ext-provisional-arrest.max-duration."""
        return f"{self.concept}.{self.parameter}"


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of an instrument. `text` are its own words before, `tail` those after, its children's.

    A rule that is only one of several sentences of a provision is a child of kind "p"; `note` says what the reader
    should know ("as replaced in 1978"), `state` is "repealed" or "not-in-force" where the source marks it.
    """

    eid: str
    kind: str
    num: str = ""
    heading: str = ""
    text: str = ""
    tail: str = ""
    concepts: tuple[str, ...] = ()
    modality: str = ""
    values: tuple[Value, ...] = ()
    children: tuple[Provision, ...] = ()
    line: int = 0
    verified: bool = True
    source: str = ""
    note: str = ""
    state: str = ""

    def walk(self) -> Iterator[Provision]:
        """This provision and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def full_text(self) -> str:
        """All words of the provision, numbers of its children included, as one paragraph."""
        parts = [self.text, *(f"{c.num} {c.full_text}".strip() for c in self.children), self.tail]
        return " ".join(p for p in parts if p)

    @property
    def all_concepts(self) -> tuple[str, ...]:
        """The concepts of this provision and of all below it, in the order of the text."""
        return tuple(dict.fromkeys(c for p in self.walk() for c in p.concepts))

    @property
    def all_values(self) -> tuple[Value, ...]:
        """The typed values of this provision and of all below it."""
        return tuple(dict.fromkeys(v for p in self.walk() for v in p.values))


@dataclass(frozen=True, slots=True)
class TextStatus:
    """What the text is: `official` (verbatim from `source`), `translation`, `digest` (restated) or `draft`.

    `coverage` says how much of the instrument was read ("whole", "partial"), `read` what was read (id, description).
    """

    status: str = "digest"
    source: str = ""
    retrieved: str = ""
    sha256: str = ""
    coverage: str = ""
    read: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text of one instrument at one date. Dates are ISO 8601; `titles` are official titles by language.

    `silent` are the concepts on which a wholly read instrument says nothing; `aspects` are pairs of a concept that it does
    regulate and what it leaves open there.
    """

    alias: str
    title: str
    provisions: tuple[Provision, ...]
    uri: str = ""
    kind: str = ""
    jurisdiction: str = ""
    language: str = "en"
    date: str = ""
    text: TextStatus = TextStatus()
    silent: tuple[str, ...] = ()
    aspects: tuple[tuple[str, str], ...] = ()
    link: str = ""
    citation: str = ""
    adopted: str = ""
    in_force: str = ""
    depositary: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    amends: tuple[str, ...] = ()
    supplements: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    path: str = ""
    index: Mapping[str, Provision] = field(default_factory=dict, compare=False, repr=False)
    parents: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def walk(self) -> Iterator[Provision]:
        """Every provision, in the order of the text."""
        for provision in self.provisions:
            yield from provision.walk()

    def find(self, eid: str) -> Provision | None:
        """The provision of an eId, or None."""
        return self.index.get(eid)

    def resolve(self, reference: ref.Ref) -> str:
        """The eId a reference means here, or an empty string."""
        if not reference.eid and not reference.numbers:
            return ""
        return ref.resolve(reference, self.index)

    def ancestors(self, eid: str) -> tuple[Provision, ...]:
        """The provisions around an eId, outermost first."""
        chain: list[Provision] = []
        parent = self.parents.get(eid, "")
        while parent:
            chain.append(self.index[parent])
            parent = self.parents.get(parent, "")
        return tuple(reversed(chain))

    def cite(self, eid: str) -> str:
        """An eId as lawyers write it in this instrument: "Article 16(3)", "§ 16(2)"."""
        chain = [*self.ancestors(eid), *([self.index[eid]] if eid in self.index else [])]
        basic = next((p for p in chain if p.kind in ("article", "section")), None)
        signed = basic is not None and basic.num.startswith("§")
        return ref.cite(eid, "§" if signed else "")

    def legal_path(self, eid: str) -> str:
        """Where a provision stands: "Article 16 › Provisional arrest"; headings only where there are any."""
        chain = [*self.ancestors(eid), *([self.index[eid]] if eid in self.index else [])]
        headings = [p.heading for p in chain if p.heading]
        return " › ".join([self.cite(eid), *headings[-2:]])

    def heading(self, eid: str) -> str:
        """The nearest heading at or above a provision."""
        chain = [*self.ancestors(eid), *([self.index[eid]] if eid in self.index else [])]
        return next((p.heading for p in reversed(chain) if p.heading), "")

    def carrying(self, concept: str) -> tuple[Provision, ...]:
        """The provisions that carry a concept themselves, in the order of the text."""
        return tuple(p for p in self.walk() if concept in p.concepts)

    def citable(self, eid: str) -> str:
        """The eId of the provision itself where `eid` is one sentence (kind "p") of it."""
        while eid in self.index and self.index[eid].kind == "p" and eid in self.parents:
            eid = self.parents[eid]
        return eid


def instrument(alias: str, title: str, provisions: tuple[Provision, ...], **fields: object) -> Instrument:
    """An Instrument with its indexes built. Of provisions with the same eId the first is the one found."""
    index: dict[str, Provision] = {}
    parents: dict[str, str] = {}
    stack: list[tuple[Provision, str]] = [(p, "") for p in reversed(provisions)]
    while stack:
        provision, parent = stack.pop()
        if provision.eid and provision.eid not in index:
            index[provision.eid] = provision
            if parent:
                parents[provision.eid] = parent
        stack.extend((c, provision.eid or parent) for c in reversed(provision.children))
    return Instrument(alias, title, provisions, index=index, parents=parents, **fields)  # type: ignore[arg-type]


def pack(law: Instrument) -> list[object]:
    """An instrument as plain lists, for `unpack`."""
    from dataclasses import astuple, fields

    head = [getattr(law, f.name) for f in fields(law) if f.name not in _APART]
    return [head, astuple(law.text), [_pack(p) for p in law.provisions]]


_APART = ("provisions", "text", "path", "index", "parents")
_HEAD = tuple(f for f in Instrument.__dataclass_fields__ if f not in _APART)


def _pack(p: Provision) -> list[object]:
    values = [[v.concept, v.parameter, v.value, v.words] for v in p.values]
    return [p.eid, p.kind, p.num, p.heading, p.text, p.tail, p.concepts, p.modality, values,
            [_pack(c) for c in p.children], p.line, p.verified, p.source, p.note, p.state]  # fmt: skip


def unpack(data: list[Any], path: str) -> Instrument:
    """The instrument in packed data; `path` is where it was read."""
    head, text, provisions = data
    named = {name: _frozen(value) for name, value in zip(_HEAD, head, strict=True)}
    return instrument(
        named.pop("alias"), named.pop("title"), tuple(map(_unpack, provisions)), text=TextStatus(*map(_frozen, text)),
        path=path, **named,
    )  # fmt: skip


def _unpack(data: list[Any]) -> Provision:
    data[6] = tuple(data[6])
    data[8] = tuple([Value(*v) for v in data[8]])
    data[9] = tuple(map(_unpack, data[9]))
    return Provision(*data)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
