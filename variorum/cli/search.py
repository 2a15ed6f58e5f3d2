"""`variorum search`: the site's search, on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from variorum.config import read_config

if TYPE_CHECKING:
    from search.find import Shown


def add_search(commands: Any) -> argparse.ArgumentParser:
    """`variorum search`."""
    command: argparse.ArgumentParser = commands.add_parser("search", help="search the archive as it was last built")
    command.add_argument("query", nargs="+", help="""as on the search page: 'speaker:peskov meddling'""")
    command.add_argument(
        "--limit", type=int, default=10, metavar="N", help="quotations and articles shown (default: 10 of each)"
    )
    command.set_defaults(run=run_search)
    return command


def run_search(options: argparse.Namespace) -> int:
    """Print quotations, then articles. Status 1 where nothing matches the whole query, or nothing was built yet."""
    from variorum.search.find import find  # needs Whoosh, which the other commands do without

    try:
        found = find(read_config(options.archive), " ".join(options.query), options.limit)
    except LookupError as error:
        print(f"{error}: run `variorum build` first", file=sys.stderr)
        return 1
    print("\n".join(lines(f"Quotations: {found.counts[0]}", found.quotations)))
    print("\n".join(lines(f"\nArticles: {found.counts[1]}", found.articles)))
    return 0 if found.counts[0] or found.counts[1] else 1


def lines(heading: str, hits: Iterable[Shown]) -> Iterator[str]:
    """A list of hits; above the first with fewer of the words it says so."""
    yield heading
    whole = True
    for hit in hits:
        if whole and not hit.whole:
            yield "  fewer words matched:"
            whole = False
        source = ", ".join(part for part in (hit.outlet, hit.date) if part)
        said = f"{hit.speaker or 'nobody named'}: {hit.words}\n      " if hit.words or hit.speaker else ""
        yield f"  {said}{hit.title} ({source})\n      {hit.address}"
