"""How far a build is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MANY = 500  # items of a stage from which on it is worth telling
WIDTH = 30  # characters of the bar
OFTEN = 0.1  # seconds between two pictures of it


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """What a build tells its progress to."""
    if not sys.stderr.isatty():
        yield lines
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.clear()


def lines(stage: str, done: int, of: int) -> None:
    """A line for each quarter of a large stage."""
    if of >= MANY and done * 4 // of > (done - 1) * 4 // of:
        print(f"{stage}: {done:,} of {of:,}", file=sys.stderr, flush=True)


class Bar:
    """One line that is written over: stage, bar, rate, what is left."""

    def __init__(self) -> None:
        self._stage, self._done = "", 0
        self._begun = self._shown = 0.0

    def __call__(self, stage: str, done: int, of: int) -> None:
        """*done* of *of* items of *stage* are done."""
        now = time.monotonic()
        if stage != self._stage or done <= self._done:
            self._stage, self._begun = stage, now
        self._done = done
        if of < MANY or now - self._shown < OFTEN:
            return
        self._shown = now
        print(f"\r{picture(stage, done, of, now - self._begun)}\x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def picture(stage: str, done: int, of: int, seconds: float) -> str:
    """`quotations  ####......  1,200 of 10,000  400/s  0:22 left`."""
    full = WIDTH * done // of
    rate = done / seconds if seconds > 0 else 0.0
    left = int((of - done) / rate) if rate else 0
    return f"{stage:<11} {'#' * full}{'.' * (WIDTH - full)} {done:,} of {of:,}  {rate:,.0f}/s  {left // 60}:{left % 60:02} left"
