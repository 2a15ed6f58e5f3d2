"""A pure function over many items, in this process or through any executor of `concurrent.futures`, results in order.

Nothing else in the program knows whether there is one process or a cluster: an executor of another engine, such as dask's
`Client.get_executor()`, is passed in and used as it is (docs/scaling.md).
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from variorum.processes import begin, context, forks, send, tidy

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

FEW = 24  # items that are done in this process: starting others costs as much as annotating so many articles
CHUNK = 16  # items sent at once, to begin with. A message costs 0.3 ms, and 16 pages that show little take 5 ms.
MOST = 128  # items sent at once at the most: more of them wait in memory, and leave a process idle at the end of a stage
WORTH = 0.02  # seconds that items sent at once should take: the next are twice as many where they take less
AHEAD = 3  # chunks a process has waiting: enough to keep it busy, little enough that results do not pile up in memory
TURN = 0.0005  # seconds a thread of ours may keep the interpreter. With Python's own 5 ms, processes wait for the thread that
# takes their results, and that for the one that prepares their work; with far less, threads do little but change places.
BESIDE = 3  # processes that are forked off at once: the site's files, who copied from whom, and the search
AHEAD_ELSEWHERE = 256  # chunks an executor of somebody else has waiting: it may have a hundred workers

Item = tuple[Any, ...]
"""Arguments of one call."""
Timed = tuple[float, Any]


class Workers:
    """Where the work of a build is done. Use as a context manager."""

    def __init__(self, processes: int = 0, executor: Executor | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1
        self._executor = executor
        self._own: Executor | None = None
        self._beside: list[multiprocessing.process.BaseProcess] = []
        self._turn = sys.getswitchinterval()
        self._stage = 0

    @property
    def ours(self) -> bool:
        """True where the work is done on this machine, by us: it may write to this machine's disk."""
        return self._executor is None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        """End our processes, also where something went wrong: none may write to the site once the build has let go of it."""
        for process in self._beside:
            process.terminate()  # of a build that came to its end all are over already
            process.join()
        if self._own:
            self._own.shutdown(wait=True, cancel_futures=True)
            sys.setswitchinterval(self._turn)

    def map(self, function: Callable[..., Any], items: Iterable[Item]) -> Iterator[tuple[Item, float, Any]]:
        """Each item, seconds, and `function(*item)`, in the order of the items, of a function at the top of a module."""
        rest = iter(items)
        first = list(islice(rest, FEW + 1))
        if not self._executor and (self.processes == 1 or len(first) <= FEW):
            return self.here(function, chain(first, rest))
        return self._spread(function, chain(first, rest))

    @staticmethod
    def here(function: Callable[..., Any], items: Iterable[Item]) -> Iterator[tuple[Item, float, Any]]:
        """As `map`, in this process."""
        return ((item, *_timed(function, item)) for item in items)

    def _spread(self, function: Callable[..., Any], items: Iterator[Item]) -> Iterator[tuple[Item, float, Any]]:
        executor = self._executor or self._pool()
        ahead = AHEAD_ELSEWHERE if self._executor else AHEAD * self.processes
        waiting: deque[tuple[tuple[Item, ...], Future[list[Timed]]]] = deque()
        size = CHUNK
        while chunk := tuple(islice(items, size)):
            waiting.append((chunk, executor.submit(_run, self._stage, function, chunk)))
            if len(waiting) >= ahead:
                done, future = waiting.popleft()
                results = future.result()
                yield from _with_results(done, results)
                if len(done) == size < MOST and sum(seconds for seconds, _ in results) < WORTH:
                    size *= 2
        for done, future in waiting:
            yield from _with_results(done, future.result())

    def turn(self) -> None:
        """A stage is over: processes forget what they remembered for it, and give back what is free, before their next work."""
        self._stage += 1

    def spread(self, function: Callable[..., Any], *columns: Iterable[Any]) -> Iterator[Any]:
        """`map(function, *columns)`, of a function at the top of a module."""
        return (result for _, _, result in self.map(function, zip(*columns, strict=False)))

    @property
    def used(self) -> bool:
        """True where there was so much to do that processes of ours were started."""
        return self._own is not None

    def ahead(self, function: Callable[..., Any], items: Iterable[Item]) -> None:
        """Have `function(*item)` done by our processes, if there are any, while this one does something else.

        For what they do faster when they have done it once; nobody waits for it, or is told what went wrong.
        """
        if self._own:
            for item in items:
                self._own.submit(function, *item)

    @property
    def forks(self) -> bool:
        """True where there are several processors, and a process can be forked off."""
        return self.processes > 1 and self._executor is None and forks()

    @property
    def besides(self) -> bool:
        """True where `beside` would begin at once: it forks, and no more than a few things are under way."""
        return self.forks and len(self._beside) < BESIDE

    def beside(self, function: Callable[[], Any]) -> Callable[[], Any]:
        """Begin `function()` in a process that knows all that this one does; what is given waits for its result.

        Only where there are `besides`. The process may not use connections and locks of this one; what it raises comes up
        where the result is waited for. It ends with this one.
        """
        wait, end = self.beside_and_on(lambda: nullcontext(function()))

        def waited() -> Any:
            result = wait()
            end()
            return result

        return waited

    def beside_and_on(self, work: Callable[[], AbstractContextManager[Any]]) -> tuple[Callable[[], Any], Callable[[], None]]:
        """As `beside`, of work whose result is what *work* enters with, and which has more to do when that was told.

        Gives what waits for the result, and what waits then for the end; what is raised comes up in either.
        """
        forking = multiprocessing.get_context("fork")
        receiver, sender = forking.Pipe(duplex=False)
        process = forking.Process(target=send, args=(work, sender))
        process.start()
        self._beside.append(process)
        sender.close()

        def wait() -> Any:
            try:
                done, result = receiver.recv()
            except EOFError as error:
                raise ChildProcessError(errno.ECHILD, "the process was ended", "a part of the build") from error
            if not done:
                over()
                raise result
            return result

        def over() -> None:
            process.join()
            self._beside.remove(process)

        def end() -> None:
            wait()
            over()

        return wait, end

    def singly(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        """`function(task)` for each task, in their order, in processes of this machine even where the executor is of another.

        Only a few tasks are under way at once, so that tasks and results may be large.
        """
        return map(function, tasks) if self.processes == 1 else self._few(function, tasks)

    def _few(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Future[Any]] = deque()
        for task in tasks:
            waiting.append(self._pool().submit(function, task))
            if len(waiting) > self.processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _pool(self) -> Executor:
        if self._own is None:
            from concurrent.futures import ProcessPoolExecutor  # which a build that changes little does without

            sys.setswitchinterval(TURN)
            self._own = ProcessPoolExecutor(self.processes, mp_context=context(), initializer=begin)
        return self._own


def _with_results(chunk: Sequence[Item], results: Sequence[Timed]) -> Iterator[tuple[Item, float, Any]]:
    return ((item, *timed) for item, timed in zip(chunk, results, strict=True))


def _run(stage: int, function: Callable[..., Any], items: Sequence[tuple[Any, ...]]) -> list[Timed]:
    tidy(stage)
    return [_timed(function, item) for item in items]


def _timed(function: Callable[..., Any], item: tuple[Any, ...]) -> Timed:
    start = time.perf_counter()
    result = function(*item)
    return time.perf_counter() - start, result
