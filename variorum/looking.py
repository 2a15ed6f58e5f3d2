"""What is looked at while something is planned: a plan stands as long as nothing changed that it looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Trace(threading.local):
    """The marks of what was looked at; None where nobody asks."""

    seen: set[bytes] | None = None


_trace = _Trace()


@contextmanager
def looking() -> Iterator[set[bytes]]:
    """The marks of all values that are looked into inside, or whose mark is taken."""
    before, seen = _trace.seen, set[bytes]()
    _trace.seen = seen
    try:
        yield seen
    finally:
        _trace.seen = before


def note(mark: bytes) -> None:
    """Tell whoever asks that what *mark* stands for is looked at."""
    if _trace.seen is not None:
        _trace.seen.add(mark)


def unnoted(mark: bytes) -> bool:
    """True where somebody asks what is looked at, and has not been told of *mark*."""
    return _trace.seen is not None and mark not in _trace.seen
