"""References and the official addresses they mean."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch.findings import Unreadable
from lexmatch.sources.addresses import HOSTS, wanted
from lexmatch.sources.client import check

CELLAR = "https://publications.europa.eu/resource/celex/"


@pytest.mark.parametrize(
    ("reference", "language", "address"),
    [
        ("ukpga/2003/41", "", "https://www.legislation.gov.uk/ukpga/2003/41/data.xml"),
        ("uk:ukpga/2003/41", "", "https://www.legislation.gov.uk/ukpga/2003/41/data.xml"),
        ("ukpga/2003/41/2020-12-31", "", "https://www.legislation.gov.uk/ukpga/2003/41/2020-12-31/data.xml"),
        ("uksi/2025/3/made", "", "https://www.legislation.gov.uk/uksi/2025/3/made/data.xml"),
        ("asc/2021/4", "cy", "https://www.legislation.gov.uk/asc/2021/4/welsh/data.xml"),
        (
            "eli:http://www.legislation.gov.uk/id/ukpga/2003/41",
            "",
            "https://www.legislation.gov.uk/ukpga/2003/41/data.xml",
        ),
        ("https://www.legislation.gov.uk/ukpga/2003/41", "", "https://www.legislation.gov.uk/ukpga/2003/41/data.xml"),
        ("celex:32014L0041", "", CELLAR + "32014L0041"),
        ("celex:02014L0041-20220313", "", CELLAR + "02014L0041-20220313"),
        ("eli:dir/2014/41/oj", "", CELLAR + "32014L0041"),
        ("eli:http://data.europa.eu/eli/dir/2014/41/oj", "", CELLAR + "32014L0041"),
        ("http://data.europa.eu/eli/reg/2020/1783/2024-03-07", "", CELLAR + "02020R1783-20240307"),
        ("eli:dec_framw/2002/584", "", CELLAR + "32002F0584"),
        ("eli:reg_impl/2022/423/oj", "", CELLAR + "32022R0423"),
        ("ca:E-23.01", "", "https://laws-lois.justice.gc.ca/eng/XML/E-23.01.xml"),
        ("ca:E-23.01", "fr", "https://laws-lois.justice.gc.ca/fra/XML/E-23.01.xml"),
        ("ca:SOR-2002-184", "", "https://laws-lois.justice.gc.ca/eng/XML/SOR-2002-184.xml"),
        ("de:irg", "", "https://www.gesetze-im-internet.de/irg/xml.zip"),
        ("de:StPO", "", "https://www.gesetze-im-internet.de/stpo/xml.zip"),
        ("de:IStGH Gesetz", "", "https://www.gesetze-im-internet.de/istgh_gesetz/xml.zip"),
        ("usc:18/209", "", "https://uscode.house.gov/download/download.shtml"),
        ("pl:119-1", "", "https://www.govinfo.gov/content/pkg/PLAW-119publ1/uslm/PLAW-119publ1.xml"),
        ("comps:339", "", "https://www.govinfo.gov/content/pkg/COMPS-339/uslm/COMPS-339.xml"),
    ],
)
def test_what_is_typed_and_where_it_is(reference: str, language: str, address: str) -> None:
    found = wanted(reference, language)
    assert found.address == address
    check(found.address, HOSTS)


def test_cellar_is_asked_for_formex_in_a_language() -> None:
    headers = dict(wanted("celex:32014L0041", "fr").headers)
    assert headers["Accept"].startswith("application/zip;mtype=fmx4")
    assert headers["Accept-Language"] == "fra"


def test_the_code_is_found_on_the_page_of_release_points() -> None:
    found = wanted("usc:18/209")
    assert found.options == {"chapter": "209"}
    assert found.follow is not None
    page = "".join(f'<a href="releasepoints/us/pl/150/36/xml_usc{n}@150-36.zip">' for n in (17, 18))
    assert found.follow(page) == "https://uscode.house.gov/download/releasepoints/us/pl/150/36/xml_usc18@150-36.zip"
    with pytest.raises(Unreadable, match="no file for usc:18/209"):
        found.follow("<html>")
    appendix = wanted("usc:18a").follow
    assert appendix is not None
    assert appendix("releasepoints/us/pl/150/36not3/xml_usc18a@150-36not3.zip").endswith("xml_usc18a@150-36not3.zip")


@pytest.mark.parametrize(
    "reference",
    ["", "extradition act", "ukpga/2003", "xxpga/2003/41", "celex:banana", "eli:dir/14/41", "ca:../../etc", "de:a/b", "usc:99",
     "usc:18/209/3", "pl:119", "comps:x", "ftp://www.legislation.gov.uk/ukpga/2003/41", "https://evil.example/ukpga/2003/41"],
)  # fmt: skip
def test_what_is_no_reference(reference: str) -> None:
    with pytest.raises(Unreadable, match="no reference that can be fetched"):
        wanted(reference)


@given(st.text(max_size=40) | st.from_regex(r"(ca|de|celex|eli|usc|pl|comps|uk):[^\n]{0,25}", fullmatch=True))
def test_no_reference_leads_anywhere_else(reference: str) -> None:
    try:
        found = wanted(reference)
    except Unreadable:
        return
    parts = urlsplit(found.address)
    assert parts.scheme == "https"
    assert parts.hostname in HOSTS
    assert parts.username is None
    assert ".." not in parts.path
    check(found.address, HOSTS)
