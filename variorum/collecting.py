"""When Python looks for cyclic garbage: a build makes many values and few cycles, so seldom. When memory is given back."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLD = (100_000, 20, 100)
"""Values made between two looks. With Python's own 700 a build after an edit takes a fifth longer; without any look its
memory has no bound."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look less often inside."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def collect_rarely() -> None:
    """Look less often from now on: for a process that ends with its build."""
    gc.set_threshold(*THRESHOLD)


@contextmanager
def set_aside() -> Iterator[None]:
    """Do not look inside, and not later at what is made inside, until `collecting_rarely` ends: rows by the thousand."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def give_back() -> None:
    """Have the system take back memory that is free. glibc keeps what lies between values that stay: after a stage that made
    much, a third of what a process has (malloc_trim(3)). Elsewhere nothing is done."""
    if sys.platform == "linux":
        import ctypes  # which a build that changes little does without

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)
