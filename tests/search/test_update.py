"""An index that was changed article by article gives the same bytes as one made anew."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.search import made
from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import Annotation, Archive, Article, ArticleId, Published, Rights, Show, Topic
from variorum.search import ranges, refresh
from variorum.search import site as search_site
from variorum.search.documents import Known
from variorum.search.holdings import holdings
from variorum.search.shards import joined, place_of, taken_apart
from variorum.search.site import read
from variorum.search.slots import slots


def contents(archive: Archive, config: Config) -> dict[str, bytes]:
    return {file.path: file.content for file in made.files(archive, config)}


def rebuilt(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every index that is made anew."""
    calls: list[int] = []
    real = search_site.rebuild

    def counted(*given: Any) -> Any:
        calls.append(1)
        return real(*given)

    monkeypatch.setattr(search_site, "rebuild", counted)
    return calls


class Edited:
    """An archive that is edited one article at a time, with words drawn from its vocabulary."""

    def __init__(self, count: int, seed: int) -> None:
        first = made.archive(count, seed)
        self.draw = random.Random(seed)
        self.parts = {key: (first.articles[key], first.annotations[key]) for key in first.articles}
        self.speakers, self.outlets = first.speakers, first.outlets
        self.spare = made.archive(count + 60, seed + 1)

    def archive(self) -> Archive:
        articles, notes = zip(*self.parts.values(), strict=True)
        return assemble(articles, notes, self.speakers.values(), self.outlets.values())

    def edit(self) -> None:
        """Change, add, take away, date back, withhold or re-attribute one article."""
        key = self.draw.choice(sorted(self.parts))
        kind = self.draw.randrange(7)
        if kind == 0:
            del self.parts[key]
        elif kind == 1:
            self.put(self.draw.choice(sorted(self.spare.articles)))
        elif kind == 2:
            article, notes = self.parts[key]
            self.parts[key] = (replace(article, topics=("new-topic",), published=None), notes)
        elif kind == 3:
            self.parts[key] = self.longer(*self.parts[key])
        elif kind == 4:
            article, notes = self.parts[key]
            day = date(1990, 1, 1 + self.draw.randrange(28))
            self.parts[key] = (replace(article, published=Published(day.isoformat(), day, day)), notes)
        elif kind == 5:
            article, notes = self.parts[key]
            self.parts[key] = (replace(article, rights=Rights(show=self.draw.choice([Show.FULL, Show.EXCERPT]))), notes)
        else:
            article, notes = self.parts[key]
            self.parts[key] = (article, replace(notes, quotations=notes.quotations[:-1]))

    def put(self, key: ArticleId) -> None:
        self.parts[key] = (self.spare.articles[key], self.spare.annotations[key])

    def longer(self, article: Article, notes: Annotation) -> tuple[Article, Annotation]:
        added = " ".join(self.draw.choices(made.VOCABULARY["en"].split(), k=12))
        paragraphs = [block.span.of(article.text) for block in article.blocks[1:]]
        fresh = made.article(article.id, article.title, [*paragraphs, f"{added} zyx{self.draw.randrange(99)}"])
        kept = replace(fresh, outlet=article.outlet, language=article.language, topics=article.topics, rights=article.rights)
        return kept, notes


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_series_of_edits_the_shards_are_those_of_an_index_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("variorum.search.export.FREQUENT", 60)  # so that terms cross the lines
    monkeypatch.setattr("variorum.search.export.MANY", 20)
    for kind, size in {"terms": 400, "positions": 500, "keys": 300}.items():  # so that each range has many shards
        monkeypatch.setitem(ranges.TARGETS, kind, size)
    edited, config = Edited(50, seed), Config(root=tmp_path / "edited")
    calls = rebuilt(monkeypatch)
    shards_now = contents(edited.archive(), config)
    for _ in range(40):
        edited.edit()
        shards_now = contents(edited.archive(), config)
    assert len(calls) < 14, "most edits should change the index, not make it anew"
    assert shards_now == contents(edited.archive(), Config(root=tmp_path / "fresh"))


def test_one_edit_changes_the_shards_it_touches_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited, config = Edited(120, 5), Config(root=tmp_path)
    before = contents(edited.archive(), config)
    article, notes = edited.parts[ArticleId("article-010")]
    edited.parts[article.id] = (replace(article, topics=("another",)), notes)
    changes = refresh(edited.archive(), config)
    after = {file.path: file.content for file in read(config)}
    differing = sorted(
        path.removeprefix("search/")[:-5] for path in after if path.endswith(".json") and after[path] != before.get(path)
    )
    assert list(changes.changed) == differing
    assert {path.partition("/")[0] for path in differing} == {"keys"}


def test_an_article_added_touches_the_shards_of_its_terms_and_no_others(tmp_path: Path) -> None:
    edited, config = Edited(100, 6), Config(root=tmp_path)
    before = contents(edited.archive(), config)
    day = date(1980, 2, 3)
    counts = {key: len(notes.quotations) for key, (_, notes) in edited.parts.items()}
    free = next(key for key in map(ArticleId, map(str, range(99))) if slots(counts).items() <= slots(counts | {key: 0}).items())
    new = made.article(free, "Zyzzyva", ["Zyzzyvas everywhere."], published=Published(day.isoformat(), day, day))
    edited.parts[free] = (new, Annotation(free, ()))
    after = contents(edited.archive(), config)
    changed = {path for path in after if after[path] != before.get(path) and path.endswith(".json")}
    kinds = ["terms", "positions", "keys", "store", "packs", "meta.json", "dates.json"]
    assert {path.split("/")[1] for path in changed} == {*kinds}
    assert all(len([path for path in changed if f"/{kind}/" in path]) <= 2 for kind in kinds)


@pytest.mark.parametrize("kind", ["speakers", "outlets", "topics", "articles"])
def test_fingerprints_that_were_known_are_taken_again_only_where_they_are_the_same(kind: str) -> None:
    edited, config = Edited(40, 3), Config(root=Path())
    first = edited.archive()
    before = holdings(first, config)
    known = Known(before.common, {key: (before.marks[key], slot) for key, slot in before.slots.items()})
    if kind == "articles":
        edited.edit()
    changed = edited.archive()
    if kind == "speakers":
        changed = replace(first, speakers={key: replace(one, aliases=("Somebody",)) for key, one in first.speakers.items()})
    elif kind == "outlets":
        changed = replace(first, outlets={key: replace(one, name="Somewhere") for key, one in first.outlets.items()})
    elif kind == "topics":
        changed = replace(first, topics={"cyber": Topic("cyber", "Cyberspace")})
    anew, again = holdings(changed, config), holdings(changed, config, known)
    assert (again.marks, again.common) == (anew.marks, anew.common)
    assert again.marks != before.marks
    assert holdings(first, config, known).marks == before.marks


def test_an_archive_that_did_not_change_changes_no_shard(tmp_path: Path) -> None:
    archive, config = made.archive(20), Config(root=tmp_path)
    first = refresh(archive, config)
    again = refresh(archive, config)
    assert (again.changed, again.kept) == ((), first.changed)


def test_a_build_that_died_is_mended_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited, config = Edited(30, 9), Config(root=tmp_path / "one")
    contents(edited.archive(), config)
    edited.put(ArticleId("article-070"))
    monkeypatch.setattr("variorum.search.update.describe", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        contents(edited.archive(), config)
    monkeypatch.undo()
    assert contents(edited.archive(), config) == contents(edited.archive(), Config(root=tmp_path / "two"))


def test_the_shards_do_not_depend_on_the_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.search.site.SMALL", 0)
    monkeypatch.setattr("variorum.search.rebuild.PART", 17)
    archive = made.archive(60)
    one, three = (contents(archive, Config(root=tmp_path / str(count), processes=count)) for count in (1, 3))
    assert one == three


def test_an_empty_archive_has_shards_that_find_nothing(tmp_path: Path) -> None:
    assert sorted(contents(assemble([], []), Config(root=tmp_path))) == [
        "search/dates.js", "search/dates.json", "search/meta.js", "search/meta.json",
    ]  # fmt: skip


def test_a_state_of_an_earlier_version_gives_way(tmp_path: Path) -> None:
    config, archive = Config(root=tmp_path), made.archive(12)
    fresh = contents(archive, config)
    file = search_site.state_file(config)
    file.unlink()
    with closing(sqlite3.connect(file)) as older:
        older.executescript("create table shard (kind text, border text); insert into shard values ('t', 'a');")
    assert contents(archive, config) == fresh


def test_a_record_is_found_where_it_stands_in_its_shard() -> None:
    records = {'"': "[0,[1]]", "a": "[1]", 'a"': "[2]", "a\\": "[3]", "\n": "[4]", "é": "[[5],0,1]"}
    content = joined(records, sorted(records))
    starts = {key: place_of(key, content) for key in records}
    assert {key: content[start : start + len(records[key])] for key, start in starts.items()} == records
    assert taken_apart(content) == records
