"""A small world of law for the rules: a treaty, an Act in two versions, a decree, and a scheme of eight concepts."""

from __future__ import annotations

from pathlib import Path

SCHEME = """\
scheme: test
version: "1"
groups:
  ext: {label: Extradition}
concepts:
  - {id: ext-obligation, group: ext, label: Obligation to extradite, weight: "3"}
  - {id: ext-extraditable-offences, group: ext, label: Extraditable offences,
     parameters: {method: {values: [threshold, list]}, min-penalty: {unit: duration}}}
  - {id: ext-nationality, group: ext, label: Extradition of nationals}
  - {id: ext-provisional-arrest, group: ext, label: Provisional arrest, parameters: {max-duration: {unit: duration}}}
  - {id: ext-speciality, group: ext, label: Speciality}
  - {id: ext-torture-fair-trial, group: ext, label: Torture or unfair trial, safeguard: "true"}
  - {id: ext-channel, group: ext, label: Channel of communication,
     parameters: {channel: {values: [diplomatic, ministry]}}}
  - {id: ext-costs, group: ext, label: Costs}
"""

HEAD = """\
lexmatch: digest/1
alias: {alias}
title: The {title}
kind: act
jurisdiction: un
uri: /akn/un/act/{date}/{alias}
date: '{date}'
link: https://example.org/{alias}
coverage: whole
provisions:
"""

TREATY = (
    HEAD.format(alias="treaty", title="Treaty", date="2000-01-01")
    + """\
- {at: art_1, text: The Parties surrender to each other persons wanted for trial or sentence.,
   concepts: [ext-obligation], modality: required}
- at: art_2__para_1
  text: An offence qualifies when both States punish it by one year of imprisonment or more.
  concepts: [ext-extraditable-offences]
  values: [ext-extraditable-offences.method=threshold]
  quantities: {ext-extraditable-offences.min-penalty: one year = P1Y}
- {at: art_4, text: A Party may decline to hand over its own nationals.,
   concepts: [ext-nationality], modality: optional}
- at: art_5__para_1
  text: Provisional arrest ends after 40 days without a request.
  concepts: [ext-provisional-arrest]
  modality: required
  quantities: {ext-provisional-arrest.max-duration: 40 days = P40D}
- {at: art_5__para_2, text: Release is no bar to arresting the person again.,
   concepts: [ext-provisional-arrest], modality: required}
- {at: art_6, text: The person is tried for no other earlier offence.,
   concepts: [ext-speciality], modality: required, verified: no}
- {at: art_8, text: Surrender is refused where torture is to be feared.,
   concepts: [ext-torture-fair-trial], modality: mandatory}
"""
)

ACT = (
    HEAD.format(alias="act", title="Act", date="2010-01-01")
    + """\
- {at: sec_1, text: This Act governs surrender.,
   concepts: [ext-obligation], modality: required}
- {at: part_2__sec_11, text: The Minister may refuse to surrender a citizen who was born here.,
   concepts: [ext-nationality], modality: optional}
- {at: part_2__sec_13, text: Citizens by naturalisation stand equal to the others.,
   concepts: [ext-nationality], modality: optional}
- {at: sec_4, text: The Minister may refuse to surrender a citizen.,
   concepts: [ext-nationality], modality: optional}
- at: sec_5
  text: A person held provisionally goes free after 60 days.
  concepts: [ext-provisional-arrest]
  modality: required
  quantities: {ext-provisional-arrest.max-duration: 60 days = P60D}
- {at: sec_6, text: Requests come through the ministry., concepts: [ext-channel]}
- {at: sec_9, text: Citizens shall not be surrendered.,
   concepts: [ext-nationality], modality: optional}
"""
)

OLD_ACT = (
    HEAD.format(alias="act", title="Act", date="2001-01-01")
    + """\
- {at: sec_4, text: Citizens stay.,
   concepts: [ext-nationality], modality: mandatory}
- {at: sec_12, text: Requests come through the embassy., concepts: [ext-channel]}
"""
)

DECREE = (
    HEAD.format(alias="decree", title="Decree", date="2005-01-01")
    + """\
- {at: art_7, text: Nationals are handed over on condition of return.,
   concepts: [ext-nationality], modality: conditional}
"""
)


def akn(digest: str) -> str:
    """A digest as an Akoma Ntoso file."""
    from lexmatch.readers import Source, write, xml
    from lexmatch.readers import digest as reader

    try:
        document = reader.read(digest, "x.yaml")
    except (TypeError, AttributeError):
        document = reader.read(Source("x.yaml", digest.encode()))[0]
    root = write.akn(document)
    assert not xml.invalid(root)
    return xml.serialise(root).decode()


_MADE: dict[str, str] = {}


def lay(folder: Path) -> Path:
    """The world as a project in a folder."""
    if not _MADE:
        for name, digest in (("treaties/treaty", TREATY), ("statutes/act", ACT), ("statutes/act@2001-01-01", OLD_ACT),
                             ("statutes/decree", DECREE)):  # fmt: skip
            _MADE[name] = akn(digest)
        _MADE["statutes/act"] = _MADE["statutes/act"].replace(
            '<section eId="sec_9"', '<section status="removed" eId="sec_9"'
        )
    for name, text in _MADE.items():
        path = folder / "corpus" / f"{name}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "corpus" / "concepts.yaml").write_text(SCHEME, "utf-8")
    (folder / "crosswalks").mkdir(exist_ok=True)
    return folder


ENTRIES = """\
lexmatch: crosswalk/1
title: The Act against the Treaty
standard: treaty
subject: [act]
scope: [ext-nationality, ext-provisional-arrest, ext-channel, ext-torture-fair-trial, ext-speciality]
defaults: {by: A. Reader, on: 2026-05-04, rationale: semantic}
entries:
"""


def files_of(snippet: str) -> dict[str, str]:
    """The files that an example of a manual stands for: entries alone are put into a crosswalk, elements into a document."""
    import re

    files: dict[str, str] = {}
    parts = re.split(r"^# (\S+\.(?:yaml|xml|j2))(.*)\n", snippet, flags=re.M)
    if parts[0].strip():
        whole = parts[0].lstrip().startswith("lexmatch:")
        files["crosswalks/example.yaml"] = (
            parts[0] if whole else ENTRIES + "".join(f"  {x}\n" for x in parts[0].splitlines())
        )
    for name, options, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if not name.endswith(".xml"):
            files[name] = body
            continue
        said = dict(pair.split("=") for pair in options.split())
        text = _MADE["treaties/treaty"]
        text = re.sub(r"<body>.*</body>", lambda _, b=body: f"<body>{b}</body>", text, flags=re.S)
        text = text.replace('value="treaty"', f'value="{said.get("alias", "other")}"')
        text = text.replace('status="digest"', f'status="{said.get("status", "digest")}"')
        text = text.replace("/treaty", "/other")
        if "status" in said:
            text = re.sub(r' source="https[^"]*" ', " ", text)
        if "silent" in said:
            text = text.replace(
                "</proprietary>",
                f'<lm:silent xmlns:lm="https://lexmatch.org/ns/1.0" concepts="{said["silent"]}"/></proprietary>',
            )
        if "xmlns:lm" not in text.partition(">")[0] + text.partition("<akomaNtoso")[2].partition(">")[0]:
            text = text.replace("<akomaNtoso ", '<akomaNtoso xmlns:lm="https://lexmatch.org/ns/1.0" ', 1)
        files[name] = text
    return files
