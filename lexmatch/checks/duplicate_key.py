"""The same key stands twice in one place.

Most YAML readers keep the last of two equal keys and say nothing.

Why it matters: of two relations for one entry a reader would see one and never know of the other.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        relation: subset

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        note: The Act covers citizens only.
"""

ID = "duplicate-key"
SEVERITY = "error"
