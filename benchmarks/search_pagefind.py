"""Measures Pagefind on the articles, the queries and the machine of `benchmarks.search`.

    npm i --no-save pagefind@1
    python -m benchmarks.search_pagefind CORPUS.jsonl[.gz] --articles 1000 --every 33 --folder /tmp/pagefind \\
        --program node_modules/@pagefind/linux-x64/bin/pagefind_extended

Each article is a page of a title and paragraphs. A query loads the ten best hits with their excerpts, as its own page does.
Bytes are those of its scripts, index and fragments, over http with compression, each first query with an empty cache, and
counted without its worker, which loads some KB more.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import measure
from benchmarks.search import queries, served
from benchmarks.search_corpus import archive
from tests.tools import chromium
from variorum.model import Archive

SEARCH = """async (query) => {
  if (!window.pagefind) {
    window.pagefind = await import(`${location.origin}/pagefind/pagefind.js`);
    await window.pagefind.options({ noWorker: true });
  }
  const found = await window.pagefind.search(query);
  return Promise.all(found.results.slice(0, 10).map((one) => one.data()));
}"""
WARM = """async (asked) => {
  window.pagefind ??= await import(`${location.origin}/pagefind/pagefind.js`);
  const times = [];
  for (const query of asked) {
    await window.pagefind.search(query);
    for (let turn = 0; turn < 5; turn++) {
      const start = performance.now();
      await window.pagefind.search(query);
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def main() -> None:
    """Print one line a measurement."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--every", type=int, default=1, help="take one record of so many")
    options.add_argument("--folder", type=Path, required=True, help="where to build; emptied first")
    options.add_argument("--program", type=Path, required=True, help="Pagefind's")
    options.add_argument("--queries", type=int, default=40)
    chosen = options.parse_args()
    shutil.rmtree(chosen.folder, ignore_errors=True)
    held = archive(chosen.corpus, chosen.articles, chosen.every)
    pages(held, chosen.folder)
    cost = measure([str(chosen.program.resolve()), "--site", str(chosen.folder.resolve())], chosen.folder)
    files = [file for file in (chosen.folder / "pagefind").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"articles {len(held.articles)}: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s, peak {cost.peak:.0f} MB")
    print(f"{len(files)} files, {size:.1f} MB")
    asked = queries(held, chosen.queries)
    with served(chosen.folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        pairs = [transferred(browser, url, asked[at], asked[at + 1]) for at in range(0, len(asked) - 1, 2)]
        for place, name in enumerate(("first query", "further query")):
            print(f"{name}: median {statistics.median(pair[place] for pair in pairs) / 1000:.1f} KB")
        page = browser.new_page()
        page.goto(f"{url}index.html")
        times = sorted(page.evaluate(WARM, asked))
        browser.close()
    print(f"warm query: median {statistics.median(times):.2f} ms, 95th percentile {times[int(len(times) * 0.95)]:.2f} ms")


def pages(held: Archive, folder: Path) -> None:
    """Write a page for each article."""
    (folder / "articles").mkdir(parents=True)
    (folder / "index.html").write_text("<!DOCTYPE html><html lang=en><title>Search</title>", "utf-8")
    for one in held.articles.values():
        paragraphs = "".join(f"<p>{escape(block.span.of(one.text))}</p>" for block in one.blocks[1:])
        title = escape(one.title)
        text = f"<!DOCTYPE html><html lang=en><title>{title}</title><body><h1>{title}</h1>{paragraphs}</body></html>"
        (folder / "articles" / f"{one.id}.html").write_text(text, "utf-8")


def transferred(browser: Browser, url: str, first: str, further: str) -> tuple[int, int]:
    """Body bytes, as they came over the wire, of a first query and of a further one."""
    page = browser.new_context().new_page()
    page.goto(f"{url}index.html")
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.dataReceived", lambda event: sizes.append(event["encodedDataLength"]))
    page.evaluate(SEARCH, first)
    page.wait_for_timeout(300)
    before = sum(sizes)
    page.evaluate(SEARCH, further)
    page.wait_for_timeout(300)
    page.context.close()
    return before, sum(sizes) - before


if __name__ == "__main__":
    main()
