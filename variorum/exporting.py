"""Files that are made in a few at a time, data and shards, on the workbench: those that are as they were stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, Protocol

from variorum.bench import Bench
from variorum.exports import Export, Group, KeyOf, tables
from variorum.later import digest, looking
from variorum.model import OutputFile, Table
from variorum.rendering import Surface
from variorum.write import Site, Stamp


class Written(NamedTuple):
    """A few files that the last build made together."""

    key: bytes
    """Stands for what is in them."""
    stamps: dict[str, Stamp]
    """By path, those that could be written."""


class Exported(NamedTuple):
    """An export of the last build."""

    files: Written
    paths: tuple[str, ...]
    table: str
    part: str
    rows: int


class PlannedExports(NamedTuple):
    """A group of exports of the last build."""

    marks: frozenset[bytes]
    """Of all that was looked into while it was planned."""
    asked: dict[str, bytes]
    """Keys of pages by address, those it was made from."""
    exports: tuple[Exported, ...]


class _Asked:
    """Gives the keys of pages, and notes for which it was asked."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self.keys = keys
        self.asked: dict[str, bytes] = {}

    def __call__(self, address: str) -> bytes:
        key = self.asked[address] = self.keys[address]
        return key


def write_exports(
    groups: Callable[[KeyOf], Iterable[Group]], keys: Mapping[str, bytes], surface: Surface, site: Site, bench: Bench
) -> tuple[Table, ...]:
    """Put the files of every export into *site*, those of the last build by keeping them. Gives the tables they hold.

    As with pages, a group is planned again only where something changed that its plan looked at: *surface*, what was read
    besides, or one of *keys*, which are those of the pages by address.
    """
    had_key, (held,) = bench.recall("exports") or (b"", ({},))
    before = {one.paths: one for group in held.values() for one in group.exports}
    plans: dict[str, PlannedExports] = held if had_key == surface.key else {}
    now: dict[str, PlannedExports] = {}
    key_of = _Asked(keys)
    for group in groups(key_of):
        known = plans.get(group.name)
        if known and known.marks <= surface.marks and all(keys.get(address) == key for address, key in known.asked.items()):
            whole = all(len(one.files.stamps) == len(one.paths) for one in known.exports)
            if whole and site.keep_all({path: stamp for one in known.exports for path, stamp in one.files.stamps.items()}):
                now[group.name] = known
                continue
        key_of.asked = {}
        with looking() as seen:
            planned = [(export, digest(export.key)) for export in group.exports()]
        done = tuple(_exported(export, key, before.get(export.paths), site, bench) for export, key in planned)
        now[group.name] = PlannedExports(frozenset(seen), key_of.asked, done)
    if (surface.key, now) != (had_key, held):
        bench.remember("exports", surface.key, now)
    listed = (one for group in now.values() for one in group.exports if one.table)
    return tables(listed, lambda path: site.stamps[path].size if path in site.stamps else 0)


def _exported(export: Export, key: bytes, known: Exported | None, site: Site, bench: Bench) -> Exported:
    files = _put(export.paths, key, known and known.files, lambda: export.files(partial(_kept, bench)), site)
    bench.kept.put_waiting()
    return Exported(files, export.paths, export.table, export.part, export.rows)


def _put(
    paths: tuple[str, ...], key: bytes, known: Written | None, make: Callable[[], Iterable[OutputFile]], site: Site
) -> Written:
    """Keep the files at *paths* where *known* has their *key*, else make and write them."""
    if known and known.key == key and tuple(known.stamps) == paths and site.keep_all(known.stamps):
        return known
    return Written(key, {file.path: stamp for file in make() if (stamp := site.put(file))})


def _kept(bench: Bench, key: tuple[object, ...], function: Callable[[], Any]) -> Any:
    return bench.kept.kept(digest(bench.kept.program, *key), function)


class Keyed(Protocol):
    """A few files with a key by which it is told that they are as they were."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all of them."""

    @property
    def key(self) -> bytes:
        """Stands for what is in them."""

    @property
    def files(self) -> Callable[[], Iterable[OutputFile]]:
        """Makes them."""


def write_keyed(planned: Iterable[Keyed], site: Site, bench: Bench, name: str) -> None:
    """Put files into *site*, those that the last build remembered under *name* by keeping them, unread."""
    before: dict[str, Written] = bench.table(name)
    now = {one.paths[0]: _put(one.paths, one.key, before.get(one.paths[0]), one.files, site) for one in planned}
    if now != before:
        bench.remember(name, None, now)
