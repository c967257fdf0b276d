"""The file does not say that it is `lexmatch: crosswalk/1`, or says that it is of another version.

Why it matters: keys may mean something else in another version; guessing would put wrong verdicts into reports.

Bad:

    lexmatch: crosswalk/9
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-channel]
    entries: []

Good:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-channel]
    entries: []
"""

ID = "unsupported-version"
SEVERITY = "error"
