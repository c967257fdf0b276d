"""Words kept and added are those of a plain comparison of multisets, however the texts are laid out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lexmatch.readers import Source, fidelity, named
from lexmatch.readers.fidelity import Operative
from lexmatch.text import words

TEXTS = st.lists(
    st.sampled_from(["kite", "(1)", "(a) ", "é", "l’air", "6.1", " ", "\r", "\n", "\xa0", "\u2009", ") "])
).map("".join)


@given(TEXTS, TEXTS)
def test_cutting_a_text_changes_no_count(source: str, result: str) -> None:
    one, two = Counter(words(source)), Counter(words(result))
    kept, added, lost = fidelity.compare(source.encode(), result.encode())
    assert lost == sorted((one - two).elements())
    assert kept == (1 - len(lost) / one.total() if lost else 1.0)
    assert added == ((two - one).total() / two.total() if two - one else 0.0)


def test_words_of_xml_stand_in_lines_by_its_declaration() -> None:
    source = Source("x.xml", "<a><b>A ki<i>te</i>\nof é</b><n>not this</n><c/>red</a>".encode())
    said = fidelity.text_of(source.root, Operative(aside=frozenset("n"), inline=frozenset("i")))
    assert [line.decode() for line in said.split(b"\r") if line] == ["A kite of é", "red"]


def test_the_lines_of_a_text_that_is_no_xml_are_lines() -> None:
    source = Source("x.md", b"# Kites Act\n\n## Article 1\n\nFly.\n")
    assert fidelity.source_text(named("markdown"), source).split(b"\r") == source.data.splitlines()
