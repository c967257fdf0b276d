"""USLM, gesetze-im-internet, Finlex, and legalJSON."""

from __future__ import annotations

import builtins
import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from formats import FINLEX, GII, LEGALJSON, USLM_CODE, USLM_LAW, outline, read

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, import_file, import_source, xml
from lexmatch.ref import parse


def test_a_public_law() -> None:
    found = read(USLM_LAW)
    law = found.instrument
    assert (law.alias, law.title, law.uri, law.adopted, law.link) == (
        "us-pl-150-3", "Kite Act", "/akn/us/act/2031-02-03/pl-150-3", "2031-02-03",
        "https://www.govinfo.gov/app/details/PLAW-150publ3",
    )  # fmt: skip
    assert outline(found) == [
        "sec_1", "title_II", "sec_201", "sec_201__subsec_a", "sec_201__subsec_a__para_1", "sec_201__subsec_a__para_2",
        "sec_201__subsec_a__para_2__subpara_A", "sec_201__subsec_b",
    ]  # fmt: skip
    assert law.index["sec_201__subsec_a"].tail == "but not roads."
    assert law.index["sec_201"].heading == "PLACES."
    assert law.index["sec_201__subsec_b"].text == "Section 9 is amended by adding: “(c) No tails.” ."
    written = xml.serialise(found.root).decode()
    assert "So in law." in written
    assert "HISTORY" not in written


def test_a_title_of_the_code() -> None:
    found = read(USLM_CODE)
    law = found.instrument
    assert (law.alias, law.uri, law.date, law.title) == ("us-77usc", "/akn/us/act/usc/77", "2031-05-06", "Title 77")
    assert law.index["sec_1"].state == "repealed"
    written = xml.serialise(found.root).decode()
    assert not any(word in written for word in ("History", "Credit", "Sec."))


def test_one_chapter_of_the_code() -> None:
    found = read(USLM_CODE, chapter="209")
    law = found.instrument
    assert (law.alias, law.title, law.uri) == (
        "us-77usc-209",
        "Title 77, chapter 209, FLYING",
        "/akn/us/act/usc/77/ch-209",
    )
    assert outline(found) == ["chp_209", "sec_3181"]
    assert law.text.coverage == "partial"
    assert law.resolve(parse("us-77usc-209 3181")) == "sec_3181"


def test_a_chapter_that_is_not_there() -> None:
    with pytest.raises(Unreadable, match="has no chapter 5"):
        import_source(Source("x", USLM_CODE.encode(), options={"chapter": "5"}))


def test_a_german_law() -> None:
    found = read(GII)
    law = found.instrument
    assert (law.alias, law.uri, law.date, law.adopted, law.language, law.citation, law.link) == (
        "de-drachg", "/akn/de/act/2031-02-03/drachg", "2032-01-05", "2031-02-03", "de", "BGBl I 2031, 7",
        "https://www.gesetze-im-internet.de/drachg/",
    )  # fmt: skip
    assert outline(found) == [
        "part_12", "part_12__dvs_1", "sec_15a", "sec_15a__subsec_1", "sec_15a__subsec_1__para_1",
        "sec_15a__subsec_1__para_1__subpara_a", "sec_15a__subsec_1__para_2", "sec_15a__subsec_2", "sec_16-18", "att_1",
    ]  # fmt: skip
    assert law.index["sec_15a__subsec_1"].tail == "nicht über Straßen."
    assert law.cite("sec_15a__subsec_1__para_2") == "§ 15a(1)(2)"
    assert [e for e, p in law.index.items() if p.state == "repealed"] == ["sec_15a__subsec_2", "sec_16-18"]
    assert law.text.notes == ("geändert",)
    written = xml.serialise(found.root).decode()
    assert "Ein Hinweis." in written
    assert written.count("Erster Teil") == 0


def test_the_real_german_act_is_cited_as_lawyers_do(data: Path) -> None:
    law = import_file(data / "gii/de-irg.xml").instrument
    assert (law.alias, law.uri) == ("de-irg", "/akn/de/act/1982-12-23/irg")
    assert law.resolve(parse("de-irg § 15 Abs. 1 Nr. 2")) == "sec_15__subsec_1__para_2"
    assert law.index["sec_97"].state == "repealed"


def test_a_finnish_statute_counts_its_moments() -> None:
    found = read(FINLEX)
    law = found.instrument
    assert (law.alias, law.title, law.uri, law.date, law.language) == (
        "fi-77-2031", "Lag om drakar", "/akn/fi/act/2031/77", "2031-02-03", "sv",
    )  # fmt: skip
    assert outline(found) == [
        "hcontainer_1", "sec_4a", "sec_4a__subsec_1", "sec_4a__subsec_2", "sec_4a__subsec_2__para_1",
        "sec_4a__subsec_2__para_2", "sec_5",
    ]  # fmt: skip
    assert law.index["sec_4a__subsec_2__para_1"].text == "fält; och"
    assert law.index["sec_5"].text == "Slut."


def test_both_languages_of_a_real_statute(data: Path) -> None:
    finnish = import_file(data / "finlex/fi-456-1970-fi.xml").instrument
    swedish = import_file(data / "finlex/fi-456-1970-sv.xml").instrument
    assert (finnish.alias, finnish.uri, finnish.date) == (swedish.alias, swedish.uri, "1970-07-07")
    assert finnish.resolve(parse("fi-456-1970 12(1)(3)")) == "sec_12__subsec_1__para_3"
    assert finnish.index["sec_12__subsec_1__para_3"].num == swedish.index["sec_12__subsec_1__para_3"].num


def test_legaljson_as_it_is() -> None:
    found = read(LEGALJSON)
    law = found.instrument
    assert (law.jurisdiction, law.language, law.date, law.title) == ("nl", "nl", "2032-01-05", "Vliegerwet")
    assert outline(found) == ["rec_1", "chp_1", "art_2", "art_2__para_1", "art_2__para_2a", "att_1"]
    assert law.index["art_2"].tail == "Niet boven wegen."
    assert law.index["art_2__para_2a"].text == "Boven stranden."
    assert (found.text_kept, found.text_added) == (1.0, 0.0)


def test_legaljson_that_is_none() -> None:
    for data, message in ((b'{"articles": 1, "preamble": 2, "chapters": 3}', "no list of articles"),
                          (b'{"articles": [], "preamble": {}, "chapters": []', "is not JSON"),
                          (b'{"articles": [], "preamble": {}, "chapters": []}', "holds no article")):  # fmt: skip
        with pytest.raises(Unreadable, match=message):
            import_source(Source("x.json", data))


BWB = """<toestand bwb-id="BWBR0000077"><wetgeving><intitule>Vliegerwet</intitule><wet-besluit><wettekst><artikel><kop>
<label>Artikel</label><nr>1</nr><titel>Doel</titel></kop><lid><lidnr>1</lidnr><al>Eerste lid.</al></lid></artikel>
</wettekst></wet-besluit></wetgeving></toestand>"""
# What tulit 0.8 makes of it.
MADE = {
    "preface": "Vliegerwet", "preamble": {"formula": None, "citations": [], "recitals": [], "final": None},
    "structure": [{"eId": "art_1", "type": "article"}], "chapters": [], "conclusions": None, "annexes": [],
    "articles": [{"eId": "art_1", "num": "Artikel 1", "heading": "Doel", "parent": None,
                  "children": [{"eId": "par_1", "text": "1 Eerste lid.", "amendment": None}]}],
}  # fmt: skip


class _Parser:
    """A stand-in for tulit's parsers, which CI does not install."""

    made: Any = MADE

    def parse(self, file: str) -> _Parser:
        assert Path(file).read_bytes().startswith(b"<?xml")
        if self.made is None:
            raise RuntimeError(f"cannot read {file}")
        return self

    def to_dict(self) -> Any:
        return self.made


@pytest.fixture
def tulit(monkeypatch: pytest.MonkeyPatch) -> type[_Parser]:
    registry = types.ModuleType("tulit.parser.registry")
    registry.get_parser = lambda name: _Parser()  # type: ignore[attr-defined]
    for name in ("tulit", "tulit.parser"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "tulit.parser.registry", registry)
    return _Parser


def test_a_national_format_through_tulit(tulit: type[_Parser]) -> None:
    found = read(BWB)
    law = found.instrument
    assert (law.jurisdiction, law.language, law.link) == ("nl", "nl", "https://wetten.overheid.nl/BWBR0000077")
    assert outline(found) == ["art_1", "art_1__para_1"]
    assert [f.severity for f in found.findings] == ["note"]


def test_what_tulit_loses_is_said(tulit: type[_Parser]) -> None:
    found = import_source(Source("x.xml", BWB.replace("<al>Eerste", "<al>Verloren eerste").encode()))
    assert any("verloren" in f.message for f in found.findings)
    assert found.text_kept < 1


def test_what_tulit_raises_is_a_message(tulit: type[_Parser], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tulit, "made", None)
    with pytest.raises(Unreadable, match=r"x\.xml could not be read as Dutch legislation \(BWB\): cannot read x\.xml"):
        import_source(Source("x.xml", BWB.encode()))


def test_without_tulit_there_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "tulit":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(Unreadable, match="read through tulit") as caught:
        import_source(Source("x.xml", BWB.encode()))
    assert "lexmatch-toolkit[eu]" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("<Dokument><TitelGruppe/><DokumentIndhold/></Dokument>", "Danish"),
        ("<documento><texto/></documento>", "Spanish"),
        ("<response><texto><bloque/></texto></response>", "Spanish consolidated"),
        ('<risdok xmlns="http://www.bka.gv.at"/>', "Austrian"),
        ("<act><frontmatter/><body><sect/></body></act>", "Irish"),
        ('{"jurisState": "VIGUEUR"}', "French"),
    ],
)
def test_national_formats_are_told(data: str, title: str) -> None:
    from lexmatch.readers.legaljson_national import NATIONAL, national_format

    assert NATIONAL[national_format(Source("x", data.encode()))].title.startswith(title)


def test_french_texts_have_a_shape_of_their_own(tulit: type[_Parser], monkeypatch: pytest.MonkeyPatch) -> None:
    from lexmatch.readers.legaljson_national import french

    facts = {"title": "Loi sur les cerfs-volants", "date_texte": "2031-02-03"}
    made = french({"preface": json.dumps(facts), "chapters": [{"title": "Titre I"}],
                   "articles": [{"num": "1", "content": "<p>Ils volent.<br/>Haut&nbsp;!</p>"}]})  # fmt: skip
    assert [c["text"] for c in made["articles"][0]["children"]] == ["Ils volent.", "Haut\xa0!"]
    assert made["meta"]["date_document"] == "2031-02-03"
