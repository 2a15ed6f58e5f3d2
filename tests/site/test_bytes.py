"""Same content, same bytes: whatever the hash seed, the number of processes, and what was built before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive import copy_archive
from tests.site.digests import digests
from tests.tools import ROOT

BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from variorum.config import read_config
from variorum.pipeline import build

if __name__ == "__main__":
    build(replace(read_config(Path(sys.argv[1])), processes=int(sys.argv[2])))
"""


def build_apart(root: Path, processes: int, seed: str) -> dict[str, str]:
    """Build the archive at *root* in a Python of its own; the digests of what it wrote."""
    script = root.parent / "build_it.py"
    script.write_text(BUILD, "utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(root), str(processes)], check=True, env=environment, timeout=300)
    return digests(root / "site")


@pytest.mark.slow
@pytest.mark.parametrize(("processes", "seed"), [(1, "1"), (2, "2"), (3, "4000000000")])
def test_hash_seed_and_processes_change_no_byte(site: Path, tmp_path: Path, processes: int, seed: str) -> None:
    assert build_apart(copy_archive(tmp_path / "archive"), processes, seed) == digests(site)


@pytest.mark.slow
def test_building_again_changes_no_byte(site: Path, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    build_apart(root, 1, "1")
    assert build_apart(root, 1, "2") == digests(site)
