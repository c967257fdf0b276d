"""Broken Canadian, Akoma Ntoso, Markdown, Word, PDF and zipped files: a result, or a clear message, within a second."""

from __future__ import annotations

import time

import pytest
from formats import SAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_fuzz_formats import broken, survives
from test_office import LINES, MAIN, docx_of, pdf_of, zip_of

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, import_source

OWN = {
    "lims": '<Statute lims:pit-date="2010-02-03" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>'
    "An Act</LongTitle><ShortTitle>Kite Act</ShortTitle></Identification><Introduction><Enacts><Provision><Text>Enacted:</Text>"
    '</Provision></Enacts></Introduction><Body><Heading level="1"><Label>PART 1</Label><TitleText>Air</TitleText></Heading>'
    "<Section><MarginalNote>Wind</MarginalNote><Label>1</Label><Subsection><Label>(1)</Label><Text>The <Emphasis "
    'style="italic">wind</Emphasis> is <XRefExternal reference-type="act" link="A-1">free</XRefExternal>.</Text><Paragraph>'
    "<Label>(a)</Label><Text>north</Text></Paragraph><ContinuedSectionSubsection><Text>and south</Text>"
    "</ContinuedSectionSubsection></Subsection><HistoricalNote><HistoricalNoteSubItem>2001</HistoricalNoteSubItem>"
    "</HistoricalNote></Section><Section><Label>2</Label><Text>Here,</Text><Definition><Text><DefinedTermEn>kite</DefinedTermEn>"
    " means a bird</Text></Definition></Section></Body><Schedule><ScheduleFormHeading><Label>SCHEDULE</Label>"
    "</ScheduleFormHeading><Provision><Text>Red</Text></Provision></Schedule></Statute>",
    "akn": '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"><act name="act"><meta><identification '
    'source="#s"><FRBRWork><FRBRthis value="/akn/za/act/2001/3"/><FRBRuri value="/akn/za/act/2001/3"/><FRBRdate '
    'date="2001-02-03" name="x"/><FRBRauthor href="#p"/><FRBRcountry value="za"/></FRBRWork></identification></meta><preface><p>'
    "<docTitle>Kite Act</docTitle></p></preface><body><part eId=\"p1\"><num>1</num><heading>Air</heading><article eId=\"art_1\">"
    "<num>Art. 1</num><paragraph><num>1</num><content><p>The <b>wind</b> is <ref href=\"#x\">free</ref><authorialNote><p>n</p>"
    "</authorialNote>.</p><blockList><listIntroduction>In</listIntroduction><item><num>a)</num><p>north</p></item></blockList>"
    "</content></paragraph></article></part><section><num>2</num><content><table><tr><td><p>x</p></td></tr></table></content>"
    "</section></body><components><component><doc name=\"a\"><mainBody><p>annex</p></mainBody></doc></component></components>"
    "</act></akomaNtoso>",
    "markdown": "# Kite <b>Act</b>\n\n### PART 1\n\n#### Air\n\n### Article 1\n\n1. One:\n\n(a) <sup>1</sup> a\n\n(i) i\n\n| a | "
    "cell |\n\n2. Two.\n\n    * **_kite_** means [a](b) bird\n\n### Annex\n\n1. Red\n\nDONE at Oslo, this 3rd day of May 1990.\n",
}  # fmt: skip
SAMPLES.update(OWN)


@pytest.mark.parametrize("name", OWN)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_broken_files(name: str, data: st.DataObject) -> None:
    survives(name, data.draw(broken(name)))


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "make",
    [
        lambda t: b"",
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.encode("utf-16"),
        lambda t: t.encode("latin-1", "replace"),
        lambda t: t.encode()[: len(t) // 2],
        lambda t: t.encode() + b"\0" * 100,
        lambda t: t.replace("xmlns", "xmlnz").encode(),
        lambda t: t.replace(">", "><a>" * 300 + "</a>" * 300, 1).encode(),
        lambda t: t.replace("eId=\"", f'eId="{"x" * 100000}', 1).encode(),
        lambda t: ("(" * 20000 + "\n" + "#" * 20000 + " x\n" + "*_" * 20000 + t).encode(),
    ],
    ids=["empty", "bom", "utf-16", "latin-1", "half", "nul", "namespace", "deep", "huge", "signs"],
)  # fmt: skip
def test_odd_files(name: str, make: object) -> None:
    survives(name, make(OWN[name]))  # type: ignore[operator]


def containers() -> dict[str, bytes]:
    """One file of each kind that is not text."""
    return {"docx": docx_of([("Normal", line) for line in LINES]), "pdf": pdf_of([list(LINES)]),
            "bundle": zip_of({"main.md": MAIN})}  # fmt: skip


@pytest.mark.parametrize("name", ["docx", "pdf", "bundle"])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_broken_containers(name: str, data: st.DataObject) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "pypdf", "bundle": "zipfile"}[name])
    raw = bytearray(_CACHE.setdefault(name, containers()[name] if name not in _CACHE else b""))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    survives(name, bytes(raw[:cut]) if data.draw(st.booleans()) else bytes(raw))


_CACHE: dict[str, bytes] = {}


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("lims", "<Section>", "</Section>"),
        ("akn", "<section>", "</section>"),
        ("markdown", "### Article 1", "### Annex"),
    ],
)
def test_time_grows_with_length_only(name: str, begin: str, end: str) -> None:
    """Twice the provisions take about twice the time."""
    text = OWN[name]
    start = text.index(begin)
    stop = text.index(end, start) + (len(end) if end.startswith("<") else 0)

    def seconds(count: int) -> float:
        data = (text[:start] + text[start:stop] * count + text[stop:]).encode()
        started = time.perf_counter()
        import_source(Source("x", data), from_=name)
        return time.perf_counter() - started

    seconds(20)
    assert seconds(800) < 4 * max(seconds(400), 0.05)


def test_a_million_brackets_are_no_trap() -> None:
    """Patterns that look at text must not go back and forth over it."""
    for text in ("[" * 300000, "(a" * 200000, "Article " * 100000, "1." * 200000, "_*" * 200000, "<sup>" * 100000, "| " * 200000,
                 "Section 1 " + "a" * 500000, " " * 500000 + "x", "\t" * 300000):  # fmt: skip
        started = time.perf_counter()
        try:
            import_source(Source("x.md", f"Article 1\n\n{text}\n".encode()), from_="markdown")
        except Unreadable:
            continue
        assert time.perf_counter() - started < 3
