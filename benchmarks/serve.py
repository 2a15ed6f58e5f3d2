"""From saving an article to the reload of an open page: seconds on the wall, and of the processors.

python -m benchmarks.serve FOLDER [--edits 5]

FOLDER is an archive, such as `python -m benchmarks.corpus` makes; a sentence is put at the end of one of its articles for each
edit, and taken away in the end. The page is a client of livereload's protocol, as the script in a browser is.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.measure import family

ROOT = Path(__file__).resolve().parents[1]
PAUSE = 1.0
"""Seconds between a reload and the next edit: a person reads what was changed."""
PATIENCE = 600.0
"""Seconds until a build is given up on."""


def main() -> None:
    """Measure, and print a line an edit."""
    parser = argparse.ArgumentParser(description="Measure save to reload.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=5)
    options = parser.parse_args()
    files = sorted((options.folder / "content" / "articles").rglob("*.md"))
    with served(options.folder) as (process, port):
        rows = asyncio.run(measured(process, port, [files[len(files) * at // options.edits] for at in range(options.edits)]))
    walls, cpus = zip(*rows, strict=True)
    print(f"{len(files):,} articles, median of {options.edits} edits: ", end="")
    print(f"{statistics.median(walls):.2f} s on the wall, {statistics.median(cpus):.2f} s of the processors")


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The archive in *folder*, built and served: the process and its port."""
    command = [sys.executable, "-c", "from variorum.cli import program; program()"]
    command += ["serve", "--port", "0", "--archive", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stdout
            port = next(
                int(found[1]) for line in process.stdout if (found := re.match(r"Serving on http://[^:]+:(\d+)/", line))
            )
            time.sleep(PAUSE)  # until the system tells of changes
            yield process, port
        finally:
            process.terminate()


async def measured(process: subprocess.Popen[str], port: int, files: list[Path]) -> list[tuple[float, float]]:
    """Seconds on the wall and of the processors for an edit of each of *files*."""
    page = await websocket_connect(
        HTTPRequest(f"ws://127.0.0.1:{port}/livereload", headers={"Origin": f"http://127.0.0.1:{port}"})
    )
    await page.write_message(json.dumps({"command": "hello"}))
    await page.read_message()
    await page.write_message(json.dumps({"command": "info", "url": "x"}))
    rows = []
    for number, file in enumerate(files):
        text = file.read_text("utf-8")
        for kind, content in (("edit", f"{text.rstrip()}\n\nSentence {number} was added by hand.\n"), ("undo", text)):
            row = await edited(process, page, file, content)
            print(f"{row[0]:8.2f} s  {row[1]:8.2f} CPU s  {kind}  {file.name}", flush=True)
            if kind == "edit":
                rows.append(row)
            await asyncio.sleep(PAUSE)
    page.close()
    return rows


async def edited(
    process: subprocess.Popen[str], page: WebSocketClientConnection, file: Path, content: str
) -> tuple[float, float]:
    """Save *content*, wait for the reload."""
    cpu, start = cpu_of(process.pid), time.perf_counter()
    file.write_text(content, "utf-8")
    await asyncio.wait_for(page.read_message(), PATIENCE)
    return time.perf_counter() - start, cpu_of(process.pid) - cpu


def cpu_of(session: int) -> float:
    """Seconds of the processors that the processes of a session and the children they have waited for took so far (Linux)."""
    return sum(map(_ticks, family(session))) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    with suppress(OSError):  # one that has just ended is counted by its parent
        numbers = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, numbers[11:15]))
    return 0


if __name__ == "__main__":
    main()
