"""Which bytes a file holds, without reading those that were not touched since they were last read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from os import DirEntry

from variorum.load.files import content_of
from variorum.settled import SETTLED

Seen = dict[str, tuple[int, int, str]]
"""By path: size, time of the last change in nanoseconds, and a digest of the bytes."""


def mark_of(content: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def marked(entries: Mapping[str, DirEntry[str]], seen: Seen) -> dict[str, str]:
    """A digest of each file that can be read, by name. *seen* is brought up to date."""
    marks: dict[str, str] = {}
    before, now = dict(seen), time.time_ns()
    seen.clear()
    for name, entry in entries.items():
        try:
            status = entry.stat()
            size, changed, mark = before.get(name, (-1, -1, ""))
            if (size, changed) != (status.st_size, status.st_mtime_ns):
                mark = mark_of(content_of(entry.path))
        except OSError:
            continue
        marks[name] = mark
        if now - status.st_mtime_ns > SETTLED:
            seen[name] = (status.st_size, status.st_mtime_ns, mark)
    return marks
