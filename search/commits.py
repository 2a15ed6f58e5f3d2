"""Which commits the Whoosh indexes on disk are at, told from the names of their files: Whoosh takes longer to import."""

from __future__ import annotations

import re
from pathlib import Path

from .fields import INDEXES

_CONTENTS = re.compile(r"_MAIN_([0-9]+)\.toc")
"""The name of the file that Whoosh begins an index with, and the number of its commit."""


def commits(folder: Path) -> str:
    """The commits of both indexes: a state that remembers others is of no use. "" where there is no index."""
    found = [_latest(folder / name) for name in INDEXES]
    return "" if -1 in found else " ".join(map(str, found))


def _latest(folder: Path) -> int:
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return max((int(match[1]) for name in names if (match := _CONTENTS.fullmatch(name))), default=-1)
