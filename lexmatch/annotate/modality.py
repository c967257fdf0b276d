"""How strongly a provision binds, read from its modal verbs: English, French, Spanish, Portuguese and German.

The main clause decides: a leading "if …," or "where …," is stepped over, and so are "subject to …" and
    "notwithstanding …".
Refusals ("shall not be granted", "may be refused") of a ground are mandatory or optional.
"""

from __future__ import annotations

import re

from lexmatch.text import fold

LOOK = 4000  # characters that are looked at
# Concepts outside the groups of grounds for which "shall not be admitted" and "may exclude" are mandatory and optional.
EXCLUSIONS = frozenset(("evd-unlawfully-obtained", "evd-torture"))
DELAYS = frozenset(("mla-postponement", "ext-postponed-surrender"))  # among the grounds, but nothing is refused

_LEADING = re.compile(
    r"^(?:\W*\(?\w{1,4}\)|\W)*\s*(?:if|where|when|whenever|in (?:the )?case|in cases|unless|subject to|"
    r"notwithstanding|without "
    r"prejudice|for the purposes? of|in addition|as soon as|upon|on receipt|before|after|si|lorsqu\w*|sous reserve|"
    r"en cas|"
    r"cuando|sin perjuicio|en caso|quando|se|sem prejuizo|em caso|wenn|soweit|sofern|ist|wird|werden)\b[^;:]*?,\s*"
    r"(?=(?:the|a|an|any|no|it|that|each|every|such|this|extradition|assistance|[a-z]+ (?:shall|may|must))\b)"
)
# In this order: what is found first at the earliest place wins, longer phrases before shorter ones.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("not-required", r"need not|(?:is|are|shall|may) not (?:be )?(?:required|obliged|bound|necessary)(?: to)?|"
                     r"(?:is|are) under no "
     r"(?:duty|obligation)|no .{1,40}? (?:is|are|shall be) (?:required|necessary)|not necessary|without (?:any "
     r")?further formality|"
     r"n'est pas tenue?|ne sont pas tenus|no (?:estara|esta|seran?) obligad\w+|nao (?:e|esta|sera) obrigad\w+|"
     r"dispensee?s? de|ist nicht verpflichtet|bedarf (?:es )?(?:nicht|keiner)"),
    # "is not inadmissible by reason only that" lets in, and a power given with "shall have" is a power
    ("permitted", r"(?:is|are|shall) not (?:be )?inadmissible|shall have (?:the |full |exclusive )?(?:authority|power|"
        r"right|"
                  r"jurisdiction|discretion)\b"),
    ("required", r"(?:is|are) entitled to (?:be paid|receive|payment|reimburs)\w*"),
    ("conditional", r"(?:shall|may|must) only (?:be )?\w+ly (?:if|where|when|on condition)|(?:shall|may|"
        r"must) only be \w+ (?:if|where|"
                    r"when|on condition)|(?:shall|may|must) be \w+ only (?:if|where|when|on condition)"),
    ("endeavour", r"(?:shall|should|must|will)(?: \w+){0,2} (?:consider|endeavou?r|seek|strive)\w*|(?:is|are) "
                  r"encouraged to|"
     r"should\b|s'efforce\w*|envisage\w*|procuraran?|consideraran?|considerarao|esforcar\w*|bemuh\w+ sich|"
     r"soll(?:en)?\b"),
    ("prohibited", r"(?:shall|must|may|can|is|are|will)(?: \w+)? not\b|cannot|shall never|no (?:person|one|\w+)(?: "
                   r"\w+){0,12}? "
     r"(?:shall|may|is to)|^\W*no [^.;:]{1,220}? (?:shall|may) (?:be|so)|nothing in|(?:shall|may|must) only|(?:is|"
     r"are) (?:not admissible|inadmissible)|n(?:e|"
     r"')\s?(?:\w+ ){0,3}?"
     r"(?:peut|peuvent|doit|sera|seront|est|sont) (?:pas|etre)|ne (?:peut|doit|sera)|"
     r"no (?:podra|sera|se concedera|procedera)n?|nao (?:podera|sera|se concedera)|(?:ist|sind|darf|durfen|"
     r"wird)(?: \w+){0,3} "
     r"nicht|unzulassig"),
    ("permitted", r"may|is entitled|are entitled|(?:has|have) (?:the )?(?:right|power|authority)|at (?:its|his|their) "
     r"discretion|can\b|(?:peut|peuvent)|(?:podra|puede|podran|pueden)|(?:podera|pode|poderao|podem)|(?:kann|"
     r"konnen|darf|durfen)"),
    ("required", r"shall|must|is to be|are to be|undertakes?|undertake|agree(?:s)? to|(?:is|are) (?:required|"
                 r"obliged|bound) to|"
     r"has the duty|(?:doit|doivent|sera|seront)|s'engage\w*|(?:debera|deben|debe|deberan|sera|seran|se "
     r"comprometen)|(?:devera|deve|"
     r"deverao|devem|serao)|(?:muss|mussen|hat\b.{1,60}? zu|ist\b.{1,80}? zu)"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})(?!\w)")) for name, pattern in _PHRASES)
_ANY = re.compile(r"\b(?:shall|must|may|should)\b")
_REFUSE_MUST = re.compile(
    r"(?:shall|must|is to)(?: \w+){0,2} refuse|(?:shall|must|may|will)(?: \w+){0,2} not (?:be )?(?:\w+ly "
    r")?(?:grant|extradit|surrender|"
    r"return|order|make|admit|receiv|afford|provid|execut|issu|authori|refuse)\w*|shall be refused|must be refused|"
    r"may not be "
    r"(?:extradited|surrendered|granted|ordered)|no (?:person|extradition|order|statement|evidence)\b.{0,80}? "
    r"shall|(?:is|are) not "
    r"(?:extraditable|eligible|admissible|granted|liable)|inadmissible|not to be|extradition objection|mandatory|"
    r"is barred|"
    r"n'est pas accordee?|ne (?:sera|peut)|est refusee?|no (?:se concedera|procedera|sera)|sera denegada|nao "
    r"(?:sera|se concedera)|"
    r"unzulassig|ist nicht zulassig|darf nicht|wird abgelehnt|excluded from the (?:application|scope)"
)
_REFUSE_MAY = re.compile(
    r"may(?: \w+){0,6}? (?:refuse|decline|be refused|be declined|exclude|be excluded|reject|withhold|deny|be "
    r"denied|not be granted)|"
    r"(?:has|have|shall have) the right to refuse|right to refuse|is not (?:obliged|bound)|not (?:be )?(?:bound|"
    r"obliged) to|(?:peut|peuvent)"
    r"(?: \w+){0,4} (?:refuser|refusee?|etre refusee?)|(?:podra|puede|podran)(?: \w+){0,3} (?:denegar|rehusar|ser "
    r"denegada)|"
    r"denegarse|(?:podera|pode|poderao)(?: \w+){0,3} (?:recusar|ser recusad\w|denegar)|kann(?: \w+){0,12}? "
    r"(?:abgelehnt|verweigert|"
    r"ablehnen|verweigern)|in its discretion|imposing (?:an |any )?obligation|not (?:be )?required to"
)
# What a sentence in the indicative does, where it has no modal verb at all.
_PLAIN = (
    (
        "permitted",
        re.compile(
            r"\b(?:is|are) (?:also )?admissible\b|\bdoes not preclude\b|\bappeal lies\b|\bhas jurisdiction\b|"
            r"\bconstitutes the authority\b|\bhas the same (?:probative )?(?:force|effect|value)\b"
        ),
    ),
    (
        "required",
        re.compile(
            r"\b(?:applies|apply|prevails?|is responsible for|is (?:conclusive |prima facie )?(?:evidence|proof)|"
            r"takes effect|includes the power)\b"
        ),
    ),
)
_LEADS = re.compile(
    r"\b(?:shall|must|may|can|doit|doivent|peut|peuvent|podra\w*|debera\w*|devera\w*|podera\w*)\b(?: not)?(?: \w+){0,3}\W*$"
)
_LEADS_CONDITION = re.compile(
    r"\b(?:if|where|when|unless|provided that|on condition that|si|lorsque|cuando|quando|wenn)\W*$"
)
# What is refused or declined is help to another State, and not bail or an answer.
_DECLINED = re.compile(
    r"\b(?:may|has the right to|have the right to)(?: \w+){0,3} (?:refuse|decline|be refused|be declined)\b"
    r"[^.;]{0,60}(?:extradit|assist|cooperat|request|surrender|render|execut|compl)|"
    r"\b(?:extradition|assistance|cooperation|surrender|execution)\b[^.;]{0,80}\bmay(?: \w+){0,2} be (?:refused|declined)\b"
)
_CONDITION = re.compile(
    r"^(?:\W*\(?\w{1,4}\)|\W)*\s*(?:if|where|when|unless|provided|subject to|si|lorsqu|cuando|quando|wenn|sofern)\b"
)


def modality(text: str, ground: bool) -> str:
    """The modality of a provision's words; `ground` says whether its rule is a ground for refusal or exclusion."""
    folded = fold(text[:LOOK])
    main = _LEADING.sub("", folded, count=1)
    if ground:
        may, must = _REFUSE_MAY.search(main), _REFUSE_MUST.search(main)
        if may and (not must or may.start() <= must.start()):
            return "optional"
        if must:
            return "mandatory"
    declined = _DECLINED.search(main)
    if declined and not _ANY.search(main[: declined.start()]):
        return "optional"
    found = first(main) or (first(folded) if main != folded else "")
    if not found and _CONDITION.match(folded):
        return "conditional"
    if not found:
        found = next((name for name, pattern in _PLAIN if pattern.search(main)), "")
    if ground and found in ("prohibited", "permitted"):
        return {"prohibited": "mandatory", "permitted": "optional"}[found]
    return found


def item(lead: str, text: str, ground: bool) -> str:
    """The modality of a list item: that of the sentence which leads into it where it ends with a modal verb ("the judge may:"),
    a condition where it ends with "if", and otherwise its own, or failing that the sentence's."""
    before = fold(lead[-200:])
    if not ground and _LEADS_CONDITION.search(before):
        return "conditional"
    if _LEADS.search(before):
        return modality(f"{lead} {text}", ground)
    own = modality(text, ground)
    return own if own not in ("", "conditional") else modality(f"{lead} {text}", ground) or own


def first(folded: str) -> str:
    """The modality of the modal that stands first; of several at one place the one listed first."""
    best: tuple[int, int, str] | None = None
    for rank, (name, pattern) in enumerate(_PATTERNS):
        hit = pattern.search(folded)
        if hit and (best is None or (hit.start(), rank) < best[:2]):
            best = (hit.start(), rank, name)
    return best[2] if best else ""
