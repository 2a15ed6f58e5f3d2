"""Files that are made in a few at a time, data and shards, on the workbench: those that are as they were stay."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, NamedTuple, Protocol

from variorum.bench import Bench
from variorum.exports import Export, Group, KeyOf, tables
from variorum.exports.export import Made, Piece
from variorum.later import digest, joined, looking, note
from variorum.model import OutputFile, Table
from variorum.rendering import Surface, lost, outlines_of, stands, told_apart
from variorum.write import Filled, Place, Site, Stamp


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
    """Of all that was looked into while it was planned, and keys of the pages it was made from."""
    outlines: frozenset[bytes]
    """Of all else that was looked at."""
    exports: tuple[Exported, ...]


class Work(NamedTuple):
    """An export to be made."""

    path: str
    """Of its first file."""
    function: Callable[[], Made]
    places: tuple[Place | None, ...]
    """Where its files are written by whoever makes them; None for one that comes back to be written."""


def write_exports(
    groups: Callable[[KeyOf], Iterable[Group]], keys: Mapping[str, bytes], surface: Surface, site: Site, bench: Bench
) -> tuple[Table, ...]:
    """Put the files of every export into *site*, those of the last build by keeping them. Gives the tables they hold.

    As with pages, a group is planned again only where something changed that its plan looked at: *surface*, what was read
    besides, or one of *keys*, which are those of the pages by address; each names its page.
    """
    (had_key, common), (held,) = bench.recall("exports") or ((b"", b""), ({},))
    before = {one.paths: one for group in held.values() for one in group.exports}
    known = held if stands(surface, had_key, common) else {}
    outlines = outlines_of(surface, had_key) if known else None
    run = _Run(before, known, keys, surface, outlines, site, bench)
    run.put(list(groups(run.key_of)))
    now = run.now()
    if (surface.key, now) != (had_key, held):
        bench.remember("exports", (surface.key, surface.common), now)
    listed = (one for group in now.values() for one in group.exports if one.table)
    return tables(listed, lambda path: site.stamps[path][1] if path in site.stamps else 0)


class _Run:
    """One pass over all groups, as that over pages: what is gathered here is made wherever the work is done."""

    def __init__(
        self, before: Mapping[tuple[str, ...], Exported], known: Mapping[str, PlannedExports], keys: Mapping[str, bytes],
        surface: Surface, outlines: AbstractSet[bytes] | None, site: Site, bench: Bench,
    ) -> None:  # fmt: skip
        self.before, self.known, self.keys, self.surface, self.site, self.bench = before, known, keys, surface, site, bench
        self.outlines = outlines
        self._now: dict[str, PlannedExports] = {}
        self._order: list[str] = []
        self._plans: dict[str, tuple[frozenset[bytes], frozenset[bytes], tuple[tuple[str, ...], ...]]] = {}
        self._done: dict[tuple[str, ...], Exported] = {}
        self._sent: deque[tuple[Export, bytes]] = deque()
        self._count = 0

    def key_of(self, address: str) -> bytes:
        """The key of the page at *address*; it is noted that it was looked at."""
        key = self.keys[address]
        note(key)
        return key

    def now(self) -> dict[str, PlannedExports]:
        """What the next build is to know, in the order of the groups: the tables are listed so."""
        for name, (marks, outlines, exports) in self._plans.items():
            self._now[name] = PlannedExports(marks, outlines, tuple(self._done[paths] for paths in exports))
        return {name: self._now[name] for name in self._order}

    def put(self, groups: Sequence[Group]) -> None:
        """Keep or make every export of *groups*."""
        left, self._order = self._take_over(groups), [group.name for group in groups]
        self._count = len(left)
        for made in self.bench.work(exported, self._work(left), of=lambda: self._count):
            export, key = self._sent.popleft()
            self._note(export, key, [
                self.site.put(OutputFile(path, one)) if isinstance(one, bytes) else self.site.placed(path, one)
                for path, one in zip(export.paths, made, strict=True)
            ])  # fmt: skip

    def _work(self, groups: Iterable[Group]) -> Iterator[tuple[Work]]:
        """The exports to be made, what they are made from gathered when their turn comes."""
        for group in groups:
            self._count -= 1
            with looking() as seen:
                planned = [(export, digest(export.key)) for export in group.exports()]
            self._plans[group.name] = *told_apart(seen), tuple(export.paths for export, _ in planned)
            for export, key in planned:
                if self._kept(export, key):
                    continue
                function = export.prepare(partial(_kept, self.bench))
                if export.table:  # a few files, and large: to send what they are made from costs as much as to make them
                    stamps = [self.site.put(OutputFile(*one)) for one in zip(export.paths, function(), strict=True)]
                    self._note(export, key, stamps)
                    continue
                self._sent.append((export, key))
                self._count += 1
                places = tuple(self.site.place(path) if self.bench.workers.ours else None for path in export.paths)
                yield (Work(export.paths[0], function, places),)

    def _take_over(self, groups: Iterable[Group]) -> list[Group]:
        """Take the exports over of those groups of which nothing changed that they are made from; gives the others."""
        gone = lost((one.marks for one in self.known.values()), self.surface.marks | {*self.keys.values()})
        if self.outlines is not None:
            gone |= lost((one.outlines for one in self.known.values()), self.outlines)
        stamps = {path: stamp for one in self.before.values() for path, stamp in one.files.stamps.items()}
        stands = self.site.standing(stamps.items())
        left: list[Group] = []
        for group in groups:
            plan = self.known.get(group.name)
            paths = [path for one in plan.exports for path in one.paths] if plan else []
            if plan and gone.isdisjoint(plan.marks) and gone.isdisjoint(plan.outlines) and stands.issuperset(paths):
                stands.difference_update(paths)
                self._now[group.name] = plan
                self.site.take((path, stamps[path]) for path in paths)
            else:
                left.append(group)
        return left

    def _kept(self, export: Export, key: bytes) -> bool:
        """Take the files of *export* over, if they are those of the last build."""
        known = self.before.get(export.paths)
        if not known or not _is_kept(known.files, export.paths, key, self.site):
            return False
        self._done[export.paths] = Exported(known.files, export.paths, export.table, export.part, export.rows)
        return True

    def _note(self, export: Export, key: bytes, stamps: Iterable[Stamp | None]) -> None:
        files = Written(key, {path: stamp for path, stamp in zip(export.paths, stamps, strict=True) if stamp})
        self._done[export.paths] = Exported(files, export.paths, export.table, export.part, export.rows)


def exported(work: Work) -> tuple[bytes | Filled, ...]:
    """The files of one export, each written to its place where it has one. Raises OSError."""
    return tuple(place.fill(made) if place else made for made, place in zip(work.function(), work.places, strict=True))


def _is_kept(known: Written, paths: tuple[str, ...], key: bytes, site: Site) -> bool:
    return known.key == key and tuple(known.stamps) == paths and site.keep_all(known.stamps)


def _kept(bench: Bench, function: Callable[..., Any], pieces: Sequence[Piece]) -> list[Any]:
    """What *function* makes of each piece, kept under its key; what is to be made is made wherever the work is done."""
    keys = [joined(bench.kept.program, key) for key, _ in pieces]
    found = bench.kept.get_all(keys)
    missing = [(key, gather) for key, (_, gather) in zip(keys, pieces, strict=True) if key not in found]
    work = bench.workers.map(function, (gather() for _, gather in missing))
    fresh = {key: result for (key, _), (_, _, result) in zip(missing, work, strict=True)}
    bench.kept.put(fresh.items())
    found |= fresh
    return [found[key] for key in keys]


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
