"""`lexmatch import`, as a person uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lexmatch.readers import digest, write, xml

LAW = """<Statute lims:pit-date="2010-02-03" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification>
<ShortTitle>Kite Act</ShortTitle><Chapter><AnnualStatuteId><AnnualStatuteNumber>7</AnnualStatuteNumber><YYYY>2001</YYYY>
</AnnualStatuteId></Chapter></Identification><Body><Section><Label>1</Label><Text>Fly it.</Text></Section></Body></Statute>"""
DIGEST = """lexmatch: digest/1
alias: ca-kite-2001
title: Kite Act
kind: statute
jurisdiction: ca
uri: /akn/ca/act/2001/7
date: '2019-01-01'
provisions:
- {at: sec_1, text: Fly., concepts: [ext-decision], modality: required}
- {at: sec_9, text: Land., concepts: [ext-language], modality: required}
"""
Run = Callable[..., Any]


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A small Act in an empty project."""
    (tmp_path / "corpus" / "statutes").mkdir(parents=True)
    (tmp_path / "crosswalks").mkdir()
    path = tmp_path / "kite.xml"
    path.write_text(LAW, encoding="utf-8")
    return path


def put_digest(folder: Path) -> Path:
    path = folder / "corpus" / "statutes" / "ca-kite-2001.xml"
    path.write_bytes(xml.serialise(write.akn(digest.parse(DIGEST, "d"))))
    return path


def test_into_the_corpus_of_the_project(run: Run, law: Path, tmp_path: Path) -> None:
    result = run("import", "kite.xml")
    assert result.code == 0, result
    assert "kite.xml → corpus/statutes/ca-kite-2001.xml" in result.out
    assert "100.00% of the words kept, 0.00% added" in result.out
    assert run("import", "kite.xml").out == result.out, "the same again writes over its own text"


def test_json(run: Run, law: Path) -> None:
    shown = json.loads(run("import", "kite.xml", "--format", "json", "--into", "here").out)
    assert shown["lexmatch"] == "import/1"
    row = shown["files"][0]
    assert (row["source"], row["format"], row["alias"], row["path"]) == (
        "kite.xml", "lims", "ca-kite-2001", "here/ca-kite-2001.xml",
    )  # fmt: skip
    assert (row["provisions"], row["text_kept"], row["text_added"]) == (1, 1.0, 0.0)


def test_a_digest_stays_and_its_annotations_move(run: Run, law: Path, tmp_path: Path) -> None:
    before = put_digest(tmp_path)
    kept = before.read_bytes()
    result = run("import", "kite.xml")
    assert result.code == 0, result
    assert "1 annotated rules of the digest carried over, 1 not placed" in result.out
    assert "sec_9: ext-language" in result.out
    assert before.read_bytes() == kept
    made = tmp_path / "corpus" / "statutes" / "ca-kite-2001@2010-02-03.xml"
    assert b'refersTo="#ext-decision"' in made.read_bytes()


def test_what_an_import_did_not_write_is_not_written_over(run: Run, law: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    target = tmp_path / "here" / "ca-kite-2001.xml"
    for content in (b"mine", xml.serialise(write.akn(digest.parse(DIGEST, "d")))):
        target.write_bytes(content)
        result = run("import", "kite.xml", "--into", "here")
        assert (result.code, target.read_bytes()) == (2, content), result
        assert "--as" in result.err


def test_another_language_is_not_written_over(run: Run, law: Path, tmp_path: Path) -> None:
    assert run("import", "kite.xml").code == 0
    (tmp_path / "cerf.xml").write_text(LAW.replace('xml:lang="en"', 'xml:lang="fr"'), encoding="utf-8")
    result = run("import", "cerf.xml", "--as", "ca-kite-2001")
    assert result.code == 2
    assert "another language" in result.err


def test_several_files_and_one_of_them_bad(run: Run, law: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<a>", encoding="utf-8")
    (tmp_path / "twin.xml").write_text(LAW, encoding="utf-8")
    result = run("import", "bad.xml", "kite.xml", "twin.xml")
    assert result.code == 2
    assert "bad.xml is not well-formed XML" in result.err
    assert "was written from another of these files" in result.err
    assert "kite.xml → " in result.out
    assert run("import", "kite.xml", "bad.xml", "--as", "x").code == 2


def test_a_folder_that_cannot_be_written(run: Run, law: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("import", "kite.xml", "--into", "file/below")
    assert result.code == 2
    assert "cannot be written" in result.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corpus", "crosswalks", "file", "kite.xml"]


def test_a_folder_and_nothing(run: Run, tmp_path: Path) -> None:
    for name, says in ((".", "is a folder"), ("nothing.xml", "there is no file")):
        result = run("import", name)
        assert result.code == 2
        assert says in result.err
