"""Source formats → Akoma Ntoso: one module per format, chosen by what a file holds.

A reader is a module with NAME, TITLE, SUFFIXES, `detects(source)` and `read(source)`; docs/formats.md shows how others
add theirs through the entry point `lexmatch.readers`. Nothing here imports lxml before a file is read.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from lexmatch.files import MAX_BYTES, read_bytes
from lexmatch.findings import Finding, Place, Unreadable
from lexmatch.readers.aliases import ALIAS, not_real, real, state
from lexmatch.readers.aliases import derive_alias as derive_alias
from lexmatch.readers.looks import decode, seems
from lexmatch.text import did_you_mean

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.readers.carry import Carried
    from lexmatch.readers.fidelity import Operative
    from lexmatch.readers.units import Document

# The order in which they are asked whether a file is theirs: the exact before the general.
READERS = ("akn_in", "lims", "clml", "formex", "eurlex", "uslm", "gii", "finlex", "legaljson", "docx", "pdf", "table",
           "bundle", "digest", "markdown")  # fmt: skip
GROUP = "lexmatch.readers"
Over = Callable[[str], "Instrument | None"] | None
HEAD = 65536
_XMLNS = re.compile(rb"""(?::[\w.-]+)?\s*=\s*["']([^"']*)["']""")


class InvalidResult(Exception):
    """A reader made a document that the strict schema refuses: a fault of the reader, never of the person's file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came: `path` is how messages and metadata name it, `address` and `retrieved` where and when it was
    fetched, `language` the one asked for of several (ISO 639-1, "" when none was), `options` further wishes."""

    path: str
    data: bytes
    language: str = ""
    address: str = ""
    retrieved: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    # What has been made of the bytes already, so that detecting and reading parse them once.
    parsed: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def place(self) -> Place:
        """The beginning of the file."""
        return Place(self.path)

    @property
    def tag(self) -> tuple[str, str]:
        """Namespace and local name of the root element, read from the head alone where the file is not well-formed;
        ("", "") when it is not XML."""
        if "tag" not in self.parsed:
            from lexmatch.readers.xml import root_name

            try:
                namespace, _, name = self.root.tag.rpartition("}")
                self.parsed["tag"] = namespace[1:], name
            except Unreadable:
                self.parsed["tag"] = root_name(self.data[:HEAD])
        return cast(tuple[str, str], self.parsed["tag"])

    @property
    def root(self) -> Any:
        """The root element, parsed once. Raises Unreadable when the file is not well-formed XML."""
        if "root" not in self.parsed:
            from lexmatch.readers.xml import parse

            self.parsed["root"] = parse(self.data, self.path)
        return self.parsed["root"]

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces that the file's elements may have, "" for none; empty where the bytes do not tell at a glance."""
        after = (_XMLNS.match(piece) for piece in self.data.split(b"xmlns")[1:])
        declared = {found[1].decode("latin-1") for found in after if found}
        plain = all(space.isascii() and "&" not in space for space in declared) and b"\0" not in self.data[:4]
        return frozenset(("", *declared)) if plain else frozenset()

    @property
    def text(self) -> str:
        """The bytes as text: UTF-8, or UTF-16 with a byte-order mark; other bytes are read as Windows-1252."""
        if "text" not in self.parsed:
            self.parsed["text"] = decode(self.data)
        return cast(str, self.parsed["text"])


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read."""

    name: str
    title: str
    suffixes: tuple[str, ...]


class Reader(Protocol):
    """What a reader module holds. `OPERATIVE` declares which source elements are the law's own words; formats that are
    not XML have a function `operative(source)` instead, which gives a text, or its bytes as UTF-8."""

    NAME: str
    TITLE: str
    SUFFIXES: tuple[str, ...]
    OPERATIVE: Operative

    def detects(self, source: Source) -> bool:
        """Whether the file is of this format, judged by its head."""

    def read(self, source: Source) -> tuple[Document, list[Finding]]:
        """The document, and what of it could not be structured (rule "import"): kept, and reported."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read: the Akoma Ntoso `root`, how much of the source's words it holds, and what came from a digest.

    `text_kept` and `text_added` are shares (0 to 1) of the words of the source's operative text and of the result's.
    """

    source: Source
    format: str
    document: Document
    root: Any
    findings: tuple[Finding, ...]
    text_kept: float
    text_added: float
    carried: Carried

    @property
    def alias(self) -> str:
        """The name under which the instrument is kept."""
        return self.document.meta.alias

    @property
    def provisions(self) -> int:
        """How many units of the hierarchy the text has."""
        from lexmatch.readers.units import HIERARCHY

        return sum(1 for e in self.root.iter(*(f"{{*}}{name}" for name in HIERARCHY)) if e.get("eId"))

    @property
    def instrument(self) -> Instrument:
        """The text as lexmatch works with it, read back from the Akoma Ntoso."""
        from lexmatch.readers import akn

        return akn.read(self.root, self.source.path, self.alias)


@cache
def load(name: str) -> Reader | None:
    """The shipped reader of a module name, or None where it is not installed."""
    module = f"lexmatch.readers.{name}"
    try:
        return cast(Reader, importlib.import_module(module))
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None


def readers() -> tuple[Reader, ...]:
    """All readers: the shipped ones in the order of READERS, then those of other packages by name."""
    found = [reader for name in READERS if (reader := load(name)) is not None]
    return (*found, *_others())


def _others() -> list[Reader]:
    from importlib.metadata import entry_points

    return [cast(Reader, point.load()) for point in sorted(entry_points(group=GROUP), key=lambda e: e.name)]


def formats() -> tuple[Format, ...]:
    """Name, title and usual suffixes of every format, for `list formats` and messages."""
    return tuple(Format(r.NAME, r.TITLE, r.SUFFIXES) for r in readers())


def named(name: str) -> Reader:
    """The reader that --from asks for. Raises Unreadable with the nearest names."""
    known = {r.NAME: r for r in readers()}
    if name not in known:
        near = did_you_mean(name, tuple(known)) or f"There are: {', '.join(known)}."
        raise Unreadable(f"there is no format '{name}'", near)
    return known[name]


def detect(source: Source) -> Reader:
    """The reader of a file. Raises Unreadable saying what the file seems to be when no reader knows it."""
    if not source.data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{source.path} is empty", "Choose the file that holds the text.", source.place)
    for name in READERS:
        reader = load(name)
        if reader is not None and reader.detects(source):
            return reader
    for reader in _others():
        if reader.detects(source):
            return reader
    names = ", ".join(r.NAME for r in readers())
    hint = f"Known formats: {names}. `--from FORMAT` chooses one."
    what = seems(source.data)
    if what != "a web page" and re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<[?!A-Za-z\0]", source.data):
        namespace, _, name = source.root.tag.rpartition("}")  # parsing says so if it is broken
        namespace = namespace.lstrip("{")
        of = f" in the namespace {namespace}" if namespace else ""
        message = f"{source.path} is XML of a kind that is not known here: its root is <{name}>{of}"
        raise Unreadable(message, hint, source.place)
    raise Unreadable(f"{source.path} is {what}, in which no articles or sections were found", hint, source.place)


def import_file(
    path: Path, alias: str = "", from_: str = "", language: str = "", *, address: str = "", retrieved: str = "",
    over: Over = None, limit: int = MAX_BYTES,
) -> Imported:  # fmt: skip
    """A file as Akoma Ntoso, under `alias` or one made of its title; `over(alias)` gives the digest, if there is one,
    whose annotations are to be carried. Raises Unreadable when the file cannot be read."""
    source = Source(str(path), read_bytes(path, limit), language, address, retrieved)
    return import_source(source, alias, from_, over=over)


def import_source(source: Source, alias: str = "", from_: str = "", *, over: Over = None) -> Imported:
    """As `import_file`, from bytes. The result depends on nothing but them and the options: it is byte-stable."""
    with _uncollected():
        return _imported(source, alias, from_, over)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Trees of many small objects, none of them in a cycle, are built in two thirds of the time while the garbage
    collector does not look at them again and again."""
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _imported(source: Source, alias: str, from_: str, over: Over) -> Imported:
    from lexmatch.readers import akn_repair, carry, fidelity, write, xml

    reader = named(from_) if from_ else detect(source)
    if from_ and not source.data.strip():
        raise Unreadable(f"{source.path} is empty", "Choose the file that holds the text.", source.place)
    # The words of XML are counted first: beside the units that takes a tenth more memory.
    counted = not hasattr(reader, "operative")
    text = fidelity.source_text(reader, source) if counted else b""
    document, findings = reader.read(source)
    meta = document.meta
    for name in ("date", "adopted", "in_force"):  # the standard wants real ones
        said = getattr(meta, name)
        if said and not real(said):
            findings.append(not_real(said, name, source.place))
            setattr(meta, name, "")
    if alias and not ALIAS.fullmatch(alias):
        raise Unreadable(f"'{alias}' is no name for an instrument",
                         "Use letters, digits, hyphens and dots, as in ca-extradition-1999.")  # fmt: skip
    own = meta.alias if ALIAS.fullmatch(meta.alias) else ""
    meta.alias = alias or own or derive_alias(meta.jurisdiction, meta.title, meta.adopted or meta.date)
    if not meta.jurisdiction:  # a typed statute does not say whose it is; ZZ is the unknown State of the CLDR
        meta.jurisdiction = state(meta.alias)
        meta.uri = re.sub(r"^/akn/un/", f"/akn/{meta.jurisdiction or 'zz'}/", meta.uri)
        if not meta.jurisdiction:
            findings.append(Finding("import", "warning", f"{source.path} does not say which State's law it is", source.place,
                                    "Begin its name with the State: --as ca-extradition-1999.", key="state"))  # fmt: skip
    meta.format = meta.format or reader.NAME
    meta.sha256 = hashlib.sha256(source.data).hexdigest()
    meta.source = source.address or meta.source or Path(source.path).name
    meta.retrieved = source.retrieved or meta.retrieved
    old = over(meta.alias) if over is not None and meta.status != "digest" else None
    if old is not None:
        carry.meta(old, meta)
    text = text if counted else fidelity.source_text(reader, source)
    source.parsed.clear()  # of the source its words are all that is still needed; in a long law its tree fills much memory
    try:
        root = write.akn(document)
    except SyntaxError as error:  # lxml's: characters that no document may hold
        raise InvalidResult(
            f"reading {source.path} as {reader.NAME} gave words that XML cannot hold: {error.msg}"
        ) from None
    document.units, document.attachments = [], []  # and so do these, which are in the tree now
    valid = False
    if document.root is not None:  # others' Akoma Ntoso is mended where the schema refuses it
        mended, valid = akn_repair.repair(root, source.path)
        findings[:0] = mended
    carried = carry.rules(old, root) if old is not None else carry.Carried()
    wrong = [] if valid and old is None else xml.invalid(root)
    if wrong:
        raise InvalidResult(f"reading {source.path} as {reader.NAME} gave Akoma Ntoso that is not valid: {wrong[0][1]}")
    kept, added, lost = fidelity.measure(text, root)
    if lost:
        findings.append(Finding("import", "warning", f"{len(lost)} of the source's words are not in the result: "
                                + " ".join(lost[:12]), source.place, "Please report it with the file.",
                                key="words-lost"))  # fmt: skip
    return Imported(source, reader.NAME, document, root, tuple(findings), kept, added, carried)
