"""What is found in the few articles that an edit changed, by a process beside the one that reads what is known of all others.

To find it takes a twentieth of an edit of a large archive. The results come back as they are kept, by their keys: a build that
finds none there makes them itself, as it does where anything went wrong here.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from variorum.bench import Bench
from variorum.cache import keys
from variorum.config import Config
from variorum.disk import Files
from variorum.findings import findings
from variorum.load.files import NOTES_END
from variorum.load.whole import Entry, defaults_of, find, read_authority, read_entry

FEW = 8  # articles that changed: of more, all processes had better share the work
MANY = 1_000  # files: while less is read, nothing can be done beside it
ARTICLES = "content/articles/"

Rows = Sequence[tuple[bytes, bytes]]
"""As `cache.Kept.put_packed` takes them."""


class Marked(NamedTuple):
    """What stands for an article in the key of what is found in it."""

    mark: bytes


def begin(config: Config, inputs: Files, work: Bench) -> Callable[[], Rows]:
    """Begin to read the articles that changed, and to find what is in them; what is given waits for it.

    *inputs*: as `variorum.unchanged.look` gave them. Nothing is begun by a process that knows the archive already, as to fork
    it off would take as long.
    """
    if work.held.get("seen") or len(inputs) < MANY or not work.workers.besides:
        return tuple
    changed = _changed(inputs, work.table("seen"))
    return work.begin(partial(_rows, config, changed, work.kept.program), worth=True) if changed else tuple


def _changed(inputs: Files, seen: Mapping[str, tuple[Any, ...]]) -> Files:
    """The files of the articles of which one is not as it was *seen*; none where they are more than FEW."""
    articles = {name: stamp for name, stamp in inputs.items() if name.startswith(ARTICLES)}
    stems = {_stem(name) for name, stamp in articles.items() if seen.get(name, ())[:2] != stamp}
    return {name: stamp for name, stamp in articles.items() if _stem(name) in stems} if len(stems) <= FEW else {}


def _stem(name: str) -> str:
    return name.removesuffix(NOTES_END).removesuffix(".md")


def _rows(config: Config, changed: Files, program: bytes) -> Rows:
    try:
        entries, _ = find(config, {}, changed)
        return tuple(_results(config, [(one,) for one in entries], program))
    except Exception:  # the build meets it again, and tells
        return ()


def _results(config: Config, items: Sequence[tuple[Entry]], program: bytes) -> Iterator[tuple[bytes, bytes]]:
    read = partial(read_entry, config.root, defaults_of(config, read_authority(config)))
    for item, mark in zip(items, keys(program, read, items), strict=True):
        result = read(*item)
        if result[0]:
            yield mark, pickle.dumps((result,), protocol=5)
            yield keys(program, findings, [(Marked(mark),)])[0], pickle.dumps((findings(result[0]),), protocol=5)
