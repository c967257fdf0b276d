"""The file is not well-formed YAML, or not UTF-8 text.

Nothing in the file can be read until this is put right: a tab for indentation, an unclosed bracket, a colon in an unquoted
note, a second document, an anchor. XML files of the corpus that are not well formed are reported here too.

Why it matters: a file that cannot be read drops out of every report without a trace.

Bad:

      - concept: ext-nationality
        note: Section 7: the Minister decides

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: superset
        note: "Section 7: the Minister decides"
"""

ID = "syntax"
SEVERITY = "error"
