"""National formats that tulit reads: how they are told, what their words are, and their way through tulit."""

from __future__ import annotations

import contextlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexmatch.findings import Unreadable
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.xml import Element, text_of

if TYPE_CHECKING:
    from lexmatch.readers import Source


@dataclass(frozen=True, slots=True)
class National:
    """A format that tulit reads: its name there, its country and language, what its articles are, and its words."""

    parser: str
    title: str
    country: str
    language: str
    basic: str
    words: Operative


NATIONAL = {
    "bwb": National(
        "bwb", "Dutch legislation (BWB)", "nl", "nl", "article",
        Operative(("intitule", "aanhef", "wettekst", "wetsluiting", "bijlage"), frozenset(("meta-data", "jcis")),
                  frozenset(("nadruk", "extref", "intref", "sup", "inf"))),
    ),
    "lexdania": National(
        "lexdania", "Danish legislation (LexDania)", "dk", "da", "section",
        Operative(("Titel", "DokumentIndhold"), frozenset(("Nota", "Meta")), frozenset(("Char", "Henvisning"))),
    ),
    "boe": National("boe", "Spanish legislation (BOE)", "es", "es", "article", Operative(("texto",))),
    "boe-consolidated": National(
        "boe-consolidated", "Spanish consolidated legislation (BOE)", "es", "es", "article",
        Operative(("texto",), frozenset(("blockquote",)), frozenset(("a", "em", "strong", "sup"))),
    ),
    "ris": National(
        "ris", "Austrian legislation (RIS)", "at", "de", "section",
        Operative(("nutzdaten",), frozenset(("metadaten", "fusszeile", "kopfzeile")), frozenset(("i", "b", "sup", "n")),
                  lambda e: e.get("typ") == "titel" and (e.text or "").strip() == "Text"),
    ),
    "ie-act": National(
        "ie-act", "Irish legislation (eISB)", "ie", "en", "section",
        Operative(("frontmatter", "body", "backmatter"), frozenset(("fn", "marker", "graphic")),
                  frozenset(("i", "b", "su", "sb", "xref", "odq", "cdq", "osq", "csq", "afada", "efada", "ifada", "ofada",
                             "ufada", "emdash", "endash"))),
    ),
    "legifrance": National("legifrance", "French legislation (LEGI)", "fr", "fr", "article", Operative()),
}  # fmt: skip


def national_format(source: Source) -> str:
    namespace, name = source.tag
    head = source.data[:65536]
    if name == "toestand" and b"bwb" in head:
        return "bwb"
    if name == "Dokument" and (b"<DokumentIndhold" in source.data or b"<TitelGruppe" in head):
        return "lexdania"
    if namespace == "http://www.bka.gv.at":
        return "ris"
    if name == "documento" and b"<texto" in source.data:
        return "boe"
    if name in ("response", "texto") and b"<bloque" in source.data:
        return "boe-consolidated"
    if name == "act" and not namespace and b"<frontmatter" in source.data and b"<sect" in source.data:
        return "ie-act"
    if not name and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"jurisState"' in source.data:
        return "legifrance"
    return ""


def through_tulit(source: Source, kind: str) -> dict[str, Any]:
    """What tulit makes of a national format. Everything it may raise becomes a message: it is no part of lexmatch."""
    import tempfile

    title = NATIONAL[kind].title if kind else "a national format"
    try:
        from tulit.parser.registry import get_parser
    except ImportError:
        raise Unreadable(f"{source.path} is {title}, which is read through tulit", "Install it: pip install "
                         "'lexmatch-toolkit[eu]'", source.place) from None  # fmt: skip
    if kind == "legifrance":
        data, name = source.data, "text.json"
    else:
        from lxml import etree

        data, name = bytes(etree.tostring(source.root, encoding="UTF-8", xml_declaration=True)), "text.xml"
    # tulit writes log files into the folder it runs in: that is not the person's.
    with tempfile.TemporaryDirectory(prefix="lexmatch-") as folder, contextlib.chdir(folder):
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            if kind == "ris":  # tulit reads a folder of units, one for each §
                label = text_of(next(source.root.iter("{*}gldsym"), None)).strip(" .") or "§ 1"
                index = {"units": [{"file": name, "unit": label}]}
                path = Path(folder) / "index.json"
                path.write_text(json.dumps(index), encoding="utf-8")
            parser = get_parser(NATIONAL[kind].parser)
            # The parser of Légifrance's JSON has another method than all others.
            made = (getattr(parser, "parse", None) or parser.parse_file)(str(path))
            made = made if isinstance(made, dict) else parser.to_dict()
        except Exception as error:
            raise Unreadable(f"{source.path} could not be read as {title}: {str(error).replace(str(path), source.path)}",
                             "Check that the file is whole.", source.place) from None  # fmt: skip
    if not isinstance(made, dict):
        raise Unreadable(f"{source.path} could not be read as {title}", "", source.place)
    return french(made) if kind == "legifrance" else made


def french(made: dict[str, Any]) -> dict[str, Any]:
    """Légifrance's texts come out of tulit in a shape of their own: facts as JSON in the preface, articles as HTML."""
    try:
        facts = json.loads(made.get("preface") or "{}")
    except ValueError:
        facts = {}
    articles = []
    for at, article in enumerate(made.get("articles") or [], 1):
        marked = re.sub(r"(?i)<(?:br|/p|/div|/li)\s*/?>", "\n", str(article.get("content") or ""))
        lines = [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in marked.split("\n")]
        parts = [{"eId": f"unp_{n}", "text": line} for n, line in enumerate(lines, 1) if line.strip()]
        articles.append({"eId": article.get("eId") or f"a{at}", "num": article.get("num"), "children": parts})
    meta = {"jurisdiction": "FR", "language": "fra", "eli": facts.get("eli"),
            "date_document": str(facts.get("date_texte") or "")[:10]}  # fmt: skip
    preamble = {"citations": made.get("citations") or [], "recitals": made.get("recitals") or []}
    heads = [{"eId": f"h{n}", "heading": c.get("title")} for n, c in enumerate(made.get("chapters") or [], 1)]
    return {"meta": meta, "preface": facts.get("title"), "preamble": preamble, "articles": articles, "heads": heads}


def about(parser: str, root: Element) -> tuple[str, str, str]:
    """Number, date and official address that a national file gives."""

    def said(name: str) -> str:
        return text_of(next(root.iter(f"{{*}}{name}"), None))

    if parser == "bwb":
        identity = root.get("bwb-id", "")
        return identity, "", f"https://wetten.overheid.nl/{identity}" if identity else ""
    if parser in ("boe", "boe-consolidated"):
        identity = said("identificador")
        return (
            identity,
            _day(said("fecha_disposicion")),
            f"https://www.boe.es/buscar/act.php?id={identity}" if identity else "",
        )
    if parser == "lexdania":
        return said("AccessionNumber"), _day(said("DiesSigni")), ""
    if parser == "ie-act":
        return text_of(root.find("metadata/number")), _day(said("dateofenactment")), ""
    return "", "", ""


def _day(said: str) -> str:
    compact = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", said)
    return "-".join(compact.groups()) if compact else ""
