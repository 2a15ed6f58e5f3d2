"""Stage 7: OutputFiles -> site/. Only what changed is written, each file whole or not at all; only what is ours is removed.

`site/.manifest` lists what Variorum wrote, a line a file: the digest of its bytes and its path. A path is put on the list
before the file is, so that a build that dies leaves nothing behind that nobody owns; the next build mends the rest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from variorum.disk import GONE, TEMPORARY, Files, remove, replace
from variorum.errors import ContentError
from variorum.inventory import LIST, MANIFEST, NOTHING, UNKNOWN, Inventory, inventory, left
from variorum.inventory import Stamp as Stamp
from variorum.model import OutputFile, Problem
from variorum.model.values import Value, dataclass

KEPT = {MANIFEST, ".gitkeep"}


@dataclass(frozen=True, slots=True)
class Written(Value):
    """What a build did to the site. Paths are relative to it, sorted."""

    changed: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()


def digest(content: bytes) -> str:
    """Which bytes these are; 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Place(Value):
    """Where one file of ours may be written by any process on this machine: it is on the list already."""

    path: str
    """On the disk."""
    digest: str
    """Of what stands there now; "" where nothing does, or it is not known."""

    def fill(self, content: bytes) -> Filled:
        """Write the file, unless it is there with these bytes. Raises OSError, and then leaves what was there."""
        mark = digest(content)
        if mark == self.digest and Path(self.path).read_bytes() == content:
            status = os.stat(self.path)  # noqa: PTH116 -- the path is text, as a process sends it to another
            return (mark, status.st_size, status.st_mtime_ns), False
        return (mark, *replace(self.path, content)), True


Filled = tuple[Stamp, bool]
"""The file as it is now, and whether it was written."""


def write(files: Iterable[OutputFile], site: Path) -> Written:
    """Make *site* hold exactly *files* and what was never ours.

    Raises ContentError where a file that is not ours stands in the way, and OSError where the disk is full or read-only: every
    page is then the old or the new one, and the next build does the rest.
    """
    with Site(site) as target:
        for file in files:
            target.put(file)
        return target.finish()


class Site:
    """A site being written. Use as a context manager; `finish` removes what this build did not give."""

    def __init__(self, folder: Path, look: Callable[[], Inventory] | None = None, held: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self._held = {} if held is None else held
        self._look = look or partial(inventory, folder, self._held)
        self.stamps: dict[str, Stamp] = {}
        """Of every file given by this build, by path."""
        self._ours: dict[str, Stamp] = {}
        """Every file on the list: the digest that stands there, and its size and time as they are now."""
        self._strangers: Files = {}
        """Every other file there is."""
        self._placed: set[str] = set()
        self._changed: dict[str, None] = {}
        self._problems: list[Problem] = []
        self._journal = -1

    def __enter__(self) -> Site:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._ours, self._strangers = self._look().told(self._held)
        for path in [path for path in self._strangers if path.endswith(TEMPORARY)]:  # of a build that died
            (self.folder / path).unlink()
            del self._strangers[path]
        self._journal = os.open(self.folder / MANIFEST, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._journal)

    def standing(self, stamps: Iterable[tuple[str, Stamp]]) -> set[str]:
        """Those of *stamps*, by path, whose files are as the last build left them: they may be taken over together."""
        ours = self._ours
        return {path for path, stamp in stamps if ours.get(path) == stamp and path not in self.stamps}

    def take(self, stamps: Iterable[tuple[str, Stamp]]) -> None:
        """Take over files that are `standing`."""
        self.stamps.update(stamps)

    def keep(self, path: str, stamp: Stamp) -> bool:
        """Take *path* over from the last build. False where it is gone or was changed since: then it must be put again."""
        return self.keep_all({path: stamp})

    def keep_all(self, stamps: Mapping[str, Stamp]) -> bool:
        """Take several files over from the last build, all of them or none."""
        for path, stamp in stamps.items():
            if self._ours.get(path) != stamp or path in self.stamps:
                return False
        self.stamps.update(stamps)
        return True

    def read(self, path: str, stamp: Stamp) -> bytes | None:
        """What stands at *path*; None where that is not what the last build left there."""
        if self._ours.get(path) != stamp:
            return None
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:  # somebody deleted it meanwhile
            return None

    def place(self, path: str) -> Place | None:
        """Where to write *path*, announced; None where it cannot be told without looking who it belongs to: then `put` it."""
        path = _checked(path)
        if path in self.stamps or path in self._placed or path in self._strangers:
            return None
        self._placed.add(path)
        self._announce(path, UNKNOWN)
        mark, *found = self._ours.get(path, NOTHING)
        return Place(f"{self.folder}/{path}", "" if (*found,) == GONE else mark)

    def placed(self, path: str, filled: Filled) -> Stamp:
        """Take note that the place of *path* was filled."""
        stamp, written = filled
        self.stamps[path] = stamp
        if written:
            self._changed[path] = None
        return stamp

    def wrote(self, path: str) -> bool:
        """Whether the file was put here by this build, not only found as it is to be."""
        return path in self._changed

    def put(self, file: OutputFile) -> Stamp | None:
        """Write one file, unless it is there already with these bytes. Gives its stamp; None where something is in the way."""
        path, mark = _checked(file.path), digest(file.content)
        if path in self.stamps:
            self._problems.append(Problem(f"site/{path}", 0, "W001", "two pages have this address", "rename one of the two"))
            return None
        if path not in self._strangers:
            self._put(path, mark, file.content)
        elif (self.folder / path).read_bytes() == file.content:
            self._announce(path, mark)
            self.stamps[path] = (mark, *self._strangers[path])
        else:
            fix = "move it elsewhere, or delete it"
            self._problems.append(
                Problem(f"site/{path}", 0, "W002", "a file that is not ours stands where a page belongs", fix)
            )
        return self.stamps.get(path)

    def _put(self, path: str, mark: str, content: bytes) -> None:
        known = self._ours.get(path, NOTHING)
        if known[0] == mark and known[1:] != GONE and (self.folder / path).read_bytes() == content:
            self.stamps[path] = known
            return
        self._announce(path, UNKNOWN)
        self.stamps[path] = (mark, *replace(self.folder / path, content))
        self._changed[path] = None

    def _announce(self, path: str, mark: str) -> None:
        os.write(self._journal, f"{mark} {path}\n".encode())

    def finish(self) -> Written:
        """Remove what is ours and was not given again, write the manifest. Raises ContentError for what stood in the way."""
        gone = sorted(path for path in self._ours.keys() - self.stamps.keys() if self._ours[path][1:] != GONE)
        for path in gone:
            remove(self.folder, path)
        stamps = self.stamps
        text = "".join([f"{stamps[path][0]} {path}\n" for path in sorted(stamps)]).encode()
        if self._changed or gone or not _holds(self.folder / MANIFEST, text):
            replace(self.folder / MANIFEST, text)
        self._held[LIST] = stamps, left(self.folder)
        if self._problems:
            raise ContentError(self._problems)
        return Written(tuple(sorted(self._changed)), len(self.stamps) - len(self._changed), tuple(gone))


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:  # somebody deleted it meanwhile
        return False


def _checked(path: str) -> str:
    """*path*, which must lie in the site. Raises ValueError: no content gets that far, so it is our fault."""
    parts = path.split("/")
    if not path or any(part in {"", ".", ".."} for part in parts) or "\\" in path or ":" in parts[0] or path in KEPT:
        raise ValueError(f"not a path of the site: {path!r}")
    return path
