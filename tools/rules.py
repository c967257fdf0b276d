"""Writes docs/rules.md from the manuals of the rules: `python tools/rules.py`. A test holds the two together."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HEAD = """# The rules of `lexmatch check`

Made from the rules themselves by `python tools/rules.py`; do not edit it here. `lexmatch explain RULE` prints one of them.
An example that shows only entries stands in a crosswalk whose head is right; what follows a line `# path` is the file of that
name.

Severities can be changed in lexmatch.yaml with a reason (`severity: {unreviewed: {level: note, reason: "a draft"}}`, or
`level: off`); a finding on an entry can be waived there with a reason (`waive: {text-drift: "renumbering only, A. Reader
2026-05-01"}`, and `until 2026-12-31` at its end for a while).

"""


def page() -> str:
    """The whole page."""
    from lexmatch.checks import catalogue, manual

    rows = catalogue()
    out = [HEAD, "| rule | severity | finds |\n|---|---|---|\n"]
    out += [f"| [{r['id']}](#{r['id']}) | {r['severity']} | {r['summary']} |\n" for r in rows]
    family = ""
    for row in rows:
        if row["family"] != family:
            family = row["family"]
            out.append(f"\n## {family.capitalize()}\n")
        said = manual(row["id"])
        out.append(f"\n### {row['id']}\n\n{said['summary']} *({row['severity']})*\n")
        if said["text"]:
            out.append(f"\n{said['text']}\n")
        out.append(f"\nWhy it matters: {said['why']}\n")
        for title, snippet in (("Bad", said["bad"]), ("Good", said["good"])):
            out.append(f"\n{title}:\n\n```\n{snippet}```\n")
    return "".join(out)


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(page(), "utf-8")
