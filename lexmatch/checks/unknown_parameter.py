"""A corpus file marks a value for a parameter that the concept does not have, or a term that the parameter does not know.

It looks at `lm:parameter` on quantities and at `lm:values` on provisions. A duration must be written in ISO 8601 (P40D).

Why it matters: values are compared by their parameter; one under a wrong name is never compared at all.

Bad:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-channel" lm:values="ext-channel.channel=pigeon">
    <content><p>Requests travel.</p></content></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-channel" lm:values="ext-channel.channel=ministry">
    <content><p>Requests travel.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch import quantity
from lexmatch.checks._context import Corpus
from lexmatch.concepts import Scheme
from lexmatch.findings import Finding, Place
from lexmatch.instrument import Value
from lexmatch.text import did_you_mean

ID = "unknown-parameter"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Every typed value of the file."""
    for provision in c.instrument.walk():
        for value in provision.values:
            message, hint = _wrong(value, c.scheme)
            if message:
                yield Finding(ID, SEVERITY, message, Place(c.path, provision.line or 1), hint,
                              key=f"{provision.eid} {value.key}")  # fmt: skip


def _wrong(value: Value, scheme: Scheme) -> tuple[str, str]:
    concept = scheme.get(value.concept)
    if concept is None:
        return f"no concept '{value.concept}' in the scheme", did_you_mean(value.concept, tuple(scheme.index))
    parameter = concept.parameter(value.parameter)
    if parameter is None:
        known = tuple(p.id for p in concept.parameters)
        hint = did_you_mean(value.parameter, known) or f"It has: {', '.join(known) or 'none'}."
        return f"{concept.id} has no parameter '{value.parameter}'", hint
    if parameter.values and value.value not in parameter.values:
        hint = did_you_mean(value.value, parameter.values) or f"It is one of {', '.join(parameter.values)}."
        return f"'{value.value}' is no value of {value.key}", hint
    if parameter.unit == "duration" and quantity.parse(value.value) is None:
        return f"{value.key} is a duration, and '{value.value}' is none", "Write it in ISO 8601: P40D, P1Y."
    return "", ""
