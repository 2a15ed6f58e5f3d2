"""Archives to measure on: articles of a JSON-lines file, or made-up ones of the same size where there is none.

    python -m benchmarks.corpus FOLDER --articles 1000 [--from articles.jsonl.gz]

A line of the file is `{"id", "title", "date", "outlet", "url", "text"}`; paragraphs of the text stand between line ends.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.importers.content import escaped, quoted
from variorum.load.body import Piece
from variorum.load.files import suggested_id
from variorum.model import BlockKind

WORDS = 485  # of an article, in the mean: that of the Tehran Times' 33,724


@dataclass(frozen=True, slots=True)
class Source:
    """One article to write."""

    id: str
    title: str
    outlet: str
    day: str
    """`2020-09-11`; "" where it is not known."""
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]


def from_file(path: Path) -> Iterator[Source]:
    """The articles of a JSON-lines file that have a title and a text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line.replace("\\u0000", ""))
            paragraphs = tuple(part.strip() for part in str(data["text"]).split("\n") if part.strip())
            if data["title"] and paragraphs:
                outlet = suggested_id(data["outlet"]) or "unknown"
                yield Source(suggested_id(data["id"]), data["title"], outlet, data["date"] or "", (), paragraphs)


def made_up(count: int) -> Iterator[Source]:
    """Articles of random words, the same in every run: a fifth of each is quotations by one of 400 people."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("aeioulnrst", k=chance.randint(3, 9))) for _ in range(20_000)]
    people = [f"{chance.choice(vocabulary).title()} {chance.choice(vocabulary).title()}" for _ in range(400)]
    for number in range(count):
        paragraphs = tuple(_paragraph(chance, vocabulary, people) for _ in range(WORDS // 55))
        day = f"{2010 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        title = _sentence(chance, vocabulary, 9).rstrip(".")
        yield Source(f"article-{number:06}", title, f"outlet-{number % 20}", day, (f"topic-{number % 50}",), paragraphs)


def _paragraph(chance: random.Random, vocabulary: list[str], people: list[str]) -> str:
    if chance.random() < 0.3:
        return f"“{_sentence(chance, vocabulary, 18)[:-1]},” {chance.choice(people)} said. {_sentence(chance, vocabulary, 30)}"
    return " ".join(_sentence(chance, vocabulary, 18) for _ in range(3))


def _sentence(chance: random.Random, vocabulary: list[str], length: int) -> str:
    weights = int(len(vocabulary) * chance.random() ** 3)
    words = [vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(length)]
    return " ".join([vocabulary[weights].title(), *words]) + "."


def sources(count: int, path: Path | None) -> Iterator[Source]:
    """*count* articles; from *path*, where one is given, evenly through the file, which may begin with the longest."""
    if not path:
        return made_up(count)
    every = list(from_file(path))
    return (every[place * len(every) // count] for place in range(min(count, len(every))))


def content_file(source: Source) -> str:
    """The article as an archivist would have it."""
    front = [f"title: {quoted(source.title)}", f"outlet: {source.outlet}"]
    front += [f"published: {source.day}"] if source.day else []
    front += [f"topics: [{', '.join(source.topics)}]"] if source.topics else []
    body = "\n\n".join(escaped(Piece(BlockKind.PARAGRAPH, text)) for text in source.paragraphs)
    return "---\n" + "\n".join(front) + f"\n---\n\n{body}\n"


def write_archive(folder: Path, count: int, path: Path | None = None) -> None:
    """Write an archive of *count* articles into *folder*."""
    for number, source in enumerate(sources(count, path)):
        target = folder / "content" / "articles" / f"{number // 1000:03}" / f"{source.id}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content_file(source), "utf-8", newline="\n")
    (folder / "archive.yaml").write_text("title: A measured archive\n", "utf-8")


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--from", type=Path, dest="path")
    given = options.parse_args()
    write_archive(given.folder, given.articles, given.path)
