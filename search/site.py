"""Stage 6: the search files of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from variorum.config import Config
from variorum.model import Archive, OutputFile

from . import index, store
from .analyzer import SNOWBALL, stop_words
from .documents import Document, documents
from .export import deltas, key_postings, records
from .schema import ordinal
from .shards import dump, files, joined, name, split
from .slots import PLACE, places, slots

VERSION = 1
TERMS_TARGET = 16_000  # bytes a shard, before gzip. 8,000 saves 3 KB a query and doubles the files: docs/adr/search-shards.md.


def shards(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Yield every file under `search/` of the site. Keeps its Whoosh index under `config.cache`/search."""
    held = documents(archive, config)
    placed = slots({key: len(one.quotations) for key, one in held.items()})
    by_slot = {placed[key]: one for key, one in held.items()}
    folder = config.cache / "search"
    index.write(folder, by_slot)
    for path, content in contents(folder, by_slot):
        yield from files(path, content)


def contents(folder: Any, by_slot: Mapping[int, Document]) -> Iterator[tuple[str, str]]:
    """(path, JSON) of every shard."""
    articles, quotations = index.open_reader(folder, "articles"), index.open_reader(folder, "quotations")
    slot_of = {one.id: slot for slot, one in by_slot.items()}
    numbers = {f"{one.id}#{said.number}": ordinal(slot, said) for slot, one in by_slot.items() for said in one.quotations}
    article_numbers = {number: slot_of[stored["key"]] for number, stored in articles.iter_docs()}
    quotation_numbers = {number: numbers[stored["key"]] for number, stored in quotations.iter_docs()}
    terms: dict[str, str] = {}
    positions: dict[str, str] = {}
    for term, postings, where in records(
        [(articles, "title", article_numbers), (articles, "body", article_numbers), (quotations, "words", quotation_numbers)]
    ):
        terms[term], positions[term] = postings, where
    keys = {
        f"{field}:{value}": dump(deltas(found))
        for reader, field, ordinals in (
            (articles, "outlet", article_numbers),
            (articles, "topic", article_numbers),
            (quotations, "speaker", quotation_numbers),
            (quotations, "name", quotation_numbers),
            (quotations, "kind", quotation_numbers),
        )
        for value, found in key_postings(reader, field, ordinals)
    }
    borders: dict[str, list[str]] = {}
    for kind, found in (("terms", terms), ("positions", positions), ("keys", keys)):
        borders[kind] = []
        for run in split([(key, len(key) + len(found[key])) for key in sorted(found)], TERMS_TARGET) if found else ():
            borders[kind].append(run[0])
            yield f"{kind}/{name(run[0])}", joined(found, run)
    for number, row in store.rows(by_slot).items():
        yield f"store/{number}", row
    yield "dates", store.dates(by_slot)
    languages = sorted({one.language for one in by_slot.values()})
    yield (
        "meta",
        dump(
            {
                "version": VERSION,
                "articles": articles.doc_count(),
                "quotations": quotations.doc_count(),
                "lengths": {
                    "title": articles.field_length("title"),
                    "body": articles.field_length("body"),
                    "words": quotations.field_length("words"),
                },
                "place": PLACE,
                "wide": wide(by_slot),
                "width": store.WIDTH,
                "languages": languages,
                "stemmers": {key: SNOWBALL[key] for key in languages if key in SNOWBALL},
                "stop": {key: sorted(stop_words(key)) for key in languages if stop_words(key)},
                "borders": borders,
            }
        ),
    )


def wide(by_slot: Mapping[int, Document]) -> list[list[int]]:
    """[place, slot] for each further place of an article that takes several."""
    return [
        [slot + further, slot] for slot, one in sorted(by_slot.items()) for further in range(1, places(len(one.quotations)))
    ]
