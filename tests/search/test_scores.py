"""The browser's reader answers as Whoosh does: same hits, same order, same scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.search import made, sampling
from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import Archive, ArticleId
from variorum.search import refresh
from variorum.search.ask import Index
from variorum.search.holdings import holdings


@pytest.mark.node
def test_the_reader_gives_the_hits_order_and_scores_of_whoosh_for_720_sampled_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.search.export.FREQUENT", 100)  # so that some terms have their positions cut
    golden = answers(made.archive(160), Config(root=tmp_path), 360, stock=True)
    assert sum(bool(one["all"] or one["fewer"]) for one in golden) > 500, "most queries should find something"
    assert sampling.held_to(golden, tmp_path) == ""


@pytest.mark.node
def test_after_edits_the_command_line_still_gives_what_the_reader_gives(tmp_path: Path) -> None:
    archive, config = made.archive(60), Config(root=tmp_path)
    refresh(archive, config)
    cut = [key for number, key in enumerate(archive.articles) if number % 9]
    spare = made.archive(80, seed=8).articles
    articles = [archive.articles[key] for key in cut] + [
        replace(one, id=ArticleId(f"new-{one.id}")) for one in [*spare.values()][60:66]
    ]
    edited = assemble(articles, [archive.annotations[key] for key in cut], archive.speakers.values(), archive.outlets.values())
    golden = answers(edited, config, 72)
    assert Index(config).searchers["articles"].reader().has_deletions(), "the index was changed, not made anew"
    assert sampling.held_to(golden, tmp_path) == ""


def answers(archive: Archive, config: Config, count: int, stock: bool = False) -> list[dict[str, Any]]:
    """Build the shards into the root, and answer *count* queries from the index; with Whoosh's own BM25F if *stock*."""
    for file in made.files(archive, config):
        path = config.root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    held = [*holdings(archive, config).documents()]
    return [*sampling.answers(sampling.opened(config, stock), sampling.sampled(held, count))]
