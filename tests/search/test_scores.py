"""The browser's reader answers as Whoosh does: same hits, same order, same scores."""

from __future__ import annotations

import json
import os
import random
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import open_dir  # type: ignore[import-untyped]
from whoosh.scoring import BM25F  # type: ignore[import-untyped]

from tests.search import made
from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import Archive, ArticleId
from variorum.search import refresh
from variorum.search.ask import FIELDS, Index
from variorum.search.documents import Document
from variorum.search.holdings import holdings

HERE = Path(__file__).parent


@pytest.mark.node
def test_the_reader_gives_the_hits_order_and_scores_of_whoosh_for_600_sampled_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.search.export.FREQUENT", 100)  # so that some terms have their positions cut
    archive, config = made.archive(160), Config(root=tmp_path)
    golden = answers(archive, config, 300, stock=True)
    assert sum(bool(one["all"] or one["fewer"]) for one in golden) > 400, "most queries should find something"
    assert_the_reader_answers(golden, tmp_path)


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
    golden = answers(edited, config, 60)
    assert Index(config).searchers["articles"].reader().has_deletions(), "the index was changed, not made anew"
    assert_the_reader_answers(golden, tmp_path)


def answers(archive: Archive, config: Config, count: int, stock: bool = False) -> list[dict[str, Any]]:
    """Build the shards into the root, and answer *count* queries from the index; with Whoosh's own BM25F if *stock*."""
    for file in made.files(archive, config):
        path = config.root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    held = [one for _, one in holdings(archive, config).documents()]
    index = Index(config)
    if stock:
        index.searchers = {name: open_dir(str(config.cache / "search" / name)).searcher(weighting=BM25F()) for name in FIELDS}
    return [answered(index, query, name) for query in sampled(held, count) for name in ("articles", "quotations")]


def assert_the_reader_answers(golden: list[dict[str, Any]], tmp_path: Path) -> None:
    """Hold the browser's reader to these answers."""
    (tmp_path / "golden.json").write_text(json.dumps(golden), "utf-8")
    run = subprocess.run(
        ["node", "--test", "--test-reporter=dot", str(HERE / "golden.mjs")],
        env={key: value for key, value in os.environ.items() if key != "NODE_TEST_CONTEXT"} | {"SEARCH_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def answered(index: Index, query: str, name: str) -> dict[str, Any]:
    """A query with Whoosh's answer."""
    answer = index.ask(query, name)
    hits = {"all": [[hit.number, hit.score] for hit in answer.all], "fewer": [[hit.number, hit.score] for hit in answer.fewer]}
    return {"query": query, "name": name, **hits}


def sampled(held: list[Document], count: int) -> list[str]:
    """Queries of every kind, from words of the articles."""
    draw = random.Random(11)
    speakers = sorted({said.speaker for one in held for said in one.quotations if said.speaker})

    def words(most: int) -> str:
        text = draw.choice(held).text.split()
        at = draw.randrange(len(text))
        return " ".join(text[at : at + draw.randint(1, most)])

    kinds = [
        lambda: words(1),
        lambda: words(3),
        lambda: f'"{words(4)}"',
        lambda: f'"{words(3)}" {words(1)}',
        lambda: f"{words(1)[:3]}*",
        lambda: f"{words(2)} -{words(1)}",
        lambda: f'{words(2)} -"{words(2)}"',
        lambda: f"{words(1)} OR {words(1)} {words(1)}",
        lambda: f"speaker:{draw.choice(speakers)}",
        lambda: f"speaker:{draw.choice(speakers).split('-')[-1]} {words(1)}",
        lambda: f"-speaker:peskov outlet:tass {words(2)}",
        lambda: f"after:2019-06 before:2021 {words(1)}",
        lambda: f"topic:cyber kind:fragment {words(2)}",
        lambda: f'speaker:"zhao lijian" speaker:microsoft {words(1)}',
        lambda: f"{words(2)} {words(1)[:2]}* -outlet:rt",
    ]
    return [kinds[number % len(kinds)]() for number in range(count)]
