"""What a build keeps for the next: results of pure functions, by a digest of everything they were made from.

A result is found again only where the arguments, the function's name and every file of the program are the same; so what is
kept cannot change what comes out, only how long it takes. The folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from variorum.home import HOME
from variorum.later import digest, joined, marked

PROGRAM = (".py", ".yaml", ".json")
"""Ends of the names of the package's files whose change makes everything anew; not so templates and stylesheets."""
LIBRARIES = ("jinja2", "markdown-it-py", "pyyaml", "rapidfuzz", "numpy", "whoosh-reloaded", "snowballstemmer")
TOGETHER = 500  # results asked for at once; SQLite of old took 999 at most
SPARE = 3  # times as many results as builds used are kept: going back to an earlier text is fast, and so are tables


@cache
def program() -> bytes:
    """A digest of the program: its own files, the libraries that shape what comes out, the Python it runs on.

    Taken once a process: what is changed later is not what runs.
    """
    package = Path(__file__).resolve().parent
    found = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for folder in sorted({package, HOME / "search"}):
        found.update(files_digest(folder, PROGRAM))
    found.update("".join(installed(LIBRARIES)).encode())
    return found.digest()


def installed(names: Iterable[str]) -> list[str]:
    """The folders that tell which versions of these libraries are there, sorted: `numpy-2.4.6.dist-info`.

    Told as `importlib.metadata` does, which takes 40 ms to import; a build of nothing new takes ten times that in all.
    """
    wanted = {_plain(name) for name in names}
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 -- names alone are a tenth of the time
            if name.endswith((".dist-info", ".egg-info")) and (library := _plain(name.split("-", 1)[0])) in wanted:
                found.setdefault(library, name)
    return sorted(found.values())


def _plain(name: str) -> str:
    """The name of a library as it is compared: `PyYAML` is `pyyaml`, `markdown-it-py` `markdown_it_py`."""
    return re.sub(r"[-_.]+", "_", name).lower()


def files_digest(folder: Path, ends: tuple[str, ...] = ()) -> bytes:
    """A digest of the names and bytes of the files below *folder*, or of those with such an end."""
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not ends or path.suffix in ends) and "__pycache__" not in path.parts:
            content = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return found.digest()


def keys(program: bytes, function: Callable[..., Any], items: Iterable[Sequence[Any]]) -> list[bytes]:
    """What stands for `function(*item)`, done by *program*, for each of *items*. Of a `partial`, what it holds counts too."""
    held = function.args if isinstance(function, partial) else ()
    named = function.func if isinstance(function, partial) else function
    made = digest(program, named.__module__, named.__qualname__, held)
    return [joined(made, *map(marked, item)) for item in items]


class Kept:
    """The results that are kept, in one file. One that cannot be read is thrown away; on a full disk less is kept."""

    def __init__(self, folder: Path, program: bytes) -> None:
        self.folder = folder
        self.program = program
        self._path = folder / "results.sqlite"
        self.begin()

    def begin(self) -> None:
        """Open the file for one build; after `close`, for the next."""
        self._used: set[bytes] = set()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        with contextlib.suppress(sqlite3.DatabaseError):
            return _connected(str(self._path))
        for path in self.folder.glob("results.sqlite*"):
            path.unlink()
        with contextlib.suppress(sqlite3.DatabaseError):
            return _connected(str(self._path))
        return _connected(":memory:")

    def reopen(self) -> None:
        """Have a process that was forked off read by a connection of its own: it may not even close that of its parent."""
        self._parents = self._base
        with contextlib.suppress(sqlite3.Error):
            self._base = _connected(str(self._path))

    def keys(self, function: Callable[..., Any], items: Iterable[Sequence[Any]]) -> list[bytes]:
        """What `function(*item)` is kept under, for each of *items*."""
        return keys(self.program, function, items)

    def key(self, function: Callable[..., Any], item: Sequence[Any]) -> bytes:
        """What `function(*item)` is kept under."""
        return self.keys(function, [item])[0]

    def use(self, keys: Iterable[bytes]) -> None:
        """Keep what stands under *keys*, though nobody asked for it in this build."""
        self._used.update(keys)

    def get(self, key: bytes) -> tuple[Any] | None:
        """The result kept under *key*, as the only member of a tuple; None where there is none."""
        row = self._base.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._used.add(key)
        found: tuple[Any] = pickle.loads(row[0])
        return found

    def get_all(self, keys: Sequence[bytes]) -> dict[bytes, Any]:
        """The results kept under *keys*, as far as there are any: asked for together, in half the time."""
        found: dict[bytes, Any] = {}
        for start in range(0, len(keys), TOGETHER):
            part = keys[start : start + TOGETHER]
            marks = ",".join("?" * len(part))
            rows = self._base.execute(f"SELECT key, value FROM results WHERE key IN ({marks})", part)
            found |= {key: pickle.loads(value)[0] for key, value in rows}
        self._used.update(found)
        return found

    def packed(self, key: bytes) -> bytes | None:
        """What is kept under *key* as it is kept: pickled, as the only member of a tuple."""
        row = self._base.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put(self, results: Iterable[tuple[bytes, Any]]) -> None:
        """Keep results."""
        self.put_packed([(key, pickle.dumps((value,), protocol=5)) for key, value in results])

    def put_packed(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep results that are pickled, each as the only member of a tuple."""
        self._used.update(key for key, _ in rows)
        if not rows:
            return
        try:
            self._base.execute("BEGIN")
            self._base.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
            self._base.execute("COMMIT")
        except sqlite3.OperationalError:
            with contextlib.suppress(sqlite3.OperationalError):
                self._base.execute("ROLLBACK")

    def close(self, finished: bool) -> None:
        """Forget what was not used, if the build was *finished* and far more is kept than any build used since this was last
        done: one after an edit asks for little of what the one before made, and the next edit needs it."""
        with contextlib.suppress(sqlite3.OperationalError):
            if finished:
                self._sweep()
        self._base.close()

    def _sweep(self) -> None:
        most = max(self._number("PRAGMA user_version"), len(self._used))
        if self._number("SELECT count(*) FROM results") > SPARE * most:
            self._base.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
            self._base.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
            self._base.execute("DELETE FROM results WHERE key NOT IN (SELECT key FROM used)")
            most = len(self._used)
        if most != self._number("PRAGMA user_version"):
            self._base.execute(f"PRAGMA user_version = {most}")

    def _number(self, query: str) -> int:
        found: int = self._base.execute(query).fetchone()[0]
        return found


def _connected(path: str) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=OFF")
    base.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB)")
    base.execute("SELECT count(*) FROM results").fetchone()
    return base
