"""The builds of a server, in a process of their own: they hold no request up, and may fork others off, which threads forbid."""

from __future__ import annotations

import errno
import multiprocessing
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from variorum.write import Written

Ready = Callable[[Written], None]
"""Told what a build wrote, once the site is whole."""
Build = Callable[[Ready], Written]
"""Builds, and remembers what the next build is to know after the site is whole."""


@contextmanager
def apart(build: Build) -> Iterator[Callable[[], Written]]:
    """Inside, what is given has *build* done by one process, the same each time, and tells what was written as soon as the site
    is whole. What it raises comes up. Where no process can be forked off, it is done in this one.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        yield lambda: build(_nobody)
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_attend, args=(build, here, there))
    process.start()
    there.close()
    try:
        yield lambda: _asked(here)
    finally:
        process.terminate()
        process.join()
        here.close()


def _nobody(_: Written) -> None:
    """Tell nobody."""


def _asked(here: Connection) -> Written:
    try:
        here.send(None)
        done, told = here.recv()
    except (EOFError, ConnectionError) as error:
        raise ChildProcessError(errno.ECHILD, "the process that builds was ended: start the server again") from error
    if not done:
        raise told
    written: Written = told
    return written


def _attend(build: Build, here: Connection, there: Connection) -> None:
    """Build whenever it is asked for, until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    here.close()
    with suppress(EOFError, ConnectionError):
        while True:
            there.recv()
            _answer(build, there)


def _answer(build: Build, there: Connection) -> None:
    """One build. What goes wrong after the site is whole is printed: the next build does without what was not remembered."""
    told = False

    def ready(written: Written) -> None:
        nonlocal told
        if not told:
            there.send((True, written))
        told = True

    try:
        ready(build(ready))
    except ConnectionError:
        raise
    except Exception as error:
        if not told:
            there.send((False, _sendable(error)))
        print(f"{type(error).__name__}: {error}\n" if told else "", end="", flush=True)


def _sendable(error: Exception) -> Exception:
    """*error*, or where it cannot be sent to another process, one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
