"""What a duration does in its sentence, before it is asked which parameter it is a value of.

Most durations in a statute limit nothing that is compared: they prolong a limit, make somebody wait, say when something was
done, or punish an offence against the act itself. Drafting shows which by the words next to the figure. Patterns are for
folded text (lower case, no accents).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """The folded words of the sentence around a duration: those before it, its own, those after it; `cut` says whether
    something else stands in front of the sentence."""

    before: str
    words: str
    after: str
    cut: bool = True

    @property
    def text(self) -> str:
        """The clause as one string."""
        return f"{self.before}{self.words}{self.after}"

    @property
    def act(self) -> str:
        """The clause without the event from which the time is counted: "within ten days after an appeal is decided" is no
        time for an appeal."""
        return f"{self.before}{self.words}{_EVENT.sub(' ', self.after, count=1)}"

    @property
    def governed(self) -> str:
        """What must be done in the time, where the sentence says it before: "be heard" in "shall be heard within two days"."""
        found = _TIME.search(self.before)
        if not found:
            return ""
        *earlier, last = _PARTS.split(_AT_ONCE.sub(" ", self.before[: found.start()]))
        return f"{earlier[-1]} {last}" if earlier and len(last.split()) < 3 else last


_EVENT = re.compile(
    r"^\W{0,2}(?:(?:counted |reckoned |starting |beginning |running )?(?:after|from|of|following|since|with)|"
    r"(?:a compter|a partir|a contar|contados|contado)\b|des\b|apres|depuis|qui sui\w+|suivant|desde|despues|siguientes|"
    r"apos|depois|seguintes)\b(?:(?!\b(?:and|or that|unless|if|without|the person (?:shall|must|may|is|has)|he|"
    r"she|they|et|y|e|und|shall|must|may|no)\b)[^,;:.])*|"
    r"^\W{0,2}(?:nach|seit|ab)\b(?: \w+){1,4}(?= \w)"  # in German what must be done stands at the end
)
_PARTS = re.compile(r"[,;:]|\b(?:if|unless|when|where|after|who|which|whom)\b")
_AT_ONCE = re.compile(
    r",?\s*\b(?:as soon as (?:possible|practicable)|without (?:undue )?delay|immediately|promptly|at any time)\b,?(?: and\b)?"
)
# The phrase of time that leads to a figure, to the end of the words before it.
_TIME = re.compile(
    r"\b(?:within|before the (?:end|expir\w+) of|"
    r"not later than|no later than|at (?:the )?latest|at most|not exceed\w*|up to|dans (?:un|les|le)\b|"
    r"au plus tard|"
    r"dentro de|en (?:un|el) plazo|no prazo|innerhalb|binnen|spatestens|en el termino)[^,;.]{0,40}$"
)

# Words that stand next to the figure itself, in front of it and after it.
_MORE_BEFORE = re.compile(
    r"\b(?:additional|further|extra|second|another|supplementary|supplementaires?|nouveau|otros?|adicional(?:es)?|"
    r"suplementari[oa]s?|mais|weiter\w*|zusatzlich\w*)\s+(?:(?:period|term|time|delai|plazo|prazo|frist)s?\s+)?"
    r"(?:(?:that does |which does |which may |may |of |not |exceeding |exceed |more than |up to |longer than |de |d'|no "
    r"|hasta |ate |von |bis zu )+)?$"
)
_MORE_WITHIN = re.compile(r"\b(?:additional|further|more|other|weiteren?)\b")
_MORE_AFTER = re.compile(
    r"^\s*(?:more\b|further\b|additional|longer\b|supplementaires?|de plus|adicionales|adicionais|mas\b)"
)
_EXTEND = re.compile(
    r"\b(?:exten[ds]\w*|prolong\w*|renew\w*|pror{1,2}og\w*|amplia\w*|verlanger\w*)\b(?P<way>[^.;]{0,300})$"
)
_EXTEND_AFTER = re.compile(r"^[^.;,]{0,30}\b(?:extension|prolongation|renewal|prorroga|prorrogacao|verlangerung)\b")
# "extended … to a total of sixty days" says where the limit lies at last, "extended … by ten days" only how far it moves.
TOTAL = re.compile(r"(?:\bto|up to|total|altogether|overall|in all|beyond|exceed|jusqu'a|au total|hasta|ate|bis)\b")
_EXTENDED = re.compile(r"^ (?:\w+ ){0,3}verlanger\w*")  # German: the verb stands after the figure
_BY = re.compile(r"\bfor (?:a|an|the|one|any|another) (?:\w+ )?(?:period|time|term)\b|\bby\b|\b(?:(?:by|for|for (?:a|"
    r"one)|of|de|por|um)\s+|d')(?:(?:a|an|one|un|uma|une|einen)\s+)?"
                 r"(?:(?:au|plus|period|maximum|further|additional|up|to|of|not|exceeding|more|than|at|most|single|"
                 r"once)\s+)*$")  # fmt: skip
_TO = re.compile(r"\bbis(?: auf| zu| zur dauer von)? ?(?:insgesamt |hochstens )?$")
_FURTHER = re.compile(
    r"^\s*(?:after|from|following|of) (?:the )?(?:expir\w+|end) of (?:that|the|such|this|"
    r"those) (?:\w+ ){0,3}(?:period|time|days)|"
    r"^\s*(?:after|from|following) the (?:end|expir\w+) of (?:that|the) |"
    r"^\s*(?:suivant|apres|qui suivent) l'expiration de (?:ce|cette)|^\s*nach ablauf (?:dieser|der genannten) frist"
)
# Counted from the arrest, a prolongation says where the limit lies: "prolonged for up to forty days of the arrest".
_FROM_ARREST = re.compile(
    r"^\s*(?:of|from|after|following|since) (?:(?:the|his|her|their|such) )?(?:(?:date|day|time|moment) of )?"
    r"(?:(?:the|his|her|their|such) )?(?:provisional )?(?:arrest|detention|apprehension)\b"
)
_EACH = re.compile(r"^\s*(?:at (?:a|any one) time|at once|on each occasion|each\b|a la fois|por vez|jeweils)")
_IMMUNE = re.compile(
    r"\b(?:immun\w+|(?:prosecuted|restrained|restricted|poursuivi|perseguid|verfolgt)\w*)\b[^.;]{0,160}$"
)
_WAIT = re.compile(
    r"\b(?:not|no|never|cannot|ne|nicht|nao)\b[^.;]{0,120}\b(?:until|till|jusqu'a(?: l'expiration)?|hasta que|ate que|"
    r"bis)\b(?: (?:after|the|a|an|at least|expir\w+|end|"
    r"period|lapse|of|de|du|delai|not less than))*\s*$|"
    r"\bnot? (?:be )?(?:surrendered|extradited|removed|conveyed|returned|executed|delivered|handed over|carried out)\b"
    r"[^.;]{0,80}\b(?:before|until|during|for|earlier than|sooner than)\b[^.;]{0,40}$|"
    r"\b(?:ne|nul|no|nadie|nicht|niemand)\b[^.;]{0,60}\b(?:extrad|remis|livre|entreg|"
    r"ausgeliefert)\w*[^.;]{0,40}\b(?:avant|antes|"
    r"vor)\b[^.;]{0,60}$|\b(?:no|not) (?:sooner|earlier) than\s*$|\bwaiting period of\s*$|\bwaits? (?:for )?(?:at least )?$"
)
_WAITS = re.compile(r"^[\s-]*wait\b")
_OFFENCE = re.compile(
    r"\b(?:guilty of|commits? (?:an|a) (?:\w+ )?(?:offence|contravention)|liable (?:to (?:an? )?(?:fine|imprison|"
    r"penalt|term|punish|period)|on |upon )|on (?:summary )?conviction|"
    r"a fine (?:of|not)|or to a fine|est passible d'une amende|culpable de|wird mit .{0,60}bestraft)"
)
_OR_MORE = re.compile(r"^\W*(?:or (?:more|longer|a (?:more|heavier))|ou plus|o mas|ou mais|oder mehr)\b")
_NUMBER = (r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty|thirty|forty|sixty|"
    r"ninety|\d+|"
           r"un|deux|trois|six|dos|tres|seis|zwei|drei|sechs)")  # fmt: skip
_EITHER_BEFORE = re.compile(rf"\b{_NUMBER}(?: (?:days|months|years))? (?:or|ou|o|oder) $")
_EITHER_AFTER = re.compile(rf"^ (?:or|ou|oder) {_NUMBER} (?:days|months|years|jours|mois|ans|tage|monate|jahre)")
AHEAD = re.compile(r"^\s*(?:before|prior to|in advance|avant|antes|vor)\b")
_AGO = re.compile(r"^\s*(?:ago\b|previously|before the (?:commencement|coming into))")
_SET = re.compile(
    r"^\W*(?:already )?(?:established|laid down|provided(?: for)?|set out|set|fixed|prescribed|mentioned|specified|"
    r"prevue?s?|fixee?s?|"
    r"previstos?|previstas?) (?:in|under|by|a l'|au|en el|no) ?(?:article|section|subsection|paragraph|articulo|artigo)"
)
_ENTRY = re.compile(r"\b(?:com(?:e|es|ing) into (?:force|operation)|enter\w* into force|take[sn]? effect|published|"
    r"gazett\w+|"
                    r"laid before|commencement of this)\b[^.;]{0,60}$")  # fmt: skip
_OLD = re.compile(r"\b(?:records?|documents?|register\w*)\b.{0,80}\b(?:older than|more than)\s*$")


def prolongs(clause: Clause) -> bool:
    """Whether the duration only adds to a limit."""
    if _MORE_BEFORE.search(clause.before) or _MORE_WITHIN.search(clause.words) or _MORE_AFTER.match(clause.after):
        return True
    if _FURTHER.match(clause.after) or _EXTEND_AFTER.match(clause.after):
        return True
    if _EXTENDED.match(clause.after):
        return not _TO.search(clause.before)
    found = _EXTEND.search(clause.before)
    if found and _FROM_ARREST.match(clause.after):
        return False
    return bool(found and (_BY.search(found.group("way")) or not TOTAL.search(found.group("way"))))


# At the head of a list item "in any case" is only the first of the cases.
_FINAL = re.compile(r"(?<!^)\b(?:in no (?:case|event)|in any (?:case|event)|en aucun cas|en ningun caso|em caso algum|"
    r"in keinem fall)\b"
                    r"[^.;]{0,60}$")  # fmt: skip


def role(clause: Clause, own: str) -> str:
    """Whether a duration is the last limit of several ("total") or is spoken of as known ("back"). `own` are the words before it
    in its list item."""
    if reaches(clause) or _FINAL.search(own):
        return "total"
    return "back" if refers_back(clause.before) else ""


def reaches(clause: Clause) -> bool:
    """Whether the duration is where a limit ends that was extended: "extended to 60 days"."""
    return bool((_EXTEND.search(clause.before) or _EXTENDED.match(clause.after)) and not prolongs(clause))


_IDLE: tuple[Callable[[Clause], object], ...] = (
    prolongs,
    lambda c: _EACH.match(c.after),
    lambda c: (_WAIT.search(c.before) and not _IMMUNE.search(c.before)) or _WAITS.match(c.after),
    lambda c: not _OR_MORE.match(c.after) and (_OFFENCE.search(c.before[-200:]) or _OFFENCE.search(c.after[:80])),
    lambda c: _EITHER_BEFORE.search(c.before) or _EITHER_AFTER.match(c.after),
    lambda c: _SET.match(c.after),
    lambda c: _AGO.match(c.after),
    lambda c: _ENTRY.search(c.before),
    lambda c: _OLD.search(c.before),
)


def idle(clause: Clause) -> bool:
    """Whether a duration limits nothing that is compared: an extension, a remand at a time, a time to wait, a penalty for an
    offence against the act, one of two figures left open, a figure that another article has set, an entry into force."""
    return any(test(clause) for test in _IDLE)


# --- more than one duration in an article -----------------------------------------------------------------------------

_OTHERWISE = re.compile(
    r"^\W*(?:\(?\w{1,4}\)\W*)?(?:and |or )?(?:in (?:any|every|all) other cases?|otherwise|in other cases|dans (?:tout|les) "
    r"autres? cas|dans le cas contraire|en los demas casos|en cualquier otro caso|nos demais casos|im ubrigen|"
    r"in (?:allen )?(?:anderen|ubrigen) fallen)\b"
)
_BACK = re.compile(
    r"\b(?:the|that|those|this|such|said|ledit|lesdits|ce|ces|dicho|dichos|esos|aquele|dieser|diese[nrs]?)\s+"
    r"(?:(?:same|said|above|initial|first|prescribed|period|term|time|limit|delai|plazo|prazo|frist)\s+)*(?:of\s+|"
    r"de\s+|von\s+)?$"
)


def general(text: str) -> bool:
    """Whether a list item states the rule for all cases that the others do not name ("in any other case, …")."""
    return bool(_OTHERWISE.match(text))


def refers_back(before: str) -> bool:
    """Whether the words before a duration speak of it as known ("the 30 days", "that period of two months")."""
    return bool(_BACK.search(before))


# --- whose law it is --------------------------------------------------------------------------------------------------

_EXTRADITION = re.compile(
    r"extrad|surrender|fugitiv|deliver\w* up|rendition|arrest warrant|person (?:claimed|sought)|ausliefer|ubergabe|"
    r"entrega|remise|"
    r"committal|returnable|provisional\w* (?:arrest|custody|detention)|specialit|specialty|especialidad|spezialitat"
)
BOTH = "both"
SHARE = 0.15  # of the provisions of a law that speak of extradition, from which it is about extradition too


def covers(texts: Sequence[str]) -> bool:
    """Whether a law, by the folded words of its provisions, is about extradition, whatever its title says."""
    return sum(bool(_EXTRADITION.search(text)) for text in texts) >= SHARE * max(len(texts), 1)


def concerns(concept: str, domain: str, words: str) -> bool:
    """Whether a rule of a text can set a value of a concept: not of extradition under mutual assistance, nor the other way
    round; in a text about neither, extradition must be spoken of."""
    if concept.startswith("ext-"):
        return domain in ("ext", BOTH) or (domain != "mla" and bool(_EXTRADITION.search(words)))
    return not (concept.startswith("mla-") and domain == "ext")
