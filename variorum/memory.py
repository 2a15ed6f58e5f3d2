"""What a build remembers for the next, by name: a value, and beside it large tables, of which an edit changes a few rows.

Each name has two files: one in which all of it stood when it was last written whole, and `NAME.since`, with what is other now.
So an edit of a large archive writes a few rows; reading puts them together. Both are put in place by renaming, and the second
names the first by a digest: whatever a build that is killed leaves behind is all of one time.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, cast

from variorum.disk import replace

SHARE = 0.1  # of all rows: with more of them changed, reading two files costs more than writing one
SINCE = ".since"
_MARK = 16  # bytes of a digest, which stands before the whole
_NOTHING = object()

Table = dict[Any, Any]
Stamp = tuple[int, int, int]
"""Which file it is, its size and the time of its last change."""
Row = tuple[()] | tuple[Any]
"""What became of a row: no more there, or the row as it is now."""


class Told(NamedTuple):
    """What was remembered. Not to be changed: it may be the very value that an earlier build of this process remembered."""

    head: Any
    tables: tuple[Table, ...]


class Recalled(NamedTuple):
    """What is remembered under a name, and how it lies in the files."""

    stamps: tuple[Stamp | None, Stamp | None]
    """Of the two files as they were read or written."""
    program: bytes
    whole: bytes
    """The digest of what was last written whole."""
    since: tuple[dict[Any, Row], ...]
    """Of each table, the rows that became other than they stand there."""
    told: Told


Held = dict[str, Any]
"""What a process holds from build to build. By name: what it read or remembered, `Recalled`; and what the workbench adds."""


def recall(folder: Path, name: str, program: bytes, held: Held) -> Told | None:
    """What was last remembered under *name* in *folder*; None where that was another *program*, or is not to be read."""
    known: Recalled | None = held.get(name)
    if known is None or known.stamps != _stamps(folder / name):
        try:
            known = held[name] = _read(folder / name)
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, KeyError):
            held.pop(name, None)
            return None
    return known.told if known.program == program else None


def remember(folder: Path, name: str, program: bytes, held: Held, told: Told) -> None:
    """Have the next build recall *told* under *name* in *folder*. Raises OSError."""
    path, known = folder / name, cast(Recalled | None, held.get(name))
    fits = known and (known.program, known.stamps) == (program, _stamps(path))
    since = _since(known, told.tables) if known and fits else None
    if known and since is not None:
        replace(f"{path}{SINCE}", pickle.dumps((known.whole, told.head, since), protocol=5))
        whole = known.whole
    else:
        content = pickle.dumps((program, *told), protocol=5)
        whole, since = blake2b(content, digest_size=_MARK).digest(), tuple({} for _ in told.tables)
        replace(path, whole + content)
        Path(f"{path}{SINCE}").unlink(missing_ok=True)
    held[name] = Recalled(_stamps(path), program, whole, since, told)


def _read(path: Path) -> Recalled:
    stamps, content = _stamps(path), path.read_bytes()
    whole = content[:_MARK]
    program, head, tables = pickle.loads(memoryview(content)[_MARK:])
    since: tuple[dict[Any, Row], ...] = tuple({} for _ in tables)
    if stamps[1]:
        of, later, changed = pickle.loads(Path(f"{path}{SINCE}").read_bytes())
        if of == whole:
            head, since = later, changed
    for table, rows in zip(tables, since, strict=True):
        for key, row in rows.items():
            if row:
                table[key] = row[0]
            else:
                table.pop(key, None)
    return Recalled(stamps, program, whole, since, Told(head, tables))


def _since(known: Recalled, tables: tuple[Table, ...]) -> tuple[dict[Any, Row], ...] | None:
    """Of each table, the rows that are other than they were last written whole; None where it is time to do so again."""
    if not tables or len(tables) != len(known.since):
        return None
    found = []
    for table, before, since in zip(tables, known.told.tables, known.since, strict=True):
        rows: dict[Any, Row] = dict(since)
        for key, row in table.items():
            was = before.get(key, _NOTHING)
            if was is not row and was != row:
                rows[key] = (row,)
        rows.update(dict.fromkeys(before.keys() - table.keys(), ()))
        found.append(rows)
    return None if sum(map(len, found)) > SHARE * sum(map(len, tables)) else tuple(found)


def _stamps(path: Path) -> tuple[Stamp | None, Stamp | None]:
    return _stamp(path), _stamp(Path(f"{path}{SINCE}"))


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
