"""What a duration limits, by the principles of drafting that docs/matching.md states."""

from __future__ import annotations

import pytest

from lexmatch import annotate, quantity
from lexmatch.annotate import learned, modality, parameters
from lexmatch.annotate.limits import BOTH
from lexmatch.concepts import Concept, Group, Scheme, scheme
from lexmatch.instrument import Provision, instrument

PLAIN: dict[str, float] = {}
NAMES = ("ext-extraditable-offences", "ext-provisional-arrest", "ext-surrender", "ext-speciality", "ext-appeal", "ext-decision",
         "mla-safe-conduct", "mla-service", "mla-time-limits", "dig-preservation")  # fmt: skip
GERMAN = {"ext-provisional-arrest": {"de": ("auslieferungshaft",)}}


def said(text: str, about: str, language: str = "en", domain: str = BOTH, lead: str = "") -> list[str]:
    found = parameters.durations(text, language, {about: 0.8}, "Extradition", domain, lead)
    return [f"{f.key}={f.value}" for f in found]


@pytest.mark.parametrize(
    ("text", "about", "wanted"),
    [
        ("The act must be punishable by imprisonment for a maximum term of three years or more.", "ext-extraditable-offences",
         "ext-extraditable-offences.min-penalty=P3Y"),
        ("At least five months of the term must remain to be served.", "ext-extraditable-offences",
         "ext-extraditable-offences.min-remaining-sentence=P5M"),
        ("The sentence imposed must be at least seven months.", "ext-extraditable-offences",
         "ext-extraditable-offences.min-sentence-imposed=P7M"),
        ("The person is released if the request has not come within 33 days of the arrest.", "ext-provisional-arrest",
         "ext-provisional-arrest.max-duration=P33D"),
        ("A person who is not collected within 12 days must be released.", "ext-surrender", "ext-surrender.time-limit=P12D"),
        ("Unless cause is shown, anyone held in custody more than three months after committal is released.", "ext-surrender",
         "ext-surrender.time-limit=P3M"),
        ("Protection ends if the person has not left the territory within 21 days of final discharge.", "ext-speciality",
         "ext-speciality.days-to-leave=P21D"),
        ("The person may appeal within nine days.", "ext-appeal", "ext-appeal.time-limit=P9D"),
        ("The order is made not later than 44 days after the appeal was dismissed.", "ext-decision",
         "ext-decision.time-limit=P44D"),
        ("A person still held after three months, beginning with the day on which he could have been returned, may ask to be "
         "freed.", "ext-surrender", "ext-surrender.time-limit=P3M"),
        ("The person shall be surrendered not later than 11 days after the date agreed.", "ext-surrender",
         "ext-surrender.time-limit=P11D"),
        ("Surrender will take place within 19 days of the new date.", "ext-surrender", "ext-surrender.time-limit=P19D"),
        ("Anyone not surrendered in time shall be released on the expiry of the 13 days.", "ext-surrender",
         "ext-surrender.time-limit=P13D"),
        ("The State may ask the court to state a case not later than 16 days after the refusal.", "ext-appeal",
         "ext-appeal.time-limit=P16D"),
        ("The Minister must order the return before the end of the period of five months.", "ext-decision",
         "ext-decision.time-limit=P5M"),
        ("Providers keep the data for 80 days at a judge's demand to preserve them.", "dig-preservation",
         "dig-preservation.duration=P80D"),
    ],
)  # fmt: skip
def test_what_must_be_done_says_what_is_limited(text: str, about: str, wanted: str) -> None:
    assert said(text, about) == [wanted]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The judge may extend the provisional arrest by 12 days.", "ext-provisional-arrest"),
        ("If no request came, the arrested person may be held for ten more days.", "ext-provisional-arrest"),
        ("Provisional arrest lasts until the expiry of 10 days after the end of that period.", "ext-provisional-arrest"),
        ("Remand on provisional arrest may not exceed eight days at a time.", "ext-provisional-arrest"),
        ("On an arrest warrant the court shall fix a date that falls not later than 22 days after the arrest.",
         "ext-provisional-arrest"),
        ("The arrested person may be kept in the cells for not more than 36 hours.", "ext-provisional-arrest"),
        ("The person may make representations, at any time before the end of the period of 17 days, against the order.",
         "ext-decision"),
        ("On provisional arrest the person shall be brought before a judge within 48 hours.", "ext-provisional-arrest"),
        ("The person shall not be surrendered until after the expiry of 16 days.", "ext-surrender"),
        ("The court tells the person, who may appeal, that he will not be surrendered before 16 days.", "ext-appeal"),
        ("Whoever helps to escape is guilty of an offence and liable to imprisonment for two years.",
         "ext-extraditable-offences"),
        ("The offence must be punishable by a maximum of one or two years of imprisonment.", "ext-extraditable-offences"),
        ("It must also be granted for minor offences punishable by less than one year.", "ext-extraditable-offences"),
        ("Consent after the period of forty days laid down in Article 9 has no effect on provisional arrest.",
         "ext-provisional-arrest"),
        ("The officer files a report on the execution at least six days before the hearing.", "mla-time-limits"),
        ("Receipt of the order is confirmed within a week; whether it is recognised is another matter.", "mla-time-limits"),
        ("The decision to recognise a provisional measure is taken within 30 hours.", "mla-time-limits"),
        ("The judge tells the person about the appeal and that surrender waits for at least 25 days.", "ext-appeal"),
        ("On consent to surrender the 25-day wait before the decision falls away.", "ext-simplified"),
        ("The Parties review this treaty, and the appeals under it, within five years.", "ext-appeal"),
        ("The device of a witness may be held for up to 20 hours, and longer with leave.", "mla-safe-conduct"),
        ("Only representations made within three weeks bear on the decision.", "ext-decision"),
        ("Submissions on the decision are made within 18 days.", "ext-decision"),
        ("Anyone who does not consent to surrender has a decision within 70 days.", "ext-simplified"),
        ("An offence of the framework list must be punishable by a maximum of at least three years.",
         "ext-extraditable-offences"),
    ],
)  # fmt: skip
def test_what_limits_nothing_is_no_value(text: str, about: str) -> None:
    assert said(text, about, domain="mla" if about.startswith("mla-") else BOTH) == []


def test_another_domain_sets_no_values() -> None:
    text = "Whoever is aggrieved may appeal within 14 days."
    assert said(text, "ext-appeal", domain="mla") == []
    plain = parameters.durations(text, "en", {"ext-appeal": 0.9}, "Computer Misuse", "")
    assert plain == ()
    assert said(text, "ext-appeal", domain="ext") == ["ext-appeal.time-limit=P14D"]


def test_a_time_to_leave_belongs_to_speciality_unless_the_rule_is_about_onward_surrender() -> None:
    text = "Passing the person on needs no consent where the person has not left the territory within 21 days."

    def found(onward: float) -> list[str]:
        scores = {"ext-speciality": 0.6, "ext-re-extradition": onward}
        return [f.value for f in parameters.durations(text, "en", scores, "Extradition", "ext")]

    assert found(0.5) == ["P21D"]
    assert found(0.7) == []


def test_a_list_item_is_read_with_its_lead() -> None:
    lead = "The Minister may extend the time for the decision as follows:"
    assert said("in any case, for a period that ends 31 days after the hearing.", "ext-decision", lead=lead) == []


@pytest.mark.parametrize(
    ("language", "text", "about", "wanted"),
    [
        ("fr", "La peine d’emprisonnement maximale doit être de trois ans ou plus.", "ext-extraditable-offences",
         ["ext-extraditable-offences.min-penalty=P3Y"]),
        ("fr", "Dans les vingt jours qui suivent le rejet de l’appel, le ministre peut ordonner l’extradition.", "ext-decision",
         ["ext-decision.time-limit=P20D"]),
        ("fr", "Le juge peut proroger le délai d’au maximum dix jours.", "ext-provisional-arrest", []),
        ("de", "Über die Auslieferung wird innerhalb von 25 Tagen nach der Festnahme entschieden.", "ext-decision",
         ["ext-decision.time-limit=P25D"]),
        ("es", "Se exige una pena privativa de libertad cuya duración máxima sea de al menos dos años.",
         "ext-extraditable-offences", ["ext-extraditable-offences.min-penalty=P2Y"]),
        ("pt", "O crime deve ser punível com pena de prisão de duração máxima não inferior a dois anos.",
         "ext-extraditable-offences", ["ext-extraditable-offences.min-penalty=P2Y"]),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, about: str, wanted: list[str]) -> None:
    assert said(text, about, language) == wanted


def _scheme() -> Scheme:
    concepts = tuple(
        Concept(
            n,
            n.partition("-")[0],
            {"en": n.replace("-", " ")},
            cues={"en": (n[4:].replace("-", " "),), **GERMAN.get(n, {})},
        )
        for n in NAMES
    )
    return scheme((Group("ext", {"en": "E"}), Group("mla", {"en": "M"}), Group("dig", {"en": "D"})), concepts)


def test_immunity_until_a_time_has_passed_is_the_time_to_leave() -> None:
    text = "The witness may not be prosecuted until 11 days have passed after notice that presence is no longer needed."
    assert said(text, "mla-safe-conduct") == ["mla-safe-conduct.days-to-leave=P11D"]


def test_custody_in_transit_lasts_until_the_request_is_due() -> None:
    text = "After an unscheduled landing the person is held until transit, provided the request comes within 70 hours."
    assert said(text, "ext-transit") == ["ext-transit.max-custody=PT70H"]


def _values(*parts: str, text: str = "", heading: str = "Provisional arrest", language: str = "en") -> list[str]:
    children = tuple(Provision(f"sec_1__para_{n}", "paragraph", f"({n})", "", part) for n, part in enumerate(parts, 1))
    sections = (Provision("sec_1", "section", "1", heading, text, children=children),)
    law = instrument("x", "Extradition Act", sections, language=language)
    found = annotate.annotate(law, _scheme(), learned.Learned()).provisions
    return [f"{m.value.parameter}={m.value.value}" for a in found for m in a.parameters]


def test_any_other_case_is_the_rule() -> None:
    lead = "For provisional arrest, release is due if no request has come"
    assert _values("in the case of a court of several States, within 70 days;", "in any other case, within 35 days.", text=lead
                   ) == ["max-duration=P35D"]  # fmt: skip


def test_a_figure_said_again_is_one() -> None:
    first = "After provisional arrest, release is due if no request has come within 35 days."
    again = "Release after the 35 days of provisional arrest does not bar a later request."
    assert _values(first, again) == ["max-duration=P35D"]


def test_a_limit_that_may_be_extended_to_another_is_the_interim_one() -> None:
    first = "After provisional arrest, release is due if no request has come within 15 days."
    last = "Provisional arrest may in no case exceed 45 days without the request."
    assert _values(first, last) == ["interim-duration=P15D", "max-duration=P45D"]


def test_or_more_after_a_maximum_term_is_the_least() -> None:
    assert [q.bound for q in quantity.find("for a maximum term of two years or more", "en")] == ["at-least"]
    assert [q.bound for q in quantity.find("for a maximum term of two years", "en")] == ["at-most"]


@pytest.mark.parametrize(
    ("lead", "text", "ground", "wanted"),
    [
        ("", "No thing that a judge has ordered to be sent to the other State under section 9(1) shall be sent before the "
             "Minister agrees.", False, "prohibited"),
        ("", "The officers shall have the authority to hold the person.", False, "permitted"),
        ("", "A copy is not inadmissible by reason only that it is a copy.", False, "permitted"),
        ("", "A witness is entitled to be paid for travel.", False, "required"),
        ("", "Parties may decline to render assistance in the absence of it.", False, "optional"),
        ("", "The judge may refuse bail.", False, "permitted"),
        ("", "An appeal lies to the higher court.", False, "permitted"),
        ("", "Extradition may only be granted if the rest of the term is long enough.", False, "conditional"),
        ("", "Nothing here is to be read as imposing an obligation to extradite.", True, "optional"),
        ("The judge may", "order a person who is required to attend to bring a record;", False, "permitted"),
        ("A person may be extradited if", "the offence is serious; and", False, "conditional"),
    ],
)  # fmt: skip
def test_force(lead: str, text: str, ground: bool, wanted: str) -> None:
    assert (modality.item(lead, text, ground) if lead else modality.modality(text, ground)) == wanted


def test_release_that_is_possible_comes_before_release_that_is_due() -> None:
    first = "After provisional arrest the person may be released if no request has come within 15 days."
    last = "After provisional arrest the person must be released if no request has come within 45 days."
    assert _values(first, last) == ["interim-duration=P15D", "max-duration=P45D"]
    assert _values(first) == ["max-duration=P15D"]


def test_the_provision_that_extends_a_limit_speaks_of_the_one_before() -> None:
    first = "After provisional arrest, release is due if no request has come within 15 days."
    assert _values(first, "The period of 15 days may be extended for special reasons to 45 days."
                   ) == ["interim-duration=P15D", "max-duration=P45D"]  # fmt: skip
    first = "Nach 20 Tagen wird die Auslieferungshaft aufgehoben, wenn das Ersuchen nicht eingetroffen ist."
    last = "Diese Frist kann bis auf 50 Tage verlängert werden."
    wanted = ["interim-duration=P20D", "max-duration=P50D"]
    assert _values(first, last, heading="Vorläufige Auslieferungshaft", language="de") == wanted
    assert _values(f"{first} {last}", heading="Vorläufige Auslieferungshaft", language="de") == wanted


def test_prolonged_up_to_a_time_from_the_arrest_is_the_last_limit() -> None:
    text = ("Provisional arrest ends if the request has not come within 17 days; it may be prolonged for up to 37 days of "
            "the arrest.")  # fmt: skip
    assert _values(text) == ["interim-duration=P17D", "max-duration=P37D"]
    assert _values("Provisional arrest ends if no request has come within 17 days; it may be prolonged for up to 37 days."
                   ) == ["max-duration=P17D"]  # fmt: skip


def test_of_two_penalties_each_figure_measures_its_own() -> None:
    text = ("Extradition is granted if the maximum term of imprisonment is at least 14 months, or if imprisonment of at least "
            "five months has been imposed.")  # fmt: skip
    assert said(text, "ext-extraditable-offences") == [
        "ext-extraditable-offences.min-penalty=P14M", "ext-extraditable-offences.min-sentence-imposed=P5M",
    ]  # fmt: skip


def test_in_any_case_at_the_head_of_a_list_is_no_last_limit() -> None:
    lead = "Discharge on application is due if the person has not been removed"
    assert _values("in any case, within 64 days;", "where a warrant was issued, within 32 days.", text=lead, heading="Surrender"
                   ) == ["time-limit=P64D", "time-limit=P32D"]  # fmt: skip
