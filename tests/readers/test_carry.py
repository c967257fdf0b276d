"""Annotations that move from a digest to the official text."""

from __future__ import annotations

from lexmatch.instrument import Instrument, Value
from lexmatch.readers import Imported, Source, akn, digest, import_source, write, xml

DIGEST = """lexmatch: digest/1
alias: ca-kite-2001
title: Kite Act
kind: statute
jurisdiction: ca
uri: /akn/ca/act/2001/7
date: '2019-01-01'
amends: [ca-air-1990]
silent: [ext-costs]
provisions:
- {at: sec_1, text: "A kite must be held for 40 days at least.", concepts: [ext-custody-bail], modality: required, quantities: {ext-custody-bail.max-duration: "40 days = P40D"}, values: [ext-custody-bail.who=court]}
- {at: sec_2__subsec_1, text: One rule., concepts: [ext-decision], modality: required, verified: "no", note: read in a report}
- {at: sec_2__subsec_1, text: Another rule., concepts: [ext-property], modality: permitted}
- {at: sec_3, text: "It lasts one year.", concepts: [ext-transit], modality: permitted, quantities: {ext-transit.max-duration: "one year = P1Y"}}
- {at: sec_4__subsec_9, text: Gone., concepts: [ext-language], modality: required}
- {at: sec_5__point_a, text: Another name for the unit., concepts: [ext-language], modality: required}
"""  # noqa: E501
LAW = """<Statute lims:pit-date="2010-02-03" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification>
<ShortTitle>Kite Act</ShortTitle></Identification><Body>
<Section><Label>1</Label><Text>It is <Emphasis style="italic">held</Emphasis> for forty days.</Text></Section>
<Section><Label>2</Label><Subsection><Label>(1)</Label><Text>Both.</Text></Subsection></Section>
<Section><Label>3</Label><Text>No number here.</Text><Paragraph><Label>(a)</Label><Text>twelve months at most</Text></Paragraph>
</Section><Section><Label>4</Label><Text>Less.</Text></Section>
<Section><Label>5</Label><Paragraph><Label>(a)</Label><Text>a</Text></Paragraph></Section></Body></Statute>"""


def old() -> Instrument:
    return akn.read(write.akn(digest.parse(DIGEST, "d.yaml")), "d.xml")


def imported() -> Imported:
    return import_source(Source("k.xml", LAW.encode()), "ca-kite-2001", over=lambda alias: old())


def test_concepts_modality_values_and_silences_move() -> None:
    found = imported().instrument
    one = found.index["sec_1"]
    assert (one.concepts, one.modality, one.text) == (("ext-custody-bail",), "required", "It is held for forty days.")
    assert set(one.values) == {
        Value("ext-custody-bail", "who", "court"),
        Value("ext-custody-bail", "max-duration", "P40D", "forty days"),
    }
    assert found.silent == ("ext-costs",)
    assert (found.text.status, found.date, found.amends) == ("official", "2010-02-03", ("ca-air-1990",))


def test_the_number_is_marked_where_it_stands_even_below() -> None:
    found = imported().instrument
    assert found.index["sec_3"].values == ()
    assert found.index["sec_3__para_a"].values == (Value("ext-transit", "max-duration", "P1Y", "twelve months"),)


def test_a_number_that_the_text_does_not_say_is_kept_as_a_pair() -> None:
    changed = LAW.replace("forty days", "a while")
    found = import_source(Source("k.xml", changed.encode()), "ca-kite-2001", over=lambda alias: old()).instrument
    assert Value("ext-custody-bail", "max-duration", "P40D") in found.index["sec_1"].values


def test_rules_of_different_force_leave_it_open_and_are_listed() -> None:
    result = imported()
    found = result.instrument.index["sec_2__subsec_1"]
    assert (found.concepts, found.modality) == (("ext-decision", "ext-property"), "")
    assert (found.verified, found.note) == (False, "read in a report")
    assert [u.eid for u in result.carried.open] == ["sec_2__subsec_1"] * 2


def test_what_has_no_counterpart_is_listed_with_the_nearest() -> None:
    result = imported()
    assert [(u.eid, u.nearest) for u in result.carried.unplaced] == [("sec_4__subsec_9", "sec_4")]
    assert result.carried.moved == 5


def test_a_letter_under_another_name_is_the_same_place() -> None:
    """The digest calls it a point, the official text a paragraph: a lawyer cites both as 5(a)."""
    assert imported().instrument.index["sec_5__para_a"].concepts != ()


def test_the_result_is_valid_and_declares_its_concepts() -> None:
    root = imported().root
    assert xml.invalid(root) == []
    declared = {e.get("eId") for e in root.iter(f"{{{xml.AKN}}}TLCConcept")}
    assert {"ext-custody-bail", "ext-decision", "ext-property", "ext-transit"} <= declared
