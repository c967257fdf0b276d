"""A clause template uses a variable, an option or a concept that nothing declares, or declares one that nothing uses.

It covers the front matter of `templates/clauses/*.j2` and the text below it: unknown concepts, parameters and values, options
that no branch of the text asks for, names that are never supplied, markup that is no unit of a clause.

Why it matters: a draft with a hole in it goes to a ministry under the project's name.

Bad:

    # templates/clauses/ext-costs.j2
    ---
    concept: ext-costs
    title: Costs
    kind: provision
    modality: required
    ---
    SECTION - Costs

      SUBSEC{*} (1)

        {{ stat }} bears the costs of proceedings on its territory.

Good:

    # templates/clauses/ext-costs.j2
    ---
    concept: ext-costs
    title: Costs
    kind: provision
    modality: required
    ---
    SECTION - Costs

      SUBSEC{*} (1)

        {{ state }} bears the costs of proceedings on its territory.
"""

ID = "clause"
SEVERITY = "error"
