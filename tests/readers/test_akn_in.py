"""Akoma Ntoso of all flavours, in the small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lexmatch.findings import Unreadable
from lexmatch.readers import Imported, Source, import_source, xml
from lexmatch.ref import parse

FINAL = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#s"><FRBRWork><FRBRthis value="/akn/za/act/2001/3/!main"/><FRBRuri
 value="/akn/za/act/2001/3"/><FRBRdate date="2001-02-03" name="assent"/><FRBRauthor href="#p"/><FRBRcountry value="za"/>
<FRBRnumber value="3"/></FRBRWork><FRBRExpression><FRBRthis value="/akn/za/act/2001/3/eng@2005-06-07/!main"/><FRBRuri
 value="/akn/za/act/2001/3/eng@2005-06-07"/><FRBRdate date="2005-06-07" name="consolidation"/><FRBRauthor href="#p"/>
<FRBRlanguage language="eng"/></FRBRExpression><FRBRManifestation><FRBRthis value="x"/><FRBRuri value="x"/>
<FRBRdate date="2020-01-01" name="markup"/><FRBRauthor href="#p"/></FRBRManifestation></identification><references
 source="#s"><TLCOrganization eId="p" href="/ontology/p" showAs="The Parliament"/><TLCTerm eId="kite" href="/t/kite"
 showAs="kite"/></references></meta>"""
PREFACE = "<preface><p><docTitle>Kite<br/>Act</docTitle></p></preface>"


def read(body: str, namespace: str = FINAL, kind: str = "act", after: str = "", beside: str = "") -> Imported:
    document = f'<{kind} name="{kind}">{META}{PREFACE}{body}{after}</{kind}>'
    data = f'<akomaNtoso xmlns="{namespace}">{document}{beside}</akomaNtoso>'
    found = import_source(Source("k.xml", data.encode()))
    assert xml.invalid(found.root) == []
    assert (found.text_kept, found.text_added) == (1.0, 0.0)
    return found


@pytest.mark.parametrize(
    "namespace",
    [
        FINAL,
        FINAL + "/WD17",
        FINAL + "/CSD13",
        "http://www.akomantoso.org/2.0",
        "http://Inhaltsdaten.LegalDocML.de/1.8.2/",
    ],
)
def test_every_namespace_becomes_the_final_one(namespace: str) -> None:
    found = read(
        '<body><section id="section-1"><num>1.</num><content><p>Fly.</p></content></section></body>', namespace
    )
    assert {e.tag.rpartition("}")[0] for e in found.root.iter()} <= {"{" + FINAL, "{" + xml.LM}
    law = found.instrument
    assert (law.alias, law.title, law.uri, law.date, law.adopted, law.language, law.jurisdiction) == (
        "za-kite-2001", "Kite Act", "/akn/za/act/2001/3", "2005-06-07", "2001-02-03", "en", "za",
    )  # fmt: skip
    assert law.index["sec_1"].text == "Fly."


def test_right_eids_stay_and_wrong_ones_move_to_wid() -> None:
    found = read(
        '<body><section eId="sec_1"><num>1.</num><subsection eId="sec_1__subsec_1"><num>(1)</num><content><p>a</p></content>'
        '</subsection><subsection eId="sec_1__subsec_1"><num>(2)</num><content><p>b</p></content></subsection></section>'
        '<section eId="s2"><num>2.</num><content><p>c</p></content></section><section><num>3.</num><content><p>d</p>'
        "</content></section></body>"
    )  # fmt: skip
    ids = [(e.get("eId"), e.get("wId")) for e in found.root.iter() if xml.local(e) in ("section", "subsection")]
    assert ids == [("sec_1", None), ("sec_1__subsec_1", None), ("sec_1__subsec_2", "sec_1__subsec_1"), ("sec_2", "s2"),
                   ("sec_3", None)]  # fmt: skip


def test_ids_stay_in_their_place_and_attributes_of_others_go() -> None:
    root = read(
        '<body><section GUID="g" id=" sec 1 " class="old" xml:lang="en" x:y="z" xmlns:x="urn:x"><num>1</num><content>'
        '<p id="p\u00a01" eId="" class="c">Fly.</p></content></section></body>'
    ).root
    section = root.find(f".//{{{FINAL}}}section")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert list(section.items()) == [("eId", "sec_1"), ("class", "old"), (lang, "en"), ("wId", "sec-1")]
    assert dict(section.find(f".//{{{FINAL}}}p").attrib) == {"class": "c"}
    assert b"urn:x" not in xml.serialise(root)


def test_elements_of_others_are_looked_through_and_layout_goes() -> None:
    found = read(
        '<body>\n <section eId="sec_1">\n  <num>1</num>\n  <content>\n   <p>No <x:k xmlns:x="urn:x"> kite <i>shall</i>'
        " </x:k>\n\n fly<x:dot xmlns:x='urn:x'/>.</p>\n </content>\n</section>\n</body>"
    )
    paragraph = found.root.find(f".//{{{FINAL}}}content")[0]
    assert (paragraph.text, paragraph[0].text, paragraph[0].tail) == ("No  kite ", "shall", "  fly.")
    assert found.root.find(f".//{{{FINAL}}}content").text is None


@pytest.mark.parametrize("inner", [FINAL, FINAL + "/CSD13", "http://www.akomantoso.org/2.0"])
@pytest.mark.parametrize("prefix", ["", "a"])
def test_namespaces_declared_anywhere_end_as_one(inner: str, prefix: str) -> None:
    """The final namespace is the default one, declared once, whatever prefixes the source has and wherever it has them."""
    colon, name = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    document = f'<act name="act">{META}{PREFACE}<body><section><num>1</num><content><p>Fly.</p></content></section></body></act>'
    document = re.sub(r"<(/?)(?=\w)", rf"<\1{colon}", document).replace(
        f"<{colon}act", f'<{colon}act xmlns{name}="{inner}"', 1
    )
    data = f'<akomaNtoso xmlns="{FINAL}/WD17" xmlns:y="urn:y">{document}<components/></akomaNtoso>'
    root = import_source(Source("k.xml", data.encode())).root
    written = xml.serialise(root)
    assert xml.invalid(root) == []
    assert written.count(b"xmlns") == 2
    assert b"<section eId" in written
    assert f'xmlns="{FINAL}"'.encode() in written


def test_numbered_lists_become_units() -> None:
    found = read(
        "<body><article><num>Art. 4bis</num><content><blockList><listIntroduction>Either</listIntroduction><item><num>a)</num>"
        "<p>one</p></item><item><num>b)</num><blockList><listIntroduction>of</listIntroduction><item><num>i)</num><p>two</p>"
        "</item></blockList></item><listWrapUp>or none.</listWrapUp></blockList></content></article></body>"
    )  # fmt: skip
    law = found.instrument
    assert law.resolve(parse("za-kite-2001 4bis(b)(i)")) == "art_4bis__para_b__point_i"
    assert law.index["art_4bis"].full_text == "Either a) one b) of i) two or none."


def test_german_sections_and_unnumbered_wrappers() -> None:
    found = read(
        "<body><article><num>§ 7</num><paragraph><num>(1)</num><content><p>a</p></content></paragraph></article>"
        "<article><num>§ 8</num><paragraph><num/><content><p>b</p></content></paragraph></article></body>",
        "http://Inhaltsdaten.LegalDocML.de/1.8.2/",
    )
    law = found.instrument
    assert [p.eid for p in law.walk()] == ["sec_7", "sec_7__subsec_1", "sec_8"]
    assert law.cite("sec_7__subsec_1") == "§ 7(1)"


def test_provisions_counted_by_place_keep_their_count() -> None:
    found = read(
        '<body><section eId="sec_1"><num>1 §</num><subsection eId="sec_1__subsec_1"><content><p>a</p></content></subsection>'
        "</section></body>"
    )
    assert found.instrument.index["sec_1__subsec_1"].text == "a"


def test_attachments_and_components_however_deep() -> None:
    inner = f'<component><doc name="annex">{META}<mainBody><p>Deep words.</p></mainBody></doc></component>'
    middle = f'<doc name="annex">{META}<mainBody><section><num>1.</num><content><p>Upper words.</p></content></section>' \
             f"</mainBody><components>{inner}</components></doc>"  # fmt: skip
    found = read(
        "<body><section><num>1.</num><content><p>a</p></content></section></body>",
        after=f"<attachments><attachment><heading>First</heading>{middle}</attachment></attachments>",
        beside=f"<components><component>{middle.replace('Upper', 'Other')}</component></components>",
    )
    law = found.instrument
    assert [p.eid for p in law.provisions] == ["sec_1", "att_1", "att_2", "att_3", "att_4"]
    assert law.index["att_1__sec_1"].text == "Upper words."
    assert law.resolve(parse("za-kite-2001 1")) == "sec_1"


def test_a_collection_is_its_first_document_with_the_rest_beside() -> None:
    one = (
        f'<act name="act">{META}{PREFACE}<body><section><num>1.</num><content><p>a</p></content></section></body></act>'
    )
    data = f'<akomaNtoso xmlns="{FINAL}"><documentCollection name="c">{META}<collectionBody><component>{one}</component>' \
           f"<component>{one.replace('<p>a</p>', '<p>b</p>')}</component></collectionBody></documentCollection>" \
           "</akomaNtoso>"  # fmt: skip
    found = import_source(Source("c.xml", data.encode()))
    assert (found.text_kept, found.text_added) == (1.0, 0.0)
    assert [p.eid for p in found.instrument.walk()] == ["sec_1", "att_1", "att_1__sec_1"]


@pytest.mark.parametrize(
    "body",
    [
        "<body><section><num>1.</num>Loose words<p>and blocks</p></section></body>",
        "<body><section><content>Loose <b>bold</b> words<p>and blocks</p></content></section></body>",
        "<body><p>No section at all.</p></body>",
        "<body/>",
        "<body><section><num>1.</num><content><p>outer <p>inner</p></p></content></section></body>",
        "<body><section><content><p>a</p></content><content><p>b</p></content></section></body>",
        "<body><section><content><p>a</p></content><subsection><content><p>b</p></content></subsection></section></body>",
        "<body><section><subsection><content><p>b</p></content></subsection>tail<subsection/>more</section></body>",
        "<body><section><content><zork>strange</zork><table><tr/></table><p foo='1'>x</p></content></section></body>",
        "<body><section><content><p><ref>no address</ref> <term>t</term> <date date='soon'>d</date></p></content></section>"
        "</body>",
        "<body><section eId='a b'><content><section><num>2</num></section></content></section></body>",
        "<body>words only</body>",
        "<body><section><content><blockList><item><num/><p>u</p></item></blockList></content></section></body>",
        "<body><section><content><p xmlns:x='urn:x'>a <x:y>b</x:y> c</p></content></section></body>",
        "<body><section><heading><p>h</p></heading><num><p>1</p></num><content/></section></body>",
        "<body><hcontainer><content><p>no name</p></content></hcontainer></body>",
        "<body><section><content><ul>x<li>y</li></ul><img/></content></section></body>",
        "<body><section><num>1</num><num>2</num><content><p>twice</p></content></section></body>",
    ],
)
def test_what_the_schema_refuses_is_mended_with_its_words(body: str) -> None:
    read(body)


def test_foreign_references_are_no_concepts() -> None:
    found = read(
        '<body><section refersTo="#kite"><num>1.</num><content><p eId="x" refersTo="#kite">A <term refersTo="#kite">kite'
        "</term>.</p></content></section></body>"
    )
    assert found.instrument.index["sec_1"].concepts == ()
    assert [t.get("refersTo") for t in found.root.iter(f"{{{FINAL}}}term")] == ["#kite"]
    assert found.root.find(f".//{{{FINAL}}}TLCTerm[@eId='kite']") is not None


def test_what_lexmatch_wrote_comes_back_as_it_was() -> None:
    first = read(
        "<body><part><num>PART 1</num><heading>Air</heading><section><num>1.</num><content><p>a</p></content></section></part>"
        "</body>"
    )
    data = xml.serialise(first.root)
    second = import_source(Source("k.xml", data))
    bodies = [d.partition(b"<preface>")[2] for d in (data, xml.serialise(second.root))]
    assert bodies[0] == bodies[1]
    assert second.instrument.title == "Kite Act"


def test_annotations_of_lexmatch_survive() -> None:
    from lexmatch.readers import digest, write

    text = """lexmatch: digest/1
alias: x-y
title: T
uri: /akn/ca/act/2001/7
date: '2019-01-01'
silent: [ext-costs]
provisions:
- {at: art_1, text: "It lasts 40 days.", concepts: [ext-decision], modality: required, quantities: {ext-decision.time-limit: "40 days = P40D"}}
"""  # noqa: E501
    root = write.akn(digest.parse(text, "d"))
    law = import_source(Source("x.xml", xml.serialise(root))).instrument
    one = law.index["art_1"]
    assert (one.concepts, one.modality, one.values[0].value) == (("ext-decision",), "required", "P40D")
    assert (law.alias, law.silent, law.text.status) == ("x-y", ("ext-costs",), "digest")


def test_the_real_files_keep_their_own_eids_where_they_are_right(data: Path) -> None:
    from lexmatch.readers import import_file

    law = import_file(data / "akn" / "uk-dripa2014-datareteninvestigatorypowers.xml").instrument
    assert "sec_1__subsec_2__para_a" in law.index
    swiss = import_file(data / "akn" / "ch-bvvg-facecovering-de.xml").instrument
    assert swiss.resolve(parse("ch 2(2)(g)")) == "art_2__para_2__point_g"
    assert (swiss.date, swiss.adopted, swiss.in_force) == ("2025-01-01", "2023-09-29", "2025-01-01")


@pytest.mark.parametrize("draft", [FINAL + "/WD17", "http://www.akomantoso.org/2.0"])
def test_a_draft_is_read_alike_however_it_is_declared(draft: str) -> None:
    body = (
        '<preface><p><docTitle>Kite Act</docTitle></p></preface><body><section id="s1"><num>1.</num><content>\n  <p>Kites \n '
        "<b>fly</b>.</p></content></section></body>"
    )
    whole = f'<akomaNtoso xmlns="{draft}"><act name="act">{META}{body}</act></akomaNtoso>'
    once = import_source(Source("k.xml", whole.encode()))
    for other in (
        whole.replace(f'"{draft}"', f"'{draft}'"),
        whole.replace("<section ", f'<section xmlns="{draft}" '),
        whole.replace("<akomaNtoso ", f'<a:akomaNtoso xmlns:a="{draft}" ').replace("</akomaNtoso", "</a:akomaNtoso"),
    ):
        found = import_source(Source("k.xml", other.encode()))
        same = [re.sub(rb' sha256="\w+"', b"", xml.serialise(f.root)) for f in (once, found)]
        assert same[0] == same[1]
        assert b"<p>Kites <b>fly</b>.</p>" in same[0]


def test_what_is_wrong_in_a_draft_is_named_where_it_stands_in_the_file() -> None:
    data = f'<akomaNtoso xmlns="{FINAL}/CSD13"><act></akomaNtoso>'
    with pytest.raises(Unreadable) as raised:
        import_source(Source("k.xml", data.encode()))
    assert raised.value.place is not None
    assert raised.value.place.column == len(data) + 1


def test_a_document_of_another_version_inside_keeps_its_words() -> None:
    inner = f'<doc xmlns="{FINAL}"><mainBody><p>An  inner <q xmlns="urn:q">kite</q></p></mainBody></doc>'
    whole = f'<akomaNtoso xmlns="{FINAL}/WD17"><act name="act">{META}<body><section><num>1</num><content><p>Outer</p></content>'
    after = f"</section></body><attachments><attachment>{inner}</attachment></attachments></act></akomaNtoso>"
    found = import_source(Source("k.xml", (whole + after).encode()))
    assert found.text_kept == 1.0
    assert b"<p>An inner kite</p>" in xml.serialise(found.root)


def test_kept_metadata_outlive_the_file_they_come_from() -> None:
    """Their `xml:lang` was of a namespace that was freed with others of the source: a crash, or the prefix lost."""
    said = META.replace('showAs="kite"', 'showAs="kite" xml:lang="fr"')
    body = "<body><section><num>1</num><content><p>Kites.</p></content></section></body>"
    data = f'<akomaNtoso xmlns="{FINAL}" xmlns:f="urn:f"><act name="act">{said}{body}</act></akomaNtoso>'
    found = import_source(Source("k.xml", data.encode()))
    term = found.root.find(f".//{{{FINAL}}}TLCTerm")
    assert term.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert b"urn:f" not in xml.serialise(found.root)
    older = data.replace(f'"{FINAL}"', "'http://www.akomantoso.org/2.0'")  # renamed one by one
    assert b"akomantoso.org" not in xml.serialise(import_source(Source("k.xml", older.encode())).root)
