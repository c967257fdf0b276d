"""The shipped corpus: every file valid, every rule traceable, every number where the facts have it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lexmatch import quantity
from lexmatch.instrument import MODALITIES, Instrument
from lexmatch.project import Project, load
from lexmatch.readers import xml

ROOT = Path(__file__).resolve().parent.parent
PROJECT: Project = load(ROOT)[0]
ALIASES = PROJECT.aliases()


@pytest.fixture(params=ALIASES)
def law(request: pytest.FixtureRequest) -> Instrument:
    return PROJECT.instrument(request.param)


def test_there_are_more_than_eighty_instruments() -> None:
    assert len(ALIASES) >= 80


def test_the_scheme_has_its_concepts_and_no_faults() -> None:
    scheme, findings = PROJECT.read_scheme()
    assert findings == []
    assert len(scheme.concepts) == 159
    for concept in scheme.concepts:
        assert set(concept.labels) == {"en", "fr", "es", "pt", "ar"}, concept.id
        assert len(concept.cues["en"]) >= 5, concept.id
        assert concept.definition.endswith("."), concept.id
        for parameter in concept.parameters:
            assert parameter.values or parameter.unit in ("duration", "number")
            if parameter.unit == "duration":
                assert parameter.more, f"{concept.id}.{parameter.id} does not say what more of it means"
                assert parameter.less, f"{concept.id}.{parameter.id} does not say what less of it means"
                assert {parameter.person, parameter.cooperation} <= {"lower", "higher", "none"}


def test_every_text_is_valid_by_the_strict_schema(law: Instrument) -> None:
    assert xml.invalid(xml.parse_file(Path(law.path))) == []


def test_every_text_says_what_it_is_and_what_it_rests_on(law: Instrument) -> None:
    assert law.text.status == "digest"
    assert law.text.coverage in ("whole", "partial")
    assert law.text.read, "what was read is not said"
    assert law.title
    assert law.citation
    assert law.link.startswith("http") or any("http" in words or "." in words for _, words in law.text.read)
    assert law.uri.startswith("/akn/")
    assert "null" not in law.uri
    assert Path(law.path).stem == law.alias


def test_every_rule_has_known_concepts_force_and_values(law: Instrument) -> None:
    scheme = PROJECT.scheme
    sources = {key for key, _ in law.text.read}
    for provision in law.walk():
        for concept in provision.concepts:
            assert scheme.get(concept), (provision.eid, concept)
        if provision.concepts:
            assert provision.full_text, provision.eid
            assert provision.modality in ("", *MODALITIES)
            assert not provision.source or provision.source in sources, provision.eid
        for value in provision.values:
            concept = scheme.get(value.concept)
            parameter = concept.parameter(value.parameter) if concept else None
            assert parameter, (provision.eid, value)
            if parameter.values:
                assert value.value in parameter.values, (provision.eid, value)
            else:
                assert value.words in provision.full_text, (provision.eid, value)
                assert quantity.days(value.value) > 0


def test_the_words_of_a_quantity_say_its_value(law: Instrument) -> None:
    """A wrong number of days is the worst bug: words and value are read independently and must agree."""
    for provision in law.walk():
        for value in provision.values:
            if value.words:
                found = [q.value for q in quantity.find(value.words, "en")]
                assert any(quantity.compare(f, value.value) == 0 for f in found), (provision.eid, value, found)


def test_a_silence_is_no_rule(law: Instrument) -> None:
    carried = {c for p in law.walk() for c in p.concepts}
    assert not carried & set(law.silent)
    assert all(PROJECT.scheme.get(c) for c in (*law.silent, *(c for c, _ in law.aspects)))


def test_provisions_are_found_by_what_a_lawyer_types(law: Instrument) -> None:
    for provision in law.walk():
        if provision.kind not in ("p", "hcontainer") and provision.concepts:
            typed = f"{law.alias} {law.cite(provision.eid).replace('§', 's.')}"
            found = PROJECT.resolve(typed)[1]
            assert found == provision.eid or law.cite(found) == law.cite(provision.eid), typed


def test_links_between_instruments_lead_to_instruments(law: Instrument) -> None:
    for alias in (*law.amends, *law.supplements, *law.implements):
        assert alias in ALIASES


def test_every_fact_is_in_the_corpus(facts: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "facts.py"), str(facts), "--corpus", str(ROOT / "corpus")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_corpus_is_in_our_own_words(data: Path) -> None:
    """Runs of nine words that also stand in a real text are stock phrases: lists of protected grounds, terms of art."""
    tool = data.parent / "tools" / "own-words"
    if not tool.exists():
        pytest.skip("the comparison of words (../shared/tools/own-words) is not here")
    done = subprocess.run(
        [sys.executable, str(tool), "corpus", "templates"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    runs = [line for line in done.stdout.splitlines() if ": as in " in line]
    stock = ("race", "nationality", "torture", "cruel inhuman", "concepts.yaml")
    assert not [line for line in runs if not any(word in line for word in stock)]


def test_the_page_on_the_corpus_counts_right() -> None:
    laws = [PROJECT.instrument(alias) for alias in ALIASES]
    rules = [p for found in laws for p in found.walk() if p.concepts]
    values = [v for found in laws for p in found.walk() for v in p.values]
    counts = {
        "rules with a concept": len(rules),
        "of these verified from a text": sum(p.verified for p in rules),
        "durations marked in the words that say them": sum(bool(v.words) for v in values),
        "terms (channels, standards, tests)": sum(not v.words for v in values),
        "concepts on which a wholly read instrument says nothing": sum(len(found.silent) for found in laws),
        "aspects that an instrument leaves open": sum(len(found.aspects) for found in laws),
    }
    page = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    for words, count in counts.items():
        assert f"| {words} | {count:,} |" in page, (words, count)
    whole = sum(found.text.coverage == "whole" for found in laws)
    assert f"| read as a whole / in part | {whole} / {len(laws) - whole} |" in page
    treaties = sum("treaties" in found.path for found in laws)
    assert f"{len(laws)} instruments: {treaties} treaties" in page
    assert f"{len(laws) - treaties} national laws" in page


def test_digests_say_the_language_that_they_are_written_in() -> None:
    """Matching compares words only within a language, and annotating reads with its cues."""
    assert {a: law.language for a in PROJECT.aliases() if (law := PROJECT.instrument(a)).language != "en"} == {}
