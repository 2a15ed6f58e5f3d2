"""The store: what a list of hits shows of an article and its quotations.

The same rows twice: in shards of a few articles, which any server and a folder can give whole; and compressed one by one in
packs, of which a server that answers range requests gives the one that is wanted, a fifth of the bytes.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from math import lcm
from operator import attrgetter

from variorum.model.values import Value, dataclass

from .documents import Document, Said
from .shards import deltas, dump

WIDTH = 40  # slots a shard: a dozen articles. 20 would halve the bytes of an excerpt and need twice the files.
PACK = 256  # slots a pack: some eighty articles in 100 KB. More would make their lists longer, which are fetched first.
KINDS = ("direct", "fragment", "scare", "title")
STANDINGS = ("", "certain", "uncertain", "checked", "corrected")
""""" where nobody is named. `meta` has both lists; rows have places in them."""


@dataclass(frozen=True, slots=True)
class Row(Value):
    """What is shown of one article."""

    slot: int
    content: str
    """JSON."""
    deflated: bytes
    """The same, as it lies in a pack."""


WHOLE = lcm(WIDTH, PACK)
"""Slots that fill shards and packs."""


def rows(documents: Iterable[tuple[int, Document]]) -> list[Row]:
    """The rows of articles, by slot, given in order of slots."""
    return [Row(slot, content, _deflated(content)) for slot, one in documents for content in (dump(row(one)),)]


def whole(parts: Iterable[Sequence[Row]]) -> Iterator[list[Row]]:
    """Rows that come in parts, in order of slots, cut anew so that each shard and each pack has all of its rows."""
    left: list[Row] = []
    for part in parts:
        left.extend(part)
        if left and left[0].slot // WHOLE < left[-1].slot // WHOLE:
            first = left[-1].slot // WHOLE * WHOLE
            cut = bisect_left(left, first, key=attrgetter("slot"))
            yield left[:cut]
            left = left[cut:]
    yield left


def shards(made: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """(number, content) of the shards that hold these rows."""
    for number, found in groupby(made, key=lambda one: one.slot // WIDTH):
        yield str(number), "{" + ",".join(f'"{one.slot}":{one.content}' for one in found) + "}"


def packs(made: Sequence[Row]) -> Iterator[tuple[str, str, bytes]]:
    """(number, list, pack) of the packs that hold these rows: each compressed by itself, to be fetched by itself."""
    for number, found in groupby(made, key=lambda one: one.slot // PACK):
        pieces = list(found)
        listed = {"slots": deltas([one.slot for one in pieces]), "sizes": [len(one.deflated) for one in pieces]}
        yield str(number), dump(listed), b"".join(one.deflated for one in pieces)


def unpacked(listed: str, pack: bytes) -> list[Row]:
    """The rows of a pack, from the list of what is in it."""
    known = json.loads(listed)
    ends = [*accumulate(known["sizes"])]
    pieces = [pack[end - size : end] for end, size in zip(ends, known["sizes"], strict=True)]
    contents = (zlib.decompress(piece, -zlib.MAX_WBITS).decode() for piece in pieces)
    return [Row(*one) for one in zip(accumulate(known["slots"]), contents, pieces, strict=True)]


def _deflated(content: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content.encode()) + packer.flush()


def row(one: Document) -> dict[str, object]:
    """An article's row. Without text where it may not be shown; with it, the title is what stands before `body`."""
    shown = one.show == "full"
    speakers = sorted({said.speaker: said.speaker_name for said in one.quotations if said.speaker}.items())
    places = {key: place for place, (key, _) in enumerate(speakers)}
    return {
        "id": one.id,
        "outlet": one.outlet_name,
        "date": one.date,
        "lang": one.language,
        **({"text": one.text, "body": one.body_start} if shown else {"title": one.title}),
        "speakers": speakers,
        "quotations": [quotation(said, places, shown) for said in one.quotations],
    }


def quotation(said: Said, places: Mapping[str, int], shown: bool) -> list[object]:
    """`[id, start, end, kind]`, then `speaker, standing` where known, then `utterance, witnesses` where several carry it."""
    span = [said.start, said.end] if shown else [0, 0]
    found: list[object] = [said.id.removeprefix("q-"), *span, KINDS.index(said.kind)]
    if said.speaker or said.utterance:
        found += [places.get(said.speaker, -1), STANDINGS.index(said.standing)]
    return found + ([said.utterance, said.witnesses] if said.utterance else [])
