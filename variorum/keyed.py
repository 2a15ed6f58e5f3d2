"""A few files at a time that have a key, as the search's shards do: those whose key is as it was stay, unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from variorum.bench import Bench
from variorum.write import Site, Stamp


class Written(NamedTuple):
    """A few files that the last build made together."""

    key: bytes
    """Stands for what is in them."""
    stamps: dict[str, Stamp]
    """By path, those that could be written."""


class Keyed(Protocol):
    """A few files with a key by which it is told that they are as they were."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all of them."""

    @property
    def key(self) -> bytes:
        """Stands for what is in them."""

    @property
    def put(self) -> Callable[[Site], dict[str, Stamp]]:
        """Makes them, and puts them into a site; gives the stamps of those that could be."""


def write_keyed(planned: Iterable[Keyed], site: Site, bench: Bench, name: str) -> None:
    """Put files into *site*, those that the last build remembered under *name* by keeping them, unread."""
    before: dict[str, Written] = bench.table(name)
    now: dict[str, Written] = {}
    for one in planned:
        known = before.get(one.paths[0])
        if not known or not _is_kept(known, one.paths, one.key, site):
            known = Written(one.key, one.put(site))
        now[one.paths[0]] = known
    if now != before:
        bench.remember(name, None, now)


def _is_kept(known: Written, paths: tuple[str, ...], key: bytes, site: Site) -> bool:
    return known.key == key and tuple(known.stamps) == paths and site.keep_all(known.stamps)
