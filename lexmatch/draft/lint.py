"""What is wrong with a clause beyond its form: names that nothing declares, choices that nothing uses, values that the
scheme does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lexmatch.concepts import Scheme
from lexmatch.draft.clause import RULE, Clause, Parameter, variable
from lexmatch.draft.render import parsed
from lexmatch.findings import Finding, Place
from lexmatch.instrument import MODALITIES
from lexmatch.text import did_you_mean

# What the renderer supplies to every clause.
GIVEN = ("section",)
UNITS = ("SECTION", "SUBSECTION", "SUBSEC", "PARA", "PARAGRAPH", "SUBPARA", "SUBPARAGRAPH", "POINT")
_UNIT_LINE = re.compile(r"^\s*([A-Z]{3,})\b")
_ATTRIBUTES = re.compile(r"^\s*[A-Z]{3,}\{([^}]*)\}")
ATTRIBUTES = ("about", "modality", "values")


def lint(clause: Clause, scheme: Scheme, words: Iterable[Parameter] = ()) -> list[Finding]:
    """Findings about a clause that was read; `words` are the common ones of words.yaml."""
    findings: list[Finding] = []
    _concept(clause.concept, scheme, clause.at("concept"), findings)
    stem = clause.path.rpartition("/")[2].partition(".")[0]
    if clause.path and stem != clause.concept:
        findings.append(_error(f"the file is named {stem}, the clause is on {clause.concept}", clause.at("concept"),
                               f"Name the file {clause.concept}.j2."))  # fmt: skip
    for name in clause.essential:
        if name not in {p.name for p in clause.parameters} | {w.name for w in words}:
            known = tuple(p.name for p in clause.parameters)
            findings.append(_error(f"'{name}' is called essential but is no parameter", clause.at("essential"),
                                   did_you_mean(name, known), name))  # fmt: skip
    _sources_of_values(clause, scheme, findings)
    _conditions(clause, scheme, findings)
    _markup(clause, scheme, findings)
    _variables(clause, tuple(words), findings)
    return findings


def _error(message: str, place: Place, hint: str = "", key: str = "") -> Finding:
    return Finding(RULE, "error", message, place, hint, key=key)


def _concept(concept: str, scheme: Scheme, place: Place, findings: list[Finding]) -> None:
    if concept and not scheme.get(concept):
        hint = did_you_mean(concept, tuple(scheme.index))
        findings.append(_error(f"unknown concept '{concept}'", place, hint, concept))


def _sources_of_values(clause: Clause, scheme: Scheme, findings: list[Finding]) -> None:
    """`from` names a typed parameter of the scheme."""
    named = [(p.source, p.place, p.unit) for p in clause.parameters if p.source]
    named += [(o.follows, o.place, "") for o in clause.options if o.follows and o.follows != "modality"]
    for key, place, unit in named:
        concept, dot, name = key.partition(".")
        found = scheme.get(concept)
        parameter = found.parameter(name) if found and dot else None
        if not parameter:
            choices = tuple(f"{c.id}.{p.id}" for c in scheme.concepts for p in c.parameters)
            findings.append(_error(f"'{key}' is no parameter of the scheme", place, did_you_mean(key, choices), key))
        elif unit == "duration" and parameter.unit != "duration":
            findings.append(_error(f"{key} is not a duration", place, key=key))


def _conditions(clause: Clause, scheme: Scheme, findings: list[Finding]) -> None:
    """The conditions of `modality` and `values` name options, the values terms of the scheme."""
    for key, conditions in (("modality", tuple(clause.modality)), ("values", tuple(clause.values))):
        for condition in conditions:
            name, _, value = condition.partition("=")
            option = clause.option(name)
            if condition and not option:
                hint = did_you_mean(name, tuple(o.name for o in clause.options))
                findings.append(_error(f"'{condition}' names no option", clause.at(key), hint, condition))
            elif condition and option and value not in option.values:
                hint = did_you_mean(value, option.values)
                findings.append(_error(f"'{value}' is no value of option {name}", clause.at(key), hint, condition))
    for terms in clause.values.values():
        for term in terms:
            _term(term, scheme, clause.at("values"), findings)


def _term(term: str, scheme: Scheme, place: Place, findings: list[Finding]) -> None:
    key, _, value = term.partition("=")
    concept, _, name = key.partition(".")
    found = scheme.get(concept)
    parameter = found.parameter(name) if found else None
    if not parameter:
        findings.append(_error(f"'{key}' is no parameter of the scheme", place, key=term))
    elif parameter.values and value not in parameter.values:
        hint = did_you_mean(value, parameter.values) or f"Its values are {', '.join(parameter.values)}."
        findings.append(_error(f"'{value}' is no value of {key}", place, hint, term))


def _markup(clause: Clause, scheme: Scheme, findings: list[Finding]) -> None:
    """Lines that look like units of the markup but are none would silently become text."""
    for number, line in enumerate(clause.body.split("\n"), clause.first_line):
        unit = _UNIT_LINE.match(line)
        if unit and unit[1] not in UNITS:
            hint = did_you_mean(unit[1], UNITS) or f"The units are {', '.join(UNITS)}."
            findings.append(_error(f"'{unit[1]}' is no unit of the markup", Place(clause.path, number), hint, unit[1]))
        attributes = _ATTRIBUTES.match(line)
        for pair in attributes[1].split("|") if attributes and attributes[1] != "*" else ():
            name, _, said = pair.strip().partition(" ")
            place = Place(clause.path, number)
            if name not in ATTRIBUTES:
                findings.append(_error(f"'{name}' is no annotation", place, did_you_mean(name, ATTRIBUTES), name))
            for word in said.split():
                if "{" in word or "}" in word:
                    continue  # filled in by the template
                if name == "about":
                    _concept(word, scheme, place, findings)
                elif name == "values":
                    _term(word, scheme, place, findings)
                elif name == "modality" and word not in MODALITIES:
                    findings.append(_error(f"'{word}' is no modality", place, did_you_mean(word, MODALITIES), word))


def _variables(clause: Clause, words: tuple[Parameter, ...], findings: list[Finding]) -> None:
    from jinja2 import TemplateSyntaxError, meta, nodes

    try:
        tree = parsed(clause.body)
    except TemplateSyntaxError as error:
        place = Place(clause.path, clause.first_line + error.lineno - 1)
        findings.append(_error(f"the template is not well formed: {error.message}", place))
        return
    except RecursionError:
        findings.append(_error("the template is nested too deeply", Place(clause.path, clause.first_line)))
        return
    used = meta.find_undeclared_variables(tree)
    own = {variable(n): n for n in (*(o.name for o in clause.options), *(p.name for p in clause.parameters))}
    known = {*own, *(w.variable for w in words), *GIVEN}
    lines = {n.name: n.lineno for n in reversed(list(tree.find_all(nodes.Name)))}
    for name in sorted(used - known):
        place = Place(clause.path, clause.first_line + lines.get(name, 1) - 1)
        findings.append(_error(f"'{name}' is used but not declared", place, did_you_mean(name, tuple(known)), name))
    for name in sorted(set(own) - used):
        kind = "option" if clause.option(own[name]) else "parameter"
        said = clause.option(own[name]) or clause.parameter(own[name])
        if kind == "option" and any(c.partition("=")[0] == own[name] for c in (*clause.modality, *clause.values)):
            continue  # it changes the annotation alone
        findings.append(_error(f"{kind} {own[name]} is declared but never used", said.place if said else clause.at("options"),
                               "Use it in the text, or remove it.", own[name]))  # fmt: skip
    _branches(clause, tree, findings)


def _branches(clause: Clause, tree: object, findings: list[Finding]) -> None:
    """A comparison of an option with a word that is none of its values is never true."""
    from jinja2 import nodes

    options = {o.variable: o for o in clause.options}
    for compare in tree.find_all(nodes.Compare):  # type: ignore[attr-defined]
        if not isinstance(compare.expr, nodes.Name) or compare.expr.name not in options:
            continue
        option = options[compare.expr.name]
        for operand in compare.ops:
            said = operand.expr
            constants = said.items if isinstance(said, nodes.List | nodes.Tuple) else [said]
            for constant in constants:
                if isinstance(constant, nodes.Const) and constant.value not in option.values:
                    place = Place(clause.path, clause.first_line + compare.lineno - 1)
                    hint = did_you_mean(str(constant.value), option.values)
                    findings.append(_error(f"'{constant.value}' is no value of option {option.name}", place, hint,
                                           option.name))  # fmt: skip
