# ruff: noqa: E501 - a sample is as wide as it is
"""Small files of each format, in our own words, and the outline that is expected of them."""

from __future__ import annotations

from lexmatch.readers import Imported, Source, import_source, xml

CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"
 DocumentURI="http://www.legislation.gov.uk/ukpga/2031/7" IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7">
<ukm:Metadata xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dct="http://purl.org/dc/terms/"><dc:title>Kite Act 2031</dc:title><dct:valid>2032-05-06</dct:valid>
<ukm:PrimaryMetadata><ukm:DocumentClassification><ukm:DocumentMainType Value="UnitedKingdomPublicGeneralAct"/>
</ukm:DocumentClassification><ukm:Year Value="2031"/><ukm:Number Value="7"/><ukm:EnactmentDate Date="2031-02-03"/>
</ukm:PrimaryMetadata></ukm:Metadata>
<Primary><PrimaryPrelims><Title>Kite Act 2031</Title><Number>2031 c. 7</Number><LongTitle>An Act on kites.</LongTitle>
</PrimaryPrelims><Body>
<Part id="part-1"><Number>PART 1</Number><Title>Flying</Title>
<Pblock><Title>Where</Title>
<P1group><Title>Places</Title><P1 id="section-1"><Pnumber>1</Pnumber><P1para>
 <P2 id="section-1-1"><Pnumber>1</Pnumber><P2para><Text>Kites fly<FootnoteRef Ref="f00001"/> over—</Text>
  <P3 id="section-1-1-a"><Pnumber>a</Pnumber><P3para><Text>fields, and</Text></P3para></P3>
  <P3 id="section-1-1-b"><Pnumber>b</Pnumber><P3para><Text>beaches—</Text>
   <P4><Pnumber>i</Pnumber><P4para><Text>of sand;</Text></P4para></P4></P3para></P3>
  <Text>but not roads.</Text></P2para></P2>
 <P2 id="section-1-2"><Pnumber><Addition>1A</Addition></Pnumber><P2para><Text>. . . . .</Text></P2para></P2>
 <P2 Status="Prospective"><Pnumber>3</Pnumber><P2para><Text>After line 2 insert—</Text>
  <BlockAmendment TargetClass="primary"><P2><Pnumber>2A</Pnumber><P2para><Text>No tails.</Text></P2para></P2></BlockAmendment>
  <AppendText>.</AppendText></P2para></P2></P1para></P1></P1group></Pblock></Part>
<P1group><Title>Meaning of words</Title><P1 id="section-2"><Pnumber>2</Pnumber><P1para><Text>Here—</Text>
 <UnorderedList Class="Definition" Decoration="none"><ListItem><Para><Text>“<Term>kite</Term>” means—</Text></Para>
  <OrderedList Type="alpha" Decoration="parens"><ListItem NumberOverride="a"><Para><Text>paper—</Text></Para></ListItem></OrderedList>
  <OrderedList Type="roman" Decoration="parens"><ListItem><Para><Text>red;</Text></Para></ListItem></OrderedList></ListItem>
 </UnorderedList></P1para></P1></P1group></Body>
<Schedules><Schedule id="schedule-1"><Number>SCHEDULE 1A</Number><TitleBlock><Title>Colours</Title></TitleBlock>
 <ScheduleBody><Pblock><Title>Warm</Title><P1><Pnumber>1</Pnumber><P1para><P2><Pnumber>2</Pnumber><P2para><Text>Red.</Text>
 </P2para></P2></P1para></P1></Pblock></ScheduleBody></Schedule></Schedules></Primary>
<Footnotes><Footnote id="f00001"><FootnoteText><Para><Text>Not balloons.</Text></Para></FootnoteText></Footnote></Footnotes>
</Legislation>"""

FORMEX = """<CONS.ACT xsi="http://formex"><INFO.CONSLEG CONSLEG.DATE="20320105" CONSLEG.REF="2031L0007"/><CONS.DOC>
<BIB.INSTANCE><LG.DOC>EN</LG.DOC></BIB.INSTANCE>
<FAM.COMP><BIB.DATA><NO.CELEX>32031L0007</NO.CELEX><DATE ISO="20310203">20310203</DATE></BIB.DATA></FAM.COMP>
<TITLE><TI><P>Directive (EU) 2031/7 of the Model Council</P><P>of <DATE ISO="20310203">3 February 2031</DATE></P>
<P>on kites</P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>THE MODEL COUNCIL,</PREAMBLE.INIT><GR.VISA><VISA>Having looked up<NOTE NOTE.ID="E0001"><P>Note words.</P>
</NOTE>,</VISA></GR.VISA><GR.CONSID><GR.CONSID.INIT>Whereas:</GR.CONSID.INIT><CONSID><NP><NO.P>(1)</NO.P><TXT>Kites fly.</TXT></NP>
</CONSID></GR.CONSID><PREAMBLE.FINAL>HAS ADOPTED:</PREAMBLE.FINAL></PREAMBLE>
<ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER II</P></TI><STI><P>Flying</P></STI></TITLE>
<DIVISION><TITLE><TI><P>SECTION 1</P></TI><STI><P>Where</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART>Places</STI.ART>
<PARAG><NO.PARAG>1.</NO.PARAG><ALINEA><P>Kites fly over:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>fields, as
<QUOT.START CODE="2018"/>open<QUOT.END CODE="2019"/>;</TXT><P><LIST TYPE="DASH"><ITEM><P>green ones,</P></ITEM></LIST></P></NP></ITEM>
<ITEM><NP><NO.P>(b)</NO.P><TXT>beaches.</TXT></NP></ITEM></LIST></ALINEA>
<ALINEA><P>At night:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>nowhere.</TXT></NP></ITEM></LIST></ALINEA></PARAG>
<PARAG><NO.PARAG>2a.</NO.PARAG><ALINEA>_____</ALINEA></PARAG></ARTICLE></DIVISION></DIVISION>
<ARTICLE IDENTIFIER="002"><TI.ART>Article 2</TI.ART><ALINEA>In Act 3 insert:<QUOT.S><PARAG><NO.PARAG>4.</NO.PARAG><ALINEA>No tails.
</ALINEA></PARAG></QUOT.S></ALINEA></ARTICLE></ENACTING.TERMS>
<FINAL><P>Done above.</P></FINAL>
<CONS.ANNEX><TITLE><TI><P>ANNEX IV</P></TI><STI><P>Colours</P></STI></TITLE><CONTENTS><GR.SEQ><TITLE><TI><NP><NO.P>1.</NO.P>
<TXT>WARM</TXT></NP></TI></TITLE><P>Red.</P></GR.SEQ><TBL><CORPUS><ROW><CELL COLSPAN="2">Old</CELL></ROW><ROW><CELL>a</CELL>
<CELL><P>b</P></CELL></ROW></CORPUS></TBL></CONTENTS></CONS.ANNEX></CONS.DOC></CONS.ACT>"""

EURLEX_NEW = """<!DOCTYPE html><html lang="en"><body><div id="site">Menu</div><div class="eli-container">
<p class="oj-hd-ti">Official paper</p><div class="eli-main-title"><p class="oj-doc-ti">REGULATION (EU) 2031/77 OF THE MODEL COUNCIL</p>
<p class="oj-doc-ti">of 4 March 2031</p><p class="oj-doc-ti">on sample requests</p></div>
<p class="oj-normal">THE MODEL COUNCIL, having looked<a id="ntc1" href="#ntr1">&nbsp;(<span class="oj-super">1</span>)</a>,</p>
<table><tbody><tr><td><p class="oj-normal">(1)</p></td><td><p class="oj-normal">Samples help readers.</p></td></tr></tbody></table>
<p class="oj-normal">HAS ADOPTED THIS:</p>
<p class="oj-ti-section-1">CHAPTER I</p><div class="eli-title"><p class="oj-ti-section-2"><span class="oj-bold">GENERAL</span></p></div>
<div id="art_1"><p class="oj-ti-art">Article 1</p><div class="eli-title"><p class="oj-sti-art">Scope</p></div>
<div><p class="oj-normal">1.&nbsp;&nbsp;This covers requests that are:</p>
<table><tbody><tr><td><p>(a)</p></td><td><p>written; or</p></td></tr></tbody></table>
<table><tbody><tr><td><p>(b)</p></td><td><p>spoken, where</p><table><tr><td><p>(i)</p></td><td><p>noted down.</p></td></tr></table></td></tr>
</tbody></table></div><div><p class="oj-normal">2.&nbsp;&nbsp;It covers nothing else.</p></div></div>
<div class="oj-final"><p class="oj-normal">Done at Modeltown, 4 March 2031.</p></div>
<p class="oj-note"><a id="ntr1" href="#ntc1">(<span class="oj-super">1</span>)</a> A note.</p>
<p class="oj-doc-ti">ANNEX</p><p class="oj-doc-ti">FORM</p><p class="oj-normal">Name:</p><table><tr><td><p>Old</p></td><td><p>New thing</p></td></tr>
</table></div></body></html>"""

EURLEX_OLD = """<html lang="EN"><body><div id="TexteOnly"><TXT_TE><p>DIRECTIVE 1999/99/EC OF THE MODEL COUNCIL of 5 May 1999 on old samples</p>
<p>THE MODEL COUNCIL,</p><p>Whereas:</p><p>(1) Old pages exist.</p><p>(2) They are bare.</p><p>HAS ADOPTED THIS:</p>
<p>CHAPTER I</p><p>GENERAL</p><p>Article 1</p><p>Purpose</p><p>1. The purpose is to show:</p><p>(h) letters;</p><p>(i) more, namely:</p>
<p>(i) small ones;</p><p>(ii) others;</p><p>(j) the end.</p><p>2. Nothing more.</p><p>Article 2</p><p>This is addressed to readers.</p>
<p>Done at Modeltown, 5 May 1999.</p><p>ANNEX</p><p>Some words.</p></TXT_TE></div></body></html>"""

EURLEX_CONSOLIDATED = """<html lang="en"><body><p class="reference">02031R0077-20320101 — EN</p>
<p class="title-doc-first">REGULATION (EU) 2031/77 OF THE MODEL COUNCIL</p><p class="title-doc-last">of 4 March 2031 on samples</p>
<p class="modref">▼B</p><p class="title-article-norm">Article 1</p><p class="stitle-article-norm">Scope</p>
<div class="norm"><span class="no-parag">1.&nbsp;&nbsp;</span><div class="norm inline-element">Requests are:<div class="grid-container grid-list">
<div class="list grid-list-column-1"><span>(a)</span></div><div class="grid-list-column-2"><p class="norm">written.</p></div></div></div></div>
<p class="modref">▼M1</p><div class="norm"><span class="no-parag">1a.</span><div class="norm inline-element">New words.</div></div>
<p class="title-annex-1">ANNEX I</p><p class="title-annex-2">List</p><p class="norm">one</p></body></html>"""

USLM_LAW = """<pLaw xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/"><meta><dc:title>Public Law 150-3</dc:title>
<docNumber>150–3</docNumber><citableAs>Public Law 150–3</citableAs><dc:language>EN</dc:language></meta>
<main><longTitle><docTitle>An Act</docTitle><officialTitle>On kites.<sidenote><p>Feb. 3, 2031</p></sidenote></officialTitle></longTitle>
<enactingFormula>Be it so,</enactingFormula>
<section><num value="1">SECTION 1. </num><heading>SHORT TITLE.</heading><content>This is the “<shortTitle role="act">Kite Act</shortTitle>”.
</content></section>
<title><num value="II">TITLE II—</num><heading>FLYING</heading><section><num value="201">SEC. 201. </num><heading>PLACES.<footnote><num>1</num>
So in law.</footnote></heading><subsection><num value="a">(a) </num><heading>Where.—</heading><chapeau>Kites fly over—</chapeau>
<paragraph><num value="1">(1) </num><content>fields<ref href="/us/usc/t50/s1">50 U.S.C. 1</ref>; and</content></paragraph>
<paragraph><num value="2">(2) </num><chapeau>beaches—</chapeau><subparagraph><num value="A">(A) </num><content>of sand,</content></subparagraph>
</paragraph><continuation>but not roads.</continuation></subsection>
<subsection><num value="b">(b) </num><content>Section 9 is amended by adding:<quotedContent><subsection><num value="c">“(c) </num>
<content>No tails.”</content></subsection></quotedContent>.</content></subsection></section></title>
<action><actionDescription>Approved</actionDescription> <date date="2031-02-03">February 3, 2031</date>.</action></main>
<legislativeHistory><heading>HISTORY</heading></legislativeHistory></pLaw>"""

USLM_CODE = """<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"
 identifier="/us/usc/t77"><meta><dc:title>Title 77</dc:title><docNumber>77</docNumber><t:created>2031-05-06T01:02:03</t:created></meta><main>
<title identifier="/us/usc/t77"><num value="77">Title 77—</num><heading>KITES</heading>
<chapter><num value="1">CHAPTER 1—</num><heading>GENERAL</heading><toc><tocItem>Sec.</tocItem></toc><section status="repealed"><num value="1">[§ 1.</num>
<heading> Repealed.]</heading><notes><note><p>History.</p></note></notes></section></chapter>
<chapter><num value="209">CHAPTER 209—</num><heading>FLYING</heading><section identifier="/us/usc/t77/s3181"><num value="3181">§ 3181.</num>
<heading> Scope</heading><content><p>Kites fly.</p></content><sourceCredit>(Credit.)</sourceCredit></section></chapter></title></main></uscDoc>"""

GII = """<dokumente builddate="20320105101010" doknr="BJNR1"><norm doknr="BJNR1"><metadaten><jurabk>DrachG</jurabk><amtabk>DrachG</amtabk>
<ausfertigung-datum>2031-02-03</ausfertigung-datum><fundstelle><periodikum>BGBl I</periodikum><zitstelle>2031, 7</zitstelle></fundstelle>
<langue>Gesetz über Drachen</langue><standangabe><standtyp>Stand</standtyp><standkommentar>geändert</standkommentar></standangabe></metadaten></norm>
<norm><metadaten><jurabk>DrachG</jurabk><enbez>Inhaltsübersicht</enbez></metadaten><textdaten><text><TOC><Title>Erster Teil</Title></TOC></text>
</textdaten></norm>
<norm><metadaten><gliederungseinheit><gliederungskennzahl>120</gliederungskennzahl><gliederungsbez>Zwölfter Teil</gliederungsbez>
<gliederungstitel>Flug</gliederungstitel></gliederungseinheit></metadaten><textdaten><text><Content><P/></Content></text></textdaten></norm>
<norm><metadaten><gliederungseinheit><gliederungskennzahl>120010</gliederungskennzahl><gliederungsbez>Abschnitt 1</gliederungsbez>
<gliederungstitel>Orte</gliederungstitel></gliederungseinheit></metadaten><textdaten/></norm>
<norm doknr="BJNE2"><metadaten><enbez>§ 15a</enbez><titel>Flugorte</titel></metadaten><textdaten><text><Content>
<P>(1) Drachen fliegen über <DL Type="arabic"><DT>1.</DT><DD><LA>Feldern mit<DL Type="alpha"><DT>a)</DT><DD><LA>Gras oder</LA></DD></DL></LA></DD>
<DT>2.</DT><DD><LA>Stränden,</LA></DD></DL> nicht über Straßen.</P><P>(2) (weggefallen)</P></Content></text>
<fussnoten><Content><P>Ein Hinweis.</P></Content></fussnoten></textdaten></norm>
<norm><metadaten><enbez>§§ 16 bis 18</enbez><titel>(weggefallen)</titel></metadaten><textdaten><text><Content><P>-</P></Content></text></textdaten></norm>
<norm><metadaten><enbez>Anlage 1</enbez><titel>Farben</titel></metadaten><textdaten><text><Content><P><table><tgroup><colspec colname="a"/>
<colspec colname="b"/><tbody><row><entry namest="a" nameend="b">Rot</entry></row></tbody></tgroup></table></P></Content></text></textdaten></norm>
</dokumente>"""

FINLEX = """<v:VahvistettavaLaki xmlns:v="http://www.vn.fi/skeemat/vahvistettavalaki/2010/04/27" xmlns:s="http://www.vn.fi/s" xmlns:m="http://www.vn.fi/m">
<m:AsiakirjaNroTeksti>77</m:AsiakirjaNroTeksti><m:ValtiopaivavuosiTeksti>2031</m:ValtiopaivavuosiTeksti>
<s:SaadosOsa><s:Saados m:kieliKoodi="sv"><s:SaadosNimeke><s:SaadostyyppiKooste>Lag</s:SaadostyyppiKooste><s:SaadosNimekeKooste>om drakar</s:SaadosNimekeKooste>
</s:SaadosNimeke><s:Johtolause><s:SaadosKappaleKooste>Det är så:</s:SaadosKappaleKooste></s:Johtolause><s:Pykalisto>
<s:SaadosValiotsikkoKooste>Platser</s:SaadosValiotsikkoKooste><s:Pykala><s:PykalaTunnusKooste>4 a §</s:PykalaTunnusKooste>
<s:MomenttiKooste>Drakar flyger.</s:MomenttiKooste><s:KohdatMomentti><s:MomenttiJohdantoKooste>Över:</s:MomenttiJohdantoKooste>
<s:MomenttiKohtaKooste>1) fält; och</s:MomenttiKohtaKooste><s:MomenttiKohtaKooste>2) stränder.</s:MomenttiKohtaKooste></s:KohdatMomentti></s:Pykala>
<s:Pykala><s:PykalaTunnusKooste>5 §</s:PykalaTunnusKooste><s:MomenttiKooste>Slut.</s:MomenttiKooste></s:Pykala></s:Pykalisto></s:Saados></s:SaadosOsa>
<s:AllekirjoitusOsa><s:PaivaysKooste>Helsingfors den 3 februari 2031.</s:PaivaysKooste></s:AllekirjoitusOsa></v:VahvistettavaLaki>"""

LEGALJSON = """{"meta": {"jurisdiction": "NL", "language": "nld", "version_date": "2032-01-05"}, "preface": "Vliegerwet",
"preamble": {"formula": "Wij,", "citations": [], "recitals": [{"eId": "rct_1", "text": "(1) Vliegers vliegen."}], "final": null},
"structure": [{"eId": "cpt_1", "type": "chapter", "children": [{"eId": "art_2", "type": "article"}]}],
"chapters": [{"eId": "cpt_1", "type": "chapter", "num": "Hoofdstuk 1", "heading": "Vliegen", "parent": null}],
"articles": [{"eId": "art_2", "num": "Artikel 2", "heading": "Plaats", "parent": "cpt_1", "children": [{"eId": "par_1", "text": "1 Boven velden."},
{"eId": "par_2a", "text": "2a Boven stranden."}, {"eId": "unp_1", "text": "Niet boven wegen."}]}], "conclusions": {"place": "Modelstad"},
"annexes": [{"eId": "anx_1", "num": "Bijlage 1", "heading": "Kleuren", "children": [{"eId": "001.001", "text": "Rood."}]}]}"""

LIMS = (
    '<Statute lims:pit-date="2010-02-03" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>'
    "An Act</LongTitle><ShortTitle>Kite Act</ShortTitle></Identification><Introduction><Enacts><Provision><Text>Enacted:</Text>"
    '</Provision></Enacts></Introduction><Body><Heading level="1"><Label>PART 1</Label><TitleText>Air</TitleText></Heading>'
    "<Section><MarginalNote>Wind</MarginalNote><Label>1</Label><Subsection><Label>(1)</Label><Text>The <Emphasis "
    'style="italic">wind</Emphasis> is <XRefExternal reference-type="act" link="A-1">free</XRefExternal>.</Text><Paragraph>'
    "<Label>(a)</Label><Text>north</Text></Paragraph><ContinuedSectionSubsection><Text>and south</Text>"
    "</ContinuedSectionSubsection></Subsection><HistoricalNote><HistoricalNoteSubItem>2001</HistoricalNoteSubItem>"
    "</HistoricalNote></Section><Section><Label>2</Label><Text>Here,</Text><Definition><Text><DefinedTermEn>kite</DefinedTermEn>"
    " means a bird</Text></Definition></Section></Body><Schedule><ScheduleFormHeading><Label>SCHEDULE</Label>"
    "</ScheduleFormHeading><Provision><Text>Red</Text></Provision></Schedule></Statute>"
)

AKN = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"><act name="act"><meta><identification '
    'source="#s"><FRBRWork><FRBRthis value="/akn/za/act/2001/3"/><FRBRuri value="/akn/za/act/2001/3"/><FRBRdate '
    'date="2001-02-03" name="x"/><FRBRauthor href="#p"/><FRBRcountry value="za"/></FRBRWork></identification></meta><preface><p>'
    '<docTitle>Kite Act</docTitle></p></preface><body><part eId="p1"><num>1</num><heading>Air</heading><article eId="art_1">'
    '<num>Art. 1</num><paragraph><num>1</num><content><p>The <b>wind</b> is <ref href="#x">free</ref><authorialNote><p>n</p>'
    "</authorialNote>.</p><blockList><listIntroduction>In</listIntroduction><item><num>a)</num><p>north</p></item></blockList>"
    "</content></paragraph></article></part><section><num>2</num><content><table><tr><td><p>x</p></td></tr></table></content>"
    '</section></body><components><component><doc name="a"><mainBody><p>annex</p></mainBody></doc></component></components>'
    "</act></akomaNtoso>"
)

MARKDOWN = (
    "# Kite <b>Act</b>\n\n### PART 1\n\n#### Air\n\n### Article 1\n\n1. One:\n\n(a) <sup>1</sup> a\n\n(i) i\n\n| a | "
    "cell |\n\n2. Two.\n\n    * **_kite_** means [a](b) bird\n\n### Annex\n\n1. Red\n\nDONE at Oslo, this 3rd day of May 1990.\n"
)

SAMPLES = {
    "clml": CLML, "formex": FORMEX, "eurlex-new": EURLEX_NEW, "eurlex-old": EURLEX_OLD,
    "eurlex-consolidated": EURLEX_CONSOLIDATED, "uslm-law": USLM_LAW, "uslm-code": USLM_CODE, "gii": GII,
    "finlex": FINLEX, "legaljson": LEGALJSON,
    "lims": LIMS, "akn": AKN, "markdown": MARKDOWN,
}  # fmt: skip


def read(sample: str, **options: str) -> Imported:
    """A sample imported: valid, eIds unique, no word lost."""
    found = import_source(Source("sample", sample.encode(), options=options))
    assert xml.invalid(found.root) == []
    eids = [e.get("eId") for e in found.root.iter() if e.get("eId")]
    assert len(eids) == len(set(eids))
    assert found.text_kept == 1.0
    return found


def outline(found: Imported) -> list[str]:
    """The eIds of all provisions, in order."""
    return [p.eid for p in found.instrument.walk()]
