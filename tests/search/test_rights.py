"""What may not be shown is in no shard."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.search import made
from variorum.assemble import assemble
from variorum.config import Config, Printed
from variorum.model import Archive, Rights, Show, Withdrawal

SECRET = "zebras quietly dislike purple telephones"


def shard_texts(archive: Archive, config: Config) -> dict[str, str]:
    files = {file.path: file.content for file in made.files(archive, config)}
    return {path: inflated(content) if path.endswith(".bin") else content.decode() for path, content in files.items()}


def inflated(pack: bytes) -> str:
    """The rows of a pack."""
    rows = ""
    while pack:
        reader = zlib.decompressobj(-zlib.MAX_WBITS)
        rows += reader.decompress(pack).decode()
        pack = reader.unused_data
    return rows


def records(files: dict[str, str], kind: str) -> dict[str, Any]:
    """All records of one kind of shards."""
    shards = [json.loads(text) for path, text in files.items() if path.startswith(f"search/{kind}/") and path.endswith(".json")]
    return {key: record for shard in shards for key, record in shard.items()}


def one_article(**more: Any) -> Archive:
    article = made.article("one", "A headline", [f"He said “{SECRET}” on Monday."], **more)
    return assemble([article], [made.quoted(article, [(SECRET, "Anna Smith")], confidence=0.5)])


def test_a_full_article_has_text_and_positions(tmp_path: Path) -> None:
    files = shard_texts(one_article(), Config(root=tmp_path))
    assert {path for path in files if SECRET in files[path]} == {
        "search/packs/0.bin",
        "search/store/0.json",
        "search/store/0.js",
    }
    assert records(files, "positions")["zebra"] == [0, ["2"], ["0"]]


@pytest.mark.parametrize("show", [Show.EXCERPT, Show.METADATA])
def test_an_article_shown_in_part_is_found_by_its_words_and_has_neither_text_nor_positions(tmp_path: Path, show: Show) -> None:
    files = shard_texts(one_article(rights=Rights(show=show)), Config(root=tmp_path))
    assert [path for path in files if "zebras" in files[path]] == []
    assert list(map(bool, records(files, "terms")["zebra"])) == [False, True, False]
    assert records(files, "positions")["zebra"] == [0, [""], 0]


def test_a_withdrawn_article_is_in_no_shard(tmp_path: Path) -> None:
    files = shard_texts(one_article(withdrawn=Withdrawal("2021-02-03", "asked for")), Config(root=tmp_path))
    assert [path for path, text in files.items() if "headline" in text or "zebra" in text or "smith" in text] == []


@pytest.mark.parametrize(
    ("printed", "found"), [(Printed.ALL, True), (Printed.CONFIDENT, False), (Printed.CHECKED, False)], ids=lambda one: str(one)
)
def test_a_speaker_that_is_not_printed_cannot_be_searched_for(tmp_path: Path, printed: Printed, found: bool) -> None:
    files = shard_texts(one_article(), Config(root=tmp_path, attributions=printed))
    assert any("smith" in text.lower() for text in files.values()) is found


def test_the_script_copy_of_a_shard_hands_over_the_same_json(tmp_path: Path) -> None:
    files = shard_texts(one_article(), Config(root=tmp_path))
    for path, text in files.items():
        if path.endswith(".json"):
            name = path.removeprefix("search/").removesuffix(".json")
            assert files[f"search/{name}.js"] == f'variorumShard("{name}",{text});'
