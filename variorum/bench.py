"""The workbench of a build: what is kept from earlier ones, who does the work, and how long it takes."""

from __future__ import annotations

import errno
import heapq
import pickle
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from variorum import memory
from variorum.cache import Kept, program
from variorum.collecting import collecting_rarely, give_back, set_aside
from variorum.config import Config
from variorum.errors import ContentError
from variorum.later import let_go
from variorum.lock import lock
from variorum.memory import Held, Table, Told
from variorum.report import Timings
from variorum.workers import Item, Workers

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its items are done, and how many there are."""

BATCH = 256  # results kept at once: a build that is killed loses at most so many
SLOWEST = 10  # pieces of work that are told
KEPT = "results"
"""The name under which a process holds where its results are kept."""


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Shape(Generic[Made]):
    """How the results of a function are kept in two parts."""

    row: Callable[[Any], Any]
    """Of a result, what every build needs to know."""
    make: Callable[[Any, bytes, Reading], Made]
    """From a row, its mark, and where the result is read: what the stages work with."""


class Reading(NamedTuple):
    """A result that is read where it is kept. Call it."""

    kept: Kept
    key: bytes
    function: Callable[..., Any]
    item: Item

    def __call__(self) -> Any:
        """The result; made again where it could not be kept."""
        found = self.kept.get(self.key)
        return found[0] if found else self.function(*self.item)

    def packed(self) -> bytes | None:
        """The result as it is kept, pickled as the only member of a tuple: to be sent without being looked into."""
        return self.kept.packed(self.key)


new_reading = tuple.__new__
"""As `Reading(…)`, in a third of the time: one an article."""


def silent(stage: str, done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Bench:
    """What the stages of one build work with."""

    kept: Kept
    workers: Workers
    progress: Progress = silent
    held: Held = field(default_factory=dict)
    """What this process read or remembered, in this build or an earlier one."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by stage, in the order of the stages."""
    slowest: list[tuple[float, str, str]] = field(default_factory=lambda: [(0.0, "", "")] * SLOWEST)
    """A heap of the pieces of work that took longest: seconds, function, file."""
    waited_for: bool = False
    """True where somebody waits for the site, not for what is remembered: that is written when it is whole."""
    _due: list[Callable[[], None]] = field(default_factory=list)
    _stage: str = ""

    def later(self, name: str, shape: Shape[Made], function: Callable[..., Any], *columns: Iterable[Any]) -> list[Made]:
        """`map(function, *columns)`, as values of *shape* that are read when they are looked into.

        Their rows are remembered together under *name*, so that what is unchanged costs next to nothing.
        """
        items = list(zip(*columns, strict=False))
        keys = self.kept.keys(function, items)
        before = self.table(name)
        new = [place for place, key in enumerate(keys) if key not in before]
        fresh = dict(self._rows(shape, function, items, new, keys))
        rows = {key: before[key] if key in before else fresh[key] for key in keys}
        self.kept.use(rows)
        if rows.keys() != before.keys():
            self.remember(name, None, rows)

        def made(place: int) -> Made:
            key = keys[place]
            return shape.make(rows[key], key, new_reading(Reading, (self.kept, key, function, items[place])))

        return self.again(name, keys, made)

    def again(self, name: str, keys: Sequence[Hashable], make: Callable[[int], Made]) -> list[Made]:
        """A value for each of *keys*: the very one that the last build of this process made, under *name*, or `make(place)`."""
        before: dict[Hashable, Made] = self.held.get(f"made {name}", {})
        with set_aside():
            now = {key: before[key] if key in before else make(place) for place, key in enumerate(keys)}
        self.held[f"made {name}"] = now
        return [now[key] for key in keys]

    def _rows(
        self, shape: Shape[Any], function: Callable[..., Any], items: Sequence[Item], places: list[int], keys: Sequence[bytes]
    ) -> Iterator[tuple[bytes, Any]]:
        """Key and row of the results at *places*; the results themselves go where they are kept, and are not looked into."""
        missing = []
        for place in places:
            found = self.kept.get(keys[place])
            if found is None:
                missing.append(place)
            else:
                yield keys[place], shape.row(found[0])
        fresh: list[tuple[bytes, bytes]] = []
        work = self.work(partial(packed_with_row, shape.row, function), (items[place] for place in missing), missing.__len__)
        for place, (row, result) in zip(missing, work, strict=True):
            yield keys[place], row
            fresh.append((keys[place], result))
            if len(fresh) >= BATCH:
                self.kept.put_packed(fresh)
                fresh.clear()
        self.kept.put_packed(fresh)

    def spread(self, function: Callable[..., Any], *columns: Iterable[Any]) -> Iterator[Any]:
        """`map(function, *columns)`, nothing kept. Where a column has a length, items are taken as they are needed."""
        items: Iterable[Item] = zip(*columns, strict=False)
        lengths = [len(column) for column in columns if isinstance(column, Sized)]
        if not lengths:
            items = list(items)
            lengths = [len(items)]
        return self.work(function, items, lambda: min(lengths))

    def work(
        self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], of: Callable[[], int], here: bool = False
    ) -> Iterator[Any]:
        """`function(*item)` for each item, nothing kept. Items are taken as they are needed; *of* says how many there are.
        *here*: in this process, what takes less time than to send it."""
        run = self.workers.here if here else self.workers.map
        for done, (item, seconds, result) in enumerate(run(function, items), 1):
            self.progress(self._stage, done, of())
            if seconds > self.slowest[0][0]:
                heapq.heapreplace(self.slowest, (seconds, _name(function), _named(item)))
            yield result

    def recall(self, name: str) -> Told | None:
        """What the last build remembered under *name*; None where that was another program, or is not to be read."""
        with set_aside():
            return memory.recall(self.kept.folder, name, self.kept.program, self.held)

    def remember(self, name: str, head: Any, *tables: Table) -> None:
        """Have the next build recall *head* and *tables*; of large tables, only the rows are written that changed."""
        self.afterwards(partial(self._remember, name, Told(head, tables)))

    def _remember(self, name: str, told: Told) -> None:
        memory.remember(self.kept.folder, name, self.kept.program, self.held, told)
        if self.workers.used and not self.waited_for:  # much was made, and this process does not build again
            del self.held[name]

    def afterwards(self, work: Callable[[], None]) -> None:
        """Do what only the next build needs: now, or where there is other work beside which it can be done, or somebody waits,
        later."""
        if self.waited_for or self.workers.forks:
            self._due.append(work)
        else:
            work()

    def settle(self) -> None:
        """Do what was put off. A build that is ended before is as one that was killed: the next does more, and the same."""
        while self._due:
            self._due.pop(0)()

    def rest(self, read: Iterable[object] = ()) -> None:
        """After a stage in which much was done: *read* values are let go of, what is to be remembered is written, processes
        forget what they worked out for it, and free memory is given back to the system."""
        if self.workers.used:
            let_go(read)
            self.workers.turn()
            if not self.waited_for:
                self.settle()
            give_back()

    def begin(self, function: Callable[[], Made], worth: bool) -> Callable[[], Made]:
        """Begin `function()` beside other work, where that can be and is *worth* it; what is given waits for its result."""
        return self.workers.beside(function) if worth and self.workers.besides else function

    def table(self, name: str) -> Table:
        """The one table that the last build remembered under *name*; an empty one where there is none."""
        told = self.recall(name)
        return told.tables[0] if told else {}

    @property
    def compiled(self) -> tuple[str, str]:
        """A folder where compiled templates are kept, and what stands for the program that compiles them."""
        folder = self.kept.folder / "templates"
        folder.mkdir(exist_ok=True)
        return str(folder), self.kept.program.hex()

    def told(self) -> Timings:
        """Where the time went so far."""
        return Timings(tuple(self.timings.items()), tuple(sorted((one for one in self.slowest if one[1]), reverse=True)))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time spent inside to that of *stage*."""
        self._stage = stage
        start = time.perf_counter()
        try:
            yield
        finally:
            self.timings[stage] = self.timings.get(stage, 0.0) + time.perf_counter() - start


@contextmanager
def bench(
    config: Config, executor: Executor | None = None, progress: Progress = silent, held: Held | None = None,
    waited_for: bool = False,
) -> Iterator[Bench]:  # fmt: skip
    """Hold the archive, and lay out what a build works with. Raises ContentError where another build holds it."""
    finished, held = False, {} if held is None else held
    with lock(config.cache), collecting_rarely(), Workers(config.processes, executor) as workers:
        kept = _kept(config, held)
        made = Bench(kept, workers, progress, held, waited_for=waited_for)
        try:
            yield made
            finished = True
        except ContentError:  # what the stages before found is right all the same
            made.settle()
            raise
        except sqlite3.OperationalError as error:  # of any stage that keeps its results so
            raise OSError(errno.EIO, str(error), str(config.cache)) from error
        finally:
            kept.close(finished)


def _kept(config: Config, held: Held) -> Kept:
    """Where results are kept: for all builds that hold *held* the same, as what one of them made may be read by the next."""
    found: Kept | None = held.get(KEPT)
    if found is None:
        found = held[KEPT] = Kept(config.cache, program())
    else:
        found.begin()
    return found


def packed_with_row(row: Callable[[Any], Any], function: Callable[..., Any], *item: Any) -> tuple[Any, bytes]:
    """The row of what `function(*item)` gives, and the whole as it is kept: packed once, by the process that made it."""
    result = function(*item)
    return row(result), pickle.dumps((result,), protocol=5)


def _name(function: Callable[..., Any]) -> str:
    while isinstance(function, partial):
        function = function.args[-1] if function.func is packed_with_row else function.func
    return function.__name__


def _named(item: Sequence[Any]) -> str:
    """The file or page that a piece of work is about."""
    for value in item:
        for name in ("file", "path", "id", "article"):
            if isinstance(found := getattr(value, name, None), str):
                return found
    return ""
