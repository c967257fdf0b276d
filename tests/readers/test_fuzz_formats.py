"""Broken files of every format: a result that says what it lost, or a clear message, within a second."""

from __future__ import annotations

import re
import time

import pytest
from formats import SAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, import_source, xml

LOOSE = ("words ", "\xa0", "1.", "(a) x", "&amp;", "\u200b", "<x>odd</x>", "<br/>", "\0", "§ 9", "<!-- c -->", "<?pi?>",
         "<table><tr><td>c</td></tr></table>", '<y xmlns="urn:y">z</y>')  # fmt: skip


def survives(name: str, data: bytes) -> None:
    """Import and hold the promise."""
    started = time.perf_counter()
    try:
        found = import_source(Source(name, data), from_=name.split("-", maxsplit=1)[0])
    except Unreadable:
        pass
    else:
        assert xml.invalid(found.root) == []
        eids = [e.get("eId") for e in found.root.iter() if e.get("eId")]
        assert len(eids) == len(set(eids))
        if found.text_kept < 1:
            assert any(f.rule == "import" and f.severity == "warning" for f in found.findings)
    assert time.perf_counter() - started < 2  # a second on a quiet machine


def elements(text: str) -> list[tuple[int, int, int, int, str]]:
    """Start and end of the tags of each element that has an end tag further on."""
    found = []
    for match in re.finditer(r"<([\w:.-]+)(?:\s[^>]*)?(?<!/)>", text):
        end = text.find(f"</{match.group(1)}>", match.end())
        if end > 0:
            found.append((match.start(), match.end(), end, end + len(match.group(1)) + 3, match.group(1)))
    return found


@st.composite
def broken(draw: st.DrawFn, name: str) -> bytes:
    """A sample after a few changes: cuts, moved, doubled, emptied, unwrapped and renamed elements, loose text."""
    text = SAMPLES[name]
    for _ in range(draw(st.integers(1, 4))):
        whole = elements(text)
        kind = draw(st.sampled_from(("cut", "remove", "double", "empty", "unwrap", "rename", "loose", "move")))
        if kind == "cut":
            at = draw(st.integers(0, len(text)))
            text = text[:at] + text[at + draw(st.integers(0, 60)) :]
        elif kind == "loose" or not whole:
            at = draw(st.integers(0, text.count(">")))
            parts = text.split(">", at)
            text = ">".join(parts[:-1]) + ">" * (at > 0) + draw(st.sampled_from(LOOSE)) + parts[-1]
        else:
            begin, inner, end, after, tag = draw(st.sampled_from(whole))
            if kind == "remove":
                text = text[:begin] + text[after:]
            elif kind == "double":
                text = text[:after] + text[begin:after] + text[after:]
            elif kind == "empty":
                text = text[:inner] + text[end:]
            elif kind == "unwrap":
                text = text[:begin] + text[inner:end] + text[after:]
            elif kind == "rename":
                other = draw(st.sampled_from(whole))[4]
                text = re.sub(rf"(</?){re.escape(tag)}(?=[\s>/])", rf"\g<1>{other}", text)
            else:
                moved, text = text[begin:after], text[:begin] + text[after:]
                places = [m.end() for m in re.finditer(">", text)] or [0]
                at = draw(st.sampled_from(places))
                text = text[:at] + moved + text[at:]
    return text.encode("utf-8", "replace")


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_broken_files(name: str, data: st.DataObject) -> None:
    survives(name, data.draw(broken(name)))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "make",
    [
        lambda t: b"",
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.encode("utf-16"),
        lambda t: t.encode("latin-1", "replace"),
        lambda t: t.encode()[: len(t) // 2],
        lambda t: t.encode() + b"\0" * 100,
        lambda t: t.replace('"', "'").encode(),
        lambda t: t.replace("xmlns", "xmlnz").encode(),
        lambda t: t.replace(">", "><a>" * 300 + "</a>" * 300, 1).encode(),
        lambda t: re.sub(r' (e?[iI]d)="', rf' \g<1>="{"x" * 100000}', t, count=1).encode(),
        lambda t: ("(" * 20000 + "\n" + "#" * 20000 + " x\n" + "*_" * 20000 + t).encode(),
    ],
    ids=["empty", "bom", "utf-16", "latin-1", "half", "nul", "quotes", "namespace", "deep", "huge", "signs"],
)
def test_odd_files(name: str, make: object) -> None:
    survives(name, make(SAMPLES[name]))  # type: ignore[operator]


@pytest.mark.parametrize("name", ["clml", "formex", "uslm-law", "gii", "finlex"])
def test_entities_are_refused(name: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SAMPLES[name]
    with pytest.raises(Unreadable, match="declares entities"):
        import_source(Source("x.xml", bomb.encode()), from_=name.split("-", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("name", "repeat"),
    [("clml", "<P1group>"), ("formex", "<ARTICLE "), ("gii", '<norm doknr="BJNE2">'), ("uslm-law", "<section>"),
     ("finlex", "<s:Pykala>"), ("eurlex-new", '<div id="art_1">'), ("lims", "<Section>"), ("akn", "<section>"),
     ("markdown", "### Article 1")],
)  # fmt: skip
def test_time_grows_with_length_only(name: str, repeat: str) -> None:
    """Twice the provisions take about twice the time; no reader looks through the whole file for each of them."""
    text = SAMPLES[name]
    begin = text.index(repeat)
    last = {"eurlex-new": '<div class="oj-final">', "markdown": "### Annex"}.get(name)
    close = f"</{repeat.strip('<>').split()[0]}>"
    end = text.index(last, begin) if last else text.index(close, begin) + len(close)
    one = text[begin:end]

    def seconds(count: int) -> float:
        data = (text[:begin] + one * count + text[end:]).encode()
        started = time.process_time()
        import_source(Source("x", data), from_=name.split("-", maxsplit=1)[0])
        return time.process_time() - started

    seconds(20)
    assert seconds(800) < 4 * max(seconds(400), 0.05)
