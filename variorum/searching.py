"""Stage 6 on the workbench: the search, in a process beside that of pages and data where there can be one.

It looks at nothing that those make, and takes a fifth of an edit of a large archive; Whoosh alone takes a tenth of a second to
import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import NamedTuple

from variorum.bench import Bench
from variorum.cache import Kept
from variorum.config import Config
from variorum.exporting import Keyed, Written
from variorum.model import Archive, OutputFile

NAME = "shards"
"""Under which a build remembers the files of the search."""

Told = tuple[tuple[str, ...], bytes, tuple[OutputFile, ...] | None]
"""A shard's paths and key, and its files; None for those that the site is likely to have."""


class Shard(NamedTuple):
    """The files of one shard, as `exporting.Keyed`."""

    paths: tuple[str, ...]
    key: bytes
    files: Callable[[], Iterable[OutputFile]]


def begin_search(archive: Archive, config: Config, bench: Bench) -> Callable[[], Iterable[Keyed]]:
    """Begin the search of *archive*, if it can be done beside other work; what is given waits for its files, or makes them."""
    if not bench.workers.besides:
        return partial(_shards, archive, config, bench)
    if bench.waited_for:
        import_module("variorum.search")  # once for all builds of this process, not by each that is forked off
    wait = bench.workers.beside(partial(_told, archive, config, bench.kept, bench.table(NAME)))
    return lambda: (Shard(paths, key, partial(_files, config, paths, files)) for paths, key, files in wait())


def _shards(archive: Archive, config: Config, bench: Bench) -> Iterator[Keyed]:
    from variorum.search import shards  # and Whoosh, which a build that goes on beside that of the search does without

    yield from shards(archive, config, bench.workers.singly)


def _told(archive: Archive, config: Config, kept: Kept, before: Mapping[str, Written]) -> list[Told]:
    """Every shard, with its files where the last build left others. Done by a process that was forked off."""
    from variorum.search import shards

    kept.reopen()
    return [
        (one.paths, one.key, None if (known := before.get(one.paths[0])) and known.key == one.key else tuple(one.files()))
        for one in shards(archive, config)
    ]


def _files(config: Config, paths: tuple[str, ...], files: tuple[OutputFile, ...] | None) -> Iterable[OutputFile]:
    """Those that were told, or else read from where the search keeps them: somebody changed the site since."""
    if files is not None:
        return files
    from variorum.search import read

    found: Iterable[OutputFile] = read(config, frozenset((paths[0].removeprefix("search/").removesuffix(".json"),)))
    return found
