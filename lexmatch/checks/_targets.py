"""Which files a check looks at, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lexmatch.config import CONFIG
from lexmatch.findings import Unreadable
from lexmatch.project import FOLDERS, Project

KINDS = ("config", "scheme", "register", "crosswalk", "instrument", "clause")


class Target(NamedTuple):
    """A file with its kind (one of KINDS) and its name in output."""

    kind: str
    path: Path
    shown: str


def targets(project: Project, paths: Sequence[Path] = ()) -> tuple[Target, ...]:
    """The files behind paths, each once, in stable order. A path is looked for from the working folder, then in the project,
    then in the shipped data. Raises Unreadable when a path does not exist or holds nothing to check."""
    found: dict[Path, str] = {}
    if not paths:
        found = dict(_everything(project.root or project.shipped))
        if not found:
            raise Unreadable("there is nothing to check here", "Name files or folders, or the project with --root.")
    for path in paths:
        here = _locate(project, path)
        if here.is_dir():
            inside = dict(_everything(here) if _is_project(here) else _folder(here))
            if not inside:
                raise Unreadable(f"no crosswalk and no corpus file is in {path}", "Name the files, or another folder.")
            found |= inside
        else:
            found[here] = _kind(here)
    made = {shown: Target(kind, path, shown) for path, kind in found.items() for shown in (project.shown(path),)}
    return tuple(sorted(made.values(), key=lambda t: (KINDS.index(t.kind), t.shown)))


def _locate(project: Project, path: Path) -> Path:
    found = project.locate(path)
    if found.exists():
        return found
    raise Unreadable(f"there is no file or folder {path}", "Check the spelling and the folder you are in.")


def _is_project(folder: Path) -> bool:
    return (folder / CONFIG).is_file() or ((folder / "corpus").is_dir() and (folder / "crosswalks").is_dir())


def _everything(root: Path) -> Iterable[tuple[Path, str]]:
    """Configuration, scheme, crosswalks, corpus and clauses of a project."""
    single = ((CONFIG, "config"), ("corpus/concepts.yaml", "scheme"), ("corpus/parties.yaml", "register"))
    for path, kind in ((root / name, kind) for name, kind in single):
        if path.is_file():
            yield path, kind
    for folder in ("crosswalks", *(f"corpus/{name}" for name in FOLDERS), "templates/clauses"):
        if (root / folder).is_dir():
            yield from _folder(root / folder)


def _folder(folder: Path) -> Iterable[tuple[Path, str]]:
    """The files in a folder that are of a known kind; hidden folders and unknown files are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".yml", ".xml", ".j2") and path.is_file():
            if any(part.startswith(".") for part in path.relative_to(folder).parts):
                continue
            kind = _kind(path)
            if kind != "crosswalk" or not _other(path):
                yield path, kind


def _other(path: Path) -> bool:
    """Whether a YAML file found in a folder is of another kind: registers of the corpus, digests."""
    if path.parent.name == "corpus":
        return True
    with path.open("rb") as stream:
        return b"lexmatch: digest/" in stream.read(512)


def _kind(path: Path) -> str:
    if path.name == CONFIG:
        return "config"
    if path.name == "concepts.yaml":
        return "scheme"
    if path.name == "parties.yaml" and path.parent.name == "corpus":
        return "register"
    if path.parent.name == "clauses" and path.suffix in (".yaml", ".j2"):
        return "clause"
    kind = {".yaml": "crosswalk", ".yml": "crosswalk", ".xml": "instrument", ".j2": "clause"}.get(path.suffix)
    if kind is None:
        raise Unreadable(
            f"{path} is no file that check knows", "It checks .yaml crosswalks, .xml texts and .j2 clauses."
        )
    return kind
