"""A value is missing, or is not of the kind that the format asks for.

It covers words where a list stands, relations and statuses that do not exist, a confidence outside 0 to 1, a waiver without
a reason, and what is wrong in the concept scheme.

Why it matters: reports are computed from these values; one that cannot be understood is left out of them.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: similar

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: intersects
        note: The Act covers citizens only, and residents, whom the treaty does not mention.
"""

ID = "schema"
SEVERITY = "error"
