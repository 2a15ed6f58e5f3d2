"""Data files on the workbench: those that are as they were stay, and so do pieces of the others.

All are made by the process that plans them: to send what a file is made from takes longer than to make the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from variorum.bench import Bench
from variorum.exports import Export, Group, tables
from variorum.exports.export import Contents, Frame, together
from variorum.exports.pieces import Copied, copied, places
from variorum.looking import looking
from variorum.model import OutputFile, Table
from variorum.rendering import MARK, Surface, lost, outlines_of, stands, told_apart
from variorum.write import Site, Stamp


class Exported(NamedTuple):
    """An export of the last build."""

    key: bytes
    """Stands for what is in its files."""
    paths: tuple[str, ...]
    table: str
    part: str
    rows: int
    places: bytes
    """Where the pieces lie in the files."""


TABLE = Exported._fields.index("table")
Standing = Mapping[bytes, Copied]
"""Pieces by their keys, as they stand in the files of the last build."""


class PlannedExports(NamedTuple):
    """A group of exports of the last build. Remembered as a plain tuple, and so are its exports: a build reads thousands, and
    plain ones with their marks in a row take a quarter of the time."""

    key: bytes
    """As that of the group; where it has none, there is what follows."""
    marks: bytes
    """Of all that was looked into while it was planned, in a row."""
    outlines: frozenset[bytes]
    """Of all else that was looked at."""
    stamps: dict[str, Stamp]
    """Of all files, by path."""
    exports: tuple[tuple[Any, ...], ...]
    """Each an `Exported`."""

    @property
    def whole(self) -> bool:
        """Whether all files could be written."""
        return all(path in self.stamps for _, paths, *_ in self.exports for path in paths)

    def looked_at_none(self, marks: AbstractSet[bytes], outlines: AbstractSet[bytes]) -> bool:
        """Whether none of these was looked at while it was planned."""
        return outlines.isdisjoint(self.outlines) and not any(map(self.marks.__contains__, marks))


def write_exports(groups: Iterable[Group], surface: Surface, site: Site, bench: Bench) -> tuple[Table, ...]:
    """Put the files of every export into *site*, those of the last build by keeping them. Gives the tables they hold.

    As with pages, a group is planned again only where something changed that its plan looked at: *surface*, or what was read
    besides. Of files that are made again, the pieces that did not change are copied.
    """
    (had_key, common), (held,) = bench.recall("exports") or ((b"", b""), ({},))
    before = {name: PlannedExports._make(plain) for name, plain in held.items()}
    outlines = outlines_of(surface, had_key) if (may_stand := stands(surface, had_key, common)) else None
    run = _Run(before, may_stand, surface, outlines, site, bench)
    run.put(list(groups))
    planned = run.now()
    kept = {name for name, plan in planned.items() if plan is before.get(name)}
    now = {name: held[name] if name in kept else tuple(plan) for name, plan in planned.items() if name in kept or plan.whole}
    if (surface.key, now) != (had_key, held):
        bench.remember("exports", (surface.key, surface.common), now)
    listed = (Exported._make(one) for plan in planned.values() for one in plan.exports if one[TABLE])
    return tables(listed, lambda path: site.stamps[path][1] if path in site.stamps else 0)


class _Run:
    """One pass over all groups, as that over pages."""

    def __init__(
        self, before: Mapping[str, PlannedExports], may_stand: bool, surface: Surface, outlines: AbstractSet[bytes] | None,
        site: Site, bench: Bench,
    ) -> None:  # fmt: skip
        self.before, self.may_stand, self.surface, self.outlines = before, may_stand, surface, outlines
        self.site, self.bench = site, bench
        self._now: dict[str, PlannedExports] = {}
        self._order: list[str] = []
        self._plans: dict[str, tuple[bytes, bytes, frozenset[bytes], tuple[tuple[str, ...], ...]]] = {}
        self._done: dict[tuple[str, ...], tuple[dict[str, Stamp], Exported]] = {}
        self._count = 0

    def now(self) -> dict[str, PlannedExports]:
        """What the next build is to know, in the order of the groups: the tables are listed so."""
        for name, (key, marks, outlines, exports) in self._plans.items():
            done = [self._done[paths] for paths in exports]
            stamps = {path: stamp for written, _ in done for path, stamp in written.items()}
            self._now[name] = PlannedExports(key, marks, outlines, stamps, tuple(tuple(export) for _, export in done))
        return {name: self._now[name] for name in self._order}

    def put(self, groups: Sequence[Group]) -> None:
        """Keep or make every export of *groups*."""
        left, self._order = self._take_over(groups), [group.name for group in groups]
        self._count = len(left)
        for export, pieces, made in self.bench.work(exported, self._work(left), of=lambda: self._count, here=True):
            self._note(export, pieces, map(self.site.put, made))

    def _work(self, groups: Iterable[Group]) -> Iterator[tuple[Export, Contents, Standing]]:
        """The exports to be made, with what goes into them, and of that what stands."""
        for group in groups:
            self._count -= 1
            with looking() as seen:
                planned = list(group.exports())
            marks, outlines = (b"", frozenset[bytes]()) if group.key else _looked_at(seen)
            self._plans[group.name] = group.key, marks, outlines, tuple(export.paths for export in planned)
            known, stamps = self._known(group.name)
            for export in planned:
                had = known.get(export.paths)
                if had and had.key == export.key and self.site.keep_all(written := _of(export.paths, stamps)):
                    self._done[export.paths] = written, had
                    continue
                contents = export.prepare()
                standing = self._standing(had, stamps, contents.frames) if had and had.places else {}
                self._count += 1
                yield export, contents, standing

    def _known(self, name: str) -> tuple[dict[tuple[str, ...], Exported], dict[str, Stamp]]:
        """The exports of a group of the last build, by their paths, and the stamps of its files."""
        plan = self.before.get(name)
        if plan is None:
            return {}, {}
        return {one.paths: one for one in map(Exported._make, plan.exports)}, plan.stamps

    def _standing(self, had: Exported, stamps: Mapping[str, Stamp], frames: Sequence[Frame]) -> Standing:
        """The pieces of the last build's files, by key, where those stand as it left them."""
        contents = [self.site.read(path, stamps[path]) for path in had.paths]
        found = [one for one in contents if one is not None]
        return copied(had.places, frames, found) if len(found) == len(frames) else {}

    def _take_over(self, groups: Iterable[Group]) -> list[Group]:
        """Take the exports over of those groups of which nothing changed that they are made from; gives the others."""
        if not self.may_stand:
            return list(groups)
        known = self.before.values()
        marks = _lost(b"".join([one.marks for one in known]), self.surface.marks)
        outlines = frozenset() if self.outlines is None else lost((one.outlines for one in known), self.outlines)
        stamps: dict[str, Stamp] = {}
        for one in known:
            stamps.update(one.stamps)
        stands, taken = self.site.standing(stamps.items()), dict[str, Stamp]()
        left: list[Group] = []
        for group in groups:
            had = self.before.get(group.name)
            if had and had.key == group.key and had.looked_at_none(marks, outlines) and stands.issuperset(had.stamps):
                stands.difference_update(had.stamps)
                taken.update(had.stamps)
                self._now[group.name] = had
            else:
                left.append(group)
        self.site.take(taken.items())
        return left

    def _note(self, export: Export, places: bytes, stamps: Iterable[Stamp | None]) -> None:
        written = {path: stamp for path, stamp in zip(export.paths, stamps, strict=True) if stamp}
        made = Exported(export.key, export.paths, export.table, export.part, export.rows, places)
        self._done[export.paths] = written, made


def _of(paths: Iterable[str], stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
    return {path: stamps[path] for path in paths}


def exported(export: Export, contents: Contents, standing: Standing) -> tuple[Export, bytes, tuple[OutputFile, ...]]:
    """An export, the places of its pieces, and its files: pieces of *standing* are copied, the others made."""
    frames, pieces, make = contents
    made = [standing[one.key] if one.key in standing else make(one.gather()) for one in pieces]
    files = tuple(map(OutputFile, export.paths, together(frames, made)))
    return export, places(frames, [one.key for one in pieces], made), files


def _looked_at(seen: AbstractSet[bytes]) -> tuple[bytes, frozenset[bytes]]:
    """Of what was looked at, marks, in a row, and outlines."""
    marks, outlines = told_apart(seen)
    return b"".join(sorted(marks)), outlines


def _lost(marks: bytes, now: AbstractSet[bytes]) -> frozenset[bytes]:
    """Of *marks*, which are in a row, those that are no more."""
    return lost([{marks[start : start + MARK] for start in range(0, len(marks), MARK)}], now)
