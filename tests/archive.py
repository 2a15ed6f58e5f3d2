"""Archives for tests to build."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.tools import ROOT


def copy_archive(to: Path) -> Path:
    """A copy of the project's own archive at *to*, without what was built from it."""
    shutil.copytree(ROOT / "content", to / "content")
    shutil.copy(ROOT / "archive.yaml", to / "archive.yaml")
    return to


def copy_varied(to: Path) -> Path:
    """A copy of the archive that has one article for each thing a page must cope with."""
    shutil.copytree(ROOT / "tests" / "archives" / "varied", to)
    return to


def copy_project(to: Path) -> Path:
    """A copy of the checkout at *to*, program and archive, that a test may change: what `build.py` needs and no more."""
    to.mkdir(parents=True)
    for name in ("variorum", "search", "templates", "static"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", to / "build.py")
    return copy_archive(to)
