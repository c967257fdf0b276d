"""Word files, PDF files and bundles, made here and read back."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from lexmatch.findings import Unreadable
from lexmatch.readers import Imported, Source, import_file, import_source, xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = ("Article 1", "Wind", "1. The wind is free.", "2. It is free:", "(a) in the north;", "(b) in the south.", "Article 2",
         "Rain", "The rain is free.")  # fmt: skip
EIDS = ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b", "art_2"]


def read(name: str, data: bytes) -> Imported:
    found = import_source(Source(name, data))
    assert xml.invalid(found.root) == []
    assert found.text_kept >= 0.995
    assert found.text_added <= 0.005
    return found


def eids(found: Imported) -> list[str]:
    return [p.eid for p in found.instrument.walk()]


# --- DOCX ------------------------------------------------------------------------------------------------------------


def docx_of(paragraphs: list[tuple[str, str]], numbered: bool = False) -> bytes:
    """A Word file of (style, text) paragraphs; `numbered` gives those of style "List Number" a counting list."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    if numbered:
        document.part.numbering_part  # noqa: B018  the default template has one
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_docx_by_styles() -> None:
    found = read("law.docx", docx_of([
        ("Title", "Kite Act 2001"), ("Heading 1", "PART 1 Air"), ("Heading 2", "Section 1 Wind"), ("Normal", "(1) It blows."),
        ("Normal", "(2) It stops:"), ("Normal", "(a) at night;"), ("Heading 2", "Section 2 Rain"), ("Normal", "It falls."),
    ]))  # fmt: skip
    assert eids(found) == ["part_1", "sec_1", "sec_1__subsec_1", "sec_1__subsec_2", "sec_1__subsec_2__para_a", "sec_2"]
    assert (found.instrument.title, found.instrument.index["sec_1"].heading) == ("Kite Act 2001", "Wind")


def test_docx_without_styles() -> None:
    found = read("law.docx", docx_of([("Normal", line) for line in LINES]))
    assert eids(found) == EIDS
    assert found.instrument.index["art_1"].heading == "Wind"


def test_docx_by_numbering() -> None:
    """The numbers that Word shows stand in no text; they are counted as Word counts them."""
    found = read("law.docx", docx_of([
        ("Normal", "Article 1"), ("List Number", "The wind is free."), ("List Number", "So is the rain."),
        ("Normal", "Article 2"), ("List Number", "And the sun."),
    ]))  # fmt: skip
    assert eids(found) == ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_3"]


def test_docx_headings_that_word_numbers() -> None:
    """Sections whose headings bear the numbers of a list."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    listed = document.styles["List Number"].element.find(f"{W}pPr").find(f"{W}numPr")
    for heading, words in (("Short title", "This Act may be cited."), ("Powers", "The Governor may act.")):
        paragraph = document.add_paragraph(heading, style="Heading 2")
        paragraph._p.get_or_add_pPr().append(deepcopy(listed))
        document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    found = read("law.docx", stream.getvalue())
    assert [(p.eid, p.num, p.heading) for p in found.instrument.walk()] == [
        ("sec_1", "1", "Short title"),
        ("sec_2", "2", "Powers"),
    ]


def test_docx_a_number_of_a_list_is_kept_where_its_words_look_like_a_heading() -> None:
    found = read(
        "law.docx", docx_of([("Normal", "Article 1"), ("List Number", "CHAPTER II"), ("List Number", "SCHEDULE")])
    )
    assert eids(found) == ["art_1", "art_1__para_1", "art_1__para_2"]


def test_docx_tables_and_notes_are_kept() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Article 1")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "north", "cold"
    stream = io.BytesIO()
    document.save(stream)
    found = read("law.docx", stream.getvalue())
    assert found.instrument.index["art_1"].text == "north cold"


def with_notes(data: bytes, notes: dict[str, str]) -> bytes:
    """The Word file with footnotes: "^3" in its words calls note 3; orphans are called by nothing."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    written = "".join(f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> {words}</w:t></w:r></w:p>'
                      "</w:footnote>" for key, words in notes.items())  # fmt: skip
    part = f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>{written}</w:footnotes>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                call = r'</w:t><w:footnoteReference w:id="\1"/><w:t xml:space="preserve">'
                body = re.sub(r"\^(\d)", call, body.decode()).encode()
            new.writestr(name, body)
        new.writestr("word/footnotes.xml", part)
    return out.getvalue()


def test_docx_footnotes_stand_where_they_are_called() -> None:
    lines = [
        "Kite Treaty^1",
        "Article 1^2",
        "Wind",
        "1.^3 The wind^4 is free.^5",
        "Article 2 Rain^6",
        "The rain is free.",
    ]
    notes = {
        str(n): f"Note number {n}." for n in range(1, 8)
    }  # the seventh is called by nothing: Word does not show it
    data = with_notes(docx_of([("Title" if n == 0 else "Normal", line) for n, line in enumerate(lines)]), notes)
    found = read("law.docx", data)
    assert eids(found) == ["art_1", "art_1__para_1", "art_2"]
    law = found.instrument
    assert (law.title, law.index["art_1"].heading, law.index["art_2"].heading) == ("Kite Treaty", "Wind", "Rain")
    assert law.index["art_1__para_1"].text == "The wind is free."
    akn = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    places = {"".join(n.itertext()): (n.getparent().tag.removeprefix(akn), n.get("marker"), (n.getprevious() is None) and
              (n.getparent().text or "")) for n in found.root.iter(f"{akn}authorialNote")}  # fmt: skip
    assert places == {
        "Note number 1.": ("p", "1", "Kite Treaty"),
        "Note number 2.": ("heading", "2", "Wind"),
        "Note number 4.": ("p", "4", "The wind"),
        "Note number 5.": ("p", "5", False),
        "Note number 3.": ("p", "3", False),
        "Note number 6.": ("heading", "6", "Rain"),
    }
    assert (found.text_kept, found.text_added) == (1, 0)
    assert not [f for f in found.findings if f.key == "footnotes"]


def test_docx_footnotes_at_the_end_of_the_document_and_of_articles_are_kept() -> None:
    data = with_notes(docx_of([("Normal", line) for line in ("Article 1", "The wind is free", "^1", "Article 2^2")]),
                      {"1": "Not in the north.", "2": "Left out."})  # fmt: skip
    found = read("law.docx", data)
    assert [w for w in ("Not in the north.", "Left out.") if w in xml.serialise(found.root).decode()] == [
        "Not in the north.",
        "Left out.",
    ]
    assert eids(found) == ["art_1", "art_2"]


def test_docx_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx_of([("Normal", line) for line in LINES])
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(Unreadable) as caught:
        import_source(Source("law.docx", data))
    assert "lexmatch-toolkit[docx]" in caught.value.hint


def test_a_broken_docx() -> None:
    data = docx_of([("Normal", line) for line in LINES])
    for broken in (data[: len(data) // 2], data[:200], data.replace(b"word/document.xml", b"word/dokument.xml")):
        with pytest.raises(Unreadable):
            import_source(Source("law.docx", broken), from_="docx")


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf_of(pages: list[list[str]]) -> bytes:
    """A small PDF with a text layer: one line below the other on each page."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        text = "BT /F1 11 Tf 60 780 Td\n"
        for line in lines:
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            text += f"({escaped}) Tj 0 -14 Td\n"
        stream = f"{text}ET".encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                       % len(objects))  # fmt: skip
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def test_pdf_by_its_text_layer() -> None:
    pytest.importorskip("pypdf")
    found = read("law.pdf", pdf_of([list(LINES)]))
    assert eids(found) == EIDS
    assert found.instrument.index["art_2"].heading == "Rain"
    assert any(f.key == "pdf" for f in found.findings)


def test_pdf_lines_are_joined_and_margins_left_out() -> None:
    pytest.importorskip("pypdf")
    pages = [["Official Gazette", f"Article {n}", f"Whoever flies a kite of more than {n} metres shall hold it firm-",
              "ly by the string, whatever the wind and the weather may be in that place.", "It is free.", f"{n}"]
             for n in range(1, 6)]  # fmt: skip
    found = read("law.pdf", pdf_of(pages))
    assert eids(found) == [f"art_{n}" for n in range(1, 6)]
    text = found.instrument.index["art_3"].text
    assert "firmly by the string" in text
    assert "Gazette" not in text
    assert not text.endswith("3")
    assert any(f.key == "headers" and "Official Gazette" in f.message for f in found.findings)


def test_pdf_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(Unreadable, match="no text"):
        import_source(Source("scan.pdf", pdf_of([[], []])))
    for broken in (b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\xff" * 400, pdf_of([list(LINES)])[:300]):
        with pytest.raises(Unreadable):
            import_source(Source("x.pdf", broken))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(Unreadable) as caught:
        import_source(Source("x.pdf", pdf_of([list(LINES)])))
    assert "lexmatch-toolkit[pdf]" in caught.value.hint


# --- bundles ---------------------------------------------------------------------------------------------------------

MAIN = "# Kite treaty\n\n### Article 1\n\nThe wind is free.\n"
ANNEX = "# List of winds\n\n### Article 1\n\nNorth.\n"


def zip_of(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_bundle_of_texts() -> None:
    found = read("b.zip", zip_of({"main.md": MAIN, "annex_2.md": ANNEX.replace("North", "South"), "annex_1.md": ANNEX,
                                  "media/logo.png": b"\x89PNG", "explanatory-memorandum.md": MAIN}))  # fmt: skip
    assert eids(found) == ["art_1", "att_1", "att_1__art_1", "att_2", "att_2__art_1"]
    assert found.instrument.index["att_2__art_1"].text == "South."
    assert {f.key for f in found.findings} == {"media/logo.png", "explanatory-memorandum.md"}


def test_a_bundle_with_akoma_ntoso(data: Path) -> None:
    act = (data / "akn" / "ch-bvvg-facecovering-de.xml").read_bytes()
    german = (data / "akn" / "de-vereinsgesetz.xml").read_bytes()
    found = read("b.leg", zip_of({"main.xml": act, "annex_1.xml": german, "annex_2.md": ANNEX}))
    assert "art_2__para_2__point_g" in found.instrument.index
    assert "att_1__sec_20__subsec_1__para_1" in found.instrument.index
    assert found.instrument.index["att_2__art_1"].text == "North."


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"main.md": MAIN, "../main.md": MAIN}, "leads out"),
        ({"/etc/main.md": MAIN}, "leads out"),
        ({"a.md": MAIN, "b.md": MAIN}, "one main document; it holds a.md, b.md"),
        ({"annex.md": MAIN}, "one main document; it holds none"),
        ({"main.md": b"Article 1\n" + b"0" * 40_000_000}, "grows too large"),
    ],
)  # fmt: skip
def test_bundles_that_are_refused(files: dict[str, Any], says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        import_source(Source("b.zip", zip_of(files)))


def test_a_broken_and_a_locked_archive() -> None:
    good = zip_of({"main.md": MAIN}, zipfile.ZIP_STORED)
    with pytest.raises(Unreadable):
        import_source(Source("b.zip", good[:-30]))
    locked = bytearray(good)
    for at in (good.find(b"PK\x03\x04") + 6, good.find(b"PK\x01\x02") + 8):
        locked[at] |= 1
    with pytest.raises(Unreadable, match="password"):
        import_source(Source("b.zip", bytes(locked)))


def test_an_archive_of_other_things_is_named() -> None:
    with pytest.raises(Unreadable, match="is a ZIP archive"):
        import_source(Source("b.zip", zip_of({"photo.png": b"x"})))


def test_every_suffix_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "law.dat"
    path.write_bytes(zip_of({"main.md": MAIN}))
    assert import_file(path).format == "bundle"
