"""Gap reports: one view, the same rows and counts in every format, and a page that stands by itself."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lexmatch.concepts import Concept, Group, Parameter, scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.findings import Unreadable
from lexmatch.gaps import Assessment, assess
from lexmatch.instrument import Instrument, Provision, TextStatus, Value, instrument
from lexmatch.project import shipped
from lexmatch.ref import Ref
from lexmatch.report import render, tables
from lexmatch.report.html import marked
from lexmatch.report.model import View
from lexmatch.report.names import jurisdiction_name
from lexmatch.report.view import view

TEMPLATES = {p.name: p for p in (shipped() / "templates" / "reports").iterdir()}
SCHEME = scheme(
    (Group("ext", {"en": "Extradition"}), Group("ext-p", {"en": "Procedure"}, "ext")),
    (
        Concept("arrest", "ext-p", {"en": "Provisional arrest"}, "Urgent arrest.", 3,
                parameters=(Parameter("max", "duration", label="longest detention", meets="at-most",
                                      more="longer detention before the request"),)),
        Concept("hearing", "ext-p", {"en": "Judicial hearing"}, "", 3, safeguard=True),
        Concept("costs", "ext-p", {"en": "Costs & <fees>"}, "", 1),
        Concept("transit", "ext-p", {"en": "Transit"}, "", 1),
    ),
)  # fmt: skip


def law(alias: str, code: str, days: str, status: str = "digest", **more: object) -> Instrument:
    provisions = (
        Provision("art_1", "article", "Article 1", "Arrest", f"The person is released after {days} days.",
                  concepts=("arrest",), values=(Value("arrest", "max", f"P{days}D", f"{days} days"),)),
        Provision("art_2", "article", "Article 2", "Court", "=A court hears the person | and <counsel>.", concepts=("hearing",),
                  verified=False),
        Provision("art_3", "article", "Article 3", "", "Each State bears its costs.", concepts=("costs",)),
        Provision("art_4", "article", "Article 4", "", "Transit is allowed.", concepts=("transit",)),
    )  # fmt: skip
    return instrument(alias, f"Law of {alias}", provisions, jurisdiction=code, date="2020-01-01", link="https://example.org/law",
                      text=TextStatus(status, retrieved="2025-07-25", read=(("r1", "the gazette"),)), **more)  # fmt: skip


def assessment(subject: str = "xx-law", code: str = "ca", days: str = "60") -> Assessment:
    laws = {"std": law("std", "coe", "40"), subject: law(subject, code, days, "official")}

    def entry(concept: str, article: str, **fields: object) -> Entry:
        refs = {"subject": (Ref(subject, article),)} if "relation" in fields else {}
        base = {"status": "accepted", "by": "A. Drafter", "on": "2026-05-04"}
        return Entry(concept, (Ref("std", article),), **(base | refs | fields))  # type: ignore[arg-type]

    walk = Crosswalk(
        f"{code} against the standard", ("std",), (subject,), ("ext",),
        (entry("arrest", "art_1", relation="equal"), entry("hearing", "art_2", absence="absent", note="Left to practice."),
         entry("costs", "art_3", relation="equal", status="proposed", confidence=0.7, basis=("concept",)),),
    )  # fmt: skip
    return assess(walk, laws, SCHEME)


@pytest.fixture(scope="module")
def made() -> View:
    corpus = [law("other", "de", "45"), law("third", "in", "60")]
    return view((assessment(), assessment("yy-law", "in", "30")), SCHEME, corpus)


def test_the_first_page_counts_what_is_open_and_unverified(made: View) -> None:
    assert made.open == 2
    assert made.unexamined == 2
    assert made.unverified == 1
    assert (made.restated, made.official) == (4, 4)
    assert made.jurisdictions[0].sentence == (
        "0 of 4 rules aligned; 1 partial; 1 missing, of which 1 safeguard; 2 not yet decided."
    )
    assert made.jurisdictions[0].index == 25


def test_the_gaps_that_matter_most_come_first(made: View) -> None:
    assert [(g.concept, g.jurisdiction, g.verdict) for g in made.top] == [
        ("hearing", "Canada", "missing"), ("hearing", "India", "missing"), ("arrest", "Canada", "partial"),
    ]  # fmt: skip
    assert made.top[2].reason == "60 days against 40: longer detention before the request"
    assert made.top[0].reason == "Left to practice"


def test_every_format_carries_the_same_rows_and_counts(made: View) -> None:
    rows = list(tables.rows(made))
    expected = [(r[2], r[5], r[6]) for r in rows]
    assert len(expected) == made.total == 8
    parsed = list(csv.reader(io.StringIO(render(made, "csv", TEMPLATES))))
    assert [(r[2], r[5], r[6]) for r in parsed[1:]] == expected
    page, text = render(made, "html", TEMPLATES), render(made, "md", TEMPLATES)
    data = json.loads(render(made, "json", TEMPLATES))
    assert data["lexmatch"] == "report/1"
    for number, jurisdiction in enumerate(made.jurisdictions):
        assert jurisdiction.sentence in text
        assert jurisdiction.sentence in page
        for verdict, count in jurisdiction.counts:
            assert sum(r[5] == jurisdiction.name and r[6] == verdict.replace("-", " ") for r in rows) == count
        assert data["jurisdictions"][number]["counts"] == [list(pair) for pair in jurisdiction.counts]
    matrix = re.findall(r"^\| ([^|*]+?) \| \d \| (.+) \|$", text, re.MULTILINE)
    assert [name.removesuffix(" (safeguard)") for name, _ in matrix] == [
        "Provisional arrest",
        "Judicial hearing",
        "Costs & <fees>",
        "Transit",
    ]
    assert page.count('<tr class="line') == 4
    assert page.count('class="cell"') == 8


def test_markdown_is_what_it_was(made: View, golden: Callable[[str, str], None]) -> None:
    golden("report.md", render(made, "md", TEMPLATES))


def test_html_is_what_it_was(made: View, golden: Callable[[str, str], None]) -> None:
    page = render(made, "html", TEMPLATES)
    golden("report.html", page[: page.index("<style>")] + page[page.index("</style>") :])


def test_the_page_needs_nothing_from_outside_and_escapes_what_it_shows(made: View) -> None:
    page = render(made, "html", TEMPLATES)
    assert not re.findall(r'(?:src|href)="(?!#|https://example\.org)', page)
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page
    assert "<counsel>" not in page
    assert "&lt;counsel&gt;" in page
    assert "Costs &amp; &lt;fees&gt;" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids


def test_a_cell_that_looks_like_a_formula_is_neutralised(made: View) -> None:
    assert tables.neutral("=1+1") == "'=1+1"
    assert tables.neutral("plain") == "plain"
    assert "'=A court" in render(made, "csv", TEMPLATES)


def test_time_limits_are_set_against_the_corpus(made: View) -> None:
    (limit,) = made.limits
    assert limit.standard == (("standard", "40 days", 40.0),)
    assert {name for name, _, _ in limit.subjects} == {"Canada", "India"}
    assert {name for name, _, _ in limit.others} == {"other", "third"}
    assert limit.median == 45.0
    page = render(made, "html", TEMPLATES)
    assert "Canada: 60 days" in page
    assert page.count("<svg") == 1


def test_crosswalks_on_different_standards_make_no_matrix() -> None:
    one, two = assessment(), assessment("yy-law", "in")
    other = Assessment(
        Crosswalk("x", ("another",), ("yy-law",), (), path="y.yaml"),
        two.standards,
        two.subjects,
        two.rows,
        two.uncovered,
    )
    with pytest.raises(Unreadable, match="another standard"):
        view((one, other), SCHEME)


def test_differences_are_marked_only_where_texts_are_alike() -> None:
    assert marked("released after 60 days at most", "released after 40 days at most") == (
        "released after <del>40</del> <ins>60</ins> days at most"
    )
    assert "<ins>" not in marked("something quite different", "released after 40 days at most")
    assert marked("a < b", "c") == "a &lt; b"


def test_jurisdictions_have_names_in_the_readers_language() -> None:
    assert jurisdiction_name("de") == "Germany"
    assert jurisdiction_name("de", "fr") == "Allemagne"
    assert jurisdiction_name("coe") == "Council of Europe"
    assert jurisdiction_name("ca-ar") == "Canada and Argentina"
    assert jurisdiction_name("de", "nonsense") == "Germany"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_has_a_contrast_of_seven_to_one_in_both_themes(theme: str) -> None:
    """LOOK: text contrast at least 7:1, a dark theme with its own checked values (WCAG 2.2, 1.4.6)."""
    style = TEMPLATES["report.css"].read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\n\s*\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    if theme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))
    for ink in ("ink", "soft", "link"):
        for ground in ("paper", "wash"):
            assert _contrast(colours[ink], colours[ground]) >= 7, (ink, ground)
    for verdict in ("aligned", "exceeds", "partial", "contrary", "missing", "none", "open"):
        assert _contrast(colours[f"{verdict}-ink"], colours[f"{verdict}-tint"]) >= 7, verdict


PROBE = """<script>addEventListener("load", () => {
  const wide = [...document.querySelectorAll("body *")].filter(e => {
    if (e.closest(".scroll, .chart")) return false;
    return e.getBoundingClientRect().right > document.documentElement.clientWidth + 1; }).map(e => e.tagName + "." + e.className);
  document.body.setAttribute("data-probe", JSON.stringify({
    page: document.documentElement.scrollWidth, window: innerWidth, wide,
    tile: getComputedStyle(document.querySelector(".matrix .tile")).width }));
});</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [500, 900, 1400])
def test_the_page_fits_three_widths_in_a_real_browser(made: View, tmp_path: Path, width: int) -> None:
    import html
    import os
    import shutil
    import subprocess

    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser or os.environ.get("CI"):
        pytest.skip("no Chromium here, or running in CI")
    page = tmp_path / "report.html"
    page.write_text(render(made, "html", TEMPLATES).replace("</body>", PROBE + "</body>"), encoding="utf-8")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    probe = json.loads(html.unescape(re.search(r'data-probe="([^"]+)"', done.stdout).group(1)))  # type: ignore[union-attr]
    assert probe["page"] <= probe["window"], probe
    assert probe["wide"] == []
    assert probe["tile"] == "28px"
