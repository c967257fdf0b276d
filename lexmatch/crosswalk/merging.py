"""Two people's versions of a crosswalk as one, entry by entry: a three-way merge that knows what an entry is.

Entries are told apart by concept, provisions of the standard, and their number among those alike. Of each key the side that
changed it wins; where both changed it differently, both entries are kept, one below the other, under a comment that says so, and
`lexmatch check` reports them until a person has decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lexmatch import located
from lexmatch.crosswalk.layout import Chunk, Layout, Piece
from lexmatch.crosswalk.model import MERGE_MARK as MARK

Identity = tuple[str, int]


class Merged(NamedTuple):
    """The merged layout, and the entries (and keys of the head) on which the two sides disagree, in words."""

    layout: Layout
    conflicts: tuple[str, ...]


def merge(base: Layout, ours: Layout, theirs: Layout) -> Merged:
    """What both sides decided since `base`; comments and order follow ours."""
    conflicts: list[str] = []
    head = _head(base, ours, theirs, conflicts)
    before, left, right = (_by_identity(x) for x in (base, ours, theirs))
    chunks: list[Chunk] = []
    done: set[Identity] = set()
    chunks += _followers(None, right, left, before, done, conflicts)
    for identity, chunk in left.items():
        done.add(identity)
        chunks += _entry(before.get(identity), chunk, right.get(identity), conflicts)
        chunks += _followers(identity, right, left, before, done, conflicts)
    rest = [i for i in right if i not in done and i not in left]
    for identity in rest:
        chunks += _entry(before.get(identity), None, right[identity], conflicts)
    listing = ours.listing or theirs.listing
    after = ours.after or theirs.after
    return Merged(ours._replace(head=head, chunks=tuple(chunks), listing=listing, after=after), tuple(conflicts))


def _by_identity(layout: Layout) -> dict[Identity, Chunk]:
    found: dict[Identity, Chunk] = {}
    for chunk in layout.chunks:
        n = 0
        while (chunk.entry.key, n) in found:
            n += 1
        found[chunk.entry.key, n] = chunk
    return found


def _followers(identity: Identity | None, right: Mapping[Identity, Chunk], left: Mapping[Identity, Chunk],
               before: Mapping[Identity, Chunk], done: set[Identity], conflicts: list[str]) -> list[Chunk]:  # fmt: skip
    """New entries of theirs that stand right behind an entry both have, or at the top, in their order."""
    order = list(right)
    if identity is not None and identity not in right:
        return []
    found: list[Chunk] = []
    for following in order[order.index(identity) + 1 if identity else 0 :]:
        if following in left or following in done:
            break
        done.add(following)
        found += _entry(before.get(following), None, right[following], conflicts)
    return found


def _entry(base: Chunk | None, ours: Chunk | None, theirs: Chunk | None, conflicts: list[str]) -> list[Chunk]:
    """The one entry that three versions make, two when they cannot be one, none when it was removed."""
    if ours is None or theirs is None:
        kept = ours or theirs
        if kept is None:
            return []
        if base is None:
            return [kept]
        if _said(base) == _said(kept):
            return []  # one side removed it, the other left it as it was
        conflicts.append(f"{kept.entry.concept}: removed on one side, changed on the other")
        return [_marked(kept, f"{MARK} the other side removed this entry")]
    if _said(ours) == _said(theirs) or (base and _said(theirs) == _said(base)):
        return [ours]
    if base and _said(ours) == _said(base):
        return [theirs._replace(before=ours.before or theirs.before)]
    merged, torn = _pieces(base, ours, theirs)
    if not torn:
        return [ours._replace(pieces=merged)]
    conflicts.append(f"{ours.entry.concept}: {', '.join(torn)} decided differently")
    return [_marked(ours, f"{MARK} ours, the next entry is theirs; keep one"), theirs._replace(before=())]


def _pieces(base: Chunk | None, ours: Chunk, theirs: Chunk) -> tuple[tuple[Piece, ...], list[str]]:
    """The keys of an entry merged, and those that cannot be. The decision is one thing: who accepted which relation with which
    reason on which text is never put together from two people's answers."""
    one, two, three = (_by_key(c) for c in (base, ours, theirs))
    torn = [k for k in {**two, **three} if _differs(one.get(k), two.get(k), three.get(k))]
    decided = ("relation", "absence", "status", "conflict", "subject", "standard")
    ours_decided = any(_plain(one.get(k)) != _plain(two.get(k)) for k in decided)
    theirs_decided = any(_plain(one.get(k)) != _plain(three.get(k)) for k in decided)
    same = all(_plain(two.get(k)) == _plain(three.get(k)) for k in decided)
    if ours_decided and theirs_decided and not same and not torn:
        torn = [k for k in decided if _plain(two.get(k)) != _plain(three.get(k))]
    if torn:
        return (), torn
    made: list[Piece] = []
    for key in [*two, *(k for k in three if k not in two)]:
        first, second = two.get(key), three.get(key)
        chosen = second if _plain(first) == _plain(one.get(key)) else first
        if chosen is not None:
            made.append(chosen)
    return tuple(made), []


def _differs(base: Piece | None, ours: Piece | None, theirs: Piece | None) -> bool:
    a, b, c = _plain(base), _plain(ours), _plain(theirs)
    return b != c and a not in (b, c)


def _by_key(chunk: Chunk | None) -> dict[str, Piece]:
    return {piece.key: piece for piece in chunk.pieces} if chunk else {}


def _plain(piece: Piece | None) -> object:
    return located.plain(piece.node) if piece else None


def _said(chunk: Chunk) -> dict[str, object]:
    return {piece.key: _plain(piece) for piece in chunk.pieces}


def _marked(chunk: Chunk, comment: str) -> Chunk:
    return chunk._replace(before=(*chunk.before, comment))


def _head(base: Layout, ours: Layout, theirs: Layout, conflicts: list[str]) -> tuple[Piece, ...]:
    """The head merged key by key; scopes and subjects that both sides widened are joined."""
    one, two, three = ({p.key: p for p in x.head} for x in (base, ours, theirs))
    made: list[Piece] = []
    for key in [*two, *(k for k in three if k not in two)]:
        a, b, c = one.get(key), two.get(key), three.get(key)
        if not _differs(a, b, c):
            chosen = c if _plain(b) == _plain(a) else b
            made += [chosen] if chosen is not None else []
            continue
        if key in ("scope", "subject", "standard"):
            words = list(dict.fromkeys((*getattr(ours.crosswalk, key), *getattr(theirs.crosswalk, key))))
            made.append((b or c)._replace(lines=(f"{key}: {located.flow(words)}",)))  # type: ignore[union-attr]
            continue
        conflicts.append(f"{key} changed differently on both sides; ours is kept")
        made += [b] if b is not None else []
    return tuple(made)
