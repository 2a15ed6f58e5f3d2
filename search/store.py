"""The store: what a list of hits shows of an article and its quotations.

The same rows twice: in shards of a few articles, which any server and a folder can give whole; and compressed one by one in
packs, of which a server that answers range requests gives the one that is wanted, a fifth of the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from .documents import Document, Said
from .shards import deltas, dump

WIDTH = 40  # slots a shard: a dozen articles. 20 would halve the bytes of an excerpt and need twice the files.
PACK = 256  # slots a pack: some eighty articles in 100 KB. More would make their lists longer, which are fetched first.
KINDS = ("direct", "fragment", "scare", "title")
STANDINGS = ("", "certain", "uncertain", "checked", "corrected")
""""" where nobody is named. `meta` has both lists; rows have places in them."""


Rows = Sequence[tuple[int, str]]
"""(slot, row as JSON), in order of slots."""


def rows(documents: Iterable[tuple[int, Document]]) -> list[tuple[int, str]]:
    """The rows of articles, by slot, given in order of slots."""
    return [(slot, dump(row(one))) for slot, one in documents]


def shards(made: Rows) -> Iterator[tuple[str, str]]:
    """(number, content) of the shards that hold these rows."""
    for number, found in groupby(made, key=lambda one: one[0] // WIDTH):
        yield str(number), "{" + ",".join(f'"{slot}":{content}' for slot, content in found) + "}"


def packs(made: Rows) -> Iterator[tuple[str, str, bytes]]:
    """(number, list, pack) of the packs that hold these rows: each compressed by itself, to be fetched by itself."""
    for number, found in groupby(made, key=lambda one: one[0] // PACK):
        pieces = [(slot, _deflated(content)) for slot, content in found]
        listed = {"slots": deltas([slot for slot, _ in pieces]), "sizes": [len(piece) for _, piece in pieces]}
        yield str(number), dump(listed), b"".join(piece for _, piece in pieces)


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
