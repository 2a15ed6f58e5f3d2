"""Time and memory of a command, or of this process, over all its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at the memory; a look costs 2 ms, and more where there is much of it
SHARE = 20  # times as long as a look took it is waited for the next: the kernel holds up the processes it counts pages of


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processes together."""
    peak: float
    """Megabytes of all processes together; pages that several share are counted once (PSS)."""
    output: str = ""
    """What it printed, both streams."""


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run *command* in *folder* and tell what it took. Raises CalledProcessError where it fails.

    Python keeps what it compiled, as it does for everybody who does not forbid it: to compile the program each time anew
    takes a quarter of a second.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    printed, errors = process.communicate()
    wall = time.monotonic() - start
    watcher.join()
    after = os.times()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, max(peaks), (printed + errors).decode("utf-8", "replace"))


def _watch(process: subprocess.Popen[bytes], peaks: list[float]) -> None:
    while process.poll() is None:
        start = time.monotonic()
        peaks.append(sum(megabytes(pid) for pid in family(process.pid)))
        time.sleep(max(EVERY, SHARE * (time.monotonic() - start)))


def family(session: int) -> list[int]:
    """The processes of the session that the command began."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                found.append(int(entry.name))
    return found


def megabytes(pid: int | str) -> float:
    """Memory of one process, what it shares with others divided among them (PSS); 0 where there is none."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def memory() -> int:
    """Megabytes of this process and its children, pages that several share counted once."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    return round(sum(megabytes(process) for process in (str(own), *children)))


@contextmanager
def watched() -> Iterator[Callable[[], int]]:
    """Gives the highest `memory` inside, above what there was before."""
    found, stop, start = [0], threading.Event(), memory()

    def watch() -> None:
        took = 0.0
        while not stop.wait(max(2 * EVERY, SHARE * took)):
            began = time.perf_counter()
            found[0] = max(found[0], memory() - start)
            took = time.perf_counter() - began

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield lambda: found[0]
    finally:
        stop.set()
        thread.join()


def cpu() -> float:
    """Processor seconds of this process and of those it waited for."""
    usages = (resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
