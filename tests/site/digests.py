"""What a site holds, in a form that two builds can be compared by."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digests(site: Path) -> dict[str, str]:
    """The sha256 of every file of a site, by its path."""
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
