"""The project a person works in: corpus, concept scheme, crosswalks and templates, laid over the shipped ones."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lexmatch import concepts, located
from lexmatch import instrument as instruments
from lexmatch.config import CONFIG, Config
from lexmatch.config import read as read_config
from lexmatch.files import cached, keep, read_bytes, read_text
from lexmatch.findings import Finding, Unreadable
from lexmatch.instrument import Instrument
from lexmatch.ref import Ref, parse
from lexmatch.text import did_you_mean, nearest

if TYPE_CHECKING:
    from lexmatch.parties import Register

FOLDERS = ("treaties", "statutes")


@dataclass(slots=True)
class Project:
    """Where everything is. Instruments and the scheme are read when asked for, and once.

    `root` is the person's project, or None when only the shipped data serve; `shipped` is where those are.
    """

    root: Path | None
    shipped: Path
    config: Config = field(default_factory=Config)
    _scheme: concepts.Scheme | None = None
    _instruments: dict[tuple[str, str, str], Instrument] = field(default_factory=dict)
    _files: dict[str, list[Path]] | None = None

    @property
    def layers(self) -> tuple[Path, ...]:
        """The folders that hold corpus, crosswalks and templates, the person's own first."""
        own = (self.root,) if self.root and self.root != self.shipped else ()
        return (*own, self.shipped)

    @property
    def scheme(self) -> concepts.Scheme:
        """The concept scheme. Raises Unreadable when its file is wrong; `check` lists everything that is."""
        if self._scheme is None:
            scheme, findings = self.read_scheme()
            errors = [f for f in findings if f.severity == "error"]
            if errors:
                raise Unreadable(errors[0].message, errors[0].hint, errors[0].place)
            self._scheme = scheme
        return self._scheme

    def parties(self) -> Register:
        """The register of parties. Raises Unreadable when its file is wrong; `check` lists everything that is."""
        register, findings = self.read_parties()
        errors = [f for f in findings if f.severity == "error"]
        if errors:
            raise Unreadable(errors[0].message, errors[0].hint, errors[0].place)
        return register

    def read_parties(self) -> tuple[Register, list[Finding]]:
        """The register and what is wrong with its file."""
        from lexmatch import parties

        path = self.corpus_file("parties.yaml")
        node, findings = located.read(read_text(path), self.shown(path))
        register, more = parties.read(node, self.shown(path))
        return register, [*findings, *more]

    def corpus_file(self, name: str) -> Path:
        """The file of that name in corpus/: the person's own, or the shipped one."""
        return next((p for p in (layer / "corpus" / name for layer in self.layers) if p.exists()),
                    self.shipped / "corpus" / name)  # fmt: skip

    def scheme_path(self) -> Path:
        """The concepts.yaml in force."""
        return self.corpus_file("concepts.yaml")

    def read_scheme(self) -> tuple[concepts.Scheme, list[Finding]]:
        """The scheme and what is wrong with its file."""
        path = self.scheme_path()
        text, shown = read_text(path), self.shown(path)
        kept = cached("scheme", text.encode())
        if isinstance(kept, dict):
            with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
                return concepts.unpack(kept, shown), []
        node, findings = located.read(text, shown)
        scheme, more = concepts.read(node, shown)
        if isinstance(node, located.Mapping) and not findings and not more:
            keep("scheme", text.encode(), concepts.pack(node))
        return scheme, [*findings, *more]

    def shown(self, path: Path) -> str:
        """A path as output shows it: relative to the project, the shipped data or the working folder, never absolute
        where that can be helped, so that output is the same on every machine."""
        for base in (*self.layers, Path.cwd()):
            try:
                return path.resolve().relative_to(base.resolve()).as_posix()
            except ValueError:
                continue
        return str(path)

    def locate(self, path: Path) -> Path:
        """A file or folder as a person names it: from the working folder, else in the project, else in the shipped data;
        the path itself where there is none."""
        return next((base / path for base in (Path(), *self.layers) if (base / path).exists()), path)

    def files(self) -> dict[str, list[Path]]:
        """The corpus files of each alias, a person's own before the shipped ones. A file of the same name in the
        project hides the shipped one."""
        if self._files is None:
            found: dict[str, list[Path]] = {}
            names: set[str] = set()
            for layer in self.layers:
                for folder in FOLDERS:
                    base = layer / "corpus" / folder
                    for path in sorted(base.glob("*.xml")) if base.is_dir() else ():
                        if path.name not in names:
                            names.add(path.name)
                            found.setdefault(path.stem.partition("@")[0], []).append(path)
            self._files = found
        return self._files

    def aliases(self) -> tuple[str, ...]:
        """The aliases of all instruments, in alphabetical order."""
        return tuple(sorted(self.files()))

    def instrument(self, alias: str, at: str = "", text: str = "") -> Instrument:
        """The instrument of an alias or of an Akoma Ntoso file.

        Of several versions: the latest of at most the date `at` (or of all), an official text before a digest; `text`
        ("official", "digest") asks for one of them. Raises Unreadable with the nearest aliases when there is none.
        """
        key = (alias, at, text)
        if key not in self._instruments:
            self._instruments[key] = self._load(alias, at, text)
        return self._instruments[key]

    def _load(self, alias: str, at: str, text: str) -> Instrument:
        paths = self.files().get(self.alias(alias), [])
        if not paths:
            if alias.endswith(".xml") or os.sep in alias:
                return _read(Path(alias))
            near = did_you_mean(alias, self.aliases())
            raise Unreadable(f"there is no instrument '{alias}' in the corpus",
                             near or "`lexmatch list instruments` names them all.")  # fmt: skip
        versions = [_read(path, self.alias(alias)) for path in paths]
        fitting = [v for v in versions if (not at or v.date <= at) and (not text or v.text.status == text)]
        if not fitting:
            dates = ", ".join(sorted(f"{v.date} ({v.text.status})" for v in versions))
            wanted = " ".join(filter(None, (f"of {at} or before" if at else "", f"with text '{text}'" if text else "")))
            raise Unreadable(f"there is no version of '{alias}' {wanted}", f"There are: {dates}.")
        return max(fitting, key=lambda v: (v.text.status == "official", v.date))

    def alias(self, name: str) -> str:
        """The alias that a name means: itself, a configured short name, or the alias in other capitals."""
        if name in self.files():
            return name
        if name in self.config.aliases:
            return self.config.aliases[name]
        folded = {a.casefold(): a for a in self.files()}
        return folded.get(name.casefold(), name)

    def resolve(self, text: str, at: str = "", version: str = "") -> tuple[Instrument, str]:
        """The instrument and eId a typed reference means (eId "" for the whole instrument). Raises Unreadable, naming
        the nearest provisions, when there is none."""
        wanted = parse(text)
        law = self.instrument(wanted.alias, at, version)
        eid = law.resolve(wanted)
        if not eid and (wanted.eid or wanted.numbers):
            raise Unreadable(f"there is no provision {wanted.eid or ' '.join(wanted.numbers)} in {law.alias}",
                             nearest_provisions(law, wanted))  # fmt: skip
        return law, eid

    def templates(self, kind: str) -> dict[str, Path]:
        """The templates of a kind ("clauses", "reports", "project") by file name, a person's own over the shipped."""
        found: dict[str, Path] = {}
        for layer in reversed(self.layers):
            base = layer / "templates" / kind
            if base.is_dir():
                found |= {p.name: p for p in sorted(base.iterdir()) if p.is_file()}
        return found

    def crosswalks(self) -> list[Path]:
        """The crosswalk files of the person's project, or the shipped ones when there is no project."""
        base = (self.root or self.shipped) / "crosswalks"
        return sorted(base.rglob("*.yaml")) if base.is_dir() else []


def _read(path: Path, alias: str = "") -> Instrument:
    """The instrument in an Akoma Ntoso file, from the cache where it was read before: most commands need a few
    instruments, and loading the XML parser for them takes longer than all they do."""
    data = read_bytes(path)
    kind = f"akn-{alias}"
    kept = cached(kind, data)
    if isinstance(kept, list):
        with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
            return instruments.unpack(kept, str(path))
    from lexmatch.readers import akn, xml

    law = akn.read(xml.parse(data, str(path)), str(path), alias)
    keep(kind, data, instruments.pack(law))
    return law


def nearest_provisions(law: Instrument, wanted: Ref) -> str:
    """A hint naming existing provisions near a reference that has none."""
    near = nearest(wanted.eid, list(law.index)) if wanted.eid else ()
    if not near and wanted.numbers:
        article = law.resolve(Ref(law.alias, numbers=wanted.numbers[:1], unit=wanted.unit))
        below = [c.eid for c in law.index[article].children if c.kind != "p"] if article else []
        near = tuple(below[:4]) or ((article,) if article else ())
    return f"Near it: {', '.join(near)}." if near else f"`lexmatch show {law.alias}` lists what there is."


def shipped() -> Path:
    """Where the shipped data are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    inside = package / "data"
    return inside if (inside / "corpus").is_dir() else checkout


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has a lexmatch.yaml or a corpus of its own."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file() or any((folder / "corpus" / name).is_dir() for name in FOLDERS):
            return folder
    return None


def load(root: Path | None = None) -> tuple[Project, list[Finding]]:
    """The project at `root`, or the one around the working folder, and what is wrong with its configuration."""
    if root is not None and not root.is_dir():
        raise Unreadable(f"there is no folder {root}", "Name the project's folder with --root.")
    found = root or find_root(Path.cwd())
    findings: list[Finding] = []
    config = Config()
    if found and (found / CONFIG).is_file():
        config, findings = read_config(read_text(found / CONFIG), CONFIG)
    return Project(found, shipped(), config), findings
