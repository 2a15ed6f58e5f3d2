"""Stage 6 on the workbench: the search, in a process beside that of coverage, pages and data where there can be one.

It looks at nothing that those make, nor at who copied from whom, and takes a fifth of an edit of a large archive. The shards
are all that the site waits for; the Whoosh index follows when they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from variorum.bench import Bench
from variorum.cache import Kept
from variorum.config import Config
from variorum.model import Archive, OutputFile
from variorum.publish import publishable
from variorum.write import Filled, Site, Stamp

if TYPE_CHECKING:
    from variorum.keyed import Keyed, Written

NAME = "shards"
"""Under which a build remembers the files of the search."""

Told = tuple[tuple[str, ...], bytes, dict[str, Filled] | None]
"""A shard's paths and key, and what became of its files; None where they are those of the last build."""


class Shard(NamedTuple):
    """The files of one shard, as `keyed.Keyed`."""

    paths: tuple[str, ...]
    key: bytes
    put: Callable[[Site], dict[str, Stamp]]


Shards = Callable[[], Iterable["Keyed"]]
"""Gives the files of the search."""


def begin_search(archive: Archive, config: Config, site: Site, bench: Bench) -> Shards | None:
    """Begin the search of *archive*, if it can be done beside other work; what is given waits for its files.

    Nothing need be known yet of who copied from whom, nor be kept back. The process that is forked off knows *site*, and writes
    to it. When it has told what it wrote, it goes on with what only the next build and `variorum search` need, which *bench*
    waits for.
    """
    if not bench.workers.besides:
        return None
    if bench.waited_for:
        import_module("variorum.search.index")  # once for all builds of this process, not by each that is forked off
    wait, end = bench.workers.beside_and_on(partial(_told, archive, config, site, bench.kept, bench.table(NAME)))

    def taken() -> Iterator[Shard]:
        told: list[Told] = wait()
        done = cache(end)
        bench.afterwards(done)
        return (Shard(paths, key, partial(_taken, config, paths, filled, done)) for paths, key, filled in told)

    return taken


def search_files(archive: Archive, config: Config, bench: Bench) -> Iterator[Keyed]:
    """The files of the search of what may be shown, made where they are asked for."""
    from variorum.search import shards  # which a build that goes on beside that of the search does without

    with shards(archive, config, bench.workers.singly) as found:
        for one in found:
            yield Shard(one.paths, one.key, partial(_put, one.files))


def _put(files: Callable[[], Iterable[OutputFile]], site: Site) -> dict[str, Stamp]:
    return {file.path: stamp for file in files() if (stamp := site.put(file))}


@contextmanager
def _told(archive: Archive, config: Config, site: Site, kept: Kept, before: Mapping[str, Written]) -> Iterator[list[Told]]:
    """Inside, every shard, those that are new put into *site*. Done by a process that was forked off."""
    from variorum.search import shards

    kept.reopen()
    with shards(publishable(archive, config), config) as found:
        told: list[Told] = []
        for one in found:
            known = before.get(one.paths[0])
            stands = known is not None and known.key == one.key and site.keep_all(known.stamps)
            told.append((one.paths, one.key, None if stands else dict(_filled(one.files, site))))
        yield told


def _filled(files: Callable[[], Iterable[OutputFile]], site: Site) -> Iterator[tuple[str, Filled]]:
    """What became of each file that can be put into *site*."""
    for file in files():
        stamp = site.put(file)
        if stamp:
            yield file.path, (stamp, site.wrote(file.path))


def _taken(
    config: Config, paths: tuple[str, ...], filled: dict[str, Filled] | None, done: Callable[[], None], site: Site
) -> dict[str, Stamp]:
    """Take note in *site* of files that were written beside; where one could not be, put them again, to tell why."""
    if filled is not None and filled.keys() == {*paths}:
        return {path: site.placed(path, one) for path, one in filled.items()}
    from variorum.search import read

    done()  # before that what is read is of the last build
    wanted = frozenset((paths[0].removeprefix("search/").removesuffix(".json"),))
    return _put(partial(read, config, wanted), site)
