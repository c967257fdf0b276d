"""A key is not one that the format has.

The message names the nearest key there is. `lexmatch check --fix` corrects a key that is clearly misspelt.

Why it matters: a misspelt key is a decision that nobody reads: `relatoin: subset` leaves the entry without a relation.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relatoin: subset

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        note: The Act covers citizens only.
"""

ID = "unknown-key"
SEVERITY = "error"
