"""Which duration is a value of which parameter: what must be done within it, or what it is the measure of.

Patterns are for folded text (lower case, no accents). They are general: drafting habits of treaties and statutes in English,
French, Spanish, Portuguese and German, not sentences of any of them. docs/matching.md states the principles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """How a duration of a parameter is recognised. `wants` must be near it, `shuns` weigh against it and `bars` exclude it;
    `undone` excludes it where that is what must be done in the time. `bound` is the one that the sentence usually gives it,
    `strong` words are enough without the concept being proposed otherwise. With `acts` the event from which the time runs
    does not count."""

    key: str
    wants: re.Pattern[str]
    shuns: re.Pattern[str] | None = None
    bound: str = ""
    strong: re.Pattern[str] | None = None
    bars: re.Pattern[str] | None = None
    undone: re.Pattern[str] | None = None
    acts: bool = False

    @property
    def concept(self) -> str:
        """The concept that the parameter belongs to."""
        return self.key.partition(".")[0]


def _rule(key: str, wants: str, shuns: str = "", bound: str = "", strong: str = "", bars: str = "", undone: str = "",
          acts: bool = False) -> Rule:  # fmt: skip
    def compiled(pattern: str) -> re.Pattern[str] | None:
        return re.compile(pattern) if pattern else None

    return Rule(
        key, re.compile(wants), compiled(shuns), bound, compiled(strong), compiled(bars), compiled(undone), acts
    )


_PENALTY = (
    r"punish\w*|penalt\w*|imprison\w*|deprivation of liberty|depriv\w+ .{0,20}liberty|detention order|carr(?:y|ies)|"
    r"\bmaximum (?:must|shall|is|be|has)|a maximum of|"
    r"peine|passible|privative de liberte|emprisonnement|pena|punible|sancion\w*|privativa|punivel|prisao|"
    r"strafe|freiheitsentzieh\w*|freiheitsbeschrank\w*|hochstmass|bedroht"
)
_REMAIN = (
    r"remain\w*|still to be served|left to (?:be )?serve\w*|unexpired|yet to be served|outstanding|rest(?:e|ant)\b|"
    r"(?:faltar?|reste|quede|restar?|falt\w+) .{0,20}(?:cumplir|cumprir|extinguir|purger)|noch zu vollstrecken\w*|"
    r"zu vollstrecken"
)
_IMPOSED = (
    r"(?:sentence|punishment|penalty|detention|sanction)\w* .{0,60}(?:imposed|awarded|passed|pronounced)|sentenced\b|"
    r"(?:imposed|awarded|passed|pronounced)\b.{0,30}(?:sentence|punishment|penalty|sanction)|already passed|convicted|"
    r"must have been imposed|(?:imprisonment|detention)\b.{0,60}(?:has been|was|were) (?:imposed|passed|awarded)|"
    r"sanction prononcee|condamn\w+|prononce\w*|condena\w*|impuesta|condenad\w+|imposta|verhangt|"
    r"verurteilt"
)
_ARREST = (
    r"provisional\w*|arrest\w*(?! warrants?\b)|detain\w*|detention|custody|remand\w*|discharg\w*|released?|"
    r"telegraph\w*|provisoire\w*|"
    r"incarcer\w*|detencion|detenid\w+|preventiv\w+|prisao|preso|detencao|vorlauf\w*|haft\b|auslieferungshaft"
)
_REQUEST = (
    r"request\w*|document\w*|papers|requisition|requirement|certificate|demande\w*|pieces|solicitud|documentos|pedido|"
    r"ersuchen\w*|unterlagen|not (?:been )?(?:received|made|presented|arrived)"
)
_FREED = (
    r"(?:discharg|releas|set at liberty|set free|freed|terminat|cancel|lift|cease|\bends?\b|elargi|libert|libere|"
    r"libera|aufgehoben|aufzuheben)"
)
_COLLECT = (
    r"surrender warrant|convey\w*|surrendered (?:to .{0,60})?(?:within|not later than|no later than)|"
    r"surrender (?:shall|must|will|is to) take place|surrender\w* is due|"
    r"not (?:been "
    r")?surrendered|collect\w*|taken over|take (?:him|her|them|delivery)|handed over|hand(?:ing)? over|removed|removal|"
    r"not extradited|extradited|brought out|remis\w*|remise|prise? en charge|entreg\w*|trasladad\w*|recibid\w*|"
    r"ubergabe|ubergeben|ubernommen|abgeholt|put at disposal|fail\w* to (?:attend|arrive|take)|"
    r"(?:in custody|held|detained|kept|in prison) .{0,120}(?:committal|surrender|extradition|warrant)|"
    r"could (?:first )?(?:lawfully )?(?:have been|be) (?:returned|surrendered|extradited|delivered up)|"
    r"warrant for (?:his|her|their|the person'?s?|the) (?:return|surrender|extradition)"
)
_LEAVE = (
    r"(?<!\bwith )(?<!\bby )(?<!\bgrant )leav\w+|left\b|quitt\w*|abandon\w*|salir|salido|deix\w*|sair\b|verlass\w*|"
    r"no longer (?:required|needed|necessary)|free to (?:go|leave)|stay\w*|remain\w* (?:voluntarily|in)|final discharge|"
    r"elargissement|return\w*"
)
_APPEAL = (
    r"appeal\w*|review\w*|habeas corpus|leave to|notice of appeal|application for|apply\b|"
    r"stat(?:e|ed|ing) (?:a |the )?case|recours|appel\b|apelacion|"
    r"recurso|"
    r"apelar|recorrer|beschwerde|certiorari|remed(?:y|ies)"
)
# Somebody is told something, or brought before a court: no limit of detention or decision.
_TOLD = (
    r"notif(?:y|ied|ication)|inform(?:ed)?|told|tell|warn|advised?|acknowledg\w*|answer|reply|hear|heard|brought|bring|"
    r"validat\w*"
)
_SERIOUS = r"serious crime|serious offence|infraction grave|delito grave|confiscat\w*|intercept\w*|forfeit\w*"

DURATIONS: tuple[Rule, ...] = (
    # "punishable by … of at least", "or more": a threshold. A penalty that stays below a figure is none.
    _rule("ext-extraditable-offences.min-penalty", _PENALTY, rf"{_REMAIN}|aged|contempt", "at-least",
          r"(?:maximum|minimum|at least|not less than|term|period) .{0,60}(?:imprison|depriv\w+ .{0,20}liberty|penalt|"
          r"punish)|"
          r"punishable .{0,120}(?:imprison|depriv|liberty|maximum|death)|(?:more severe|heavier|greater) (?:penalty|"
          r"punishment)|"
          r"maximum (?:\w+ )?(?:of |must be |is )?at least|"
          r"(?:peine|sanctionn\w+|passible\w*) .{0,160}(?:maxim|au moins|ou plus|plus severe)|hochstmass .{0,80}mindestens|"
          r"pena\w* .{0,140}(?:maxim|inferior|al menos|pelo menos|mas grave|mais grave|o mas|ou mais)",
          bars=rf"{_SERIOUS}|not verified|verification of (?:double|dual)|framework (?:list|decision)|"
              rf"listed offences?|transfer of sentenced|(?:sentenced|"
              rf"condamnee?s?|condenad\w+) .{{0,60}}\bto .{{0,60}}depriv"),
    _rule("ext-extraditable-offences.min-remaining-sentence", _REMAIN, r"document|request (?:has|is) not|days", "at-least",
          r"(?:remain\w*|left|yet|still) .{0,40}serv\w+|serv\w+ .{0,30}remain\w*|reste .{0,40}(?:purger|executer|"
          r"subir|accomplir)|"
          r"(?:falt|rest|qued)\w* .{0,30}(?:cumplir|cumprir)|noch zu vollstreck"),
    _rule("ext-extraditable-offences.min-sentence-imposed", _IMPOSED, _REMAIN, "at-least",
          r"(?:sentence|punishment|detention|sanction)\w* .{0,80}(?:awarded|imposed|passed) .{0,80}(?:at least|"
          r"not less|months|"
          r"year)|sentence of (?:at least )?\w+ months|sentenced .{0,80}(?:months|years?) or more|"
          r"(?:imprisonment|detention)\b.{0,60}(?:has been|was|were) (?:imposed|passed|awarded)|"
          r"sentenced .{0,60}(?:months|years?) must have been|(?:sentence|punishment)\w* .{0,60}(?:months|"
          r"years?) .{0,20}imposed|"
          r"(?:peine|sanction)\w* prononcee .{0,60}(?:au moins|mois)",
          bars=r"\b(?:still |yet )?to be imposed"),
    # "released if the request has not come within": the longest provisional arrest.
    _rule("ext-provisional-arrest.max-duration", f"(?:{_ARREST})",
          r"appeal|convey\w*|(?:not|been) (?:taken over|collected)|leave the territory|surrender warrant|"
          r"final (?:decision|discharge)|within .{0,30}of (?:his|her|their|the) arrest .{0,40}brought", "at-most",
          rf"(?:{_REQUEST}).{{0,200}}{_FREED}|provisional\w* (?:arrest|detention|custody)|"
          rf"{_FREED}\w* .{{0,200}}(?:request|document|requisition|demande|pieces|solicitud|pedido)|"
          rf"\bhaft .{{0,60}}auf\b.{{0,120}}(?:ersuchen|unterlagen)|(?:{_REQUEST}).{{0,160}}(?:freigelassen|"
          rf"freizulassen|entlassen)",
          bars=r"night curfew|hearing must (?:start|begin)|does not (?:stop|prevent)", undone=rf"{_TOLD}|decid\w*|"
              rf"decision|\bfix\w*|a (?:date|day) that"),
    # "conveyed, collected, removed within", "held … after committal … unless cause is shown": the limit of surrender.
    _rule("ext-surrender.time-limit", _COLLECT,
          r"provisional\w* arrest|leave the territory|appeal within|consent\b.{0,40}decision|"
          r"request for extradition (?:has not|is not)|not be (?:surrendered|removed|conveyed|extradited)\b.{0,80}"
          r"(?:until|before|after|during)|(?:make|made|issue|making)\w* .{0,60}order (?:is|be|was|within)|"
          r"days after .{0,40}committ", "at-most",
          r"(?:convey|taken over|collect|surrender warrant|remov|extradit)\w*.{0,500}(?:discharg|releas|liberty)|"
          r"(?:convey|taken over|collect|remov|extradit)\w*.{0,200}(?:expir|within|after|up to)|surrender\w* is due|"
          r"(?:within|after|expir\w*).{0,120}(?:convey|taken over|collect|surrendered|removed|extradited)|"
          r"(?:held|custody|detained).{0,200}(?:releas|discharg)\w*.{0,80}\bcause\b|"
          r"fail\w* to (?:attend|arrive|take).{0,160}(?:releas|discharg)|not (?:been )?surrendered\b.{0,200}(?:releas|discharg)|"
          r"(?:shall|must|to) be surrendered (?:to .{0,60})?(?:within|not later than|no later than)|"
          r"surrender (?:shall|must|will|is to) take place (?:within|not later than|no later than)|"
          r"beginning with the (?:first )?(?:day|date) on which.{0,120}(?:could (?:lawfully )?(?:have been|be) (?:returned|"
          r"surrendered|extradited)|warrant was issued)|"
          r"(?:elargi|liber)\w*.{0,400}(?:pas|non) (?:\w+ )?(?:extrade|remis|livre|pris en charge)|"
          r"(?:extrade|remis|livre|recu|pris en charge)\w*.{0,200}(?:elargi|liber)|(?:traslad|recib|entreg|"
          r"retir)\w*.{0,200}libertad|"
          r"(?:ubernomm|ubernahme|abgeholt|ubergeb)\w*.{0,200}(?:freigelassen|freizulassen|entlassen|aufzuheben)",
          bars=r"completion of the (?:trial|proceedings)|shall not (?:make an )?order (?:that|the)|"
              r"shall not be released", undone=_TOLD),
    _rule("ext-speciality.days-to-leave", _LEAVE, r"witness|expert|safe.?conduct|appeal|remand|invit\w+|testif\w*|"
        r"summon\w*", "",
          r"opportunity .{0,60}(?:leav|quit)\w*|(?:not left|failed to leave|has not (?:done so|left))|(?:final|"
          r"conditional) (?:or final )?"
          r"(?:discharge|release)|stay\w* (?:beyond|more than|longer)|quitte .{0,40}territoire|"
          r"abandon\w* .{0,40}territorio|"
          r"(?:gebiet|staat)\w* .{0,160}verlassen"),
    _rule("mla-safe-conduct.days-to-leave", _LEAVE + r"|immunity .{0,40}lasts?", r"final discharge|extradited|"
        r"surrendered for", "",
          r"(?:witness|expert|immunity|summon\w*|safe.?conduct|person).{0,300}(?:leav|left|quit)\w*|"
          r"no longer (?:required|needed)|"
          r"immunity .{0,40}lasts?", bars=r"speciality|specialty|(?:conditional|final) (?:or final )?(?:release|"
          r"discharge)|sentenced person|ausgeliefert|elargissement"),
    # "may appeal, apply within": counted from a decision, which is not what is limited.
    _rule("ext-appeal.time-limit", _APPEAL,
          r"provisional|convey\w*|taken over|punish\w*|penalt\w*|decision of the court of appeal|is pending|until after|"
          r"not be (?:surrendered|removed|extradited)|make (?:the|an) order|adjourn\w*", "at-most",
          r"(?:appeal|review|notice|application|apply|leave)\w* .{0,160}(?:within|not later|no later)|"
          r"within .{0,160}(?:appeal|"
          r"review|apply|application|notice)|days? .{0,60}(?:to appeal|for (?:an )?appeal)|"
          r"(?:\bappel|recours|revision)\b.{0,200}\bdans (?:les|un)|(?:recurso|apela)\w*.{0,120}(?:plazo|prazo|dentro)",
          undone=r"\b(?:order|decision) (?:is|be|was) made|make (?:an|the) order|hearing|decid\w*|determin\w*",
          bars=r"\b(?:has|have) not (?:made|issued|been|decided)|\bn'(?:a|est) pas (?:pris|extrad|rendu)", acts=True),
    _rule("ext-decision.time-limit", r"deci\w+|order\b|determin\w+|grant\w*|entscheid\w*|entschied\w*|decidir|"
        r"resolv\w+|minister\b|ordonner|"
          r"\barrete\b .{0,20}(?:pris|rendu)|statue\w*",
          r"appeal\w* within|consent\w*|arrest(?:ed)? .{0,80}request (?:has|is)|convey\w*|collect\w*|leave the|recognition|"
          r"executing authority|apply\b|application for|notice of|after the (?:date of (?:the|"
          r"a) )?(?:final )?(?:decision|order|"
          r"judgment)", "at-most",
          r"(?:decision|decide|order|determin)\w* .{0,160}(?:within|not later|no later|"
          r"before the (?:end|expir\w+) of)|within .{0,200}(?:decid|"
          r"(?:make|issue) (?:"
          r"an|the|a) (?:\w+ )?order|decision|order(?:ed)? that)|not made an order .{0,80}(?:within|before)|"
          r"(?:has|have) not\b.{0,120}(?:within|after|before the end).{0,160}(?:made an order|decided|made (?:a|its) decision)|"
          r"(?:\barrete|decision)\b .{0,20}(?:est|soit|sera) (?:pris|rendu)\w*|ministre peut.{0,80}ordonner|"
          r"auslieferung .{0,120}entschieden|"
          r"pas pris l'arrete",
          undone=r"apply|appeal|statement|submi\w+|notif\w*|inform|consent|answer|\bask|\bseek|sought|confirm|"
          r"representations?|be surrendered|surrender (?:shall|must|will|is to)", bars=r"transit|"
              r"durchlieferung|widen|other offence", acts=True),
    _rule("ext-simplified.decision-time-limit",
          r"consent\w*|simplified|agree\w*|consent\w+|simplifie\w*|vereinfacht\w*|zustimm\w*",
          r"without (?:the )?consent|speciality|specialty", "at-most",
          r"consent\w*.{0,200}(?:decision|notif|order|extradit)|(?:decision|notif|order)\w*.{0,120}consent",
          bars=r"whether .{0,60}consent|\b(?:not|no|never) consent|not (?:been )?surrendered|"
              r"withdraw\w*|revok\w*|other offences?|hearing on|travel|cost\b",
          undone=rf"surrender\w* (?:must|shall|will|is)|be surrendered|{_TOLD.replace('notif(?:y|ied|ication)|', '')}"),
    _rule("ext-additional-information.time-limit",
          r"(?:additional|supplementary|further) (?:information|evidence|documents?)|defect|missing|complet\w*|"
          r"informations? complementaires?|informacion (?:adicional|complementaria)|subsan\w*|informacoes|erganz\w*|"
          r"insufficient", "convey|appeal", "",
          r"(?:supplementary|additional|further) information .{0,160}|defects? .{0,40}cured"),
    _rule("ext-transit.max-custody",
          r"transit|landing|landed|unscheduled|in transit|atterri\w*|aterriz\w*|zwischenlandung|durch\w*", "",
          "at-most",
          r"(?:landing|transit).{0,300}(?:hours|days)", bars=r"\bdecid\w+|entschieden|transit warrant",
          undone=r"decid\w*|(?<!provided the )(?<!provided that the )(?<!as long as the )request\w*"),
    _rule("ext-temporary-surrender.return-time-limit", r"return\w*|restor\w*|retour|devol\w*|ruck\w*", "leave the|"
        "opportunity",
          "at-most", r"temporar\w*.{0,120}return\w* .{0,120}(?:trial|appeal|conclusion|completion|proceedings)|"
          r"return\w*.{0,160}(?:trial|appeal|conclusion)", bars=r"not be (?:detained|returned)"),
    _rule("mla-time-limits.recognition",
          r"recogni\w+|accept\w*|receipt|acknowledg\w*|deci\w+|reconna\w*|anerkenn\w*", r"consent|appeal|arrest", "at-most",
          r"recogni\w+.{0,160}(?:within|later|days)|(?:within|later|days).{0,160}recogni\w+", undone=rf"{_TOLD}|confirm\w*",
          bars=r"provisional measure|secur\w+ (?:the )?(?:evidence|data|assets)|einstweilig", acts=True),
    _rule("mla-time-limits.execution",
          r"execut\w+|carr(?:y|ied) out|measure|comply|compliance|investigative|vollstreck\w*|ejecut\w*|report\w*|"
          r"sen[dt]\w*|"
          r"transmi\w*|gather\w*|obtain\w*", r"appeal|arrest|convey|consent to|surrender|extradit|provider|addressee", "at-most",
          r"(?:carr(?:y|ied) out|execut\w+).{0,160}(?:within|later|days)|(?:within|later|days).{0,120}(?:carr(?:y|"
          r"ied) out|execut)",
          undone=rf"decid\w*|decision|statement|{_TOLD}"),
    _rule("mla-service.lead-time",
          r"summon\w*|serv(?:e|ed|ice)\b|appear\w*|citation|comparution|citacion|ladung|before the (?:date|day)|writ",
          r"safe.?conduct|leave|left the|no longer|arrest|remand|sentence", "",
          r"(?:summon|serv|transmit|reach)\w*.{0,200}(?:before|prior)|(?:before|prior).{0,120}appear",
          bars=r"serv\w* (?:on|upon) (?:the )?(?:\w+ )?(?:part(?:y|ies)|defence|defendant|prosecution)|"
              r"parties .{0,20}served|immunity"),
    _rule("dig-preservation.duration",
          r"(?:preserv|conserv|retain|kept|keep|stor(?:e|ed|ing)\b|secur|sicher|gespeichert)\w*.{0,140}(?:for|until|"
          r"up to|at least|exceed|"
          r"period|laps\w*|after|pendant|durant|durante|fur|bis)\b", "arrest|witness", "",
          r"preserv\w*|(?:data|records?).{0,120}(?:kept|retain|keep)", bars=r"arriving", undone=rf"validation|revoke|"
          rf"decid\w*|clarif\w*|objection|{_TOLD}"),
    _rule("dig-direct-provider.time-limit", r"provider\w*|addressee|fournisseur\w*|proveedor\w*|prestador\w*|anbieter\w*",
          r"emergenc\w*|preserv\w*", "at-most", r"(?:provider|addressee)\w*.{0,200}(?:within|later|days|hours)",
          bars=r"authority (?:must|shall|may) (?:answer|object)", undone=r"objection|\bobject\b"),
    _rule("dig-emergency.time-limit", r"emergenc\w*|urgen\w*|imminent", r"provisional\w*|arrest", "at-most",
          r"emergenc\w*.{0,300}(?:hours|days)", bars=r"object|protection without", undone=r"validation|\bvalidat\w*|"
          r"confirm\w*"),
)  # fmt: skip

# Of the words between two commas: that a sentence was imposed, or could be.
IMPOSED = re.compile(r"\b(?:has been|have been|was|were|is|are|been|sentence) (?:imposed|passed|awarded|pronounced)|"
                     r"\bsentenced\b|\bsentence .{0,40}(?:imposed|passed|awarded|pronounced)")  # fmt: skip
INCURRED = re.compile(r"\b(?:punishable|incurred|liable|maximum)\b")

# A smaller duration of the same kind beside the binding one: release is possible from it on, and due at the other.
INTERIM = {
    "ext-provisional-arrest.max-duration": "ext-provisional-arrest.interim-duration",
    "ext-surrender.time-limit": "ext-surrender.interim-time-limit",
}
RELEASABLE = re.compile(
    r"\bmay be (?:released|terminated|discharged|set)|\bmay .{0,60}(?:releas|terminat)|pourra|podra|podera|kann\b"
)
