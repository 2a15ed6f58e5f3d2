"""The store: what a list of hits shows of an article and its quotations, in shards of a few articles each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from .documents import Document, Said
from .shards import dump

WIDTH = 40  # slots a shard: a dozen articles. 20 would halve the bytes of an excerpt and need twice the files.
KINDS = ("direct", "fragment", "scare", "title")
STANDINGS = ("", "certain", "uncertain", "checked", "corrected")
""""" where nobody is named. `meta` has both lists; rows have places in them."""


def shards(documents: Iterable[tuple[int, Document]]) -> Iterator[tuple[str, str]]:
    """(number, content) of store shards, from documents in order of their slots."""
    for number, found in groupby(documents, key=lambda one: one[0] // WIDTH):
        yield str(number), dump({str(slot): row(one) for slot, one in found})


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
