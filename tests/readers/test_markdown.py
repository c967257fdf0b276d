"""Markdown and plain text, in the small: headings, numbers, languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch.findings import Unreadable
from lexmatch.readers import Imported, Source, import_source, xml
from lexmatch.readers.text_labels import Mark, first_of, follows, head, mark
from lexmatch.readers.text_parts import language_of


def read(text: str, language: str = "") -> Imported:
    found = import_source(Source("law.md", text.encode(), language))
    assert xml.invalid(found.root) == []
    assert (found.text_kept, found.text_added) == (1.0, 0.0)
    return found


def eids(text: str) -> list[str]:
    return [p.eid for p in read(text).instrument.walk()]


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("Article 16", "article", "Article 16", ""),
        ("ARTICLE 16 – Extradition", "article", "ARTICLE 16", "Extradition"),
        ("Art. 4bis Kites", "article", "Art. 4bis", "Kites"),
        ("Article premier", "article", "Article premier", ""),
        ("Artikel 3", "article", "Artikel 3", ""),
        ("Artículo 12. Vuelo", "article", "Artículo 12", "Vuelo"),
        ("§ 5", "section", "§ 5", ""),
        ("§ 83a Wind", "section", "§ 83a", "Wind"),
        ("Section 3A. Kites", "section", "Section 3A", "Kites"),
        ("CHAPTER II", "chapter", "CHAPTER II", ""),
        ("Part I--Preliminary", "part", "Part I", "Preliminary"),
        ("1. Kapitel: Wind", "chapter", "1. Kapitel", "Wind"),
        ("Erster Teil: Wind", "part", "Erster Teil", "Wind"),
        ("Annex II", "schedule", "Annex II", ""),
        ("Bijlage", "schedule", "Bijlage", ""),
    ],
)
def test_headings_are_known_even_where_nothing_marks_them(line: str, kind: str, label: str, rest: str) -> None:
    found = head(line, False, False)
    assert found is not None
    assert (found.kind, found.label, found.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Article 3 of this Convention applies.",
        "Section 5 shall not apply to a person under age;",
        "Articles of association are filed.",
        "Part of the law",
        "Title to land passes.",
        "article 6, paragraph 1, applies to kites and to all that hangs on them",
        "Chapter 3 .......... 17",
        "",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert head(line, False, True) is None


def test_paragraphs_and_points_by_the_way_they_count() -> None:
    assert eids(
        "### Article 1\n\n1. One:\n\na) first\n\nb) second:\n\n(i) small\n\n(ii) smaller\n\nc) third\n\n2. Two.\n\n"
        "### Article 2\n\nNo numbers.\n"
    ) == ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b",
          "art_1__para_1__point_b__point_i", "art_1__para_1__point_b__point_ii", "art_1__para_1__point_c",
          "art_1__para_2", "art_2"]  # fmt: skip


def test_i_after_h_is_a_letter_and_v_after_iv_a_roman_number() -> None:
    letters = "".join(f"({c}) word\n\n" for c in "abcdefghij")
    assert eids(f"## Section 1\n\n{letters}")[-2:] == ["sec_1__para_i", "sec_1__para_j"]
    romans = "".join(f"({c}) word\n\n" for c in ("i", "ii", "iii", "iv", "v", "vi"))
    assert eids(f"## Section 1\n\n(1) Of:\n\n(a) a\n\n{romans}(b) b\n\n")[-3:] == [
        "sec_1__subsec_1__para_a__subpara_v", "sec_1__subsec_1__para_a__subpara_vi", "sec_1__subsec_1__para_b",
    ]  # fmt: skip


def test_insertions_and_gaps() -> None:
    found = eids("## Section 1\n\n(1) a\n\n(1A) b\n\n(2) c\n\n(5) d\n\n## Section 2\n\n(a) a\n\n(aa) b\n\n(b) c\n\n")
    assert found == ["sec_1", "sec_1__subsec_1", "sec_1__subsec_1A", "sec_1__subsec_2", "sec_1__subsec_5", "sec_2",
                     "sec_2__para_a", "sec_2__para_aa", "sec_2__para_b"]  # fmt: skip


def test_words_after_points_belong_to_what_is_around_them() -> None:
    law = read("### Article 1\n\n1. Whoever\n\na) flies, or\n\nb) falls,\n\nis free.\n\n2. Two.\n").instrument
    assert (law.index["art_1__para_1"].text, law.index["art_1__para_1"].tail) == ("Whoever", "is free.")


def test_a_year_at_the_beginning_of_a_line_is_no_paragraph() -> None:
    law = read("### Article 1\n\nKites rose.\n\n1957. In that year they fell.\n").instrument
    assert law.index["art_1"].text == "Kites rose. 1957. In that year they fell."


def test_headings_below_labels_are_their_titles() -> None:
    law = read(
        "### CHAPTER I\n\n#### Wind\n\n### Article 1\n\n#### Storm\n\nIt blows.\n\n#### General\n\n### Article 2\n\nx\n"
    )
    assert (law.instrument.index["chp_I"].heading, law.instrument.index["art_1"].heading) == ("Wind", "Storm")
    assert law.instrument.index["chp_I__hcontainer_1"].heading == "General"


def test_sections_between_articles_are_groups() -> None:
    assert eids("### SECTION 1\n\n#### A\n\n### Article 1\n\nx\n\n### SECTION 2\n\n#### B\n\n### Article 2\n\ny\n") == [
        "sec_1", "art_1", "sec_2", "art_2",
    ]  # fmt: skip


def test_australian_lists_with_definitions() -> None:
    law = read(
        "# Kite Act 1988\n\n##### No. 4, 1988\n\n### Part I--Preliminary\n\n##### 5  Interpretation\n\n    * In this Act:\n\n"
        "    * **_kite_** means:\n\n     * (a) a bird; or\n\n     * (b) a toy.\n\n    * **_wind_** means air.\n\n"
        "##### 5A  Where\n\n    * (1) Where:\n\n     * (a) it blows; and\n\n     * (b) it rains;\n\n    * stay at home.\n"
    ).instrument
    assert [p.eid for p in law.walk()] == [
        "part_I", "sec_5", "sec_5__def_kite", "sec_5__def_kite__para_a", "sec_5__def_kite__para_b", "sec_5__def_wind",
        "sec_5A", "sec_5A__subsec_1", "sec_5A__subsec_1__para_a", "sec_5A__subsec_1__para_b",
    ]  # fmt: skip
    assert law.index["sec_5A__subsec_1"].tail == "stay at home."


def test_raised_numbers_are_paragraphs_in_their_turn_and_notes_otherwise() -> None:
    law = read("##### **Art. 1** Wind\n\n<sup>1</sup> One\n\n<sup>4</sup> more of one\n\n<sup>2</sup> Two\n").instrument
    assert [p.eid for p in law.walk()] == ["art_1", "art_1__para_1", "art_1__para_2"]
    assert law.index["art_1__para_1"].text == "One 4 more of one"


def test_the_united_states_code_begins_with_letters() -> None:
    text = "# 18 U.S.C., USLM ref /us/usc/t18/s31\n\n## § 31. Kites\n\n    (a) All:\n\n        (1) one;\n\n        (2) two.\n\n" \
           " __Amendments__ \n\n    1996—Changed.\n"  # fmt: skip
    law = read(text).instrument
    assert [p.eid for p in law.walk()][:4] == ["sec_31", "sec_31__subsec_a", "sec_31__subsec_a__para_1",
                                               "sec_31__subsec_a__para_2"]  # fmt: skip
    assert "Changed" not in law.index["sec_31"].full_text
    assert (law.alias, law.jurisdiction) == ("us-18usc-31", "us")


def test_what_is_repealed_says_so() -> None:
    law = read("## § 7. Kites\n\nFly.\n\n## \\[§ 8A. Repealed. Pub. L. 1\\]\n\nIt was.\n").instrument
    assert (law.index["sec_8A"].state, law.index["sec_7"].state) == ("repealed", "")


TWO = (
    "##Verdrag betreffende vliegers\n\n####Convention on Kites\n\nThe Parties have agreed:\n\n### Article 1\n\n####Wind\n\n"
    "The wind of the north shall be free.\n\n### Article 2\n\nThe rest of the winds too.\n\nDONE at Oslo, this 3rd day of May "
    "1990.\n\n####Verdrag betreffende vliegers\n\nDe Partijen:\n\n### Artikel 1\n\n####Wind\n\nDe wind van het noorden is vrij "
    "en niet van de staat.\n\n### Artikel 2\n\nDe andere winden worden niet door de staat vrij.\n"
)


def test_of_two_languages_one_is_read() -> None:
    english = read(TWO).instrument
    assert (english.language, english.title, english.adopted) == ("en", "Convention on Kites", "1990-05-03")
    assert [p.eid for p in english.walk()] == ["art_1", "art_2"]
    dutch = read(TWO, "nl").instrument
    assert (dutch.language, dutch.index["art_1"].heading) == ("nl", "Wind")
    assert "noorden" in dutch.index["art_1"].text
    with pytest.raises(Unreadable) as caught:
        read(TWO, "fr")
    assert caught.value.hint == "It holds: en, nl."


def test_plain_text_with_broken_lines() -> None:
    body = "\n".join(f"{n}. Whoever flies a kite numbered {n} in a wind that is strong shall hold\nthe string of it firmly."
                     for n in range(1, 15))  # fmt: skip
    text = f"KITE TREATY\n\nArticle 1\nFlying\n\n{body}\n\nArticle 2\n\nThe end.\n"
    law = import_source(Source("law.txt", text.encode())).instrument
    assert law.index["art_1"].heading == "Flying"
    assert law.index["art_1__para_14"].text.endswith("shall hold the string of it firmly.")


def test_other_encodings() -> None:
    text = "Article 1\n\nÉté à la mer, où l’on vole.\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        law = import_source(Source("law.txt", text.encode(encoding))).instrument
        assert law.index["art_1"].text == "Été à la mer, où l’on vole."


def test_what_has_no_articles_is_refused() -> None:
    with pytest.raises(Unreadable, match="no articles or sections"):
        import_source(Source("law.md", b"# Kites\n\nThey fly.\n"), from_="markdown")


@given(st.integers(1, 60), st.integers(1, 60))
def test_numbers_follow_upwards_only(a: int, b: int) -> None:
    before, after = Mark(f"{a}.", str(a), "dot"), Mark(f"{b}.", str(b), "dot")
    assert follows(before, after, "digit") == (a < b <= a + 20)


@given(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_every_letter_is_a_mark(letter: str) -> None:
    found = mark(f"({letter}) words")
    assert found is not None
    assert found[0].value == letter
    assert (first_of(found[0]) != "") == (letter in "ai")


@pytest.mark.parametrize(
    ("text", "language"),
    [("the law of the sea and of the air", "en"), ("la loi des airs et le droit de la mer est dans les textes", "fr"),
     ("das Gesetz der Luft und die Sache mit dem Wind", "de"), ("de wet van de zee en het recht van de lucht", "nl"), ("", "")],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_footnotes_stand_where_they_are_called() -> None:
    found = read("# Kite Treaty[^1]\n\n## Article 1[^a]\n\n### Wind\n\n1. The wind[^2] is free.[^a][^3]\n\n## Article 2\n\n"
                 "Rain.\n\n[^1]: Signed in the *north*.\n[^2]: Not the storm;\n    which is not free.\n\n[^a]: Once only.\n"
                 "[^orphan]: Called by nothing.\n[place]: http://example.org\n")  # fmt: skip
    akn = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    notes = {
        " ".join(n.itertext()): n.getparent().tag.removeprefix(akn) for n in found.root.iter(f"{akn}authorialNote")
    }
    assert notes == {"Signed in the north.": "p", "Once only.": "heading", "Not the storm; which is not free.": "p"}
    law = found.instrument
    assert (law.title, law.index["art_1"].heading) == ("Kite Treaty", "Wind")
    # what no line calls stays as words, and a call without a note as it is written
    assert law.index["art_1__para_1"].text == "The wind is free.[^3]"
    assert law.index["art_2"].text == "Rain. [^orphan]: Called by nothing."
    assert (found.text_kept, found.text_added) == (1, 0)
