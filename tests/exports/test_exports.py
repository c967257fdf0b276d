"""Each exchange format: what it can carry survives the way there and back, and what it writes has the format's form."""

from __future__ import annotations

import csv as csv_module
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import crosswalk as c
from lexmatch.exports import FORMATS, Names, csv, module, oscal, skos, sssom
from lexmatch.findings import Place, Unreadable
from lexmatch.ref import Ref

NAMES = Names(
    {"std#art_1": "Article 1 › Duty"},
    {"ext-a": "Label of a"},
    {},
    {"std": "2000-01-01"},
    {"std": "https://example.org/std"},
)
TEXT = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), max_size=40).map(
    lambda t: " ".join(t.split())
)
WORD = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
EID = st.from_regex(r"(art|sec)_[0-9]{1,2}(__para_[0-9a-z]{1,2})?", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn) -> c.Entry:
    def refs(alias: str, low: int) -> tuple[Ref, ...]:
        return tuple(draw(st.lists(st.builds(Ref, st.just(alias), EID), min_size=low, max_size=2, unique=True)))

    related = draw(st.booleans())
    number = draw(st.none() | st.integers(0, 100))
    return c.Entry(
        concept=draw(WORD), standard=refs("std", 1), subject=refs("sub", 1) if related else (),
        relation=draw(st.sampled_from(c.RELATIONS)) if related else "",
        absence="" if related else draw(st.sampled_from(c.ABSENCES)), status=draw(st.sampled_from(c.STATUSES)),
        confidence=None if number is None else number / 100, basis=tuple(draw(st.lists(TEXT.filter(bool), max_size=2))),
        note=draw(TEXT), conflict=draw(st.booleans()), by=draw(TEXT), on=draw(st.sampled_from(("", "2026-05-04"))),
        rationale=draw(st.sampled_from(("", *c.RATIONALES))), stamps=(draw(st.sampled_from(("", "0" * 12))), ""),
        waive=tuple(draw(st.dictionaries(WORD, TEXT.filter(bool), max_size=1)).items()),
    )  # fmt: skip


CROSSWALKS = st.builds(
    lambda title, found: c.Crosswalk(title, ("std",), ("sub",), ("ext", "mla"), tuple(found), {"by": "A. B"}),
    TEXT, st.lists(entries(), min_size=1, max_size=4),
)  # fmt: skip


def carried(format_: str, made: c.Crosswalk) -> list[c.Entry]:
    """The entries as the format can carry them."""
    kept = list(made.entries)
    if format_ == "oscal":
        return [replace(e, waive=()) if e.relation else e for e in kept]
    if format_ == "skos":
        return [
            c.Entry("", (o,), (s,), e.relation, status="accepted")
            for e in kept
            if e.status == "accepted" and e.relation not in ("", "none")
            for s in e.subject
            for o in e.standard
        ]
    return kept


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=50, deadline=None)
@given(made=CROSSWALKS)
def test_there_and_back(format_: str, made: c.Crosswalk) -> None:
    written = module(format_).write(made, NAMES)
    data = written if isinstance(written, bytes) else written.encode()
    wanted = carried(format_, made)
    if format_ == "skos" and not wanted:
        return
    found = module(format_).read(data, "f")
    kept = list(dict.fromkeys(wanted)) if format_ == "skos" else wanted
    assert [replace(e, place=Place("")) for e in found.entries] == kept
    if format_ in ("sssom", "oscal"):
        assert (found.standard, found.subject, found.scope, dict(found.defaults)) == (
            ("std",),
            ("sub",),
            ("ext", "mla"),
            {"by": "A. B"},
        )
    if format_ == "xlsx":
        assert found.scope == ("ext", "mla")
    assert module(format_).write(made, NAMES) == written


def one(**said: Any) -> c.Crosswalk:
    base = c.Entry(
        "ext-a", (Ref("std", "art_1"),), (Ref("sub", "sec_1"),), "subset", status="accepted", note="n", on="2026-05-04"
    )
    return c.Crosswalk("T", ("std",), ("sub",), ("ext",), (replace(base, **said),))


def test_sssom_says_direction_as_skos_means_it() -> None:
    """skos:broadMatch: the object is the broader one. The subject is a subset of it."""
    [row] = rows(sssom.write(one(), NAMES))
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == ("sub:sec_1", "skos:broadMatch", "std:art_1")
    assert row["object_label"] == "Article 1 › Duty"


def test_sssom_says_that_no_term_was_found() -> None:
    [row] = rows(sssom.write(one(relation="", absence="absent", subject=()), NAMES))
    assert row["subject_id"] == "sssom:NoTermFound"
    [row] = rows(sssom.write(one(relation="none"), NAMES))
    assert row["predicate_modifier"] == "Not"


def rows(text: str) -> list[dict[str, str]]:
    body = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv_module.DictReader(body, delimiter="\t"))


def test_sssom_has_the_form_of_the_standard() -> None:
    text = sssom.write(one(), NAMES)
    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    for slot in ("curie_map", "license", "mapping_set_id"):
        assert any(line.startswith(f"{slot}:") for line in head)
    for row in rows(text):
        for key in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            assert re.fullmatch(r"[\w.-]+:\S+", row[key])
        assert row["mapping_justification"].startswith("semapv:")
        prefixes = {
            row[k].split(":")[0]
            for k in ("subject_id", "predicate_id", "object_id", "mapping_justification", "record_id")
        }
        assert all(any(line.startswith(f"  {p}:") for line in head) for p in prefixes)


@pytest.mark.skipif(shutil.which("sssom") is None, reason="sssom is not installed")
def test_sssom_validates(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(sssom.write(one(), NAMES))
    subprocess.run(["sssom", "validate", str(path)], check=True)


def test_sssom_of_others_is_read_row_by_row() -> None:
    text = ("#curie_map:\n#  A: https://a/\n#mapping_set_title: Theirs\n"
            "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
            "A:1\tskos:narrowMatch\tB:2\tsemapv:ManualMappingCuration\twhy\nA:1\tskos:exactMatch\tB:3\tsemapv:X\t\n")  # fmt: skip
    found = sssom.read(text.encode(), "f")
    assert (found.title, found.standard, found.subject) == ("Theirs", ("B",), ("A",))
    assert [(e.relation, e.status, e.note) for e in found.entries] == [
        ("superset", "proposed", "why"),
        ("equal", "proposed", ""),
    ]


def test_oscal_has_the_form_of_the_model() -> None:
    data = json.loads(oscal.write(one(confidence=0.5, rationale="semantic"), NAMES))["mapping-collection"]
    assert {"uuid", "metadata", "provenance", "mappings"} == data.keys()
    assert {"title", "last-modified", "version", "oscal-version"} <= data["metadata"].keys()
    [mapping] = data["mappings"]
    assert mapping["source-resource"]["type"] == "catalog"
    [found] = mapping["maps"]
    assert found["relationship"] == "subset-of"
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", found["uuid"])


def test_oscal_lists_gaps_as_unmapped() -> None:
    data = json.loads(oscal.write(one(relation="", absence="absent", subject=()), NAMES))["mapping-collection"]
    assert data["mappings"][0]["target-gap-summary"]["unmapped-controls"] == [{"with-ids": ["art_1"]}]


def test_skos_leaves_out_what_it_cannot_say() -> None:
    assert "broadMatch" in skos.write(one(), NAMES)
    for said in ({"relation": "none"}, {"status": "proposed"}, {"relation": "", "absence": "absent", "subject": ()}):
        assert "Match" not in skos.write(one(**said), NAMES)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=x", "'quoted'"])
def test_text_that_looks_like_a_formula_is_neutralised_and_comes_back(text: str) -> None:
    written = csv.write(one(note=text), NAMES)
    cell = next(csv_module.DictReader(io.StringIO(written)))["note"]
    assert not cell.startswith(("=", "+", "-", "@"))
    assert csv.read(written.encode(), "f").entries[0].note == text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b"hello", b"{}", b"<a/>", b"concept,relation\nx,same\n", b"PK\x03\x04zzz"]
)
def test_files_that_are_something_else(format_: str, data: bytes) -> None:
    with pytest.raises((Unreadable, UnicodeDecodeError)):
        module(format_).read(data, "f")


def test_every_format_says_what_it_loses() -> None:
    for format_ in FORMATS:
        assert module(format_).LOSES
        assert module(format_).TITLE


def test_the_commands(tmp_path: Path, run: Callable[..., Any]) -> None:
    text = c.dump(replace(one(), standard=("ets-24",), subject=("ca-extradition-1999",), entries=(
        replace(one().entries[0], standard=(Ref("ets-24", "art_1"),),
                subject=(Ref("ca-extradition-1999", "sec_3"),)),)))  # fmt: skip
    (tmp_path / "a.yaml").write_text(text)
    for format_ in FORMATS:
        suffix = module(format_).SUFFIX
        done = run("export", "a.yaml", "--to", format_, "-o", f"b{suffix}")
        assert done.code == 0, done
        assert "not carried" in done.err
        back = run("import-crosswalk", f"b{suffix}", "--title", "T")
        assert back.code == 0, back
        assert "relation: subset" in back.out
        if format_ in ("sssom", "oscal"):
            assert back.out == text
    assert run("import-crosswalk", "b.csv", "-o", "a.yaml").code == 2
    assert run("import-crosswalk", "a.yaml").code == 2
    assert run("import-crosswalk", "none.csv").code == 2
    assert run("export", "none.yaml", "--to", "csv").code == 2
