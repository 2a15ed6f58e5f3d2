"""Single files: put in place in one step, removed, and looked at all together."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

TEMPORARY = ".variorum-part"
"""How the name of a file ends while it is being written."""

Files = dict[str, tuple[int, int]]
"""Size and time of the last change, in nanoseconds, by path."""


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
