"""legislation.gov.uk's CLML."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from formats import CLML, outline, read

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, import_file, import_source, xml
from lexmatch.readers.clml_counting import counted, letters, roman
from lexmatch.readers.clml_words import Context
from lexmatch.readers.units import element
from lexmatch.ref import parse
from lexmatch.text import words


def test_what_the_file_is() -> None:
    law = read(CLML).instrument
    assert (law.alias, law.title, law.uri, law.adopted, law.date, law.language, law.jurisdiction, law.citation, law.link) == (
        "uk-kite-2031", "Kite Act 2031", "/akn/gb/act/2031/7", "2031-02-03", "2032-05-06", "en", "gb", "2031 c. 7",
        "https://www.legislation.gov.uk/ukpga/2031/7",
    )  # fmt: skip


def test_levels_headings_and_schedules() -> None:
    found = read(CLML)
    assert outline(found) == [
        "part_1", "part_1__hcontainer_1", "sec_1", "sec_1__subsec_1", "sec_1__subsec_1__para_a", "sec_1__subsec_1__para_b",
        "sec_1__subsec_1__para_b__subpara_i", "sec_1__subsec_1A", "sec_1__subsec_3", "sec_2", "sec_2__def_kite",
        "sec_2__def_kite__para_a", "sec_2__def_kite__para_a__subpara_i", "att_1A", "att_1A__hcontainer_1", "att_1A__para_1",
        "att_1A__para_1__subpara_2",
    ]  # fmt: skip
    law = found.instrument
    assert law.index["sec_1"].heading == "Places"
    assert law.index["sec_1__subsec_1"].tail == "but not roads."
    assert law.index["sec_1__subsec_1__para_b__subpara_i"].num == "(i)"
    assert law.index["att_1A"].num == "SCHEDULE 1A"
    assert law.resolve(parse("uk-kite-2031 1(1)(b)(i)")) == "sec_1__subsec_1__para_b__subpara_i"
    assert law.resolve(parse("uk-kite-2031 schedule 1A, 1(2)")) == "att_1A__para_1__subpara_2"


def test_repealed_prospective_and_quoted() -> None:
    law = read(CLML).instrument
    assert law.index["sec_1__subsec_1A"].state == "repealed"
    assert law.index["sec_1__subsec_3"].state == "not-in-force"
    assert law.index["sec_1__subsec_3"].text == "After line 2 insert— (2A) No tails. ."
    assert law.index["sec_1__subsec_1"].text == "Kites fly over—"


def test_footnotes_are_notes() -> None:
    root = read(CLML).root
    notes = [xml.text_of(e) for e in root.iter(f"{{{xml.AKN}}}authorialNote")]
    assert notes == ["Not balloons."]


def test_nothing_keeps_the_tree_of_the_source() -> None:
    gc.collect()
    gc.disable()  # what stays until the collector comes is in the way of a long law
    try:
        read(CLML)
        assert not [kept for kept in gc.get_objects() if isinstance(kept, Context)]
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("number", "alpha", "small"), [(1, "a", "i"), (4, "d", "iv"), (26, "z", "xxvi"), (27, "aa", "xxvii")]
)
def test_lists_count(number: int, alpha: str, small: str) -> None:
    assert (letters(number), roman(number)) == (alpha, small)


def test_list_numbers_are_decorated() -> None:
    assert counted(element("x", Type="roman", Decoration="parenRight"), element("y"), 3) == "iii)"
    assert counted(element("x", Decoration="parens"), element("y", NumberOverride="(bb)"), 3) == "(bb)"


def test_a_table_of_contents_is_no_act() -> None:
    with pytest.raises(Unreadable, match="holds no Act"):
        import_source(Source("c", b'<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Contents/>'
                                  b"</Legislation>"))  # fmt: skip


@pytest.mark.parametrize("name", ["uk-nia2022-21-schoolage", "uk-uksi2025-3"])
def test_the_same_as_the_publishers_own_akoma_ntoso(name: str, data: Path) -> None:
    """The yardstick: same provisions, same numbers, same words (signatures are conclusions here)."""
    ours = import_file(data / f"clml/{name}.clml.xml").instrument
    theirs = import_file(data / f"akn/{name}.akn.xml").instrument
    assert set(ours.index) == {e for e in theirs.index if not e.startswith("hcontainer")}
    for eid, provision in ours.index.items():
        other = theirs.index[eid]
        assert re.sub(r"\W", "", provision.num) == re.sub(r"\W", "", other.num), eid
        assert words(provision.heading) == words(other.heading), eid
        assert words(provision.full_text) == words(other.full_text), eid
