"""The core alone, which is what other generators do: load, pages and write, without quotations, coverage, search and exports.

python -m benchmarks.core FOLDER
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from variorum.assemble import assemble
from variorum.bench import bench
from variorum.cli.site import table
from variorum.config import read_config
from variorum.load import load
from variorum.loading import ARTICLES
from variorum.model import Annotation
from variorum.pages import Group, Holdings, assets, data_page, groups
from variorum.publish import publishable
from variorum.rendering import prepare, render_groups
from variorum.write import Site


def main(root: Path, processes: int = 0) -> None:
    """Build the pages of the archive in *root*."""
    config = replace(read_config(root), processes=processes)
    with bench(config) as work:
        with work.timed("load"):
            seen = dict(work.table("seen"))
            loaded = load(config, each=partial(work.later, "articles", ARTICLES), seen=seen)
            work.remember("seen", None, seen)
        prepare(config, config.root / "templates", work)
        archive = assemble(loaded.articles, [Annotation(one.id, ()) for one in loaded.articles], (), loaded.outlets)
        with Site(config.site) as site, work.timed("pages and write"):
            shown = publishable(archive, config)
            planned = chain(groups(Holdings(shown), config), [Group("data", lambda: [data_page(shown, (), config)])])
            render_groups(planned, None, config.root / "templates", site, work)
            for file in assets():
                site.put(file)
            site.finish()
    print(table(work.told()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
