"""EU acts: Formex and the pages of EUR-Lex."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats import EURLEX_CONSOLIDATED, EURLEX_NEW, EURLEX_OLD, FORMEX, outline, read

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, eu, import_file, import_source, xml
from lexmatch.ref import parse


def notes(root: object) -> list[str]:
    return [xml.text_of(e) for e in root.iter(f"{{{xml.AKN}}}authorialNote")]  # type: ignore[attr-defined]


def test_formex_says_what_it_is() -> None:
    law = read(FORMEX).instrument
    assert (law.alias, law.uri, law.adopted, law.date, law.language, law.link) == (
        "eu-directive-2031-7", "/akn/eu/act/directive/2031-02-03/2031-7", "2031-02-03", "2032-01-05", "en",
        "https://eur-lex.europa.eu/eli/dir/2031/7/oj",
    )  # fmt: skip
    assert law.title == "Directive (EU) 2031/7 of the Model Council of 3 February 2031 on kites"


def test_formex_structure() -> None:
    found = read(FORMEX)
    assert outline(found) == [
        "rec_1", "chp_II", "chp_II__subchp_1", "art_1", "art_1__para_1", "art_1__para_1__point_a",
        "art_1__para_1__point_a__indent_nn_1", "art_1__para_1__point_b", "art_1__para_1__al_nn_1",
        "art_1__para_1__al_nn_1__point_a", "art_1__para_2a", "art_2", "att_IV", "att_IV__point_1", "att_IV__hcontainer_1",
    ]  # fmt: skip
    law = found.instrument
    assert law.index["chp_II"].heading == "Flying"
    assert law.index["art_1"].heading == "Places"
    assert law.index["art_1__para_1__point_a"].text == "fields, as ‘open’;"
    assert law.index["art_1__para_1__al_nn_1"].text == "At night:"
    assert law.resolve(parse("eu-directive-2031-7 1(1)(a)")) == "art_1__para_1__point_a"
    assert law.index["art_1__para_2a"].state == "repealed"
    assert law.index["art_2"].text == "In Act 3 insert: 4. No tails."
    assert law.index["rec_1"].text == "Kites fly."
    assert law.index["att_IV__point_1"].heading == "WARM"
    assert notes(found.root) == ["Note words."]
    assert 'colspan="2"' in xml.serialise(found.root).decode()


@pytest.mark.parametrize(
    ("celex", "name", "year", "number"),
    [
        ("32014L0041", "directive", "2014", "41"), ("32001R1206", "regulation", "2001", "1206"),
        ("02014L0041-20220313", "directive", "2014", "41"), ("32002F0584", "framework-decision", "2002", "584"),
    ],
)  # fmt: skip
def test_celex_numbers(celex: str, name: str, year: str, number: str) -> None:
    act = eu.from_celex(celex)
    assert act is not None
    assert (act.name, act.year, act.number) == (name, year, number)


def test_what_is_no_celex_number_of_an_act() -> None:
    assert eu.from_celex("62012CJ0131") is None
    assert eu.from_celex("") is None


@pytest.mark.parametrize(
    ("title", "letter", "year", "number", "date"),
    [
        ("Council Framework Decision 2002/584/JHA of 13 June 2002 on surrender", "F", "2002", "584", "2002-06-13"),
        ("Règlement (UE) 2020/1783 du 25 novembre 2020", "R", "2020", "1783", "2020-11-25"),
        ("Règlement (CE) n° 1206/2001 du Conseil du 1er mai 2001", "R", "2001", "1206", "2001-05-01"),
        ("Richtlinie 2014/41/EU vom 3. April 2014", "L", "2014", "41", "2014-04-03"),
        ("Directiva 2014/41/UE de 3 de abril de 2014", "L", "2014", "41", "2014-04-03"),
    ],
)
def test_titles_tell_the_act(title: str, letter: str, year: str, number: str, date: str) -> None:
    assert eu.from_title(title) == eu.Act(letter, year, number)
    assert eu.date_in(title) == date


@pytest.mark.parametrize(
    ("label", "kind", "number"),
    [
        ("CHAPTER IV", "chapter", "IV"), ("CHAPITRE II", "chapter", "II"), ("Section 1", "subchapter", "1"),
        ("TITOLO III", "title", "III"), ("PART ONE", "part", "ONE"), ("Unterabschnitt 2", "subdivision", "2"),
        ("I LUKU", "chapter", "I"), ("AFDELING 1", "subchapter", "1"), ("AFSNIT II", "title", "II"), ("GENERAL", "", ""),
    ],
)  # fmt: skip
def test_divisions_in_the_languages_of_the_union(label: str, kind: str, number: str) -> None:
    assert eu.division(label) == (kind, number)


def test_framework_decisions_bear_their_series() -> None:
    made = eu.meta(eu.Act("F", "2002", "584"), "t", adopted="2002-06-13", date="", language="en", format_="x")
    assert made.uri == "/akn/eu/act/framework-decision/2002-06-13/2002-584-jha"


def test_reference_data_alone_is_no_act() -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        import_source(Source("x", b"<CONS.ACT a='formex'><INFO.CONSLEG/></CONS.ACT>"))


def test_the_newest_pages() -> None:
    found = read(EURLEX_NEW)
    law = found.instrument
    assert (law.alias, law.uri, law.date) == (
        "eu-regulation-2031-77", "/akn/eu/act/regulation/2031-03-04/2031-77", "2031-03-04",
    )  # fmt: skip
    assert outline(found) == [
        "rec_1", "chp_I", "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b",
        "art_1__para_1__point_b__point_i", "art_1__para_2", "att_1",
    ]  # fmt: skip
    assert (law.index["chp_I"].heading, law.index["art_1"].heading) == ("GENERAL", "Scope")
    assert law.index["art_1__para_1"].text == "This covers requests that are:"
    assert law.index["att_1"].heading == "FORM"
    assert notes(found.root) == ["A note."]
    assert "Menu" not in xml.serialise(found.root).decode()


def test_old_pages_are_bare_paragraphs() -> None:
    found = read(EURLEX_OLD)
    law = found.instrument
    assert (law.alias, law.title) == (
        "eu-directive-1999-99", "DIRECTIVE 1999/99/EC OF THE MODEL COUNCIL of 5 May 1999 on old samples",
    )  # fmt: skip
    assert outline(found) == [
        "rec_1", "rec_2", "chp_I", "art_1", "art_1__para_1", "art_1__para_1__point_h", "art_1__para_1__point_i",
        "art_1__para_1__point_i__point_i", "art_1__para_1__point_i__point_ii", "art_1__para_1__point_j", "art_1__para_2",
        "art_2", "att_1",
    ]  # fmt: skip
    assert law.index["rec_2"].text == "They are bare."
    assert law.index["art_1"].heading == "Purpose"


def test_consolidated_pages() -> None:
    found = read(EURLEX_CONSOLIDATED)
    law = found.instrument
    assert (law.date, law.adopted) == ("2032-01-01", "2031-03-04")
    assert outline(found) == ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1a", "att_I"]
    assert law.index["art_1__para_1a"].text == "New words."


def test_annexes_in_containers_of_their_own_and_articles_that_are_quoted() -> None:
    page = EURLEX_NEW.replace(
        '<p class="oj-doc-ti">ANNEX</p>', '</div><div class="eli-container"><p class="oj-doc-ti">ANNEX</p>'
    )
    subject = '<p class="oj-doc-ti">on sample requests</p>'
    page = page.replace(subject, subject + '<p class="oj-doc-ti">(Text with EEA relevance)</p>')
    page = page.replace("written; or", "written:</p><p class='oj-ti-art'>Article 9</p><p>or")
    found = read(page)
    law = found.instrument
    assert law.title.endswith("on sample requests")
    assert [p.eid for p in law.walk() if p.kind in ("article", "attachment")] == ["art_1", "att_1"]
    assert law.index["art_1__para_1__point_a"].text == "written: Article 9 or"
    assert law.index["att_1"].heading == "FORM"


def test_a_page_without_articles() -> None:
    with pytest.raises(Unreadable, match="no article was found"):
        import_source(
            Source("x.html", b"<html><body><p class='oj-doc-ti'>REGULATION</p></body></html>"), from_="eurlex"
        )


def test_languages_of_one_act_have_the_same_outline(data: Path) -> None:
    english = import_file(data / "formex/eu-32020r1783-takingevidence2020-en.fmx4.xml")
    french = import_file(data / "formex/eu-32020r1783-takingevidence2020-fr.fmx4.xml")
    assert outline(english) == outline(french)
    assert (english.instrument.uri, french.instrument.language) == (french.instrument.uri, "fr")


def test_a_real_directive_is_cited_as_lawyers_do(data: Path) -> None:
    law = import_file(data / "formex/eu-32014l0041-eio-directive-en.fmx4.xml", alias="eio-2014-41").instrument
    assert law.uri == "/akn/eu/act/directive/2014-04-03/2014-41"
    assert law.resolve(parse("eio-2014-41 4(a)")) == "art_4__point_a"
    assert law.resolve(parse("eio-2014-41 11(1)(g)")) == "art_11__para_1__point_g"
    assert law.cite("art_11__para_1__point_g") == "Article 11(1)(g)"


def test_an_act_and_its_annexes_as_cellar_sends_them() -> None:
    import io
    import zipfile

    act = FORMEX[FORMEX.index("<CONS.DOC>") :].replace("CONS.DOC", "ACT").removesuffix("</CONS.ACT>")
    act = act[: act.index("<CONS.ANNEX>")] + "</ACT>"
    annex = "<ANNEX a='formex'><BIB.INSTANCE/><TITLE><TI><P>ANNEX II</P></TI></TITLE><CONTENTS><P>Blue.</P></CONTENTS></ANNEX>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("L_2031001EN.01000101.doc.xml", "<DOC><BIB.DOC/></DOC>")
        archive.writestr("L_2031001EN.01000101.xml", act)
        archive.writestr("L_2031001EN.01002501.xml", annex)
    found = import_source(Source("x.zip", held.getvalue()))
    law = found.instrument
    assert (law.uri, found.text_kept, found.text_added) == ("/akn/eu/act/directive/2031-02-03/2031-7", 1.0, 0.0)
    assert [p.eid for p in law.provisions if p.kind == "attachment"] == ["att_II"]
    assert law.index["att_II"].text == "Blue."
