"""The browser's reader answers as Whoosh does: same hits, same order, same scores."""

from __future__ import annotations

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from tests.search import made
from variorum.config import Config
from variorum.search import shards
from variorum.search.ask import Index
from variorum.search.documents import Document
from variorum.search.holdings import holdings
from variorum.search.slots import PLACE, slots

HERE = Path(__file__).parent


@pytest.mark.node
def test_the_reader_gives_the_hits_order_and_scores_of_whoosh_for_600_sampled_queries(tmp_path: Path) -> None:
    archive, config = made.archive(160), Config(root=tmp_path)
    for file in shards(archive, config):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    held = [one for _, one in holdings(archive, config).documents()]
    index = Index(config.cache / "search", {one.language for one in held})
    numbers = ordinals(held)
    golden = [answered(index, numbers, query, name) for query in sampled(held, 300) for name in ("articles", "quotations")]
    assert sum(bool(one["all"] or one["fewer"]) for one in golden) > 400, "most queries should find something"
    (tmp_path / "golden.json").write_text(json.dumps(golden), "utf-8")
    run = subprocess.run(
        ["node", "--test", "--test-reporter=dot", str(HERE / "golden.mjs")],
        env=os.environ | {"SEARCH_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def ordinals(held: list[Document]) -> dict[str, int]:
    """The numbers that the shards give to articles and quotations, by Whoosh's keys."""
    placed = slots({one.id: len(one.quotations) for one in held})
    return {str(key): slot for key, slot in placed.items()} | {
        f"{one.id}#{said.number}": placed[one.id] * PLACE + said.number - 1 for one in held for said in one.quotations
    }


def answered(index: Index, numbers: dict[str, int], query: str, name: str) -> dict[str, object]:
    """A query with Whoosh's answer."""
    answer = index.ask(query, name)
    hits = {
        "all": [[numbers[hit.key], hit.score] for hit in answer.all],
        "fewer": [[numbers[hit.key], hit.score] for hit in answer.fewer],
    }
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
