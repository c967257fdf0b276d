"""Templates as people write them: what is wrong is found with its place, and nothing in them can reach further than words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch.concepts import Concept, Group, Parameter, Scheme, scheme
from lexmatch.draft import clause as clauses
from lexmatch.draft.choose import Basis, Choices, choose
from lexmatch.draft.clause import Clause
from lexmatch.draft.lint import lint
from lexmatch.draft.render import escape, render
from lexmatch.findings import Unreadable
from lexmatch.readers import akn, markup
from lexmatch.readers.units import Meta

SCHEME: Scheme = scheme(
    (Group("ext", {"en": "Extradition"}),),
    (
        Concept("ext-costs", "ext", {"en": "Costs"}, parameters=(Parameter("limit", "duration"),)),
        Concept("ext-channel", "ext", {"en": "Channel"},
                parameters=(Parameter("channel", "", ("diplomatic", "ministry")),)),
    ),
)  # fmt: skip
FRONT = """\
concept: ext-costs
title: Costs
options:
  payer:
    label: Who pays
    values: [requested, requesting]
    default: requested
parameters:
  limit: {label: time to pay, from: ext-costs.limit}
modality: required
"""
BODY = """\
SECTION - Costs

  SUBSEC{*} (1)

    {% if payer == "requested" %}This State{% else %}The other State{% endif %} pays within {{ limit | duration }}.
"""
META = Meta("A draft", "/akn/aa-test/act/draft/2000-01-01/x", "x", date="2000-01-01", status="draft")


def read(front: str = FRONT, body: str = BODY) -> tuple[Clause | None, list[str]]:
    clause, findings = clauses.read(f"---\n{front}---\n{body}", "templates/clauses/ext-costs.j2")
    return clause, [f"{f.place.line}: {f.message} {f.hint}".strip() for f in findings]


def good(front: str = FRONT, body: str = BODY) -> Clause:
    clause, findings = read(front, body)
    assert clause
    assert not findings
    return clause


def linted(front: str = FRONT, body: str = BODY) -> list[str]:
    return [f"{f.place.line}: {f.message} {f.hint}".strip() for f in lint(good(front, body), SCHEME)]


def rendered(body: str, front: str = FRONT, **said: str) -> str:
    clause = good(front, body)
    return render(clause, choose(clause, (), Basis(SCHEME, said=said)), {"ext-costs": 3})


def test_a_good_clause_has_no_finding() -> None:
    assert linted() == []
    text = rendered(BODY, payer="requesting", limit="P30D")
    assert text.splitlines()[0] == "SECTION 3. - Costs"
    assert "SUBSEC{about ext-costs|modality required} (1)" in text
    assert (
        "The other State pays within {{inline{name quantity|normalized P30D|parameter ext-costs.limit} 30 days}}."
        in text
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SECTION - Costs\n", "a clause begins with its front matter"),
        ("", "a clause begins with its front matter"),
        ("---\nconcept: ext-costs\n", "a clause begins with its front matter"),
        ("---\n- a\n---\nSECTION - X\n", "the front matter is a mapping"),
        ("---\n\tconcept: x\n---\nSECTION - X\n", "a tab is used for indentation"),
    ],
)
def test_what_is_no_clause_is_said_so(text: str, message: str) -> None:
    clause, findings = clauses.read(text, "x.j2")
    assert clause is None
    assert message in findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Costs", "titel: Costs", "3: unknown key 'titel' in the front matter of a clause Did you mean title?"),
        ("concept: ext-costs\n", "", "2: the key 'concept' is missing"),
        ("    default: requested", "    default: request", "8: 'request' is no value of option payer"),
        ("[requested, requesting]", "[requested]", "5: option payer needs at least two values"),
        ("    label: Who pays", "    lable: Who pays", "6: unknown key 'lable' in option payer Did you mean label?"),
        ("modality: required", "modality: require", "11: 'require' is no modality Did you mean required"),
        ("from: ext-costs.limit}", "unit: years}", "10: 'years' is no unit It is duration or text."),
        ("modality: required", "modality: required\nmodality: optional", "12: the key 'modality' stands twice"),
        ("title: Costs", "title: Costs\nkind: recital", "4: 'recital' is no kind of clause It is provision."),
    ],
)
def test_faults_of_the_front_matter_have_their_line(old: str, new: str, message: str) -> None:
    assert old in FRONT
    found = read(FRONT.replace(old, new, 1))[1]
    assert any(f.startswith(message) for f in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "from: ext-costs.limit",
            "from: ext-costs.limits",
            "10: 'ext-costs.limits' is no parameter of the scheme Did you",
        ),
        ("modality: required", "modality: {payer=nobody: required}", "11: 'nobody' is no value of option payer"),
        ("modality: required", "modality: {paid=requested: required}", "11: 'paid=requested' names no option"),
        (
            "modality: required",
            "values: {always: [ext-channel.channel=post]}",
            "11: 'post' is no value of ext-channel.channel",
        ),
        ("modality: required", "values: {always: [ext-post.channel=x]}", "11: 'ext-post.channel' is no parameter"),
        (
            "modality: required",
            "essential: [limits]",
            "11: 'limits' is called essential but is no parameter Did you mean limit?",
        ),
        ("concept: ext-costs", "concept: ext-cost", "2: unknown concept 'ext-cost' Did you mean ext-costs?"),
    ],
)
def test_lint_checks_names_against_the_scheme(old: str, new: str, message: str) -> None:
    assert any(f.startswith(message) for f in linted(FRONT.replace(old, new, 1))), linted(FRONT.replace(old, new, 1))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (BODY.replace("{{ limit", "{{ limits"), "17: 'limits' is used but not declared Did you mean limit?"),
        (BODY.replace("{{ limit | duration }}", "a year"), "10: parameter limit is declared but never used"),
        (BODY.replace('payer == "requested"', 'limit == "x"'), "5: option payer is declared but never used"),
        (BODY.replace('"requested"', '"requestd"'), "17: 'requestd' is no value of option payer Did you mean"),
        (BODY.replace("SUBSEC", "SUBSECT"), "15: 'SUBSECT' is no unit of the markup Did you mean SUBSEC"),
        (BODY.replace("{*}", "{abuot ext-costs}"), "15: 'abuot' is no annotation Did you mean about?"),
        (BODY.replace("{*}", "{about ext-cots}"), "15: unknown concept 'ext-cots'"),
        (BODY.replace("{*}", "{modality may}"), "15: 'may' is no modality"),
        (BODY.replace("{% endif %}", ""), "the template is not well formed"),
        (BODY + "{% for x in payer %}x{% endfor %}", "18: the template is not well formed: 'for' is not for clauses"),
    ],
)
def test_lint_reads_the_body(body: str, message: str) -> None:
    assert any(message in f for f in linted(body=body)), linted(body=body)


def test_an_undeclared_name_stops_rendering_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        rendered(BODY.replace("{{ limit", "{{ limits"))
    assert "'limits' is undefined" in caught.value.message
    assert caught.value.place
    assert caught.value.place.line == 17


ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ limit.__init__.__globals__ }}",
    "{{ limit['__class__'] }}",
    "{{ section.__globals__ }}",
    "{{ section.__func__ }}",
    "{{ limit | attr('__class__') }}",
    "{{ payer.format(1) }}",
    "{{ 'x'.join(payer) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%s' % payer }}",
    "{{ payer ~ payer }}",
    "{{ payer + payer }}",
    "{{ range(10) }}",
    "{{ lipsum() }}",
    "{{ cycler }}",
    "{{ self }}",
    "{{ section }}",
    "{{ 1 == 1 }}",
    "{{ [payer] }}",
    "{{ payer() }}",
    "{{ caller() }}",
    "{% for a in 'ab' %}{{ a }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% set x %}{{ payer.upper() }}{% endset %}{{ x }}",
    "{% block x %}{{ self.x() }}{% endblock %}",
)


@pytest.mark.parametrize("attack", ESCAPES)
def test_the_sandbox_lets_nothing_out(attack: str) -> None:
    with pytest.raises(Unreadable):
        print(rendered(BODY + "\n    " + attack, limit="P30D"))


def test_a_template_cannot_grow_without_end() -> None:
    front = FRONT.replace("values: [requested, requesting]", f"values: [requested, {'x' * 3000}]")
    with pytest.raises(Unreadable, match="more than"):
        rendered(BODY + "{{ payer }}" * 100, front, payer="x" * 3000)


def shown(words: str) -> str:
    """What a reader sees of words put through the markup."""
    root = markup.document(f"SECTION 1. - X\n\n  SUBSEC (1)\n\n    {words}\n", META, "x")
    return akn.read(root, "x").provisions[0].full_text


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=40)
)
def test_what_a_person_supplies_stays_words(text: str) -> None:
    """Signs of the markup in a supplied name are printed, not obeyed."""
    collapsed = " ".join(text.split())
    if collapsed:
        assert shown(f"the {escape(text)} decides") == f"(1) the {collapsed} decides"


@pytest.mark.parametrize(
    "text", ["SECTION 2. - Y", "PARA (a)", "{{IMG x}}", "**bold**", "a\nSECTION 9", "P x", "\\", "QUOTE"]
)
def test_supplied_words_at_the_beginning_of_a_line(text: str) -> None:
    assert shown(escape(text)) == f"(1) {' '.join(text.split())}"


def test_durations_in_figures_and_in_words() -> None:
    body = BODY.replace("limit | duration", 'limit | duration("words")')
    assert "} forty-five days}}" in rendered(body, limit="P45D")
    assert "} one year and six months}}" in rendered(body, limit="P1Y6M")


def test_a_blank_keeps_its_label() -> None:
    assert "within [time to pay]." in rendered(BODY)


def test_a_reference_to_another_clause() -> None:
    body = BODY + '\n  SUBSEC (2)\n\n    See {{ section("ext-channel", "the section on channels") }}.\n'
    clause = good(FRONT, body)
    chosen: Choices = choose(clause, (), Basis(SCHEME))
    assert "See section 7." in render(clause, chosen, {"ext-costs": 1, "ext-channel": 7})
    assert "See the section on channels." in render(clause, chosen, {"ext-costs": 1})


def test_the_door_refuses_what_is_no_markup() -> None:
    root = markup.document("SECTION 1. - X\n\n  SUBSEC{about ext-costs|values a.b=c} (1)\n\n    Words.\n", META, "x")
    provision = akn.read(root, "x").find("sec_1__subsec_1")
    assert provision
    assert provision.concepts == ("ext-costs",)
    assert [(v.key, v.value) for v in provision.values] == [("a.b", "c")]
