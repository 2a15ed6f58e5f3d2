"""Queries of every kind, drawn from the words of an archive, with Whoosh's answers: what the browser's reader is held to."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh.index import open_dir  # type: ignore[import-untyped]
from whoosh.scoring import BM25F  # type: ignore[import-untyped]

from variorum.config import Config
from variorum.search.ask import FIELDS, Index
from variorum.search.documents import Document

HERE = Path(__file__).parent


def opened(config: Config, stock: bool = False) -> Index:
    """The index of the last build; with Whoosh's own BM25F if *stock*, which only a fresh index is right for."""
    index = Index(config)
    if stock:
        index.searchers = {name: open_dir(str(config.cache / "search" / name)).searcher(weighting=BM25F()) for name in FIELDS}
    return index


def answers(index: Index, queries: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each query with its hits and their scores, in both indexes."""
    for query in queries:
        for name in ("articles", "quotations"):
            answer = index.ask(query, name)
            hits = {
                which: [[hit.number, hit.score] for hit in found]
                for which, found in (("all", answer.all), ("fewer", answer.fewer))
            }
            yield {"query": query, "name": name, **hits}


def held_to(golden: Sequence[dict[str, Any]], folder: Path) -> str:
    """Have the browser's reader answer from the site in *folder*; gives what node says where anything differs, else ""."""
    (folder / "golden.json").write_text(json.dumps(golden), "utf-8")
    run = subprocess.run(
        ["node", "--test", "--test-reporter=dot", str(HERE / "golden.mjs")],
        env={key: value for key, value in os.environ.items() if key != "NODE_TEST_CONTEXT"} | {"SEARCH_FOLDER": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if run.returncode == 0 else run.stdout[-4000:] + run.stderr[-2000:]


def sampled(held: Sequence[Document], count: int, seed: int = 11) -> list[str]:
    """*count* queries, as many of each kind."""
    kinds = _Drawn(held, random.Random(seed)).kinds()
    return [kinds[number % len(kinds)]() for number in range(count)]


class _Drawn:
    """Pieces of queries, drawn from an archive."""

    def __init__(self, held: Sequence[Document], draw: random.Random) -> None:
        self.held, self.draw = held, draw
        self.said = [said for one in held for said in one.quotations if said.words]
        self.speakers = sorted({said.speaker for one in held for said in one.quotations if said.speaker})
        self.names = sorted({name for one in held for said in one.quotations for name in said.names})
        self.outlets = sorted({one.outlet for one in held})
        self.topics = sorted({topic for one in held for topic in one.topics}) or ["none"]
        self.days = sorted({one.earliest for one in held if one.earliest > "0001"})

    def words(self, most: int, least: int = 1) -> str:
        """Neighbouring words of a text."""
        return self._of(self.draw.choice(self.held).text, least, most)

    def spoken(self, most: int, least: int = 1) -> str:
        """Neighbouring words of a quotation."""
        return self._of(self.draw.choice(self.said).words, least, most)

    def _of(self, text: str, least: int, most: int) -> str:
        words = text.replace('"', " ").split()
        at = self.draw.randrange(max(1, len(words) - least + 1))
        return " ".join(words[at : at + self.draw.randint(least, most)])

    def prefix(self, letters: int) -> str:
        """How a word begins."""
        return f"{self.words(1)[:letters]}*"

    def day(self) -> str:
        """A day, a month or a year."""
        day: str = self.draw.choice(self.days)
        return day[: self.draw.choice([4, 7, 10])]

    def speaker(self) -> str:
        """A speaker by id, by a word of the name or by several."""
        key = self.draw.choice(self.speakers)
        return self.draw.choice(
            [f"speaker:{key}", f"speaker:{self.draw.choice(self.names)}", f'speaker:"{key.replace("-", " ")}"']
        )

    def kinds(self) -> list[Callable[[], str]]:
        """One function for each kind of query."""
        pick = self.draw.choice
        return [
            lambda: self.words(1),
            lambda: self.words(3, 2),
            lambda: self.words(7, 4),
            lambda: f"{self.words(1)} {self.words(1)} {self.words(1)}",
            lambda: self.words(2).upper(),
            lambda: f"{self.words(1)} zyxwvu",
            lambda: f'"{self.words(3, 2)}"',
            lambda: f'"{self.words(6, 4)}"',
            lambda: f'"{self.spoken(5, 2)}"',
            lambda: f'"{self.spoken(3, 2)}" {self.words(1)}',
            lambda: f'{self.words(1)} "{self.words(3, 2)}" "{self.words(2)}"',
            lambda: self.prefix(3),
            lambda: self.prefix(5),
            lambda: f"{self.words(2)} {self.prefix(2)}",
            lambda: f'"{self.words(3, 2)}" {self.prefix(4)}',
            lambda: f"{self.words(2)} -{self.words(1)}",
            lambda: f'{self.words(2)} -"{self.words(2, 2)}"',
            lambda: f"{self.words(1)} -{self.prefix(3)}",
            lambda: f"{self.words(1)} OR {self.words(1)}",
            lambda: f'{self.words(1)} OR "{self.words(2, 2)}" {self.words(1)}',
            lambda: f"{self.words(1)} OR {self.prefix(4)} OR {self.words(1)} -{self.words(1)}",
            lambda: self.speaker(),
            lambda: f"{self.speaker()} {self.spoken(1)}",
            lambda: f"{self.speaker()} {self.speaker()} {self.spoken(2)}",
            lambda: f"-{self.speaker()} {self.words(1)}",
            lambda: f"outlet:{pick(self.outlets)} {self.words(2)}",
            lambda: f"-outlet:{pick(self.outlets)} outlet:{pick(self.outlets)} {self.words(1)}",
            lambda: f"topic:{pick(self.topics)} {self.words(1)}",
            lambda: f"topic:{pick(self.topics)} -topic:{pick(self.topics)}",
            lambda: f"kind:{pick(['direct', 'fragment', 'scare', 'title'])} {self.spoken(2)}",
            lambda: f"after:{self.day()} {self.words(2)}",
            lambda: f"before:{self.day()} {self.words(1)}",
            lambda: f"after:{self.day()} before:{self.day()}",
            lambda: f"after:{self.day()} before:{self.day()} outlet:{pick(self.outlets)} {self.speaker()} {self.words(1)}",
            lambda: f"{self.words(1)}-{self.words(1)} {self.words(1)}’s",
            lambda: f'"{self.words(1)}" {pick(["the", "of", "and", "in"])} {self.words(1)}',
        ]
