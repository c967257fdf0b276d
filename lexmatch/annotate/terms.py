"""What typed values look like in legal prose: which duration is which parameter, and which words say which term.

Patterns are for folded text (lower case, no accents). They are general: drafting habits of treaties and statutes in English,
French, Spanish, Portuguese and German, not sentences of any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """How a duration of a parameter is recognised: `wants` must be near it, `shuns` must not; `bound` is the one that the
    sentence usually gives it, `strong` words are enough without the concept being proposed otherwise."""

    key: str
    wants: re.Pattern[str]
    shuns: re.Pattern[str] | None = None
    bound: str = ""
    strong: re.Pattern[str] | None = None


def _rule(key: str, wants: str, shuns: str = "", bound: str = "", strong: str = "") -> Rule:
    def compiled(pattern: str) -> re.Pattern[str] | None:
        return re.compile(pattern) if pattern else None

    return Rule(key, re.compile(wants), compiled(shuns), bound, compiled(strong))


_PENALTY = (r"punish\w*|penalt\w*|imprison\w*|deprivation of liberty|depriv\w+ .{0,20}liberty|detention order|"
            r"carr(?:y|ies)|"
            r"peine|passible|privative de liberte|emprisonnement|pena|punible|sancion\w*|privativa|punivel|prisao|"
            r"strafe|"
            r"freiheitsentzieh\w*|hochstmass|bedroht")  # fmt: skip
_REMAIN = (r"remain\w*|still to be served|left to (?:be )?serve\w*|unexpired|yet to be served|outstanding|rest(?:e|"
           r"ant)\b|"
           r"(?:faltar?|reste|quede|restar?|falt\w+) .{0,20}(?:cumplir|cumprir|extinguir|purger)|noch zu "
           r"vollstrecken\w*|"
           r"zu vollstrecken")  # fmt: skip
_IMPOSED = (r"(?:sentence|punishment|penalty|detention|sanction)\w* .{0,60}(?:imposed|awarded|passed|pronounced)|"
            r"sentenced to|has been "
            r"sentenced|already passed|convicted|sanction prononcee|condamnation|prononce\w*|condena\w*|impuesta|"
            r"condenad\w+|"
            r"imposta|verhangt|verurteilt")  # fmt: skip
_ARREST = (r"provisional\w*|arrest\w*|detain\w*|detention|custody|remand\w*|discharg\w*|released?|telegraph\w*|"
           r"provisoire\w*|"
           r"detencion|detenid\w+|preventiv\w+|prisao|preso|detencao|vorlauf\w*|haft\b|auslieferungshaft")  # fmt: skip
_REQUEST = (r"request\w*|document\w*|papers|requisition|requirement|certificate|demande\w*|pieces|solicitud|"
            r"documentos|pedido|"
            r"ersuchen\w*|unterlagen|not (?:been )?(?:received|made|presented|arrived)")  # fmt: skip
_COLLECT = (r"surrender warrant|convey\w*|surrendered within|surrender (?:shall|must|is to) take place|not (?:been "
            r")?surrendered|collect\w*|taken over|take (?:him|her|them|delivery)|handed over|hand(?:ing)? over|"
            r"removed|removal|"
            r"not extradited|extradited|brought out|remis\w*|remise|prise? en charge|entreg\w*|trasladad\w*|recibid\w*|"
            r"ubergabe|ubergeben|ubernommen|abgeholt|put at disposal")  # fmt: skip
_LEAVE = (r"leav\w+|left\b|quitt\w*|abandon\w*|salir|salido|deix\w*|sair\b|verlass\w*|no longer (?:required|needed|"
          r"necessary)|"
          r"free to (?:go|leave)|stay\w*|remain\w* (?:voluntarily|in)|final discharge|elargissement|"
          r"return\w*")  # fmt: skip
_APPEAL = (r"appeal\w*|review\w*|habeas corpus|leave to|notice of appeal|application for|apply\b|recours|appel\b|"
           r"apelacion|recurso|"
           r"apelar|recorrer|beschwerde|certiorari|remed(?:y|ies)")  # fmt: skip

DURATIONS: tuple[Rule, ...] = (
    _rule("ext-extraditable-offences.min-penalty", _PENALTY, rf"{_REMAIN}|(?:guilty|liable on (?:summary "
    ")?conviction|commits an "
          r"offence|fine (?:not exceeding|of))|aged|contempt", "at-least",
          r"(?:maximum|minimum|at least|not less than|term|period) .{0,60}(?:imprison|depriv\w+ .{0,20}liberty|"
          r"penalt|punish)|"
          r"punishable .{0,120}(?:imprison|depriv|liberty|maximum|death)|(?:more severe|heavier|greater) "
          r"(?:penalty|punishment)"),
    _rule("ext-extraditable-offences.min-remaining-sentence", _REMAIN, r"document|request (?:has|is) not|days",
        "at-least",
          r"(?:remain\w*|left|yet|still) .{0,40}serv\w+|serv\w+ .{0,30}remain\w*"),
    _rule("ext-extraditable-offences.min-sentence-imposed", _IMPOSED, _REMAIN, "at-least",
          r"(?:sentence|punishment|detention|sanction)\w* .{0,80}(?:awarded|imposed|passed) .{0,80}(?:at least|not "
          r"less|months|year)|"
          r"sentence of (?:at least )?\w+ months"),
    _rule("ext-provisional-arrest.max-duration", f"(?:{_ARREST})", r"appeal|convey\w*|(?:not|been) (?:taken over|"
    r"collected)|"
          r"leave the territory|surrender warrant|final (?:decision|discharge)|within .{0,30}of (?:his|her|their|"
          r"the) arrest .{0,40}brought|"
          r"brought before", "at-most",
          rf"(?:{_REQUEST}).{{0,200}}(?:discharg|releas|set at liberty|terminat|cancel|lift)|provisional\w* "
            "(?:arrest|detention|custody)|"
          r"(?:discharg|releas|terminat|lift)\w* .{0,200}(?:request|document|requisition)"),
    _rule("ext-surrender.time-limit", _COLLECT, r"provisional\w* arrest|leave the territory|appeal within|"
    r"consent\b.{0,40}decision|"
          r"request for extradition (?:has not|is not)|not be (?:surrendered|removed|conveyed|"
          r"extradited)\b.{0,80}(?:until|before|after|during)|"
          r"(?:make|made|issue|making)\w* .{0,60}order|days after .{0,40}committ", "at-most",
          r"(?:convey|taken over|collect|surrender warrant|remov|extradit)\w*.{0,500}(?:discharg|releas|liberty)|"
          r"(?:convey|taken over|"
          r"collect|remov|extradit)\w*.{0,200}(?:expir|within|after)|"
          r"(?:within|after|expir\w*).{0,120}(?:convey|taken over|collect|surrendered|removed|extradited)"),
    _rule("ext-speciality.days-to-leave", _LEAVE, r"witness|expert|safe.?conduct|appeal|remand|invit\w+|testif\w*|"
    r"summon\w*", "",
          r"opportunity .{0,60}(?:leav|quit)\w*|(?:not left|failed to leave|has not (?:done so|left))|final discharge"),
    _rule("mla-safe-conduct.days-to-leave", _LEAVE, r"final discharge|extradited|surrendered for", "",
          r"(?:witness|expert|immunity|summon\w*|safe.?conduct|person).{0,300}(?:leav|left|quit)\w*|no longer "
          r"(?:required|needed)"),
    _rule("ext-appeal.time-limit", _APPEAL, r"provisional|convey\w*|taken over|punish\w*|penalt\w*|after the "
    r"(?:final )?(?:decision|"
          r"judgment|determination) (?:of|on|in) (?:the|that|any) (?:court of )?appeal|decision of the court of "
          r"appeal|is pending|until after|not be (?:surrendered|removed|extradited)|make (?:the|an) "
          r"order|adjourn\w*", "at-most",
          r"(?:appeal|review|notice|application|apply|leave)\w* .{0,160}(?:within|not later|no later)|within "
          r".{0,160}(?:appeal|review|apply|"
          r"application|notice)|days? .{0,60}(?:to appeal|for (?:an )?appeal)"),
    _rule("ext-decision.time-limit", r"deci\w+|order\b|determin\w+|grant\w*|entscheid\w*|decision|decidir|minister",
        r"appeal\w* within|"
          r"consent\w*|arrest(?:ed)? .{0,80}request (?:has|is)|convey\w*|collect\w*|leave the|recognition|"
          r"executing authority|apply\b|"
          r"application for|notice of|after the (?:date of (?:the|a) )?(?:final )?(?:decision|order|judgment)",
              "at-most",
          r"(?:decision|decide|order|determin)\w* .{0,160}(?:within|not later|no later)|within .{0,200}(?:decid|"
          r"(?:make|issue) (?:an|the|a) "
          r"(?:\w+ )?order|decision|order(?:ed)? that)"),
    _rule("ext-simplified.decision-time-limit", r"consent\w*|simplified|agree\w*|consent\w+|simplifie\w*|"
    r"vereinfacht\w*|zustimm\w*",
          r"without (?:the )?consent|speciality|specialty", "at-most", r"consent\w*.{0,200}(?:decision|notif|order|"
          r"extradit)|(?:decision|notif|order)\w*.{0,120}consent"),
    _rule("ext-additional-information.time-limit", r"(?:additional|supplementary|further) (?:information|evidence|"
    r"documents?)|defect|"
          r"missing|complet\w*|informations? complementaires?|informacion (?:adicional|complementaria)|subsan\w*|"
          r"informacoes|"
          r"erganz\w*|insufficient", "convey|appeal", "", r"(?:supplementary|additional|further) information "
          r".{0,160}|defects? .{0,40}cured"),
    _rule("ext-transit.max-custody", r"transit|landing|landed|unscheduled|in transit|atterri\w*|aterriz\w*|"
                                     r"zwischenlandung|durch\w*",
          "", "at-most", r"(?:landing|transit).{0,300}(?:hours|days)"),
    _rule("ext-temporary-surrender.return-time-limit", r"return\w*|temporar\w+|restor\w*|retour|devol\w*|ruck\w*",
        "leave the|"
          r"opportunity", "at-most", r"temporar\w*.{0,120}return\w* .{0,120}(?:trial|appeal|conclusion|completion|"
                                     r"proceedings)|return\w*.{0,160}(?:trial|appeal|conclusion)"),
    _rule("mla-time-limits.recognition", r"recogni\w+|accept\w*|receipt|acknowledg\w*|deci\w+|reconna\w*|"
    r"anerkenn\w*", r"consent|appeal|"
          r"arrest", "at-most", r"recogni\w+.{0,160}(?:within|later|days)|(?:within|later|days).{0,160}recogni\w+"),
    _rule("mla-time-limits.execution", r"execut\w+|carr(?:y|ied) out|measure|comply|compliance|investigative|"
                                       r"vollstreck\w*|ejecut\w*|"
          r"report\w*|sen[dt]\w*|transmi\w*|gather\w*|obtain\w*", r"appeal|arrest|convey|consent to|surrender|"
          r"extradit", "at-most",
          r"(?:carr(?:y|ied) out|execut\w+).{0,160}(?:within|later|days)|(?:within|later|days).{0,120}(?:carr(?:y|"
          r"ied) out|execut)"),
    _rule("mla-service.lead-time", r"summon\w*|serv(?:e|ed|ice)\b|appear\w*|citation|comparution|citacion|ladung|"
                                   r"before the (?:date|day)|writ",
          r"safe.?conduct|leave|left the|no longer|arrest|remand|sentence", "", r"(?:summon|serv|transmit|"
          r"reach)\w*.{0,200}(?:before|prior)|(?:before|prior).{0,120}appear"),
    _rule("dig-preservation.duration", r"preserv\w*|conserv\w*|retain\w*|kept|sicher\w*|keep\w* .{0,40}(?:data|"
                                       r"record)", "arrest|witness",
          "", r"preserv\w*|(?:data|records?).{0,120}(?:kept|retain|keep)"),
    _rule("dig-direct-provider.time-limit", r"provider\w*|addressee|fournisseur\w*|proveedor\w*|prestador\w*|"
    r"anbieter\w*", r"emergenc\w*|preserv\w*",
          "at-most", r"(?:provider|addressee)\w*.{0,200}(?:within|later|days|hours)"),
    _rule("dig-emergency.time-limit", r"emergenc\w*|urgen\w*|imminent", r"provisional\w*|arrest", "at-most",
        r"emergenc\w*.{0,300}(?:hours|days)"),
)  # fmt: skip

# A smaller duration of the same kind beside the binding one: release is possible from it on, and due at the other.
INTERIM = {
    "ext-provisional-arrest.max-duration": "ext-provisional-arrest.interim-duration",
    "ext-surrender.time-limit": "ext-surrender.interim-time-limit",
}
INTERIM_WORDS = re.compile(
    r"\bmay be (?:released|terminated|discharged|set)|\bmay .{0,60}(?:releas|terminat)|pourra|podra|podera|kann\b"
)

# Terms: parameter → value → words that say it.
_TERMS: tuple[tuple[str, str, str], ...] = (
    (
        "ext-extraditable-offences.method",
        "threshold",
        r"(?:punishable|penalty|imprisonment|deprivation of liberty|detention|maximum|passible\w*|punible\w*|"
        r"punive\w*|bedroht).{0,200}(?:"
        r"at least|not less than|or more|more severe|minimum|maximum (?:period|term|penalty)|twelve months|12 months|"
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
    (
        "ext-dual-criminality.requirement",
        "conduct-based",
        r"(?:conduct|acts?|facts|faits|hechos|"
        r"sachverhalt).{0,160}(?:had (?:it|they) (?:"
        r"occurred|been|taken)|if (?:it|they|committed|done) .{0,40}(?:in|within)|would (?:have )?(?:constitut|been|"
        r"be)\w*|occurred in)|"
        r"irrespective of whether .{0,100}(?:terminolog|categor)|whether or not .{0,80}(?:named|defined|characterized|"
        r"same "
        r"(?:category|terms|terminology))|sinngemasser umstellung|conduct underlying",
    ),
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
        r".{0,200}punishable under (?:both|the law)",
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
        r"guilt)|(?:not|no) (?:be )?(?:entitled|permitted|allowed|limited).{0,60}(?:adduce|receive|"
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
        ("ministry", r"(?:minist(?:ry|ries|er) of (?:justice|foreign|the interior|external)|minister of|ministere "
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
