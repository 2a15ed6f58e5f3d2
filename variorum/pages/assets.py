"""The stylesheet, the scripts and the fonts, as they lie in `static/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from variorum.home import STATIC
from variorum.model import OutputFile

FOLDER = "assets"


def assets(static: Path = STATIC) -> Iterator[OutputFile]:
    """Every file of *static* under `assets/`, sorted."""
    for file in sorted(static.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(static).parts):
            yield OutputFile(f"{FOLDER}/{file.relative_to(static).as_posix()}", file.read_bytes())
