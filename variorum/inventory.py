"""What there is of a site before it is built again: which files of it are ours, and as what each was seen last."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from variorum.disk import GONE, Files, Listed, files_below, listed

MANIFEST = ".manifest"
LARGE = 400_000  # bytes of a manifest, of some 6,000 files. To look at fewer takes less than to fork off a process that does.
UNKNOWN = "-" * 32
"""Digest of a file that was announced and perhaps not finished."""
LIST = "site"
"""The name under which a process holds the list of its last build."""

Stamp = tuple[str, int, int]
"""A file as it was last seen, what a later build compares without reading it: the digest of its bytes, its size, and the
time of its last change in nanoseconds. Plain, as a build reads one of each file of the site."""
NOTHING: Stamp = ("", *GONE)
"""Of a file that is on no list."""


class Inventory(NamedTuple):
    """What there is of a site before a build, in little space: another process may have looked."""

    marks: str
    """Of the files on the list, the digests in a row."""
    files: Listed | None
    """Sizes and times of the same; None where they are those that this process left, but for what follows."""
    other: dict[str, Stamp]
    strangers: Files
    """Files that are on no list."""

    def told(self, held: Mapping[str, Any]) -> tuple[dict[str, Stamp], Files]:
        """Every file on the list, as it is now, and the strangers. *held*: what this process knows, as `inventory` got it."""
        if self.files is None:
            before: dict[str, Stamp] = held[LIST][0]
            return {**before, **self.other} if self.other else before, self.strangers
        marks = [self.marks[at : at + len(UNKNOWN)] for at in range(0, len(self.marks), len(UNKNOWN))]
        stamps = [(mark, size, changed) for mark, (size, changed) in zip(marks, self.files.stamps, strict=True)]
        return dict(zip(self.files.paths, stamps, strict=True)), self.strangers


def inventory(folder: Path, held: Mapping[str, Any]) -> Inventory:
    """What there is of the site in *folder*. Its list is read, unless it is as this process, which knows *held*, left it."""
    present, (before, when) = files_below(folder, ""), held.get(LIST, ({}, None))
    if when is None or when != left(folder):
        ours = _manifest(folder / MANIFEST)
        files = listed(ours, [present.get(path, GONE) for path in ours])
        return Inventory("".join(ours.values()), files, {}, _apart(present, ours))
    other = {path: (stamp[0], *now) for path, stamp in before.items() if (now := present.get(path, GONE)) != stamp[1:]}
    return Inventory("", None, other, _apart(present, before))


def _apart(present: Files, ours: Mapping[str, object]) -> Files:
    return {path: present[path] for path in present.keys() - ours.keys()}


def left(folder: Path) -> tuple[str, int, int, int] | None:
    """Tells whether anybody else has written the list since."""
    try:
        status = (folder / MANIFEST).stat()
    except OSError:
        return None
    return str(folder), status.st_ino, status.st_size, status.st_mtime_ns


def _manifest(path: Path) -> dict[str, str]:
    """The digest of each path; a later line counts more. A line that a dying build left unfinished is passed over."""
    try:
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")[:-1]
    except FileNotFoundError:
        return {}
    length = len(UNKNOWN)
    return {line[length + 1 :]: line[:length] for line in lines if line.find(" ") == length}


def is_large(site: Path) -> bool:
    """True where it takes long to look at all files of *site*: as its manifest says, that is, of the last build."""
    try:
        return (site / MANIFEST).stat().st_size > LARGE
    except OSError:
        return False
