"""Number words from one to 999 in English, French, Spanish, Portuguese and German, read by making them all."""

from __future__ import annotations

from functools import cache

from lexmatch.text import fold

JOINS = frozenset(("and", "et", "y", "e", "und"))


@cache
def numbers(language: str) -> dict[str, int]:
    """Number words up to 999 → value; accents, hyphens and joining words left out."""
    makers = {"en": _english, "fr": _french, "es": _spanish, "pt": _portuguese, "de": _german}
    chosen = [makers[language]] if language in makers else list(makers.values())
    table: dict[str, int] = {}
    for make in chosen:
        for n in range(1, 1000):
            for phrase in make(n):
                key = " ".join(w for w in fold(phrase).replace("-", " ").split() if w not in JOINS)
                table.setdefault(key, n)
    return table


@cache
def pieces(language: str) -> frozenset[str]:
    return frozenset(w for phrase in numbers(language) for w in phrase.split())


def _listed(text: str) -> list[str]:
    return text.split()


_EN = _listed("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
              "seventeen eighteen nineteen")  # fmt: skip
_EN_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")


def _english(n: int) -> list[str]:
    if n < 20:
        return [_EN[n - 1]]
    if n < 100:
        return [f"{_EN_TENS[n // 10 - 2]} {_EN[n % 10 - 1] if n % 10 else ''}".strip()]
    rest = _english(n % 100)[0] if n % 100 else ""
    made = [f"{_EN[n // 100 - 1]} hundred {rest}".strip()]
    return [*made, f"a hundred {rest}".strip()] if n < 200 else made


_FR = _listed("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
              "dix-neuf")  # fmt: skip
_FR_TENS = _listed("vingt trente quarante cinquante soixante")


def _french(n: int) -> list[str]:
    if n == 1:
        return ["un", "une"]
    if n < 20:
        return [_FR[n - 1]]
    if n < 70:
        unit = _FR[n % 10 - 1] if n % 10 else ""
        made = [f"{_FR_TENS[n // 10 - 2]} {unit}".strip()]
        return [*made, f"{_FR_TENS[n // 10 - 2]} une"] if n % 10 == 1 else made
    if n < 100:
        base, rest = ("soixante", n - 60) if n < 80 else ("quatre-vingt", n - 80)
        if not rest:
            return ["quatre-vingt", "quatre-vingts"]
        swiss = {7: "septante", 8: "huitante", 9: "nonante"}[n // 10]
        return [f"{base} {_FR[rest - 1]}", f"{swiss} {_FR[n % 10 - 1] if n % 10 else ''}".strip()]
    hundred = "cent" if n < 200 else f"{_FR[n // 100 - 1]} cent"
    return [hundred, f"{hundred}s"] if not n % 100 else [f"{hundred} {r}" for r in _french(n % 100)]


_ES = _listed("uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
              "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
              "veintiocho veintinueve")  # fmt: skip
_ES_TENS = _listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _listed(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def _spanish(n: int) -> list[str]:
    if n == 1:
        return ["un", "una", "uno"]
    if n < 30:
        return [_ES[n - 1], "veintiun"] if n == 21 else [_ES[n - 1]]
    if n < 100:
        tens = _ES_TENS[n // 10 - 3]
        return [f"{tens} {u}" for u in _spanish(n % 10)] if n % 10 else [tens]
    if n == 100:
        return ["cien", "ciento"]
    hundred = _ES_HUNDREDS[n // 100 - 1]
    forms = [hundred, hundred.replace("ientos", "ientas")]
    return [f"{h} {r}" for h in forms for r in _spanish(n % 100)] if n % 100 else forms


_PT = _listed("um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
              "dezoito dezenove")  # fmt: skip
_PT_TENS = _listed("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_PT_HUNDREDS = _listed("cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
_PT_OTHER = {1: ["uma"], 2: ["duas"], 14: ["quatorze"], 16: ["dezasseis"], 17: ["dezassete"], 19: ["dezanove"]}


def _portuguese(n: int) -> list[str]:
    if n < 20:
        return [_PT[n - 1], *_PT_OTHER.get(n, [])]
    if n < 100:
        tens = _PT_TENS[n // 10 - 2]
        return [f"{tens} {u}" for u in _portuguese(n % 10)] if n % 10 else [tens]
    if n == 100:
        return ["cem", "cento"]
    hundred = _PT_HUNDREDS[n // 100 - 1]
    forms = [hundred, hundred.replace("entos", "entas")]
    return [f"{h} {r}" for h in forms for r in _portuguese(n % 100)] if n % 100 else forms


_DE = _listed("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
              "achtzehn neunzehn")  # fmt: skip
_DE_TENS = _listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def _german(n: int) -> list[str]:
    if n == 1:
        return ["ein", "eine", "einen", "einem", "einer", "eines", "eins"]
    if n < 20:
        return [_DE[n - 1], *({2: ["zweier"], 3: ["dreier"]}.get(n, []))]
    if n < 100:
        made = f"{_DE[n % 10 - 1]}und{_DE_TENS[n // 10 - 2]}" if n % 10 else _DE_TENS[n // 10 - 2]
        return list(dict.fromkeys((made, made.replace("ß", "ss"))))
    hundred = f"{_DE[n // 100 - 1]}hundert"
    heads = [hundred, "hundert"] if n < 200 else [hundred]
    rests = ["" if not n % 100 else r for r in (_german(n % 100) if n % 100 else [""])]
    return [h + r for h in heads for r in rests]
