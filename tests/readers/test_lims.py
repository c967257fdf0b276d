"""Justice Canada's XML, in the small."""

from __future__ import annotations

import re
from pathlib import Path

from lexmatch.instrument import Instrument
from lexmatch.readers import Imported, Source, fidelity, import_file, import_source, named, xml
from lexmatch.ref import parse

HEAD = """<?xml version="1.0" encoding="utf-8"?><Statute lims:pit-date="2010-02-03" lims:current-date="2020-01-01"
 xml:lang="en" in-force="yes" xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>An Act about kites</LongTitle>
<ShortTitle status="official">Kite Act</ShortTitle><BillHistory><Stages stage="assented-to"><Date><YYYY>2001</YYYY><MM>4</MM>
<DD>5</DD></Date></Stages></BillHistory><Chapter><ConsolidatedNumber>K-1</ConsolidatedNumber><AnnualStatuteId>
<AnnualStatuteNumber>7</AnnualStatuteNumber><YYYY>2001</YYYY></AnnualStatuteId></Chapter></Identification>"""  # fmt: skip


def read(body: str, after: str = "") -> Imported:
    return import_source(Source("kite.xml", f"{HEAD}<Body>{body}</Body>{after}</Statute>".encode()))


def law(body: str, after: str = "") -> Instrument:
    return read(body, after).instrument


def test_metadata() -> None:
    found = law("<Section><Label>1</Label><Text>Kites fly.</Text></Section>")
    assert (found.alias, found.title, found.uri) == ("ca-kite-2001", "Kite Act", "/akn/ca/act/2001/7")
    assert (found.date, found.adopted, found.language) == ("2010-02-03", "2001-04-05", "en")
    assert found.link == "https://laws-lois.justice.gc.ca/eng/acts/K-1/"
    assert found.text.status == "official"
    assert len(found.text.sha256) == 64
    assert found.text.notes == ("Consolidation current to 2020-01-01; last amended 2010-02-03.",)


def test_headings_become_parts_or_mere_headings_by_level() -> None:
    found = law(
        '<Heading level="1"><Label>PART 1</Label><TitleText>Flying</TitleText></Heading>'
        '<Heading level="2"><TitleText>Strings</TitleText></Heading><Section><Label>1</Label><Text>a</Text></Section>'
        '<Heading level="1"><Label>PART 2</Label><TitleText>Landing</TitleText></Heading>'
        "<Section><Label>2</Label><Text>b</Text></Section>"
    )
    assert [p.eid for p in found.walk()] == ["part_1", "part_1__hcontainer_1", "sec_1", "part_2", "sec_2"]
    assert found.heading("sec_1") == "Strings"


def test_sections_below_and_words_after_them() -> None:
    found = law(
        "<Section><MarginalNote>Wind</MarginalNote><Label>6.1</Label><Subsection><Label>(1)</Label><Text>Nobody flies</Text>"
        "<Paragraph><Label>(a)</Label><Text>in a storm</Text><Subparagraph><Label>(i)</Label><Text>at sea</Text>"
        "</Subparagraph></Paragraph><ContinuedSectionSubsection><Text>without leave.</Text></ContinuedSectionSubsection>"
        "</Subsection><HistoricalNote><HistoricalNoteSubItem>2002, c. 1</HistoricalNoteSubItem></HistoricalNote></Section>"
    )  # fmt: skip
    assert found.resolve(parse("ca-kite-2001 6.1(1)(a)(i)")) == "sec_6-1__subsec_1__para_a__subpara_i"
    one = found.index["sec_6-1__subsec_1"]
    assert (one.text, one.tail, found.heading("sec_6-1__subsec_1")) == ("Nobody flies", "without leave.", "Wind")
    assert "2002" not in found.index["sec_6-1"].full_text


def test_definitions_carry_their_term_in_the_eid_in_both_languages() -> None:
    found = law(
        "<Section><Label>2</Label><Text>In this Act,</Text><Definition><Text><DefinedTermEn>large kite</DefinedTermEn> means"
        "</Text><Paragraph><Label>(a)</Label><Text>a big one. (<DefinedTermFr>grand cerf-volant</DefinedTermFr>)</Text>"
        "</Paragraph></Definition><Definition><Text><DefinedTermEn>string</DefinedTermEn><Repealed>[Repealed]</Repealed>"
        "</Text></Definition></Section>"
    )  # fmt: skip
    assert found.index["sec_2__def_large-kite__para_a"].text == "a big one. (grand cerf-volant)"
    assert found.index["sec_2__def_string"].state == "repealed"


def test_repealed_sections_references_and_notes() -> None:
    found = read(
        "<Section><Label>3</Label><Text><Repealed>[Repealed, 2005, c. 2]</Repealed></Text></Section>"
        '<Section><Label><FootnoteRef idref="f">*</FootnoteRef>4</Label><Text>See the <XRefExternal reference-type="act" '
        'link="A-1">Air Act</XRefExternal> and section <XRefInternal>6.1</XRefInternal>.</Text><Footnote id="f"><Label>*'
        "</Label><Text>[Note: in force.]</Text></Footnote></Section>"
    )  # fmt: skip
    assert found.instrument.index["sec_3"].state == "repealed"
    assert found.instrument.index["sec_4"].text == "See the Air Act and section 6.1."
    hrefs = [r.get("href") for r in found.root.iter(f"{{{xml.AKN}}}ref")]
    assert hrefs == ["https://laws-lois.justice.gc.ca/eng/acts/A-1/", "#sec_6-1"]
    assert (found.text_kept, found.text_added) == (1.0, 0.0)


def test_schedules_and_what_is_not_in_force() -> None:
    found = law(
        "<Section><Label>1</Label><Text>a</Text></Section>",
        "<Schedule><ScheduleFormHeading><Label>SCHEDULE 1</Label><OriginatingRef>(Section 1)</OriginatingRef><TitleText>"
        "Colours</TitleText></ScheduleFormHeading><Provision><Text>Red</Text></Provision></Schedule>"
        '<Schedule id="NifProvs"><ScheduleFormHeading><TitleText>NOT IN FORCE</TitleText></ScheduleFormHeading><BillPiece>'
        '<RelatedOrNotInForce><Heading level="5"><TitleText>2019, c. 3</TitleText></Heading><Section><Label>1</Label>'
        "<Text>b</Text></Section></RelatedOrNotInForce></BillPiece></Schedule>",
    )  # fmt: skip
    assert found.index["att_1"].heading == "Colours"
    assert "Red" in found.index["att_1"].full_text
    assert found.index["att_2__hcontainer_1__sec_1"].state == "not-in-force"
    assert found.resolve(parse("ca-kite-2001 1")) == "sec_1"


def test_unknown_elements_are_kept_and_reported() -> None:
    found = read("<Section><Label>1</Label><Text>a</Text><Poem><Verse><Text>Up it goes</Text></Verse></Poem></Section>")
    assert "Up it goes" in found.instrument.index["sec_1"].full_text
    assert {f.key for f in found.findings} == {"Poem", "Verse"}
    assert found.text_kept == 1.0


def test_a_table_stays_a_table() -> None:
    found = read(
        '<Section><Label>1</Label><TableGroup><table><tgroup cols="2"><tbody><row><entry>one</entry><entry namest="1" '
        'nameend="2">two</entry></row></tbody></tgroup></table></TableGroup></Section>'
    )
    assert [c.get("colspan") for c in found.root.iter(f"{{{xml.AKN}}}td")] == [None, "2"]
    assert found.text_kept == 1.0


def test_the_extradition_act(data: Path) -> None:
    """The pinpoints and dates of the real Act."""
    found = import_file(data / "lims" / "ca-extraditionact-en.xml", "ca-extradition-1999").instrument
    assert found.resolve(parse("ca-extradition-1999 44(1)(b)")) == "sec_44__subsec_1__para_b"
    assert found.resolve(parse("ca-extradition-1999 6.1")) == "sec_6-1"
    assert (found.uri, found.date, found.adopted) == ("/akn/ca/act/1999/18", "2005-07-19", "1999-06-17")
    french = import_file(data / "lims" / "ca-extraditionact-fr.xml").instrument
    assert french.language == "fr"
    sections = [{e for e in law.index if re.fullmatch(r"sec_[\d-]+", e)} for law in (found, french)]
    assert sections[0] == sections[1]


def test_the_tree_of_the_source_goes_when_it_is_read_and_comes_again_for_who_asks() -> None:
    source = Source(
        "kite.xml", f"{HEAD}<Body><Section><Label>1</Label><Text>Kites fly.</Text></Section></Body></Statute>".encode()
    )
    before = fidelity.source_text(named("lims"), source)
    found = import_source(source)
    assert found.text_kept == 1
    assert not source.parsed
    assert fidelity.source_text(named("lims"), source) == before
