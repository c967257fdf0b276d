"""What parallel texts teach, and the file it is kept in. All texts are made up from lists of words."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import learned, learned_file, match

WHO = {"court": "tribunal", "guard": "surveillant", "clerk": "greffier", "lawyer": "avocat", "owner": "propriétaire",
       "child": "enfant", "sailor": "marin", "driver": "conducteur", "neighbour": "voisin", "widow": "veuve",
       "farmer": "cultivateur", "mayor": "maire"}  # fmt: skip
DOES = {"keeps": "garde", "sends": "envoie", "reads": "lit", "burns": "brûle", "sells": "vend", "opens": "ouvre",
        "weighs": "pèse", "hides": "cache", "paints": "peint", "buries": "enterre"}  # fmt: skip
WHAT = {"letter": "lettre", "house": "maison", "ship": "navire", "key": "clef", "horse": "cheval", "field": "champ",
        "wine": "vin", "book": "livre", "bridge": "pont", "bread": "pain", "knife": "couteau", "tree": "arbre"}  # fmt: skip
WHEN = {"in spring": "au printemps", "by night": "la nuit", "on market day": "le jour du marché",
        "after the feast": "après la fête",
        "before harvest": "avant la récolte", "when it snows": "quand il neige"}  # fmt: skip


def sentences(count: int, seed: int) -> list[tuple[str, str]]:
    dice = random.Random(seed)
    made: dict[tuple[str, str], None] = {}
    while len(made) < count:
        words = [dice.choice(sorted(table.items())) for table in (WHO, DOES, WHAT, WHEN, WHO, DOES, WHAT)]
        english, french = zip(*words, strict=True)
        made[("The {} {} the {} {}; the {} {} the {}.".format(*english),
              "Le {} {} l'{} {} ; le {} {} le {}.".format(*french))] = None  # fmt: skip
    return list(made)


def laws(pairs: list[tuple[str, str]], kinds: tuple[str, str] = ("sec", "sec")) -> tuple[Instrument, Instrument]:
    sides = []
    for n, language in enumerate(("en", "fr")):
        provisions = tuple(
            Provision(f"{kinds[n]}_{i}", "section", f"{i}.", "", pair[n]) for i, pair in enumerate(pairs, 1)
        )
        sides.append(instrument(f"law-{language}", language, provisions, language=language))
    return sides[0], sides[1]


def hits(left: Instrument, right: Instrument, given: learned.Learned | None) -> float:
    further = [partial(learned.measure, given)] if given else []
    found = match(left, right, "article", 1, further=further)
    return sum(p.source == p.target for p in found.pairs) / len(left.provisions)


@pytest.fixture(scope="module")
def taught() -> learned.Learned:
    return learned.learn(sentences(80, 1), ("en", "fr"))


def test_what_was_learned_finds_unseen_translations(taught: learned.Learned) -> None:
    left, right = laws([p for p in sentences(140, 2) if p not in sentences(80, 1)][:60])
    assert hits(left, right, taught) >= 0.95
    assert hits(left, right, taught) > hits(left, right, None) + 0.2
    assert hits(right, left, taught.between("fr", "en")) >= 0.95


def test_the_lexicon_pairs_words_that_answer_each_other(taught: learned.Learned) -> None:
    english, french = taught.stems
    links = {(english[i], french[j]): w for i, j, w in taught.links.tolist()}
    assert links["sailor", "marin"] > 200
    assert links["bridge", "pont"] > 200
    assert ("sailor", "pont") not in links


def test_the_same_pairs_give_the_same_bytes(taught: learned.Learned) -> None:
    assert learned_file.dump(learned.learn(sentences(80, 1), ("en", "fr"))) == learned_file.dump(taught)


def test_a_file_read_is_what_was_written(taught: learned.Learned) -> None:
    again = learned_file.parse(learned_file.dump(taught), "x")
    assert learned_file.dump(again) == learned_file.dump(taught)
    assert again.between("en", "fr") is again
    assert again.between("en", "de") is None
    turned = again.between("fr", "en")
    assert turned is not None
    assert turned.stems == again.stems[::-1]
    back = turned.between("en", "fr")
    assert back is not None
    assert np.array_equal(back.links, again.links)


def test_the_head_says_languages_and_sizes(taught: learned.Learned) -> None:
    head = json.loads(learned_file.dump(taught).partition(b"\n")[0])
    assert head["lexmatch"] == "learned/1"
    assert head["languages"] == ["en", "fr"]
    assert head["pairs"] == 80
    assert head["stems"] == [len(s) for s in taught.stems]


def test_no_damage_goes_unnoticed(taught: learned.Learned) -> None:
    data = learned_file.dump(taught)
    line = data.partition(b"\n")[0]
    dice = random.Random(3)
    broken = [data[: len(data) // 2], line, line + b"\n", data + b"x"]
    for _ in range(60):
        at = dice.randrange(len(line) + 1, len(data))
        broken.append(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
    for lie in (
        b'"pairs": "x"',
        b'"stems": [1, 2]',
        b'"dimensions": 3',
        b'"links": 7',
        b'"bytes": [9]',
        b'"bytes": []',
    ):
        key = lie.partition(b":")[0]
        start = line.index(key)
        end = line.index(b"]" if b"[" in lie else b",", start) + (1 if b"[" in lie else 0)
        broken.append(line[:start] + lie + line[end:] + data[len(line) :])
    for bad in broken:
        with pytest.raises(Unreadable, match="damaged"):
            learned_file.parse(bad, "en-fr.lexmatch")


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"{}\n", b"[1]\n", b"PK\x03\x04", b'{"lexmatch": "match/1"}\n'])
def test_a_foreign_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not written by `lexmatch learn`"):
        learned_file.parse(data, "en-fr.lexmatch")


def test_a_file_of_another_version_is_refused(taught: learned.Learned) -> None:
    with pytest.raises(Unreadable, match="another version"):
        learned_file.parse(learned_file.dump(taught).replace(b"learned/1", b"learned/9"), "x")


def test_too_little_to_learn_from() -> None:
    with pytest.raises(Unreadable, match="only 5 provisions"):
        learned.learn(sentences(5, 1), ("en", "fr"))


def test_texts_without_words_teach_nothing() -> None:
    with pytest.raises(Unreadable, match="words"):
        learned.learn([("12", "13")] * 30, ("en", "fr"))


def test_the_same_sentence_everywhere_is_no_error() -> None:
    made = learned.learn([("a short rule", "une règle courte")] * 30, ("en", "fr"))
    assert learned_file.parse(learned_file.dump(made), "x").pairs == 30


def test_provisions_are_paired_by_number_where_eids_differ() -> None:
    left, right = laws(sentences(30, 4), ("sec", "art"))
    assert learned.segments(left, right) == sentences(30, 4)


def test_provisions_are_paired_at_the_narrowest_common_level() -> None:
    points = tuple(
        Provision(f"sec_1__para_{n}", "paragraph", f"({n})", text=t) for n, t in (("a", "first"), ("b", "second"))
    )
    left = instrument("a", "a", (Provision("sec_1", "section", "1", text="Either", children=points),))
    right = instrument("b", "b", (Provision("sec_1", "section", "1", text="premier ou second"),), language="fr")
    assert learned.segments(left, right) == [("Either (a) first (b) second", "premier ou second")]
    assert learned.segments(left, left) == [("first", "first"), ("second", "second")]


def test_unknown_words_make_what_was_learned_count_less(taught: learned.Learned) -> None:
    from lexmatch.match import fields

    known, _ = laws(sentences(10, 1))
    _, strange = laws([("x", f"zzz{n} qqq{n} vvv{n}") for n in range(10)])
    units = fields.units(known), fields.units(strange)
    weights = learned.measure(taught, *units).weights
    assert max(weights.values()) == 0.0
    same = fields.units(laws(sentences(10, 1))[1])
    weights = learned.measure(taught, units[0], same).weights
    assert min(weights.values()) > 1.2


def table(path: Path, side: int, pairs: list[tuple[str, str]]) -> str:
    path.write_text("number,text\n" + "".join(f'{n},"{p[side]}"\n' for n, p in enumerate(pairs, 1)), encoding="utf-8")
    return str(path)


def test_learn_writes_into_the_project_and_match_uses_it(run: Callable[..., Any], tmp_path: Path) -> None:
    from lexmatch import readers
    from lexmatch.readers.xml import serialise

    (tmp_path / "lexmatch.yaml").write_text("", encoding="utf-8")
    names = [table(tmp_path / f"{language}.csv", n, sentences(80, 1)) for n, language in enumerate(("en", "fr"))]
    unseen = [p for p in sentences(140, 2) if p not in sentences(80, 1)][:40]
    for n, language in enumerate(("one", "two")):
        made = readers.import_file(Path(table(tmp_path / f"{language}.csv", n, unseen)))
        (tmp_path / f"{language}.xml").write_bytes(serialise(made.root))

    def right() -> int:
        result = run("match", "one.xml", "two.xml", "--format", "json", "--top", "1")
        assert result.code == 0, result
        return sum(p["source"] == p["target"] for p in json.loads(result.out)["pairs"])

    before = right()
    result = run("learn", *names)
    assert result.code == 0, result
    path = tmp_path / "learned" / "en-fr.lexmatch"
    first = path.read_bytes()
    assert "80 pairs" in result.err
    assert right() > before + 5
    assert run("learn", *names, "-q").err == ""
    assert path.read_bytes() == first
    assert run("learn", names[0], names[1], names[1], names[0], "--out", "twice.lexmatch").code == 0
    path.write_bytes(first[:-5])
    result = run("match", "one.xml", "two.xml")
    assert result.code == 2
    assert "learned/en-fr.lexmatch is damaged" in result.err
    path.write_bytes(first.replace(b'["en", "fr"]', b'["en", "de"]'))
    result = run("match", "one.xml", "two.xml")
    assert result.code == 2
    assert "is of en and de, not of en and fr" in result.err


def test_what_learn_refuses(run: Callable[..., Any], tmp_path: Path) -> None:
    english = table(tmp_path / "0.csv", 0, sentences(30, 5))
    assert "their number is odd" in run("learn", english).err
    assert "both in the language 'en'" in run("learn", english, english).err
    assert run("learn", english, "absent.xml").code == 2
    few = [table(tmp_path / f"few{n}.csv", n, sentences(4, 5)) for n in (0, 1)]
    assert "only 4 provisions" in run("learn", *few).err


def test_on_a_real_act_learned_from_its_other_half(data: Path) -> None:
    """Sections with odd numbers teach, those with even numbers are matched at the level of paragraphs."""
    from lexmatch import readers
    from lexmatch.match import candidates, fields, fuse, score

    paths = [data / "lims" / f"ca-extraditionact-{n}.xml" for n in ("en", "fr")]
    left, right = (readers.import_file(path, "aa").instrument for path in paths)

    def odd(eid: str) -> bool:
        digits = "".join(c for c in eid.partition("__")[0] if c.isdigit())
        return bool(digits) and int(digits) % 2 == 1

    halves = [
        instrument("h", "h", tuple(p for p in law.walk() if p.kind == "section" and odd(p.eid)), language=law.language)
        for law in (left, right)
    ]
    made = learned.learn(learned.segments(*halves), ("en", "fr"))
    sides = [{u.eid: u for u in fields.units(law, "paragraph") if not odd(u.eid)} for law in (left, right)]
    common = [e for e in sides[0] if e in sides[1]]
    one, two = ([side[e] for e in common] for side in sides)
    columns = candidates.everything(len(one), len(two))
    found = score.features(score.traits(one), score.traits(two), score.space(one, two), columns)
    weights = fuse.weights(False, True, False)

    def recall(table: dict[str, Any], weight: dict[str, float]) -> float:
        best = fuse.fuse(table, weight, True, True).argmax(axis=1)
        return float((best == np.arange(len(common))).mean())

    without = recall(found, weights)
    seen = learned.measure(made, one, two)
    more = seen.features(slice(None), columns)
    assert recall(found | more, weights | seen.weights) >= max(0.88, without + 0.08)
