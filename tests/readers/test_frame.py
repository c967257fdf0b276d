"""The readers' frame: which reader takes a file, and what is said when none does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch import readers
from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source, derive_alias, detect, import_file, import_source

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
<Statute xmlns:lims="http://justice.gc.ca/lims"><Body a="&lol3;">&lol3;</Body></Statute>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>&x;</body></act></akomaNtoso>"""


def test_names_and_titles_are_unique_and_said() -> None:
    found = readers.formats()
    assert len({f.name for f in found}) == len(found)
    assert all(f.title and f.suffixes for f in found)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\0\0\0\0", "is empty"),
        (b"just a few words", "is text, in which no articles or sections were found"),
        (b"{\"a\": 1}", "is JSON, or text that begins like it"),
        (b"{\\rtf1 Article 1}", "is an RTF file"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"<a><b></a>", "is not well-formed XML"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
         "its root is <feed> in the namespace http://www.w3.org/2005/Atom"),
        (b"<note/>", "its root is <note>"),
        (LAUGHS, "declares entities"),
        (LAUGHS.decode().encode("utf-16"), "declares entities"),
        (OUTSIDE, "declares entities"),
    ],
)  # fmt: skip
def test_what_no_reader_knows_is_named(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        import_source(Source("x", data))
    assert says in caught.value.message


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "no.xml", "there is no file")):
        with pytest.raises(Unreadable, match=says):
            import_file(path)


def test_a_wrong_format_name_gets_the_nearest() -> None:
    with pytest.raises(Unreadable) as caught:
        import_source(Source("x", b"x"), from_="lism")
    assert "lims" in caught.value.hint


def test_deep_nesting_is_an_error_and_not_a_crash() -> None:
    deep = b"<Statute xmlns:lims='http://justice.gc.ca/lims'><Body>" + b"<Section>" * 5000
    with pytest.raises(Unreadable):
        import_source(Source("x", deep + b"</Section>" * 5000 + b"</Body></Statute>"))


@pytest.mark.parametrize(
    ("jurisdiction", "title", "date", "alias"),
    [
        ("ca", "Extradition Act", "1999-06-17", "ca-extradition-1999"),
        ("uk", "Human Rights Act 1998", "1998", "uk-human-rights-1998"),
        ("de", "Gesetz über die internationale Rechtshilfe in Strafsachen", "1982-12-23",
         "de-internationale-rechtshilfe-strafsachen-1982"),
        ("ca", "Loi sur l’extradition", "1999-06-17", "ca-extradition-1999"),
        ("", "", "", "text"),
    ],
)  # fmt: skip
def test_an_alias_is_made_of_the_title(jurisdiction: str, title: str, date: str, alias: str) -> None:
    assert derive_alias(jurisdiction, title, date) == alias


def test_a_name_must_not_lead_anywhere() -> None:
    for name in ("../x", "a/b", "", ".hidden", "a..b"):
        text = f"Article 1\n\nThe wind is free in {name}.\n".encode()
        if name:
            with pytest.raises(Unreadable, match="is no name"):
                import_source(Source("x.md", text), name)
    assert "/" not in derive_alias("../..", "A/../b Act", "2001")


def test_what_is_no_date_is_left_out_and_said() -> None:
    text = b"---\ntitle: Kites\npublication_date: 2001-02-31\n---\n# Kites\n\n## Article 1\n\nFly.\n"
    found = import_source(Source("x.md", text))
    assert found.instrument.adopted == ""
    assert [f.key for f in found.findings] == ["date-adopted"]


def test_a_reader_of_another_package_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point `lexmatch.readers`: a module with the five names is all there is to it."""
    from types import SimpleNamespace

    from lexmatch.readers.units import Document, Meta, Unit, p

    def read(source: Source) -> tuple[Document, list[Finding]]:
        number, _, words = source.text.partition(":")
        document = Document(Meta("A small law", "/akn/xx/act/2020/1", adopted="2020", jurisdiction="xx"))
        document.units = [Unit("section", number.removeprefix("!law "), blocks=[p(words.strip())])]
        return document, []

    other = SimpleNamespace(
        NAME="small", TITLE="A format of somebody else", SUFFIXES=(".small",), read=read,
        detects=lambda source: source.data.startswith(b"!law "), operative=lambda source: source.text[5:],
    )  # fmt: skip
    point = SimpleNamespace(name="small", load=lambda: other)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point] if group == readers.GROUP else [])
    source = Source("x.small", b"!law 7: Nobody shall whistle.")
    assert detect(source).NAME == "small"
    found = import_source(source)
    assert (found.alias, found.text_kept, found.text_added) == ("xx-small-2020", 1.0, 0.0)
    assert found.instrument.index["sec_7"].text == "Nobody shall whistle."


def test_a_prefix_that_is_not_declared_is_a_clear_error() -> None:
    source = readers.Source("x.xml", b"<akn:akomaNtoso><akn:act/></akn:akomaNtoso>")
    with pytest.raises(Unreadable):
        readers.detect(source)


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r")
)


@given(WORDS, WORDS, WORDS, WORDS)
def test_an_element_is_written_as_it_is(text: str, tail: str, inside: str, value: str) -> None:
    """What the readers make comes out of the parser with the same words in its text, in what follows, and in attributes."""
    from lexmatch.readers import as_text, xml
    from lexmatch.readers.units import element, p

    made = p(text)
    made.append(element("i", inside, title=value))
    made[0].set(f"{{{xml.LM}}}note", value)
    made[0].set("{http://www.w3.org/XML/1998/namespace}lang", "fr")
    made[0].tail = tail
    found = xml.fragment(as_text.whole(made))
    assert (found.tag, found.text or "", found[0].text or "", found[0].tail or "") == (
        f"{{{xml.AKN}}}p",
        text,
        inside,
        tail,
    )
    assert dict(found[0].attrib) == {
        "title": value,
        f"{{{xml.LM}}}note": value,
        "{http://www.w3.org/XML/1998/namespace}lang": "fr",
    }


def test_a_long_document_is_written_in_many_pieces() -> None:
    """More units than are parsed at a time: none is lost, each has its own eId, and the units are used up."""
    from lexmatch.readers import write, xml
    from lexmatch.readers.units import Attachment, Document, Meta, Unit, p

    def section(n: int) -> Unit:
        return Unit(
            "section", str(n), f"Wind {n}", [p("Whoever flies")], [Unit("paragraph", "(a)", blocks=[p(f"kite {n}")])]
        )

    document = Document(Meta("Long Act", "/akn/xx/act/2020/1"), [section(n) for n in range(3000)])
    document.attachments = [Attachment("1", "Kites", [p("Red")], [section(n) for n in range(3)])]
    root = write.akn(document)
    assert xml.invalid(root) == []
    eids = root.xpath("//@eId[starts-with(., 'sec_') or starts-with(., 'att_')]")
    assert len(eids) == len(set(eids)) == 2 * 3003 + 1
    assert eids[:2] == ["sec_0", "sec_0__para_a"]
    assert "".join(root.xpath("//*[@eId='sec_2999']")[0].itertext()) == "2999Wind 2999Whoever flies(a)kite 2999"
    assert document.units == []


def test_a_reader_may_make_elements_of_lxml() -> None:
    from lxml import etree

    from lexmatch.readers import write, xml
    from lexmatch.readers.units import Document, Meta, Unit

    block = etree.fromstring(f'<p xmlns="{xml.AKN}">No <i>kite</i> &amp; no string</p>')
    root = write.akn(Document(Meta("Small Act", "/akn/xx/act/2020/1"), [Unit("section", "1", blocks=[block])]))
    assert xml.invalid(root) == []
    assert xml.text_of(root.find(f".//{{{xml.AKN}}}content")) == "No kite & no string"


def test_characters_that_xml_cannot_hold_are_named() -> None:
    text = 'lexmatch: digest/1\nalias: x-y\ntitle: T\nuri: /akn/ca/act/2001/7\nprovisions:\n- {at: art_1, text: "a \\x01 b"}\n'
    with pytest.raises(readers.InvalidResult, match="words that XML cannot hold"):
        import_source(Source("x.yaml", text.encode()))
