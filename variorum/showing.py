"""Stages 5 to 7: pages, data and search of what may be shown, and what their plans look at.

Imported when the search has begun: that takes as long as to load the articles, and the processes beside go on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain

from variorum.again import Speakers, Utterances
from variorum.bench import Bench
from variorum.config import Config
from variorum.exporting import write_exports
from variorum.exports import groups as export_groups
from variorum.keyed import write_keyed
from variorum.later import digest, outline, surfaces
from variorum.model import Archive
from variorum.outlining import all_outlines
from variorum.pages import Holdings, assets, data_page, groups
from variorum.pages.outlines import furnished
from variorum.pages.tables import Tables
from variorum.publish import publishable
from variorum.rendering import Surface, prepare, render_groups, render_page
from variorum.searching import NAME, Shards, search_files
from variorum.write import Site

HELD = 20_000  # articles whose texts may stay in memory from pages to data files, 10 KB each; of more they are read again


def put(
    archive: Archive, speakers: Speakers, said: Utterances, search: Shards | None, config: Config, site: Site, work: Bench
) -> None:
    """Stages 5 to 7: pages, data and search of what may be shown, into *site*. *search*: its files, where it was begun."""
    templates = config.root / "templates"
    with work.timed("pages"):
        prepare(config, templates, work)
        shown = publishable(archive, config)
        work.rest()
        told = {id: speakers.told[id] for id, one in shown.speakers.items() if archive.speakers.get(id) is one}
        holdings, read = Holdings(shown, told), (*shown.articles.values(), *shown.annotations.values())
        outlines = partial(all_outlines, work, holdings, archive, shown, said)
        surface = surface_of(shown, config, speakers, said, outlines)
        with tables(work, holdings.tables, surface):
            render_groups(groups(holdings, config), surface, templates, site, work)
        work.rest(read if len(shown.articles) > HELD else ())
    with work.timed("exports"), tables(work, holdings.tables, surface):
        data = write_exports(export_groups(holdings, config), surface, site, work)
        render_page(data_page(shown, data, config), templates, site, work, "data page")
        work.rest(read)
    with work.timed("search"):
        for file in assets():
            site.put(file)
        if not work.waited_for:  # else the search is waited for, and this is done when the site is whole
            work.settle()
        write_keyed(search() if search else search_files(shown, config, work), site, work, NAME)


@contextmanager
def tables(work: Bench, found: Tables, surface: Surface) -> Iterator[None]:
    """Inside, *found* has the tables that the last build of this process made, where its surface was the same."""
    key, made = work.held.get("tables", (b"", {}))
    if key == surface.key:
        found.take(made)
    yield
    work.held["tables"] = surface.key, found.made()


SEEN_OTHERWISE = frozenset(("articles", "annotations", "speakers", "utterances", "clusters", "relations", "furniture"))
"""Fields of an archive that stand in a surface in another way. One that is new to the archive counts by value, until somebody
knows better."""


SHOWN_NOWHERE = frozenset(("problems",))
"""Of the others, what no plan looks at unless it looks at all."""


def surface_of(
    shown: Archive, config: Config, who: Speakers, said: Utterances, outlines: Callable[[bytes], Set[bytes]]
) -> Surface:
    """What the plan of all pages of *shown* looks at: its lists and counts by value, its texts by their marks. *outlines* gives
    all of them, of what stands for the part that every plan looks at."""
    stories = [" ".join((one.id, one.base, *one.witnesses, "", *map(outline, one.relations))) for one in shown.clusters]
    articles, annotations = shown.articles.values(), shown.annotations.values()
    others = {name: getattr(shown, name) for name in Archive.__match_args__ if name not in SEEN_OTHERWISE}
    told = {name: digest(tuple(one.items()) if isinstance(one, Mapping) else one) for name, one in others.items()}
    common = digest(config, [(name, one) for name, one in told.items() if name not in SHOWN_NOWHERE])
    key = digest(
        config, who.outcome, sorted(who.corrected.items()), said.key, "\n".join(stories),
        "\n".join(map(outline, shown.relations)), tuple(told.items()), surfaces(articles), surfaces(annotations),
    )  # fmt: skip
    marked = chain(articles, annotations, shown.relations, *[one.relations for one in shown.clusters])
    marks = [mark for one in marked if (mark := getattr(one, "mark", None))]
    return Surface(key, frozenset(chain(marks, furnished(shown.furniture))), common, cache(partial(outlines, common)))
