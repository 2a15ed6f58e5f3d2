"""What each stage of a build from nothing takes: seconds on the wall and of the processors, and memory, of all processes.

    python -m benchmarks.stages FOLDER [--processes N] [--core-only]

CPU / wall says how many processors a stage kept busy; *first* are the seconds of the process that hands out the work, which no
number of others makes fewer. Memory is looked at four times a second, pages that several share
counted once.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.core import main as core
from benchmarks.measure import family, megabytes
from variorum.bench import Bench
from variorum.config import read_config

EVERY = 0.25  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")
REST = "between"
"""What is in no stage: imports, and the end of the processes."""


class Row(NamedTuple):
    """A stage, or a stretch of it."""

    stage: str
    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processes."""
    first: float
    """Seconds of the one that hands out the work."""
    peak: float
    """Megabytes."""


def main(given: argparse.Namespace) -> None:
    """Print the table of a build from nothing."""
    for left in ("site", ".variorum"):
        shutil.rmtree(given.folder / left, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.stages", str(given.folder), "--processes", str(given.processes), "--told"]
    command += ["--core-only"] if given.core_only else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    rows = list(_rows(process))
    print(f"{'':12} {'wall s':>8} {'CPU s':>8} {'first':>8} {'CPU / wall':>11} {'peak MB':>8}")
    for row in [*_joined(rows), _sum("all", rows)]:
        share = row.cpu / (row.wall or 1)
        print(f"{row.stage:12} {row.wall:8.2f} {row.cpu:8.2f} {row.first:8.2f} {share:11.2f} {row.peak:8.0f}")
    if process.wait():
        raise SystemExit(process.returncode)


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """A row a stage, in their order."""
    for name in dict.fromkeys(row.stage for row in rows):
        yield _sum(name, [row for row in rows if row.stage == name])


def _sum(name: str, rows: Sequence[Row]) -> Row:
    wall, cpu, first = sum(row.wall for row in rows), sum(row.cpu for row in rows), sum(row.first for row in rows)
    return Row(name, wall, cpu, first, max(row.peak for row in rows))


def _rows(process: subprocess.Popen[bytes]) -> Iterator[Row]:
    """What was taken from each of the lines that the build prints to the next."""
    if process.stdout is None:
        return
    name, start, peak = REST, time.monotonic(), 0.0
    before = used = (0.0, 0.0)
    while True:
        ready, _, _ = select.select([process.stdout], [], [], EVERY)
        used = max(used, _seconds(process.pid))
        line = os.read(process.stdout.fileno(), 80) if ready else b""
        if ready:
            now = time.monotonic()
            yield Row(name, now - start, used[0] - before[0], used[1] - before[1], peak)
            name, start, before, peak = line.decode().split("\n")[-2] if line else REST, now, used, 0.0
            if not line:
                return
        peak = max(peak, sum(megabytes(one) for one in family(process.pid)))


def _seconds(session: int) -> tuple[float, float]:
    """Processor seconds of all processes of the session, those that are gone among them, and of the first alone."""
    every, first = 0, 0
    for one in family(session):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        every += sum(map(int, fields[11:15]))
        first += sum(map(int, fields[11:13])) if one == session else 0
    return every / TICKS, first / TICKS


def build(given: argparse.Namespace) -> None:
    """Build, and print the name of each stage as it begins."""
    with patch.object(Bench, "timed", _told):
        if given.core_only:
            with redirect_stdout(sys.stderr):
                core(given.folder, given.processes)
        else:
            from variorum.pipeline import build as build_site

            build_site(replace(read_config(given.folder), processes=given.processes))


@contextmanager
def _told(_: Bench, stage: str) -> Iterator[None]:
    os.write(1, f"{REST if stage == 'all' else stage}\n".encode())
    yield
    os.write(1, f"{REST}\n".encode())


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--processes", type=int, default=0)
    options.add_argument("--core-only", action="store_true")
    options.add_argument("--told", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.told:
        build(chosen)
    else:
        main(chosen)
