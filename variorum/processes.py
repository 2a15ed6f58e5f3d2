"""A process of ours that does work of a build: how it is started, how it begins, tidies up between stages, and ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from variorum.collecting import give_back
from variorum.memo import forget

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def send(work: Callable[[], AbstractContextManager[Any]], sender: Connection) -> None:
    """In a process that was forked off: the result of *work*, then that it came to its end, or what it raised before either."""
    begin()
    told: tuple[bool, Any] = True, None
    telling = threading.Thread()
    try:
        with work() as result:
            packed = pickle.dumps((True, result), protocol=5)
            telling = threading.Thread(target=sender.send_bytes, args=(packed,))  # nobody may take it before all else is done
            telling.start()
    except Exception as error:
        told = False, error
    if telling.ident:
        telling.join()
    sender.send(told)


def context() -> multiprocessing.context.BaseContext:
    """How processes are started here."""
    return multiprocessing.get_context("fork" if forks() else "spawn")


def forks() -> bool:
    """Forking is ten times faster than another start where it is safe: on Linux, while there is one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def begin() -> None:
    """A worker leaves interrupts to its parent, ends when that is killed, and looks for garbage in what it makes itself."""
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


_LAST = [0]
"""The stage of the work that this process did last."""


def tidy(stage: int) -> None:
    """Before work of *stage*: if it is another, what was remembered for the one before is in the way."""
    if stage != _LAST[0]:
        _LAST[0] = stage
        forget()
        give_back()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)
