"""Single files: put in place in one step, removed, and looked at all together."""

from __future__ import annotations

import contextlib
import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TEMPORARY = ".variorum-part"
"""How the name of a file ends while it is being written."""

Files = dict[str, tuple[int, int]]
"""Size and time of the last change, in nanoseconds, by path."""
GONE = -1, 0
"""Size and time of a file that is not there."""


def replace(path: Path | str, *content: bytes | memoryview) -> tuple[int, int]:
    """Put *content*, its parts in a row, at *path* in one step; gives size and time. Raises OSError, and leaves what was there.

    Done with the system's own calls: once a page, `pathlib` and buffered files would cost as much as the disk.
    """
    part = f"{path}{TEMPORARY}"
    try:
        handle = _opened(part)
        try:
            for one in content:
                rest = memoryview(one)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            status = os.fstat(handle)
        finally:
            os.close(handle)
        os.replace(part, path)  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise
    return status.st_size, status.st_mtime_ns


def _opened(path: str) -> int:
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, how, 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, how, 0o644)


def remove(folder: Path, path: str) -> None:
    """Remove the file at *path* in *folder*, and the folders below it that this leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def files_below(folder: Path | str, prefix: str) -> Files:
    """Size and time of the last change of every file below *folder*, by path, *prefix* before it."""
    found: Files = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found |= files_below(entry.path, f"{prefix}{entry.name}/")
            else:
                status = entry.stat(follow_symlinks=entry.is_file())  # of a link that leads nowhere its own
                found[prefix + entry.name] = (status.st_size, status.st_mtime_ns)
    return found


class Listed(NamedTuple):
    """Files with sizes and times, each in a row: kept, sent and compared in a quarter of the time that a pair a file takes."""

    names: str
    """Their paths, a line each."""
    sizes: bytes
    times: bytes

    @property
    def many(self) -> int:
        """How many files."""
        return len(self.sizes) // _NUMBER

    @property
    def paths(self) -> list[str]:
        """Of the files."""
        return self.names.split("\n") if self.sizes else []

    @property
    def stamps(self) -> Iterator[tuple[int, int]]:
        """Size and time of each."""
        return zip(memoryview(self.sizes).cast("q"), memoryview(self.times).cast("q"), strict=True)

    def stands(self, present: Mapping[str, tuple[int, int]]) -> bool:
        """Whether all these files are *present* as they are told here."""
        paths = self.paths
        return len(paths) == self.many and self == listed(paths, [present.get(path, GONE) for path in paths])


_NUMBER = 8  # bytes


def listed(paths: Iterable[str], stamps: Collection[tuple[int, int]]) -> Listed:
    """The files at *paths*, of which *stamps* are sizes and times."""
    sizes, times = (array("q", [stamp[which] for stamp in stamps]).tobytes() for which in (0, 1))
    return Listed("\n".join(paths), sizes, times)
