"""Every real file that a reader knows: nothing lost, nothing added, valid, addressable, and the same outline as before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lexmatch import ref
from lexmatch.readers import Imported, import_file, xml

FOLDERS = ("akn", "clml", "finlex", "formex", "gii", "lims", "uslm", "treaties", "statutes-md", "statutes-md/us-18usc-ch209",
           "statutes-md/us-18usc-ch223")  # fmt: skip
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FILES = [f"{folder}/{p.name}" for folder in FOLDERS for p in sorted((DATA / folder).glob("*.*")) if p.is_file()]

pytestmark = pytest.mark.skipif(not FILES, reason="the real legal texts (../shared/data) are not here")


@cache
def imported(name: str) -> Imported:
    """A file, read once for all tests."""
    return import_file(DATA / name)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost_and_nothing_added(name: str) -> None:
    """The project's measure: at least 99.5 % of the words kept, at most 0.5 % added."""
    found = imported(name)
    assert found.text_kept >= 0.995
    assert found.text_added <= 0.005
    assert found.provisions > 0


@pytest.mark.parametrize("name", FILES)
def test_the_result_is_valid_and_every_eid_is_its_own(name: str) -> None:
    root = imported(name).root
    assert xml.invalid(root) == []
    eids = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(eids) == len(set(eids))


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_reads_back_the_same(name: str) -> None:
    """Writing and reading again changes no word, and the bytes are the same on every run."""
    found = imported(name)
    data = xml.serialise(found.root)
    again = import_file(DATA / name)
    assert xml.serialise(again.root) == data
    assert xml.invalid(xml.parse(data, name)) == []


@pytest.mark.parametrize("name", FILES)
def test_every_numbered_provision_can_be_typed(name: str) -> None:
    """The numbers of an article and what is below it, as a lawyer types them, find it or one of the same numbers."""
    law = imported(name).instrument
    for provision in law.walk():
        typed = ref.numbers(provision.eid)
        if provision.num and typed and provision.eid.startswith(("art_", "sec_", "reg_", "rule_")):
            eid = law.resolve(ref.Ref(law.alias, numbers=typed))
            assert eid, provision.eid
            assert [ref.key(n) for n in ref.numbers(eid)] == [ref.key(n) for n in typed]


@pytest.mark.parametrize("name", FILES)
def test_outline(name: str, golden: Callable[[str, str], None]) -> None:
    """The outline by eId and depth; headings as hashes: the text of the law is not in this repository."""
    lines: list[str] = []

    def walk(provisions: Any, depth: int) -> None:
        for p in provisions:
            mark = hashlib.sha256(p.heading.encode()).hexdigest()[:8] if p.heading else "-"
            lines.append(f"{depth} {p.eid or '-'} {mark}")
            walk([c for c in p.children if c.kind != "p"], depth + 1)

    walk(imported(name).instrument.provisions, 0)
    golden(f"outlines/{name.replace('/', '-')}.txt", "\n".join(lines) + "\n")
