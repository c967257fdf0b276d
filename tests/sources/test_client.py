"""The client, against a server that behaves as badly as servers do."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from official_stage import Play, Stage

from lexmatch.findings import Unreadable
from lexmatch.sources import Client, cache_folder, fetch, wanted
from lexmatch.sources.addresses import HOSTS, XML
from lexmatch.sources.client import check

ACT = "https://www.legislation.gov.uk/ukpga/2031/7/data.xml"
BODY = b"<Legislation/>"
GOOD = {"Content-Type": "application/xml; charset=utf-8"}
Make = Callable[..., Client]


def test_a_file_with_its_source_date_and_hash(stage: Stage, client: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924992000")
    stage.play(ACT, Play(body=BODY, headers=GOOD))
    found = fetch(wanted("ukpga/2031/7"), client())
    assert (found.data, found.address, found.retrieved, found.cached) == (BODY, ACT, "2031-01-01", False)
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()
    assert found.name == "www.legislation.gov.uk/ukpga/2031/7/data.xml"
    host, path, headers = stage.asked[0]
    assert (host, path) == ("www.legislation.gov.uk", "/ukpga/2031/7/data.xml")
    assert headers["user-agent"].startswith("lexmatch/")


def test_the_cache_asks_whether_anything_changed(stage: Stage, client: Make, tmp_path: Path) -> None:
    stage.play(ACT, Play(body=BODY, headers={**GOOD, "ETag": '"v1"'}))
    first = fetch(wanted("ukpga/2031/7"), client(), tmp_path)
    again = fetch(wanted("ukpga/2031/7"), client(), tmp_path)
    assert (first.cached, again.cached) == (False, True)
    assert (again.data, again.sha256, again.retrieved, again.address) == (
        first.data,
        first.sha256,
        first.retrieved,
        ACT,
    )
    assert stage.asked[1][2]["if-none-match"] == '"v1"'
    stage.play(ACT, Play(body=b"<Legislation n='2'/>", headers={**GOOD, "ETag": '"v2"'}))
    assert fetch(wanted("ukpga/2031/7"), client(), tmp_path).data == b"<Legislation n='2'/>"


def test_a_damaged_cache_is_as_good_as_none(stage: Stage, client: Make, tmp_path: Path) -> None:
    stage.play(ACT, Play(body=BODY, headers={**GOOD, "ETag": '"v1"'}))
    fetch(wanted("ukpga/2031/7"), client(), tmp_path)
    for path in tmp_path.iterdir():
        if path.suffix != ".json":
            path.write_bytes(b"<Forged/>")
    assert fetch(wanted("ukpga/2031/7"), client(), tmp_path).data == BODY
    for path in tmp_path.glob("*.json"):
        path.write_text("{")
    assert fetch(wanted("ukpga/2031/7"), client(), tmp_path).data == BODY


def test_languages_have_their_own_copies(stage: Stage, client: Make, tmp_path: Path) -> None:
    address = "https://publications.europa.eu/resource/celex/32031L0007"
    stage.play(
        address,
        Play(body=b"<en/>", headers={**GOOD, "ETag": '"e"'}),
        Play(body=b"<fr/>", headers={**GOOD, "ETag": '"f"'}),
    )
    assert fetch(wanted("celex:32031L0007", "en"), client(), tmp_path).data == b"<en/>"
    assert fetch(wanted("celex:32031L0007", "fr"), client(), tmp_path).data == b"<fr/>"


def test_a_cache_that_cannot_be_written_is_no_fault(stage: Stage, client: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    stage.play(ACT, Play(body=BODY, headers={**GOOD, "ETag": '"v1"'}))
    assert fetch(wanted("ukpga/2031/7"), client(), tmp_path / "file").data == BODY


def test_the_cache_is_where_the_desktop_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "lexmatch" / "fetch"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "lexmatch" / "fetch"


@pytest.mark.parametrize(
    ("play", "message"),
    [
        (Play(404), "has no such text"), (Play(410), "has no such text"), (Play(403), "refuses"), (Play(406), "this format"),
        (Play(300), "several files"), (Play(418), "answers 418"), (Play(304, b""), "nothing was kept"),
        (Play(302), "moves to nowhere"), (Play(200, b"  ", GOOD), "empty file"),
        (Play(200, b"<html/>", {"Content-Type": "text/html"}), "sent text/html where application/xml"),
    ],
)  # fmt: skip
def test_answers_that_are_no_law(stage: Stage, client: Make, play: Play, message: str) -> None:
    stage.play(ACT, play)
    with pytest.raises(Unreadable, match=message) as caught:
        fetch(wanted("ukpga/2031/7"), client())
    assert caught.value.hint
    assert len(stage.asked) == 1


def test_a_busy_server_is_asked_again_after_what_it_says(stage: Stage, client: Make) -> None:
    pauses: list[float] = []
    stage.play(ACT, Play(429, headers={"Retry-After": "7"}), Play(503), Play(202), Play(body=BODY, headers=GOOD))
    assert fetch(wanted("ukpga/2031/7"), client(pauses)).data == BODY
    assert pauses == [7, 14, 28]


def test_a_date_to_come_again(stage: Stage, client: Make) -> None:
    pauses: list[float] = []
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    stage.play(ACT, Play(503, headers={"Retry-After": when}), Play(body=BODY, headers=GOOD))
    fetch(wanted("ukpga/2031/7"), client(pauses))
    assert 25 < pauses[0] <= 30


def test_nobody_waits_for_an_hour(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(429, headers={"Retry-After": "3600"}))
    with pytest.raises(Unreadable, match="asks to wait 3600 seconds"):
        fetch(wanted("ukpga/2031/7"), client())
    assert len(stage.asked) == 1


def test_patience_ends(stage: Stage, client: Make) -> None:
    pauses: list[float] = []
    stage.play(ACT, Play(503))
    with pytest.raises(Unreadable, match=r"answers 503 \(4 tries\)"):
        fetch(wanted("ukpga/2031/7"), client(pauses))
    assert pauses == [1, 2, 4]
    with pytest.raises(Unreadable, match="the time for it is up"):
        fetch(wanted("ukpga/2031/7"), client(total=0.5))


def test_a_slow_server(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(body=BODY, headers=GOOD, slow=1))
    with pytest.raises(Unreadable, match="did not answer in time"):
        fetch(wanted("ukpga/2031/7"), client(read=0.1, tries=2))


def test_a_server_that_sends_drop_by_drop(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(body=b"<a>" + b"x" * 200 + b"</a>", headers=GOOD, drip=0.02))
    started = time.monotonic()
    with pytest.raises(Unreadable, match=r"in time|time for it is up"):
        fetch(wanted("ukpga/2031/7"), client(total=0.3))
    assert time.monotonic() - started < 2


def test_an_answer_that_is_cut_off(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(body=b"<Legisl", headers=GOOD, cut=50), Play(body=BODY, headers=GOOD))
    assert fetch(wanted("ukpga/2031/7"), client()).data == BODY
    stage.play(ACT, Play(body=b"<Legisl", headers=GOOD, cut=50))
    with pytest.raises(Unreadable, match="cut off"):
        fetch(wanted("ukpga/2031/7"), client())


def test_a_file_that_is_too_large(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(body=b"x" * 2000, headers=GOOD))
    with pytest.raises(Unreadable, match="larger than 1,000 bytes"):
        fetch(wanted("ukpga/2031/7"), client(limit=1000))
    import gzip

    bomb = gzip.compress(b" " * 5_000_000)
    stage.play(ACT, Play(body=bomb, headers={**GOOD, "Content-Encoding": "gzip"}))
    with pytest.raises(Unreadable, match="larger than 1,000,000 bytes"):
        fetch(wanted("ukpga/2031/7"), client(limit=1_000_000))


def test_broken_compression(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(body=b"not gzip", headers={**GOOD, "Content-Encoding": "gzip"}))
    with pytest.raises(Unreadable, match="tries"):
        fetch(wanted("ukpga/2031/7"), client())


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/x.xml", "http://evil.example/", "//evil.example/x", "ftp://www.legislation.gov.uk/x",
     "https://www.legislation.gov.uk.evil.example/x", "https://www.legislation.gov.uk@evil.example/x", "file:///etc/passwd",
     "https://user:word@www.legislation.gov.uk/x", "https://www.legislation.gov.uk:8443/x", "http://127.0.0.1/x",
     "http://www.legislation.gov.uk:80/x", "https://[::1]/x"],
)  # fmt: skip
def test_redirects_to_strangers_are_not_followed(stage: Stage, client: Make, target: str) -> None:
    stage.play(ACT, Play(302, headers={"Location": target}))
    with pytest.raises(Unreadable, match=r"redirects to .* not official: not followed"):
        fetch(wanted("ukpga/2031/7"), client())
    assert len(stage.asked) == 1


def test_redirects_among_officials_are_followed_over_https(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(303, headers={"Location": "http://www.legislation.gov.uk/ukpga/2031/7/2031-05-06/data.xml"}))
    there = "https://www.legislation.gov.uk/ukpga/2031/7/2031-05-06/data.xml"
    stage.play(there, Play(307, headers={"Location": "/final.xml"}))
    stage.play("https://www.legislation.gov.uk/final.xml", Play(body=BODY, headers=GOOD))
    assert fetch(wanted("ukpga/2031/7"), client()).address == "https://www.legislation.gov.uk/final.xml"


def test_redirects_in_a_circle(stage: Stage, client: Make) -> None:
    stage.play(ACT, Play(302, headers={"Location": ACT}))
    with pytest.raises(Unreadable, match="again and again"):
        fetch(wanted("ukpga/2031/7"), client())
    assert len(stage.asked) == 6


@pytest.mark.parametrize(
    "address", ["http://www.legislation.gov.uk/x", "https://example.org/", "https://127.0.0.1/", "x", "https://:1/"]
)
def test_only_official_addresses(address: str) -> None:
    with pytest.raises(Unreadable, match="not an official address"):
        check(address, HOSTS)
    with pytest.raises(Unreadable, match="not an official address"):
        Client().get(address, {}, XML)


def test_the_environment_cannot_add_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LEXMATCH_HOSTS", "LEXMATCH_LOOPBACK", "LEXMATCH_BASE"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert Client().loopback == {}
    assert Client().hosts == HOSTS


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"<{name[0]}/>")
    return held.getvalue()


def test_an_archive_of_one_text(stage: Stage, client: Make) -> None:
    address = "https://www.gesetze-im-internet.de/irg/xml.zip"
    stage.play(address, Play(body=packed("b.xml", "picture.gif"), headers={"Content-Type": "application/zip"}))
    assert fetch(wanted("de:irg"), client()).data == b"<b/>"
    several = packed("b.xml", "c.xml")
    stage.play(address, Play(body=several, headers={"Content-Type": "application/zip"}))
    assert fetch(wanted("de:irg"), client()).data == several


def test_an_archive_that_is_broken(stage: Stage, client: Make) -> None:
    address = "https://www.gesetze-im-internet.de/irg/xml.zip"
    whole = packed("b.xml")
    for body in (whole[:40], whole[:20] + b"\xff" * 10 + whole[30:]):
        stage.play(address, Play(body=body, headers={"Content-Type": "application/zip"}))
        with pytest.raises(Unreadable, match="broken archive"):
            fetch(wanted("de:irg"), client())


def test_an_archive_that_bursts(stage: Stage, client: Make) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.xml", " " * 5_000_000)
    stage.play("https://www.gesetze-im-internet.de/irg/xml.zip",
               Play(body=held.getvalue(), headers={"Content-Type": "application/zip"}))  # fmt: skip
    with pytest.raises(Unreadable):
        fetch(wanted("de:irg"), client())


def test_two_steps_to_the_code(stage: Stage, client: Make) -> None:
    stage.play(
        "https://uscode.house.gov/download/download.shtml",
        Play(body=b'<a href="releasepoints/us/pl/150/3/xml_usc18@150-3.zip">', headers={"Content-Type": "text/html"}),
    )
    stage.play(
        "https://uscode.house.gov/download/releasepoints/us/pl/150/3/xml_usc18@150-3.zip",
        Play(body=packed("usc18.xml"), headers={"Content-Type": "application/zip"}),
    )
    found = fetch(wanted("usc:18/209"), client())
    assert (found.data, found.options) == (b"<u/>", {"chapter": "209"})


def test_without_httpx_there_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(Unreadable, match="needs httpx") as caught:
        fetch(wanted("ukpga/2031/7"))
    assert "lexmatch-toolkit[fetch]" in caught.value.hint


def test_a_server_that_cannot_be_reached() -> None:
    pytest.importorskip("httpx")
    pauses: list[float] = []
    nowhere = Client(loopback=dict.fromkeys(HOSTS, "http://127.0.0.1:9"), sleep=pauses.append)
    with pytest.raises(Unreadable, match="cannot be reached"):
        fetch(wanted("ukpga/2031/7"), nowhere)
    assert pauses == [1, 2, 4]
