"""Statutes and treaties as they are typed: articles and sections that no heading opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.findings import Unreadable
from lexmatch.readers import Imported, Source, import_source, xml
from lexmatch.readers.text_labels import counted
from tests.readers.test_office import docx_of, pdf_of


def read(name: str, data: bytes) -> Imported:
    found = import_source(Source(name, data))
    assert xml.invalid(found.root) == []
    assert (found.text_kept, found.text_added) == (1, 0)
    return found


def outline(found: Imported) -> list[str]:
    """eId, heading and own words of each unit."""
    return ["; ".join(filter(None, (p.eid, p.heading, p.text))) for p in found.instrument.walk()]


CASES = {
    "India": (
        "THE KITES ACT, 1962\n\nCHAPTER I\nPRELIMINARY\n\n1. Short title and extent.—(1) This Act may be called the "
        "Kites Act.\n(2) It "
        "extends to all islands.\n2. Definitions.—In this Act,—\n(a) “kite” means what flies;\n\nCHAPTER "
        "II\nFLYING\n3. Powers.—The "
        "Governor may act.\n3A. Special provision.—Nothing flies.\n5. Requisition.—It is made—\n(i) by a diplomat; "
        "or\n(ii) by post.\n",
        ["chp_I; PRELIMINARY", "sec_1; Short title and extent", "sec_1__subsec_1; This Act may be called the Kites Act.",
         "sec_1__subsec_2; It extends to all islands.", "sec_2; Definitions; In this Act,—",
         "sec_2__para_a; “kite” means what flies;", "chp_II; FLYING", "sec_3; Powers; The Governor may act.",
         "sec_3A; Special provision; Nothing flies.", "sec_5; Requisition; It is made—", "sec_5__para_i; by a diplomat; or",
         "sec_5__para_ii; by post."],
    ),
    "United Kingdom": (
        "Kites Act 1989\n\nPART I\nINTRODUCTORY\n\n1.—(1) Where a person flies,\n(a) he is free.\n(2) The Act "
        "applies.\n\n2.—(1) In this "
        'Act "kite" means a thing.\n',
        ["part_I; INTRODUCTORY", "sec_1", "sec_1__subsec_1; Where a person flies,", "sec_1__subsec_1__para_a; he is free.",
         "sec_1__subsec_2; The Act applies.", "sec_2", 'sec_2__subsec_1; In this Act "kite" means a thing.'],
    ),
    "Kenya, South Africa": (
        "THE KITES ACT\nPART I – GENERAL\n1. Short title\nThis Act may be cited as the Kites Act.\n2 "
        "Interpretation\n(1) In this Act—\n"
        "PART II – FLYING\n3. Application\nThis Part applies.\n",
        ["part_I; GENERAL", "sec_1; Short title; This Act may be cited as the Kites Act.", "sec_2; Interpretation",
         "sec_2__subsec_1; In this Act—", "part_II; FLYING", "sec_3; Application; This Part applies."],
    ),
    "behind a table of contents": (
        "KITES ACT\n\nARRANGEMENT OF SECTIONS\nPART I\nGeneral\n1. Power to apply.\n2. Limits.\n3. End.\n\nPART "
        "I\nGeneral\n1. Power to "
        "apply this Act\n(1) Where an agreement exists, it counts.\n(2) The order shall list:\n1. kites;\n2. "
        "strings.\n2. Limits\nNone."
        "\n3. End\nThe end.\nSCHEDULE\n1. Murder.\n2. Theft.\n",
        ["part_I; General", "sec_1; Power to apply this Act", "sec_1__subsec_1; Where an agreement exists, it counts.",
         "sec_1__subsec_2; The order shall list:", "sec_1__subsec_2__para_1; kites;", "sec_1__subsec_2__para_2; strings.",
         "sec_2; Limits; None.", "sec_3; End; The end.", "att_1", "att_1__para_1; Murder.", "att_1__para_2; Theft."],
    ),
    "notes at the side": (
        "THE KITES ACT\n\nPART I\nPRELIMINARY\nShort title.\n1. This Act may be cited as the Kites "
        "Act.\nInterpretation.\n2.-(1) In this "
        "Act, kites fly.\nOrders.\n3. The Minister may by order declare.\n",
        ["part_I; PRELIMINARY", "sec_1; Short title; This Act may be cited as the Kites Act.", "sec_2; Interpretation",
         "sec_2__subsec_1; In this Act, kites fly.", "sec_3; Orders; The Minister may by order declare."],
    ),
    "sentences are no notes at the side": (
        "KITES ACT\n\n1 Wind\nThe wind is free.\n2 Rain\nThe rain is free.\n3 Sun\nThe sun is free.\n",
        ["sec_1; Wind; The wind is free.", "sec_2; Rain; The rain is free.", "sec_3; Sun; The sun is free."],
    ),
    "Philippines": (
        "SECTION 1. Short Title. - This Act shall be known as the Kite Act.\n\nSEC. 2. Policy. – The State "
        "flies.\n\nSEC. 3. Definitions. – "
        "As used:\n(a) Kite means kite;\n",
        ["sec_1; Short Title; This Act shall be known as the Kite Act.", "sec_2; Policy; The State flies.",
         "sec_3; Definitions; As used:", "sec_3__subsec_a; Kite means kite;"],
    ),
    "Argentina": (
        "LEY 24\n\nARTICULO 1º — La República ayuda.\n\nARTICULO 2º — Si existiera un tratado, rige.\n\nARTÍCULO "
        "TERCERO.- Nacionalidad\n\n"
        "No se deniega.\n",
        ["art_1; La República ayuda.", "art_2; Si existiera un tratado, rige.", "art_3; Nacionalidad; No se deniega."],
    ),
    "Portugal": (
        "LEI\n\nTÍTULO I\nDisposições gerais\n\nArtigo 1.º\nObjeto\n\n1 - O diploma aplica-se:\na) Extradição;\n2 - O "
        "disposto vale.\n\n"
        "Artigo 2.º-A\nÂmbito\n\nVale tudo.\n",
        ["title_I; Disposições gerais", "art_1; Objeto", "art_1__para_1; O diploma aplica-se:",
         "art_1__para_1__point_a; Extradição;",
         "art_1__para_2; O disposto vale.", "art_2-A; Âmbito; Vale tudo."],
    ),
    "Brazil": (
        "LEI\n\nCAPÍTULO I\nGERAL\n\nArt. 1º Esta Lei dispõe.\n§ 1º Considera-se:\nI - migrante: pessoa;\nII - "
        "visitante: outra.\n§ 2º São "
        "plenas.\n\nArt. 2º Não prejudica.\nParágrafo único. Vale.\n\nArt. 3º-A. Novo.\n",
        ["chp_I; GERAL", "art_1; Esta Lei dispõe.", "art_1__para_1; Considera-se:", "art_1__para_1__point_I; migrante: pessoa;",
         "art_1__para_1__point_II; visitante: outra.", "art_1__para_2; São plenas.", "art_2; Não prejudica.",
         "art_2__para_Parágrafo-único; Vale.", "art_3-A; Novo."],
    ),
    "France": (
        "LOI\n\nArt. 1er. – La loi est la loi.\n\nArt. 2. – Elle entre en vigueur.\n\nArt. 2 bis. – Sous réserve.\n",
        ["art_1; La loi est la loi.", "art_2; Elle entre en vigueur.", "art_2bis; Sous réserve."],
    ),
    "Italy": (
        "CONVENZIONE\n\nArticolo 1\nObbligo\n\nLe Parti si impegnano.\n\nArt. 2-bis\n\n1. Danno luogo:\na) i fatti;\n",
        ["art_1; Obbligo; Le Parti si impegnano.", "art_2-bis", "art_2-bis__para_1; Danno luogo:",
         "art_2-bis__para_1__point_a; i fatti;"],
    ),
    "Arabic": (
        "اتفاقية\n\nالمادة 1\nتبادل المعلومات\n\nتتبادل الأطراف.\n\nالمادة 2\n\n1 - لكل طرف.\n2 - لا يجوز:\n(أ) "
        "أولا؛\n(ب) ثانيا.\n\nالمادة الثالثة\n\nنهاية.\n",
        ["art_1; تبادل المعلومات; تتبادل الأطراف.", "art_2", "art_2__para_1; لكل طرف.", "art_2__para_2; لا يجوز:",
         "art_2__para_2__point_أ; أولا؛", "art_2__para_2__point_ب; ثانيا.", "art_3; نهاية."],
    ),
    "Russian": (
        "КОНВЕНЦИЯ\n\nСтатья 1\nЗащита\n\n1. Граждане пользуются.\n\nСтатья 2\n\nПомощь:\nа) первая;\nб) вторая.\n",
        ["art_1; Защита", "art_1__para_1; Граждане пользуются.", "art_2; Помощь:", "art_2__para_а; первая;",
         "art_2__para_б; вторая."],
    ),
    "an article named at the beginning of a sentence opens none": (
        "TREATY\n\nArticle 1\n\nArticle 2 of the Charter applies.\n\nArticle 3. The rest is left to others.\n\n"
        "Article 2\n\nThe end is near.\n",
        ["art_1; Article 2 of the Charter applies. Article 3. The rest is left to others.", "art_2; The end is near."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_typed_law(name: str) -> None:
    text, units = CASES[name]
    assert outline(read("law.txt", text.encode())) == units


def test_numbered_paragraphs_of_articles_stay_paragraphs() -> None:
    found = read(
        "law.txt", b"TREATY\n\nArticle 1\n\n1. The wind is free.\n2. Rain.\n3. Sun.\n\nArticle 2\n\n1. Snow is free.\n"
    )
    assert [p.kind for p in found.instrument.walk()] == ["article", *["paragraph"] * 3, "article", "paragraph"]


def test_sections_by_the_numbers_of_a_word_processor() -> None:
    found = read("law.docx", docx_of([
        ("Normal", "KITES ACT"), ("List Number", "Short title.—(1) This Act may be cited."), ("Normal", "(2) It applies."),
        ("List Number", "Powers.—The Governor may act."), ("List Number", "Nothing in this Act flies."),
    ]))  # fmt: skip
    assert outline(found) == ["sec_1; Short title", "sec_1__subsec_1; This Act may be cited.", "sec_1__subsec_2; It applies.",
                              "sec_2; Powers; The Governor may act.", "sec_3; Nothing in this Act flies."]  # fmt: skip


def test_sections_in_a_pdf() -> None:
    pytest.importorskip("pypdf")
    lines = ["THE KITES ACT, 1962", "1. Short title.-(1) This Act may be called the Kites Act of the islands and of all",
             "that lies between them.", "(2) It extends to all islands.", "2. Powers", "The Governor may act in all "
             "matters of wind and rain, "
             "and in such others as", "are named.", "3. Saving.-Nothing in this Act flies."]  # fmt: skip
    assert outline(import_source(Source("law.pdf", pdf_of([lines])))) == [
        "sec_1; Short title", "sec_1__subsec_1; This Act may be called the Kites Act of the islands and of all that "
        "lies between them.",
        "sec_1__subsec_2; It extends to all islands.",
        "sec_2; Powers; The Governor may act in all matters of wind and rain, and in such others as are named.",
        "sec_3; Saving; Nothing in this Act flies.",
    ]  # fmt: skip


@pytest.mark.parametrize(("label", "place"), [("Article 3 bis", (3, "bis")), ("ARTICLE IV", (4, "")), ("Art. 2º-A", (2, "a")),
                                              ("Artículo TERCERO", (3, "")), ("Article premier", (1, "")),
                                              ("§", None)])  # fmt: skip
def test_the_place_of_a_label(label: str, place: tuple[int, str] | None) -> None:
    assert counted(label) == place


def test_sections_put_in_by_decimals_and_by_letters() -> None:
    found = read("law.txt", b"KITES ACT\n\n1 Wind\nIt blows.\n2 Rain\nIt falls.\n2.1 Snow\nIt melts.\n3AA Fog\nIt lifts.\n3A Sun"
                 b"\nIt shines.\n4 Hail\nIt hurts.\n5 Frost\nIt bites.\n")  # fmt: skip
    assert [p.eid for p in found.instrument.walk()] == [
        "sec_1",
        "sec_2",
        "sec_2-1",
        "sec_3AA",
        "sec_3A",
        "sec_4",
        "sec_5",
    ]


def test_the_decimals_of_a_contract_open_nothing() -> None:
    found = read(
        "law.txt", b"TERMS\n\n1. Wind\n1.1 It blows.\n1.2 It stops.\n2. Rain\n2.1 It falls.\n3. Sun\n3.1 It shines.\n"
    )
    assert [p.eid for p in found.instrument.walk()] == ["sec_1", "sec_2", "sec_3"]


def test_sections_that_leap_and_a_word_schedule_among_them() -> None:
    found = read("law.txt", b"SECTION 1. SHORT TITLE.\n\nThe Kite Act.\n\nSEC. 101. WINDS.\n\nThey blow.\n\nSchedule\n\nSEC. "
                 b"102. RAINS.\n\nThey fall.\n\nSEC. 201. SUN.\n\nIt shines.\n\nSchedule\n\nSEC. 1. LAMPS.\n")  # fmt: skip
    assert outline(found) == ["sec_1; SHORT TITLE; The Kite Act.", "sec_101; WINDS; They blow. Schedule",
                              "sec_102; RAINS; They fall.", "sec_201; SUN; It shines.", "att_1; SEC. 1. LAMPS."]  # fmt: skip


@pytest.mark.parametrize(("name", "unit"), [("au-extraditionact1988", "section"), ("au-macma1987", "section")])
def test_a_real_act_without_its_signs(data: Path, name: str, unit: str) -> None:
    """The same sections as where headings are marked."""
    text = (data / "statutes-md" / f"{name}.md").read_text(encoding="utf-8")
    plain = "".join(f"{line.lstrip('#').strip()}\n" for line in text.splitlines())
    marked, typed = (import_source(Source(n, t.encode())).instrument for n, t in (("a.md", text), ("a.txt", plain)))
    assert [p.eid for p in typed.walk() if p.kind == unit] == [p.eid for p in marked.walk() if p.kind == unit]


@pytest.mark.parametrize(
    ("title", "alias", "kind", "jurisdiction"),
    [
        ("THE KITES ACT, 1962", "rt-kites-1962", "statute", "rt"),
        ("Kites (Treaty States) Act 1990", "uk-kites-1990", "statute", "gb"),
        ("LEY DE COMETAS 24.767", "", "statute", "zz"),
        ("Drachengesetz", "xy-drachen", "statute", "xy"),
        ("European Convention on Kites", "xy-kites", "treaty", "un"),
        ("Agreement amending the Kites Act", "", "treaty", "un"),
        ("Kites", "", "treaty", "un"),
    ],
)
def test_whose_law_a_typed_text_is(title: str, alias: str, kind: str, jurisdiction: str) -> None:
    text = f"{title}\n\nArticle 1\n\nThe wind is free.\n\nArticle 2\n\nSo is the rain.\n"
    found = import_source(Source("law.txt", text.encode()), alias)
    assert (found.instrument.kind, found.instrument.jurisdiction) == (kind, jurisdiction)
    assert found.instrument.uri.startswith(f"/akn/{jurisdiction}/act")
    unknown = [f.message for f in found.findings if f.key == "state"]
    assert unknown == (["law.txt does not say which State's law it is"] if jurisdiction == "zz" else [])


PIECES = (
    "1. Kites.—(1) They fly.", "2. Wind", "(2) It blows.", "(a) by day;", "SCHEDULE", "PART I", "General",
    "Art. 1º Esta Lei dispõe.", "§ 1º Para.", "§ 2o Sign", "Parágrafo único. Vale.", "I - um;", "Section 3. Rain.",
    "SEC. 4. SUN.", "ARTICULO 2º — Dos.", "Artículo TERCERO", "المادة 1", "(أ) أولا؛", "Статья 2", "а) один;",
    "3A. Special provision.—Nothing.", "4. The Minister may.", "5 Title", "Words that stand alone.", "1.1 Decimal",
    "2.1 Another", "Note [^1] here.", "[^1]: The note.", "Article 5", "Article 2 of the Charter applies.",
    "CHAPTER II – END", "1.", "2.", "(1)", "Annex 1", "DONE at Geneva", "", "[Repealed]", "1 -", "— —", "§", "Art.",
    "9999. X", "10000. Y", "1er", "Art. 1er. – La loi.", "2 bis. Autre",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["law.txt", "law.md"]))
def test_whatever_stands_after_what_no_word_is_lost(lines: list[str], name: str) -> None:
    try:
        found = import_source(Source(name, "\n".join(lines).encode()))
    except Unreadable:
        return
    assert xml.invalid(found.root) == []
    assert (found.text_kept, found.text_added) == (1, 0)
