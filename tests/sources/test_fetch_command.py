"""`lexmatch fetch` from the keyboard to the corpus, against the server that plays the hosts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from official_stage import Play, Stage

from lexmatch import sources
from lexmatch.readers import akn

ADDRESS = "https://www.legislation.gov.uk/ukpga/2031/7/data.xml"
XML = {"Content-Type": "application/xml", "ETag": '"1"'}
ACT = b"""<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"
 xmlns:m="http://www.legislation.gov.uk/namespaces/metadata"
 DocumentURI="http://www.legislation.gov.uk/ukpga/2031/7" IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><m:Metadata><dc:title>Kite Act 2031</dc:title><m:Year Value="2031"/>
<m:Number Value="7"/>
</m:Metadata><Primary><Body><P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>Kites fly.</Text></P1para></P1></Body></Primary>
</Legislation>"""


@pytest.fixture
def online(client: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command's client reaches the stage, its cache is in the test's folder, the day is fixed."""
    monkeypatch.setattr(sources, "Client", client)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924992000")


def test_an_act_comes_into_the_corpus(stage: Stage, online: None, run: Callable[..., Any], tmp_path: Path) -> None:
    stage.play(ADDRESS, Play(body=ACT, headers=XML))
    done = run("fetch", "ukpga/2031/7", "--as", "uk-kite", "--into", "laws")
    assert done.code == 0, done
    law = akn.read_file(tmp_path / "laws" / "uk-kite.xml")
    assert (law.alias, law.index["sec_1"].text) == ("uk-kite", "Kites fly.")
    assert (law.text.status, law.text.source, law.text.retrieved) == ("official", ADDRESS, "2031-01-01")
    assert law.text.sha256 == hashlib.sha256(ACT).hexdigest()
    assert ADDRESS in done.err
    again = run("fetch", "ukpga/2031/7", "--as", "uk-kite-2", "--into", "laws")
    assert "unchanged since" in again.err


def test_json(stage: Stage, online: None, run: Callable[..., Any]) -> None:
    stage.play(ADDRESS, Play(body=ACT, headers=XML))
    done = run("fetch", "ukpga/2031/7", "--into", "laws", "--format", "json")
    made = json.loads(done.out)
    assert list(made) == ["lexmatch", "files"]
    assert made["lexmatch"] == "fetch/1"
    row = made["files"][0]
    assert (row["reference"], row["address"], row["format"], row["text_kept"]) == ("ukpga/2031/7", ADDRESS, "clml", 1.0)


def test_faults_are_messages_and_write_nothing(
    stage: Stage, online: None, run: Callable[..., Any], tmp_path: Path
) -> None:
    done = run("fetch", "ukpga/2031/8", "--into", "laws")
    assert (done.code, "no such text" in done.err) == (2, True)
    stage.play(ADDRESS, Play(302, headers={"Location": "https://evil.example/"}))
    done = run("fetch", "ukpga/2031/7", "--into", "laws")
    assert (done.code, "not followed" in done.err) == (2, True)
    stage.play(ADDRESS, Play(body=ACT[:300], headers=XML))
    done = run("fetch", "ukpga/2031/7", "--into", "laws")
    assert (done.code, "not well-formed" in done.err) == (2, True)
    assert not (tmp_path / "laws").exists()


def test_one_fault_of_several_does_not_stop_the_others(
    stage: Stage, online: None, run: Callable[..., Any], tmp_path: Path
) -> None:
    stage.play(ADDRESS, Play(body=ACT, headers=XML))
    done = run("fetch", "ukpga/2031/8", "nonsense", "ukpga/2031/7", "--into", "laws")
    assert done.code == 2
    assert "2 of 3 texts could not be fetched" in done.err
    assert [p.name for p in (tmp_path / "laws").iterdir()] == ["uk-kite-2031.xml"]


def test_one_name_for_one_text(online: None, run: Callable[..., Any]) -> None:
    done = run("fetch", "a", "b", "--as", "x")
    assert (done.code, "--as names one" in done.err) == (2, True)
