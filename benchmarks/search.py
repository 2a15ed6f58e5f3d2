"""Measures the search over any JSONL of `{id, title, date, outlet, url, text}`: time, memory, files, edits, the browser.

    python -m benchmarks.search CORPUS.jsonl[.gz] --articles 10000 --every 3 --folder /tmp/measured

Bytes are those of the search's JavaScript, the index and the excerpts of ten hits (five quotations, five articles), as gzip
bodies over http from a server that answers range requests, each first query with an empty cache.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import tornado.httpserver
import tornado.ioloop
import tornado.netutil
import tornado.web
from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import cpu, watched
from benchmarks.search_corpus import archive
from tests.tools import chromium
from variorum.assemble import assemble
from variorum.collecting import collecting_rarely
from variorum.config import Config
from variorum.home import STATIC, TEMPLATES
from variorum.later import annotation_row, article_row, digest, later_annotation, later_article
from variorum.model import Archive, ArticleId, Published, Rights
from variorum.pages.page import site_of
from variorum.pages.templating import environment
from variorum.search import read, refresh
from variorum.search.analyzer import fold, stop_words, words
from variorum.workers import Workers

SCRATCH = "from scratch"


def main() -> None:
    """Print one line a measurement."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--every", type=int, default=1, help="take one record of so many")
    options.add_argument("--folder", type=Path, required=True, help="where to build; emptied first")
    options.add_argument("--queries", type=int, default=40)
    options.add_argument("--keep", action="store_true", help="go on with what the folder holds")
    chosen = options.parse_args()
    if not chosen.keep:
        shutil.rmtree(chosen.folder, ignore_errors=True)
    held, config = as_in_a_build(archive(chosen.corpus, chosen.articles, chosen.every)), Config(root=chosen.folder)
    quotations = sum(len(one.quotations) for one in held.annotations.values())
    print(f"articles {len(held.articles)}, quotations {quotations}, load average {os.getloadavg()[0]:.1f}")
    measured(SCRATCH, held, config)
    site(config)
    for name, edited in edits(held):
        measured(name, edited, config)
    refresh(held, config)
    in_the_browser(config.site, queries(held, chosen.queries))


def as_in_a_build(held: Archive) -> Archive:
    """The archive with a mark on each article and annotation, which tells whether it is as it was."""
    articles = [
        later_article(article_row(one), digest(one), partial(_same, one), lambda: None) for one in held.articles.values()
    ]
    notes = [later_annotation(annotation_row(one), digest(one), partial(_same, one)) for one in held.annotations.values()]
    return assemble(articles, notes, held.speakers.values(), held.outlets.values())


def _same(one: Any) -> Any:
    return one


def measured(name: str, held: Archive, config: Config) -> None:
    """Bring the index up to date and print what it took."""
    before, wall, most = cpu(), time.perf_counter(), ""
    with collecting_rarely(), Workers(config.processes) as workers:
        if name == SCRATCH:
            # While there is one thread, as in a build: processes start as copies of this one.
            list(workers.singly(abs, range(4)))
            with watched() as peak:
                changes = refresh(held, config, workers.singly)
            most = f", peak {peak()} MB"
        else:  # unwatched: looking at the memory of this process ten times a second is work, too
            changes = refresh(held, config, workers.singly)
    spent = f"CPU {cpu() - before:.2f} s, wall {time.perf_counter() - wall:.2f} s{most}"
    count = f"shards changed {len(changes.changed)} of {len(changes.changed) + len(changes.kept)}"
    print(f"{name}: {spent}, {count}", flush=True)


def edits(held: Archive) -> Iterator[tuple[str, Archive]]:
    """Archives that differ from the one before in one article."""
    parts = {key: (held.articles[key], held.annotations[key]) for key in held.articles}
    keys = [*parts]
    article, notes = parts[keys[len(keys) // 2]]
    parts[article.id] = (replace(article, text=article.text + " Elephants.", digest="edited"), notes)
    yield "one word added", _assembled(parts, held)
    new = replace(parts[keys[5]][0], id=ArticleId("new-article"), digest="new")
    parts[new.id] = (new, replace(parts[keys[5]][1], article=new.id))
    yield "one article added", _assembled(parts, held)
    day = date(1999, 12, 31)
    old = replace(parts[keys[9]][0], id=ArticleId("old-article"), digest="old", published=Published(day.isoformat(), day, day))
    parts[old.id] = (old, replace(parts[keys[9]][1], article=old.id))
    yield "one article of an earlier day added", _assembled(parts, held)
    del parts[keys[len(keys) // 3]]
    yield "one article deleted", _assembled(parts, held)
    article, notes = parts[keys[7]]
    parts[article.id] = (replace(article, rights=Rights(), topics=("another",)), notes)
    yield "one topic changed", _assembled(parts, held)
    yield "nothing changed", _assembled(parts, held)


def _assembled(parts: dict[ArticleId, Any], held: Archive) -> Archive:
    articles, notes = zip(*parts.values(), strict=True)
    return assemble(articles, notes, held.speakers.values(), held.outlets.values())


def site(config: Config) -> None:
    """Write the shards, the scripts and a search page."""
    count = {"json": 0, "js": 0, "bin": 0}
    for file in read(config):
        path = config.site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        count[path.suffix[1:]] += 1
    print(f"files: {count}")
    shutil.copytree(STATIC / "search", config.site / "assets" / "search", dirs_exist_ok=True)
    partial = environment(site_of(config), "", TEMPLATES).get_template("partials/search.html").render()
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title>'
    (config.site / "search.html").write_text(head + partial, "utf-8")


def queries(held: Archive, count: int) -> list[str]:
    """Two neighbouring words of a title each, stop words left out."""
    draw = random.Random(5)
    found: list[str] = []
    titles = [one.title for one in held.articles.values()]
    while len(found) < count:
        title = [word for word in words(draw.choice(titles)) if len(word) > 1 and fold(word) not in stop_words("en")]
        if len(title) > 1:
            at = draw.randrange(len(title) - 1)
            found.append(" ".join(title[at : at + 2]))
    return found


def in_the_browser(folder: Path, asked: list[str]) -> None:
    """Bytes of a first and a further query, and how long a query takes whose shards are there."""
    with served(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        pairs = [_bytes(browser.new_context().new_page(), url, asked[at], asked[at + 1]) for at in range(0, len(asked) - 1, 2)]
        for place, name in enumerate(("first query", "further query")):
            sizes = [pair[place] for pair in pairs]
            print(f"{name}: median {statistics.median(sizes) / 1000:.1f} KB, mean {statistics.mean(sizes) / 1000:.1f} KB")
        page = browser.new_page()
        page.goto(f"{url}search.html")
        times = sorted(page.evaluate(WARM, asked))
        browser.close()
    print(f"warm query: median {statistics.median(times):.2f} ms, 95th percentile {times[int(len(times) * 0.95)]:.2f} ms")


WARM = """async (asked) => {
  const { loader, parts, stemmers } = variorum.loading;
  const reader = await variorum.reader.open(loader(""), stemmers(""), parts(""));
  const both = (query) => Promise.all(["quotations", "articles"].map(async (name) => {
    const answer = await reader.ask(query, name);
    return variorum.reader.ranked(answer.all).slice(0, 5);
  }));
  const times = [];
  for (const query of asked) {
    await both(query);
    for (let turn = 0; turn < 5; turn++) {
      const start = performance.now();
      await both(query);
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def _bytes(page: Page, url: str, first: str, further: str) -> tuple[int, int]:
    """Body bytes, as they came over the wire, of a first query and of a further one."""
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.dataReceived",
        lambda event: sizes.update({event["requestId"]: sizes.get(event["requestId"], 0) + event["encodedDataLength"]}),
    )
    page.goto(f"{url}search.html?q={first.replace(' ', '+')}")
    html = next(iter(sizes), "")
    page.wait_for_selector(".search-list")
    page.wait_for_timeout(600)
    before = sum(size for request, size in sizes.items() if request != html)
    page.fill("input[name=q]", further)
    page.wait_for_timeout(1500)
    after = sum(size for request, size in sizes.items() if request != html)
    page.context.close()
    return before, after - before


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over http, compressed, with range requests."""
    ready: list[str] = []
    started = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        handlers = [(r"/(.*)", tornado.web.StaticFileHandler, {"path": str(folder)})]
        sockets = tornado.netutil.bind_sockets(0, "127.0.0.1")
        tornado.httpserver.HTTPServer(tornado.web.Application(handlers, compress_response=True)).add_sockets(sockets)
        ready.append(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/")
        started.set()
        tornado.ioloop.IOLoop.current().start()

    threading.Thread(target=run, daemon=True).start()
    started.wait()
    yield ready[0]


if __name__ == "__main__":
    main()
