"""What the shards say is what Whoosh's own reader reads in the indexes, posting by posting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index  # type: ignore[import-untyped]

from tests.search import made
from variorum.config import Config
from variorum.search import ranges
from variorum.search.fields import SCORED, UNKNOWN
from variorum.search.shards import taken_apart
from variorum.search.slots import PLACE

Posting = tuple[str, str, int, int, int, str]
"""Field, term, number, frequency, rounded length, positions."""


def in_shards(shards: dict[str, dict[str, str]]) -> Iterator[Posting]:
    """Every posting of the records of terms, with its positions."""
    for term, record in shards["terms"].items():
        columns = [column or [] for column in json.loads(record)]
        places = [column or [] for column in json.loads(shards["positions"][term])]
        for (_, field), groups, positions in zip(SCORED, columns, places, strict=True):
            found = [(number, group[0], group[1]) for group in groups for number in accumulate(group[2:])]
            for (number, *rest), where in zip(sorted(found), positions, strict=True):
                yield field, term, number, *rest, where


def in_whoosh(reader: Any, fields: tuple[str, ...], numbers: dict[str, int]) -> Iterator[Posting]:
    """The same by Whoosh's public reader; *numbers* are those of the documents in the shards, by key."""
    for field, term in reader.all_terms():
        if field not in fields:
            continue
        matcher = reader.postings(field, term)
        while matcher.is_active():
            number = matcher.id()
            length = reader.doc_field_length(number, field)
            places = matcher.value().replace(UNKNOWN, b"").decode()
            yield field, term.decode(), numbers[reader.stored_fields(number)["key"]], int(matcher.weight()), length, places
            matcher.next()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_shards_say_what_whooshs_own_reader_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("variorum.search.rebuild.PART", 20)  # so that there are several segments
    for kind, size in {"terms": 400, "positions": 500}.items():
        monkeypatch.setitem(ranges.TARGETS, kind, size)
    config = Config(root=tmp_path)
    shards: dict[str, dict[str, str]] = {"terms": {}, "positions": {}}
    for file in made.files(made.archive(60, seed), config):
        kind = file.path.split("/")[1]
        if kind in shards and file.path.endswith(".json"):
            shards[kind] |= taken_apart(file.content.decode())
    read: list[Posting] = []
    slots: dict[str, int] = {}
    for name in ("articles", "quotations"):
        fields = tuple(field for index, field in SCORED if index == name)
        with whoosh_index.open_dir(str(config.cache / "search" / name)).reader() as reader:
            keys = [found["key"] for found in reader.all_stored_fields()]
            slots = slots or dict(zip(keys, sorted({one[2] for one in in_shards(shards) if one[0] == "title"}), strict=True))
            numbers = slots if name == "articles" else {key: _ordinal(slots, key) for key in keys}
            read += in_whoosh(reader, fields, numbers)
    assert len(read) > 1000
    assert sorted(in_shards(shards)) == sorted(read)


def _ordinal(slots: dict[str, int], key: str) -> int:
    article, _, number = key.rpartition("#")
    return int(slots[article] * PLACE) + int(number) - 1
