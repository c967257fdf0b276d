"""New proposals added to a file that people work in: at the end of its entries, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lexmatch import crosswalk as crosswalks
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument

_EMPTY = re.compile(r"^entries:[ \t]*(?:\[[ \t]*\]|~|null)?[ \t]*(#[^\n]*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry of the file that no longer fits the texts, and why."""

    entry: Entry
    reason: str


def extend(text: str, existing: Crosswalk, proposed: Crosswalk) -> tuple[str, tuple[Entry, ...]]:
    """The file's text with the proposals for concepts it has no entry on, and those proposals. Raises Unreadable where
    the entries are written in a way that nothing can be added to without rewriting them."""
    decided = {e.concept for e in existing.entries}
    new = tuple(e for e in proposed.entries if e.concept not in decided)
    if not new:
        return text, ()
    newline = "\r\n" if "\r\n" in text else "\n"
    made = _insert(text, existing, new, newline)
    again, findings = crosswalks.read(made, existing.path)
    kept = again is not None and len(again.entries) == len(existing.entries) + len(new)
    if again is None or not kept or any(f.severity == "error" for f in findings):
        raise Unreadable(f"the entries of {existing.path} are written in a way that nothing can be added to",
                         "Write them as a list with one '- concept:' to an entry, or give another file with -o.",
                         existing.at("entries"))  # fmt: skip
    return made, new


def _insert(text: str, existing: Crosswalk, new: tuple[Entry, ...], newline: str) -> str:
    lines = text.splitlines(keepends=True)
    at, indent = _end_of_entries(lines), _indent(lines)
    block = "".join(crosswalks.dump_entry(e, existing) for e in new)
    shifted = "".join(_shift(line, indent) for line in block.splitlines(keepends=True)).replace("\n", newline)
    if not existing.entries:
        empty = _EMPTY.search(text)
        if empty is None:
            head = text if not text or text.endswith("\n") else text + newline
            return f"{head}entries:{newline}{shifted}"
        comment = f"  {empty.group(1)}" if empty.group(1) else ""
        rest = text[empty.end() :]
        rest = rest[len(newline) :] if rest.startswith(newline) else rest
        return f"{text[: empty.start()]}entries:{comment}{newline}{shifted}{rest}"
    before = "".join(lines[:at])
    if before and not before.endswith("\n"):
        before += newline
    return before + shifted + "".join(lines[at:])


def _end_of_entries(lines: list[str]) -> int:
    """The line after the last line of the last entry: comments and blank lines that follow it stay behind the new ones
    only where another key comes after them."""
    inside, last = False, len(lines)
    for n, line in enumerate(lines):
        if re.match(r"entries\s*:", line):
            inside = True
        elif inside and re.match(r"[^\s#-]", line):
            last = n
            break
    while last and not lines[last - 1].strip():
        last -= 1
    return last


def _indent(lines: list[str]) -> int:
    """How far the items of the list are indented."""
    inside = False
    for line in lines:
        if re.match(r"entries\s*:", line):
            inside = True
        found = re.match(r"(\s*)-\s", line)
        if inside and found:
            return len(found.group(1))
    return 2


def _shift(line: str, indent: int) -> str:
    """A canonical line (items indented by two) at the file's own indentation."""
    return " " * indent + line[2:] if line.startswith("  ") else line


def stale(existing: Crosswalk, proposed: Crosswalk, laws: Mapping[str, Instrument],
          stamp: Callable[..., str] = crosswalks.stamp) -> tuple[Stale, ...]:  # fmt: skip
    """The entries that look out of date: a provision that is gone, a text that changed, an absence that is none any more,
    a concept that the standard no longer regulates."""
    found: list[Stale] = []
    by_concept = {e.concept: e for e in proposed.entries}
    for entry in existing.entries:
        if entry.status == "rejected":
            continue
        gone = [r for r in (*entry.standard, *entry.subject) if r.alias in laws and not laws[r.alias].find(r.eid)]
        now = by_concept.get(entry.concept)
        drifted = [
            side
            for side, refs, old in (
                ("standard", entry.standard, entry.stamps[0]),
                ("subject", entry.subject, entry.stamps[1]),
            )
            if old and refs and not gone and stamp(refs, laws) != old
        ]
        if gone:
            found.append(Stale(entry, f"there is no {', '.join(str(r) for r in gone)} any more"))
        elif drifted:
            found.append(Stale(entry, f"the text of the {' and the '.join(drifted)} has changed since it was accepted"))
        elif entry.absence == "absent" and now is not None and now.relation and "concept" in now.basis:
            places = ", ".join(r.eid for r in now.subject[:4])
            found.append(Stale(entry, f"it says absent, but {places} now seems to answer it"))
    return tuple(found)
