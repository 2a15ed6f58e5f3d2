"""Stage 6: the search files of the site."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from variorum.config import Config
from variorum.model import Archive, ArticleId, OutputFile
from variorum.model.values import Value, dataclass
from variorum.workers import Workers

from .commits import commits
from .documents import Known
from .holdings import Holdings, holdings, meta
from .ranges import path
from .rebuild import Run, rebuild
from .shards import files, paths
from .state import Put, State
from .update import Change, update

SHARE = 0.1  # of all articles: with more to change than that, making everything anew is faster
SMALL = 400  # articles up to which one process is faster than several
FEW = 40  # articles that are always changed one by one


@dataclass(frozen=True, slots=True)
class Changes(Value):
    """What a refresh did. Paths of shards under `search/`, without ending, sorted."""

    changed: tuple[str, ...]
    kept: tuple[str, ...]


class ShardFiles(NamedTuple):
    """The files of one shard."""

    paths: tuple[str, ...]
    """JSON and script, or a pack."""
    key: bytes
    """Stands for what is in them."""
    files: Callable[[], Iterator[OutputFile]]
    """Makes them. Only while the next has not been asked for."""


@contextmanager
def shards(archive: Archive, config: Config, run: Run | None = None) -> Iterator[Iterator[ShardFiles]]:
    """Inside, every shard of the site, with a key by which one that did not change is told without being read.

    Behind it, when the site has them, the Whoosh index under `config.cache`/search follows, where it is not what they were
    made from; then all is kept. *run* does the work of an index made anew, as `Workers.singly`; without one, processes of its
    own do.
    """
    with _refreshing(archive, config, run) as (state, made):
        given = _given(state, made)
        yield given
        deque(given, 0)


def _given(state: State, made: Iterable[Put]) -> Iterator[ShardFiles]:
    """Those *made* anew as soon as they are, then all others."""
    given = set()
    for one in made:
        given.add(one[:3])
        name = path(one.kind, one.border)
        yield ShardFiles(paths(name), one.mark, partial(files, name, one.content))
    for kind, number, border, key in state.names():
        if (kind, number, border) not in given:
            yield ShardFiles(paths(path(kind, border)), key, partial(_files, state, kind, number, border))


def _files(state: State, kind: str, number: int, border: str) -> Iterator[OutputFile]:
    return files(path(kind, border), state.content(kind, number, border) or "")


def read(config: Config, wanted: frozenset[str] | None = None) -> Iterator[OutputFile]:
    """The files of the last `refresh`: all, or those of the paths *wanted*, each as JSON and as a script."""
    with closing(State(state_file(config))) as state:
        for kind, number, border, _ in state.names():
            if wanted is None or path(kind, border) in wanted:
                yield from _files(state, kind, number, border)


def refresh(archive: Archive, config: Config, run: Run | None = None) -> Changes:
    """Bring the index and its shards to what the archive holds now, by the shortest way.

    The shards are the same bytes whichever way was taken, and however many processes there were.
    """
    with _refreshing(archive, config, run) as (state, made):
        deque(made, 0)
        changed = {path(*one) for one in state.changed}
        names = sorted(path(kind, border) for kind, _, border, _ in state.names())
    return Changes(tuple(name for name in names if name in changed), tuple(name for name in names if name not in changed))


@contextmanager
def _refreshing(archive: Archive, config: Config, run: Run | None) -> Iterator[tuple[State, Iterable[Put]]]:
    """Inside, the state with all shards of what the archive holds; those of an index made anew are there when they are taken.

    Behind it the index follows, and what was done is kept.
    """
    folder = config.cache / "search"
    with closing(State(state_file(config))) as state:
        was, common = state.identity()
        known = Known(common, state.fingerprints())
        held = holdings(archive, config, known)
        identity = _identity(held.line)
        change = difference(known.fingerprints, held) if was == f"{identity} {commits(folder)}" else None
        if change is None:
            yield state, _rebuilt(state, folder, held, config.processes, run)
        elif change.gone or change.come:
            follow = update(state, folder, held, change)
            yield state, ()
            follow()
        else:
            state.begin()
            state.put("meta", 0, "", meta(state, held))  # names of outlets and topics are in no article's fingerprint
            yield state, ()
        state.finish(f"{identity} {commits(folder)}", held.common)


def _rebuilt(state: State, folder: Path, held: Holdings, processes: int, run: Run | None) -> Iterator[Put]:
    with Workers(1 if len(held.slots) <= SMALL else processes) as own:
        yield from rebuild(state, folder, held, own.singly if run is None or own.processes == 1 else run, own.processes)


def difference(known: Mapping[ArticleId, tuple[bytes, int]], held: Holdings) -> Change | None:
    """What differs from what was *known*, fingerprints and slots; None where that is so much that all is to be made anew."""
    now = {key: (held.marks[key], slot) for key, slot in held.slots.items()}
    gone = [key for key in known if now.get(key) != known[key]]
    come = [key for key in now if known.get(key) != now[key]]
    return None if len({*gone, *come}) > max(FEW, SHARE * len(now)) else Change(tuple(gone), tuple(come))


def state_file(config: Config) -> Path:
    """Where an archive's search remembers its shards."""
    return config.cache / "search" / "state.sqlite"


def _identity(line: int) -> str:
    """Changes with this package's code and with the length of the line: then nothing old is of use."""
    code = blake2b(digest_size=8)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        code.update(file.read_bytes())
    return f"{code.hexdigest()} {line}"
