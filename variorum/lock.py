"""One build at a time: a lock of the process, which its workers do not share and which ends with it, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from variorum.errors import ContentError
from variorum.model import Problem


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold *folder* for this process. Raises ContentError where another one holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _locked(handle):
            fix = "wait until it is done, or end it"
            raise ContentError([Problem(folder.name, 0, "W003", "another build of this archive is running", fix)])
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    """Take the lock, if it is free. Two systems, two calls."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
