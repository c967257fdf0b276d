"""Words that say a term of a concept (a channel, a standard of evidence).

Patterns are for folded text (lower case, no accents). They are general: drafting habits of treaties and statutes in English,
French, Spanish, Portuguese and German, not sentences of any of them.
"""

from __future__ import annotations

import re

# The facts are asked, not the name of the offence or its elements.
_CONDUCT = (
    r"(?:conduct|acts?|facts|faits|hechos|sachverhalt).{0,160}(?:had (?:it|they|the (?:conduct|acts?)) (?:occurred|happened|been|"
    r"taken)|if (?:it|they|committed|done) .{0,40}(?:in|within)|would (?:have )?(?:constitut|been|be)\w*|occurred in)|"
    r"had the (?:conduct|acts?) .{0,40}(?:occurred|happened|taken place|been committed)|"
    r"(?:irrespective of|regardless of|whatever|whether or not|not matter whether) .{0,120}(?:terminolog|categor|denominat|"
    r"\blabels?\b|\bnames?\b|same terms)|"
    r"(?:categor|denominat|terminolog|labels?\b|\bnames?\b|elements)\w*.{0,80}(?:not matter|immaterial|irrelevant|not relevant)|"
    r"(?:totality|whole) of the (?:acts?|conduct)|equivalent (?:acts?|conduct)|sinngemasser umstellung|conduct underlying|"
    r"underlying conduct"
)

# Terms: parameter → value → words that say it.
_TERMS: tuple[tuple[str, str, str], ...] = (
    (
        "ext-extraditable-offences.method",
        "threshold",
        r"(?:punishable|penalty|imprisonment|deprivation of liberty|detention|maximum|passible\w*|punible\w*|"
        r"punive\w*|bedroht).{0,200}(?:"
        r"at least|not less than|or more|more than|more severe|minimum|maximum (?:period|term|penalty)|twelve months|12 months|"
        r"au moins|al menos|"
        r"pelo menos|mindestens)",
    ),
    (
        "ext-extraditable-offences.method",
        "list",
        r"(?:listed|specified|described|set out|mentioned) in (?:the |"
        r"this )?(?:annex|schedule|appendix|"
        r"list)|list of (?:the )?(?:extradit\w+ )?offences|following offences|enumere\w*",
    ),
    ("ext-dual-criminality.requirement", "conduct-based", _CONDUCT),
    ("mla-dual-criminality.requirement", "conduct-based", _CONDUCT),
    (
        "ext-dual-criminality.requirement",
        "required",
        r"(?:punishable|offences?|criminal\w*|strafbar|passible\w*|"
        r"punible\w*|punive\w*) .{0,60}(?:under|"
        r"according to|by|in) .{0,40}(?:law|legislation)s?.{0,60}(?:both|(?:requesting .{0,60}requested|requested "
        r".{0,60}requesting)|each)|"
        r"(?:both|two) (?:states|parties|countries).{0,60}(?:law|offence|punish)",
    ),
    (
        "ext-dual-criminality.requirement",
        "waived-for-listed",
        r"without (?:the )?verification of (?:the "
        r")?(?:double|dual) criminality",
    ),
    (
        "mla-dual-criminality.requirement",
        "required",
        r"(?:dual|double) criminality (?:is|shall be) (?:required|a "
        r"condition|necessary)|"
        r"only (?:if|where) .{0,120}(?:offence|punishable) .{0,60}(?:both|its own|requested)",
    ),
    (
        "mla-dual-criminality.requirement",
        "coercive-only",
        r"non-?coercive|coercive (?:action|"
        r"measures?).{0,120}(?:dual criminality|absence)|(?:search|seizure)"
        r".{0,200}(?:punishable (?:under|in|by) (?:both|the law)|both laws|dual criminality|would be an? (?:\w+ )?offence)|"
        r"dual criminality,? (?:except|save|apart from|unless) .{0,80}(?:search|seiz|coerciv)",
    ),
    (
        "mla-dual-criminality.requirement",
        "optional",
        r"(?:may|right) .{0,80}(?:declin|refus|reserv)\w* "
        r".{0,160}(?:absence of dual|dual criminality)|"
        r"absence of (?:dual|double) criminality",
    ),
    (
        "mla-dual-criminality.requirement",
        "not-required",
        r"(?:irrespective|regardless) of .{0,60}(?:dual "
        r"criminality|offence (?:under|in))|dual "
        r"criminality (?:is|shall) not (?:be )?(?:required|a condition)",
    ),
    (
        "ext-evidence-standard.standard",
        "prima-facie",
        r"prima facie|(?:justify|warrant|sufficient).{0,60}commit\w* "
        r".{0,20}(?:for|to) "
        r"(?:trial|prison)|commit\w* for trial|would justify .{0,60}trial|put (?:him|her|them|the person) on trial|"
        r"hinreichend\w* "
        r"tatverdacht",
    ),
    (
        "ext-evidence-standard.standard",
        "probable-cause",
        r"probable cause|reasonable grounds? .{0,60}(?:committed|"
        r"guilt)|sufficient evidence .{0,40}"
        r"sustain",
    ),
    (
        "ext-evidence-standard.standard",
        "none",
        r"(?:no|without) (?:further )?(?:prima facie )?evidence "
        r".{0,60}(?:is )?(?:required|"
        r"guilt)|(?:not|nor) (?:be )?(?:require|ask|need)\w* .{0,60}(?:prima facie|"
        r"evidence of (?:guilt|the offence))|(?:not|no) (?:be )?(?:entitled|permitted|allowed|limited).{0,60}(?:adduce|receive|"
        r"consider).{0,80}evidence.{0,120}(?:did "
        r"not|contradict|not (?:engage|commit))|without investigating the evidence",
    ),
    ("ext-evidence-standard.standard", "record-of-case", r"record of the case"),
    ("ext-evidence-standard.vehicle", "record-of-case", r"record of the case"),
    (
        "ext-evidence-standard.vehicle",
        "sworn-evidence",
        r"(?:sworn|on oath|affidavit|"
        r"deposition)\w*.{0,120}(?:evidence|statement|admi)",
    ),
)
_CHANNELS = tuple(
    (f"{group}-channel.channel", value, pattern)
    for group in ("ext", "mla")
    for value, pattern in (
        ("diplomatic", r"diplomatic (?:channel|route|bag|mission|agent|representative)\w*|through diplomatic|voie "
                       r"diplomatique|via "
         r"diplomatica|diplomatisch\w+ weg"),
        ("ministry", r"(?:(?:justice|foreign|interior) minist(?:ry|ries|er)|"
                     r"minist(?:ry|ries|er) of (?:justice|foreign|the interior|external)|minister of|ministere "
                     r"de la justice|ministerio de "
         r"justicia|ministerio da justica|justizministeri\w*|(?:made|addressed|transmitted|submitted|sent|"
         r"forwarded) to the (?:\w+ )?(?:"
         r"minister|attorney.general|secretary of state))"),
        ("central-authority", r"central authorit(?:y|ies)|autorites? centrales?|autoridad(?:es)? centra\w+|"
                              r"zentral\w+ (?:behorde|stelle)"),
        ("judicial-direct", r"direct(?:ly)? .{0,100}(?:judicial|competent) authorit\w+|between .{0,30}judicial "
                            r"authorities|(?:judicial|competent) "
         r"authorit\w+ .{0,60}direct(?:ly)?|directement .{0,60}autorites judiciaires"),
        ("interpol", r"interpol\b|international criminal police organi[sz]ation|organisation internationale de "
                     r"police criminelle"),
    )
)  # fmt: skip
TERMS = tuple((key, value, re.compile(pattern)) for key, value, pattern in (*_TERMS, *_CHANNELS))
