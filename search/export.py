"""The JSON shards, read from the two Whoosh indexes. FORMAT.md says what is in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .schema import UNKNOWN
from .shards import dump

Groups = dict[tuple[int, int], list[int]]
"""Ordinals by (frequency, length of the field in that document): everything that a score depends on but the term."""


def deltas(numbers: Sequence[int]) -> list[int]:
    """The first of ascending numbers, then the steps."""
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def grouped(postings: Iterable[tuple[int, int, int]]) -> str:
    """Postings (ordinal, frequency, length) in order of ordinals, as `[[frequency, length, ordinal, step, …], …]` or `0`."""
    groups: Groups = {}
    for number, frequency, length in postings:
        groups.setdefault((frequency, length), []).append(number)
    return dump([[*key, *deltas(groups[key])] for key in sorted(groups)]) if groups else "0"


Postings = list[tuple[int, int, int, str]]
"""Of one term in one field, by ordinal: ordinal, frequency, field length, positions."""


def field_postings(reader: Any, field: str, ordinals: Mapping[int, int]) -> Iterator[tuple[str, Postings]]:
    """Each term of a text field with its postings in living documents, in order of ordinals."""
    for term in reader.lexicon(field):
        matcher = reader.postings(field, term)
        found: Postings = []
        while matcher.is_active():
            number = matcher.id()
            found.append(
                (ordinals[number], int(matcher.weight()), reader.doc_field_length(number, field), _shown(matcher.value()))
            )
            matcher.next()
        if found:
            found.sort()
            yield term.decode(), found


def _shown(positions: bytes) -> str:
    return "" if positions == UNKNOWN else positions.decode()


def key_postings(reader: Any, field: str, ordinals: Mapping[int, int]) -> Iterator[tuple[str, list[int]]]:
    """Each value of a key field with the ordinals of living documents, ascending."""
    for value in reader.lexicon(field):
        found = sorted(ordinals[number] for number in reader.postings(field, value).all_ids())
        if found:
            yield value.decode(), found


def records(reader_fields: Sequence[tuple[Any, str, Mapping[int, int]]]) -> Iterator[tuple[str, str, str]]:
    """(term, postings record, positions record) over the fields, in order of terms.

    A record has one entry for each field, `0` where the term is not in it.
    """
    streams = [dict(field_postings(*one)) for one in reader_fields]
    for term in sorted(set().union(*streams)):
        found = [stream.get(term, []) for stream in streams]
        yield (
            term,
            "[" + ",".join(grouped(entry[:3] for entry in one) for one in found) + "]",
            "[" + ",".join(dump([entry[3] for entry in one]) if one else "0" for one in found) + "]",
        )
