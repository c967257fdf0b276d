"""Tables of provisions: columns by any name, numbers nested, nothing lost, bad files said to be bad."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lexmatch.findings import Unreadable
from lexmatch.readers import Imported, Source, import_source, table_cells, xml
from lexmatch.readers.table_columns import role
from lexmatch.readers.table_numbers import numbered


def read(text: str | bytes, name: str = "law.csv", **options: str) -> Imported:
    """A table imported: valid, every eId once, no word lost or added."""
    found = import_source(Source(name, text if isinstance(text, bytes) else text.encode(), options=options))
    assert found.format == "table"
    assert xml.invalid(found.root) == []
    eids = [e.get("eId") for e in found.root.iter() if e.get("eId")]
    assert len(eids) == len(set(eids))
    assert (found.text_kept, found.text_added) == (1.0, 0.0)
    return found


def outline(found: Imported) -> list[str]:
    return [p.eid for p in found.instrument.walk()]


def messages(found: Imported) -> list[str]:
    return [f.message for f in found.findings]


# --- numbers and columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "path", "kind"),
    [
        ("16(3)(a)", ("16", "3", "a"), ""), ("Article 16, para. 3", ("16", "3"), "article"), ("A.5.1", ("A.5.1",), ""),
        ("§ 5 Abs. 2 Nr. 1", ("5", "2", "1"), "section"), ("Art. 4bis", ("4bis",), "article"), ("38.13(6)", ("38.13", "6"), ""),
        ("Article 5 bis", ("5 bis",), "article"), ("(iv)", ("iv",), ""), ("II", ("II",), ""), ("AC-2(1)", ("AC-2", "1"), ""),
        ("s. 12(1)(b)", ("12", "1", "b"), "section"), ("CHAPTER II", (), "chapter"), ("Schedule 1", (), "schedule"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(cell: str, path: tuple[str, ...], kind: str) -> None:
    found = numbered(cell)
    assert found is not None
    assert (found.path, found.kind) == (path, kind)


@pytest.mark.parametrize("cell", ["", "n/a", "see below", "to be done", "x?", "The law", "bis " * 40, "a" * 300])
def test_what_is_no_number(cell: str) -> None:
    assert numbered(cell) is None


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("No.", "number"), ("Ref ID", "number"), ("ref_id", "number"), ("Article", "number"), ("art.", "number"),
        ("Nº", "number"),
        ("Section No.", "number"), ("Title", "heading"), ("Marginal note", "heading"), ("Article title", "heading"),
        ("Überschrift", "heading"), ("Text EN", "text"), ("Text of the provision", "text"), ("Description", "text"),
        ("Wortlaut", "text"), ("Parent", "parent"), ("parent_ref_id", "parent"), ("Chapter", "group"), ("Paragraph", "sub"),
        ("Owner", ""), ("Q3 2030", ""),
    ],
)  # fmt: skip
def test_columns_in_their_usual_names(name: str, what: str) -> None:
    assert role(name)[0] == what


def test_numbers_nest() -> None:
    found = read(
        'number,heading,text\n16,Arrest,The arrest:\n16(1),,One.\n16(3)(a),,Three a.\n17,Bail,"Bail, if any."\n'
    )
    assert outline(found) == ["art_16", "art_16__para_1", "art_16__para_3", "art_16__para_3__point_a", "art_17"]
    assert found.instrument.index["art_17"].text == "Bail, if any."
    assert found.instrument.index["art_16"].heading == "Arrest"
    assert found.findings == ()


def test_numbers_with_dots_are_levels_where_the_table_uses_them_so() -> None:
    found = read(
        "Ref ID;Title;Text EN;Text FR\nA.5;Organisation;;\nA.5.1;Policies;Write them.;Écrivez-les.\nA.5.2;Roles;Assign.;\n"
    )
    assert outline(found) == ["chp_A-5", "art_A-5-1", "art_A-5-2"]
    assert [found.instrument.parents.get(e) for e in outline(found)] == [None, "chp_A-5", "chp_A-5"]
    assert messages(found) == ["columns that were not read: Text FR"]


@pytest.mark.parametrize("parents", [True, False])
def test_codes_without_a_figure_are_numbers_where_others_begin_with_them(parents: bool) -> None:
    rows = [["number", "heading", "text", "parent"], ["GV", "GOVERN", "", ""], ["GV.OC", "Context", "", "GV"],
            ["GV.OC-01", "", "The mission is understood", "GV.OC"], ["GV.OC-02", "", "Needs are known", "GV.OC"],
            ["ID", "IDENTIFY", "", ""], ["ID.AM", "Assets", "", "ID"],
            ["ID.AM-01", "", "Hardware is listed", "ID.AM"]]  # fmt: skip
    found = read("\n".join(",".join(row if parents else row[:3]) for row in rows))
    assert outline(found) == [
        "chp_GV", "chp_GV__chp_GV-OC", "art_GV-OC-01", "art_GV-OC-02", "chp_ID", "chp_ID__chp_ID-AM", "art_ID-AM-01"
    ]  # fmt: skip
    assert [p.heading for p in found.instrument.ancestors("art_ID-AM-01")] == ["IDENTIFY", "Assets"]
    assert found.findings == ()


def test_a_code_of_letters_below_the_code_that_it_begins_with() -> None:
    found = read("number,heading,text,parent\nKSI-CED,Education,,\nKSI-CED-RAT,Training,It is reviewed.,KSI-CED\n"
                 "core,Clauses,,\n4,Scope,Know it.,core\nodd,Odd,Words.,core\n")  # fmt: skip
    law = found.instrument
    assert [(p.num, p.text, [a.heading for a in law.ancestors(p.eid)]) for p in law.walk() if p.kind == "article"] == [
        ("KSI-CED-RAT", "It is reviewed.", ["Education"]), ("4", "Know it.", ["Clauses"])
    ]  # fmt: skip
    assert messages(found) == ["row 6 was kept, but not placed: “odd” is no number"]


def test_what_has_no_words_but_parts_that_have_none_either_is_a_chapter() -> None:
    found = read("number,heading\nA.5,Organisational controls\nA.5.1,Policies\nA.5.2,Roles\n")
    assert outline(found) == ["chp_A-5", "art_A-5-1", "art_A-5-2"]


def test_a_section_numbered_between_two_others_is_no_part_of_the_first() -> None:
    found = read("Section,Text\n16,One.\n16.1,Two.\n16.1(2),Three.\n17,Four.\n")
    assert outline(found) == ["sec_16", "sec_16-1", "sec_16-1__subsec_2", "sec_17"]


def test_the_language_asked_for() -> None:
    text = "No.,Text EN,Text FR\n1,Kites fly.,Ils volent.\n"
    found = import_source(Source("law.csv", text.encode(), language="fr"))
    assert found.instrument.index["art_1"].text == "Ils volent."
    assert found.instrument.language == "fr"
    assert read(text).instrument.index["art_1"].text == "Kites fly."


def test_parents_by_number_and_by_id_in_any_order() -> None:
    found = read("no.,text,parent\n3,Three.,2\n1,One.,\n2,Two.,1\n")
    assert outline(found) == ["art_1", "art_1__para_2", "art_1__para_2__point_3"]
    assert found.instrument.index["art_1__para_2"].text == "Two."
    ids = read("id,number,text,parent id\nx1,5,Five.,\nx2,(1),First.,x1\nx3,(1),Odd.,x4\nx4,6,Six.,\n")
    assert outline(ids) == ["art_5", "art_5__para_1", "art_6", "art_6__para_1"]


def test_parents_without_a_number_of_their_own() -> None:
    rows = ("urn,ref_id,name,description,parent_urn,depth", "u1,,Govern,,,1", "u2,GV.1,Context,Know it.,u1,2",
            "u3,GV.1-01,Context,Write it.,u2,3", "u4,GV.2,Context,Other.,u1,2",
            "u5,PART 1 More,,,,1", "u6,X.1,Last,End.,u5,2")  # fmt: skip
    found = read("\n".join(rows))
    law = found.instrument
    assert [(p.eid, law.parents.get(p.eid, ""), p.heading) for p in law.walk()] == [
        ("chp_nn_1", "", "Govern"), ("art_GV-1", "chp_nn_1", "Context"), ("art_GV-1-01", "art_GV-1", "Context"),
        ("art_GV-2", "chp_nn_1", "Context"), ("part_1", "", "More"), ("art_X-1", "part_1", "Last"),
    ]  # fmt: skip
    assert messages(found) == ["columns that were not read: depth"]


def test_headings_that_a_part_shares_with_what_is_above_it() -> None:
    found = read("Ref;Title;Text\nA.5;Policies;\nA.5.1;Policies;Write.\nA.6;Roles;\nA.6.1;Roles;Assign.\n")
    assert [p.heading for p in found.instrument.walk()] == ["Policies", "Policies", "Roles", "Roles"]


def test_columns_for_levels_and_chapters() -> None:
    found = read("Chapter\tArticle\tParagraph\tHeading\tProvision\nI General\t1\t1\tScope\tApplies.\n\t\t2\tScope\tNot that.\n"
                 "II Special\t2\t1\tArrest\tArrest.\n\t2\t(2)\tArrest\tA \"quoted word.\n", "law.tsv")  # fmt: skip
    assert outline(found) == ["chp_I", "art_1", "art_1__para_1", "art_1__para_2", "chp_II", "art_2", "art_2__para_1",
                              "art_2__para_2"]  # fmt: skip
    assert [found.instrument.index[e].heading for e in ("chp_II", "art_2", "art_2__para_1")] == [
        "Special",
        "Arrest",
        "",
    ]


def test_rows_that_say_only_the_last_number() -> None:
    found = read(
        "Section,Text\nPART 1 Kites,\n5,Fly\n(1),low\n(a),by day\n(b),by night\n(i),dark\n(2),high\nSchedule 1,Colours\n1,Red\n"
    )
    assert outline(found) == ["part_1", "sec_5", "sec_5__subsec_1", "sec_5__subsec_1__para_a", "sec_5__subsec_1__para_b",
                              "sec_5__subsec_1__para_b__subpara_i", "sec_5__subsec_2", "att_1", "att_1__sec_1"]  # fmt: skip


def test_numbers_that_begin_anew_in_each_chapter() -> None:
    found = read("Chapter,Article,Text\nI,1,One.\nI,2,Two.\nII,1,Uno.\nII,2,Due.\n")
    assert outline(found) == ["chp_I", "art_1", "art_2", "chp_II", "chp_II__art_1", "chp_II__art_2"]


def test_a_name_that_may_mean_two_things_is_told_by_its_cells() -> None:
    found = read("Provision,Requirement\nArticle 3(1) - Scope,\"Whoever asks, and says why, is heard within a day of asking.\"\n"
                 "Article 4,Short.\n")  # fmt: skip
    assert outline(found) == ["art_3", "art_3__para_1", "art_4"]
    assert found.instrument.index["art_3__para_1"].heading == "Scope"
    control = read("Control,Control name,Description\nAC-1,Policy,Write one.\nAC-2,Accounts,Keep them.\n")
    assert control.instrument.index["art_AC-2"].heading == "Accounts"


def test_rows_above_the_header_are_the_title() -> None:
    found = read(";;\nKite Act 2031;;\n;;\nArticle;Title;Text\n1;Wind;Free.\n".encode("cp1252"))
    assert (found.instrument.title, found.instrument.adopted, found.alias) == ("Kite Act 2031", "2031", "un-kite-2031")


def test_the_same_number_twice_is_one_provision() -> None:
    found = read("Article,Text\n1,One.\n1,More.\n1(1),Part.\n1,Tail.\n")
    law = found.instrument.index["art_1"]
    assert (law.text, law.tail) == ("One. More.", "Tail.")
    assert messages(found) == ["2 rows have a number that a row before them has, and were added to it (row 3, 5)"]


# --- encodings, quotes, what cannot be placed -------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    text = "Article,Intitulé,Texte\n5,Délai,Quarante jours.\n6,Été,Fin.\n".replace(",", delimiter)
    found = read(text.encode(encoding))
    assert found.instrument.index["art_5"].heading == "Délai"


def test_the_delimiter_that_excel_declares() -> None:
    assert outline(read("sep=;\nArticle;Text\n1;a, b, c\n2;d\n")) == ["art_1", "art_2"]


def test_rows_without_a_place_are_kept_and_reported() -> None:
    found = read("no.,text,parent\n1,One.,\n4,Four.,9\n5,Five.,6\n6,Six.,5\n,Lost words.,\nx?,Odd.,\n")
    assert messages(found) == [
        "row 3 stands at the top: its parent “9” is in no row", "row 5 stands at the top: it stands below itself (parent “5”)",
        "row 6 was kept, but not placed: it has no number", "row 7 was kept, but not placed: “x?” is no number",
    ]  # fmt: skip
    assert [f.place.line for f in found.findings] == [3, 5, 6, 7]
    assert found.instrument.index["hcontainer_2"].text == "x? Odd."


def test_a_chain_of_parents_without_end() -> None:
    rows = "".join(f"{n},Text {n}.,{n - 1}\n" for n in range(2, 600))
    found = read(f"no.,text,parent\n1,First.,\n{rows}")
    assert any("levels deep" in m for m in messages(found))


def test_delimiters_inside_words_that_nobody_quoted() -> None:
    found = read("Article,Text\n1,Here, there, and here.\n2,Fine.\n3,Fine.\n")
    assert found.instrument.index["art_1"].text == "Here, there, and here."
    assert any("more cells than the header" in m for m in messages(found))


def test_a_quote_that_never_closes_takes_nothing_with_it() -> None:
    found = read('number;heading\n1;"unclosed\n2;x\n3;y\n')
    assert outline(found) == ["art_1", "art_2", "art_3"]
    assert messages(found) == ["quotation marks are not as in a CSV file: unexpected end of data"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Foo,Bar\n1,2\n3,4\n", "the columns are: Foo, Bar"),
        ("concept,standard,subject\nx,y,z\na,b,c\n", "the columns are: concept, standard, subject"),
        ("number,text\n", "a header, but no rows below it"),
        ("", "is empty"),
    ],
)
def test_files_that_cannot_be_read(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        import_source(Source("law.csv", text.encode()))
    assert says in caught.value.message


def test_prose_is_no_table() -> None:
    text = "# Kite Act\n\nSection 1\n\nKites, strings, and tails, of any number, or text, are free.\n\nSection 2\n\nSo, too.\n"
    assert import_source(Source("law.md", text.encode())).format == "markdown"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_cells, "MAX_ROWS", 3)
    with pytest.raises(Unreadable, match="more than 3 rows"):
        read("no.,text\n" + "1,a\n" * 5)
    with pytest.raises(Unreadable, match="columns; the limit is"):
        import_source(Source("law.csv", b"no.,text" + b",x" * 400 + b"\n1,a\n"))


# --- workbooks --------------------------------------------------------------------------------------------------------


def book(**sheets: list[list[Any]]) -> bytes:
    """A workbook of sheets."""
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_sheet_that_holds_provisions() -> None:
    found = read(book(Notes=[["Read"]], Articles=[["No.", "Title", "Text"], [1, "Wind", "Free.\nReally."], [2.5, "Rain", True]],
                      Others=[["No.", "Text"], [9, "Other."]]), "law.xlsx")  # fmt: skip
    assert outline(found) == ["art_1", "art_2-5"]
    assert found.instrument.index["art_1"].text == "Free. Really."
    assert found.instrument.title == "Articles"
    assert messages(found) == ["only the sheet 'Articles' was read, not Others"]


def test_numbers_keep_the_places_that_are_shown() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    sheet = made.active
    for row in ([["No.", "Text"], [3.1, "a"], [3.1, "b"]]):  # fmt: skip
        sheet.append(row)
    sheet["A3"].number_format = "0.00"
    stream = io.BytesIO()
    made.save(stream)
    assert outline(read(stream.getvalue(), "law.xlsx")) == ["art_3-1", "art_3-10"]


def test_formulas_are_their_values_or_are_missed() -> None:
    found = read(book(S=[["No.", "Text"], [1, '="a"&"b"'], [2, "#REF!"]]), "law.xlsx")
    assert messages(found) == ["in the sheet 'S' there are formulas without a value (row 2)",
                               "in the sheet 'S' there are an error instead of a value (row 3)"]  # fmt: skip


def test_formulas_with_values() -> None:
    import zipfile

    whole = book(S=[["No.", "Text"], [1, '="a"&"b"']])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'<c r="B2"><f>', b'<c r="B2" t="str"><f>').replace(b"<v />", b"<v>ab</v>").replace(
                    b"<v/>", b"<v>ab</v>").replace(b"<v></v>", b"<v>ab</v>")  # fmt: skip
            new.writestr(name, part)
    found = read(stream.getvalue(), "law.xlsx")
    assert found.instrument.index["art_1"].text == "ab"
    assert found.findings == ()


def test_a_broken_workbook_and_one_with_entities() -> None:
    import zipfile

    whole = book(S=[["No.", "Text"], [1, "a"]])
    for change, says in (
        (lambda p: b"<worksheet", "cannot be read"),
        (lambda p: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + p, "entities"),
    ):
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
            for name in old.namelist():
                new.writestr(name, change(old.read(name)) if name.endswith("sheet1.xml") else old.read(name))
        with pytest.raises(Unreadable, match=says):
            read(stream.getvalue(), "law.xlsx")
    with pytest.raises(Unreadable):
        import_source(Source("law.xlsx", whole[:300]))


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book(S=[["No.", "Text"], [1, "a"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Unreadable) as caught:
        read(data, "law.xlsx")
    assert "needs openpyxl" in caught.value.message
    assert "lexmatch-toolkit[xlsx]" in caught.value.hint


# --- there and back ---------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["kite", "wind", "rain", "string", "tail,", "“field”", "beach;", "40", "days"]),
    min_size=1,
    max_size=6,
).map(" ".join)
HEADINGS = st.one_of(
    st.just(""), st.lists(st.sampled_from(["Wind", "Rain", "Kites", "Tails"]), min_size=1, max_size=3).map(" ".join)
)
LAWS = st.lists(
    st.tuples(HEADINGS, WORDS, st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=4)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(law=LAWS, delimiter=st.sampled_from(",;\t"), parents=st.booleans())
def test_there_and_back(law: list[tuple[str, str, list[tuple[str, list[str]]]]], delimiter: str, parents: bool) -> None:
    """Units → table → units: every number, heading and text at its place, whichever way the table tells the nesting."""
    rows, wanted = [], []
    for a, (heading, text, paragraphs) in enumerate(law, 1):
        rows.append([str(a), heading, text, ""])
        wanted.append((f"art_{a}", heading, text))
        for b, (words, points) in enumerate(paragraphs, 1):
            rows.append([f"({b})" if parents else f"{a}({b})", "", words, str(a) if parents else ""])
            wanted.append((f"art_{a}__para_{b}", "", words))
            for c, said in zip("abc", points, strict=False):
                rows.append([f"{a}({b})({c})", "", said, ""])
                wanted.append((f"art_{a}__para_{b}__point_{c}", "", said))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Article", "Heading", "Text", "Parent"], *rows])
    found = read(out.getvalue())
    assert [(p.eid, p.heading, p.text) for p in found.instrument.walk()] == wanted
    assert found.findings == ()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=8), st.sampled_from(",;\t"))
@example([["SUBJECT"] * 5], ",")
@example([["N", "N", "N", "SUBJECT", "SUBJECT"]], ",")
def test_any_cells_are_kept_or_refused(rows: list[list[str]], delimiter: str) -> None:
    """Whatever stands below a header: a valid document with all its words, or a message."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["No.", "Heading", "Text", "Parent"], ["1", "A", "b", ""], *rows])
    read(out.getvalue())


IDS = st.sampled_from(
    ["", "u1", "u2", "u3", "1", "1.1", "A.5", "A.5.1", "16(3)", "(a)", "x?", "PART 1", "Annex 2", "i", "2 bis"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(IDS, IDS, st.sampled_from(["", "H", "K"]), st.sampled_from(["", "said", "9"]), IDS), max_size=9)
)
def test_parents_of_any_kind_are_followed_or_reported(rows: list[tuple[str, ...]]) -> None:
    """Circles, missing parents, parents without numbers, schedules below paragraphs: all words are kept, all eIds unique."""
    out = io.StringIO()
    csv.writer(out).writerows([["id", "number", "heading", "text", "parent"], ("z", "1", "A", "b", ""), *rows])
    read(out.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("law.csv", "law.xlsx", "law"):
        for head in (b"", b"No.,Text\n", b"PK\x03\x04xl/workbook.xml"):
            with contextlib.suppress(Unreadable):
                import_source(Source(name, head + data))
