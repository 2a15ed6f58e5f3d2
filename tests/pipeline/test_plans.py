"""A page is not planned again while nothing changed that its plan looked at: what a plan looks at must be seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest

from tests.pipeline.test_incremental import Archive, site
from variorum import pipeline
from variorum.config import Config, read_config
from variorum.exports.records import relations_by_story, speaker_row
from variorum.looking import looking
from variorum.model import ArticleId
from variorum.pages import Group, Holdings
from variorum.pages import groups as real
from variorum.pages.outlines import WHOLE, Outlines
from variorum.pages.page import site_of
from variorum.pages.tables import Tables


def held(root: Path, monkeypatch: pytest.MonkeyPatch, look: Callable[[Holdings], None] = lambda _: None) -> Holdings:
    """The holdings of a build of *root*. What is only read when it is looked into can be looked into by *look*."""
    found: list[Holdings] = []

    def groups(holdings: Holdings, config: Config) -> list[Group]:
        found.append(holdings)
        look(holdings)
        return list(real(holdings, config))

    monkeypatch.setattr("variorum.showing.groups", groups)
    pipeline.build(read_config(root))
    return found[0]


def test_no_table_over_the_archive_looks_into_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Archive(tmp_path, 1)
    fresh = Tables(held(tmp_path, monkeypatch).archive)
    with looking() as seen:
        for name in [name for name, value in vars(Tables).items() if isinstance(value, cached_property)]:
            getattr(fresh, name)
    assert not seen


def test_what_is_looked_into_is_seen_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(holdings: Holdings) -> None:
        article, *_ = holdings.archive.articles.values()
        for _ in range(2):
            with looking() as seen:
                assert article.text
            assert seen == {article.mark}  # type: ignore[attr-defined]

    Archive(tmp_path, 1)
    held(tmp_path, monkeypatch, look)


def two_articles(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Holdings, Outlines, ArticleId, ArticleId]:
    """What an archive holds, its outlines, and two of its articles."""
    archive = Archive(root, 1)
    holdings = Holdings(held(root, monkeypatch).archive)
    one, two, *_ = (ArticleId(path.stem) for path in archive.articles())
    return holdings, Outlines(Tables(holdings.archive)), one, two


def test_whose_rows_are_looked_at_is_seen_and_who_goes_through_a_table_has_seen_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holdings, outlines, one, two = two_articles(tmp_path, monkeypatch)
    with looking() as seen:
        holdings.entry(one)
        holdings.story_of.get(two)
    assert seen == {outlines.article(one), outlines.article(two)}
    for look in (lambda: list(holdings.utterances_in), lambda: holdings.archive):
        with looking() as seen:
            look()
        assert seen == {WHOLE}


def test_who_looks_at_a_list_has_seen_the_rows_of_all_articles_and_of_none_what_it_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holdings, outlines, one, two = two_articles(tmp_path, monkeypatch)
    with looking() as seen:
        _ = holdings.newest, holdings.entry(one), holdings.articles_of.get(next(iter(holdings.speakers)))
    assert seen == {outlines.lists()}
    with looking() as seen:
        speaker_row(next(iter(holdings.speakers)), holdings, site_of(read_config(tmp_path)))
        relations_by_story(holdings)
    assert seen == {outlines.lists()}
    with looking() as seen:
        _ = holdings.clusters, holdings.annotation(two)
    assert seen == {outlines.lists(), outlines.article(two)}
    with looking() as seen:
        holdings.entry(one)
    assert seen == {outlines.article(one)}


def put_plain(archive: Archive, body: str) -> None:
    """Put the article `plain` into *archive*, or other words into it."""
    path = archive.root / "content/articles/2020/plain.md"
    archive.put(path, f"---\ntitle: Plain\noutlet: post\n---\n\n{body}\n")


def planned_by(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the groups that are planned by a build of *root*."""
    planned: list[str] = []

    def noted(group: Group) -> Group:
        def pages() -> object:
            planned.append(group.name)
            return group.pages()

        return Group(group.name, pages)  # type: ignore[arg-type]

    monkeypatch.setattr("variorum.showing.groups", lambda holdings, config: map(noted, real(holdings, config)))
    pipeline.build(read_config(root))
    return planned


def test_a_new_quotation_plans_the_lists_and_only_the_pages_that_it_concerns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, 2)
    put_plain(archive, "The mill stood empty all the year.")
    pipeline.build(read_config(tmp_path))
    put_plain(archive, "“Nobody asked us about the mill,” said Carol Green.")
    planned = planned_by(tmp_path, monkeypatch)
    assert [name for name in planned if name.startswith(("article", "story", "speaker"))] == [
        "article plain",
        "speaker carol-green",
    ]
    assert {"front", "indexes", "places"} <= {*planned}


def test_other_words_of_the_same_speaker_plan_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path, 2)
    put_plain(archive, "“Nobody asked us about the mill,” said Carol Green.")
    pipeline.build(read_config(tmp_path))
    put_plain(archive, "“Nobody asked us about the bridge,” said Carol Green.")
    assert planned_by(tmp_path, monkeypatch) == ["article plain", "speaker carol-green"]


def test_who_is_quoted_once_more_leaves_the_articles_that_quoted_them_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, 2)
    quoting = "“Nobody asked us about the mill,” said Carol Green."
    archive.put(tmp_path / "content/articles/2020/first.md", f"---\ntitle: First\noutlet: post\n---\n\n{quoting}\n")
    put_plain(archive, "The mill stood empty all the year.")
    pipeline.build(read_config(tmp_path))
    put_plain(archive, "“It was a cold winter for all of them,” said Carol Green.")
    planned = planned_by(tmp_path, monkeypatch)
    assert [name for name in planned if name.startswith(("article", "speaker"))] == ["article plain", "speaker carol-green"]


def test_an_edit_of_a_body_plans_only_the_pages_of_those_it_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path, 2)
    put_plain(archive, "Nothing was said here.")
    pipeline.build(read_config(tmp_path))
    put_plain(archive, "Nothing was done here.")
    before = site(tmp_path)
    assert planned_by(tmp_path, monkeypatch) == ["article plain"]
    assert site(tmp_path)["site/articles/plain.html"] != before["site/articles/plain.html"]


def test_an_edit_before_furniture_plans_only_the_pages_of_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, prompt = Archive(tmp_path, 2), "Sign up here to read our morning letter every day."
    words = "mill bridge market harbour school library station bakery chapel orchard quarry theatre garden inn tannery".split()
    listed = [" ".join(words[step * place % 15] for place in range(15)) for step in (1, 2, 4, 7, 11, 14)]  # in other orders
    for number, body in enumerate(listed[1:]):
        path = tmp_path / f"content/articles/2020/list-{number}.md"
        archive.put(path, f"---\ntitle: A list\noutlet: post\n---\n\n{body}.\n\n{prompt}\n")
    put_plain(archive, f"{listed[0]}.\n\n{prompt}")
    assert ArticleId("plain") in held(tmp_path, monkeypatch).archive.furniture
    put_plain(archive, f"{listed[0]}s.\n\n{prompt}")
    assert planned_by(tmp_path, monkeypatch) == ["article plain"]
