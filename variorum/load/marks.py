"""Which bytes a file holds, without reading those that were not touched since they were last read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from variorum.load.files import content_of

Seen = dict[str, tuple[int, int, str]]
"""By path: size, time of the last change in nanoseconds, and a digest of the bytes."""


def mark_of(content: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def marked(root: str, files: Mapping[str, tuple[int, int]], seen: Seen) -> dict[str, str]:
    """A digest of each of *files*, by name from *root*, that can be read. *seen* is brought up to date.

    The size and the time of each are told; the time is 0 where the file was changed so lately that it may change again within
    one tick of its clock.
    """
    marks: dict[str, str] = {}
    before = dict(seen)
    seen.clear()
    for name, (size, changed) in files.items():
        known = before.get(name)
        if known is not None and known[0] == size and known[1] == changed:
            marks[name], seen[name] = known[2], known
            continue
        try:
            mark = marks[name] = mark_of(content_of(f"{root}/{name}"))
        except OSError:
            continue
        if changed:
            seen[name] = (size, changed, mark)
    return marks
