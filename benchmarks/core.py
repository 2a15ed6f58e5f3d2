"""The core alone, which is what other generators do: load, pages and write, without quotations, coverage and search.

python -m benchmarks.core FOLDER
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from variorum.assemble import assemble
from variorum.bench import bench
from variorum.config import read_config
from variorum.load import load
from variorum.model import Annotation
from variorum.pages import assets, plan
from variorum.publish import publishable
from variorum.rendering import render_pages
from variorum.write import Site


def main(root: Path, processes: int = 0) -> None:
    """Build the pages of the archive in *root*."""
    config = replace(read_config(root), processes=processes)
    with bench(config) as work:
        with work.timed("load"):
            seen = work.recall("seen") or {}
            loaded = load(config, each=work.each, seen=seen)
            work.remember("seen", seen)
        archive = assemble(loaded.articles, [Annotation(one.id, ()) for one in loaded.articles], (), loaded.outlets)
        with Site(config.site) as site, work.timed("pages and write"):
            render_pages(plan(publishable(archive, config), config), config.root / "templates", site, work)
            for file in assets():
                site.put(file)
            site.finish()
    print(work.told().stages)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
