"""Build the same articles with Variorum and with other generators, one after the other, and print the ratios to Hugo.

    python -m benchmarks.compare SCRATCH --articles 1000 [--from articles.jsonl.gz] [--hugo PROGRAM] [--pelican PROGRAM] …

Each cold build starts from an empty output folder. `core` is what the others do: load, pages and write.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import peers
from benchmarks.corpus import sources, write_archive
from benchmarks.measure import Cost, measure

HERE = Path(__file__).resolve().parents[1]


def main(given: argparse.Namespace) -> None:
    """Measure, and print a row for each."""
    scratch: Path = given.scratch / str(given.articles)
    shutil.rmtree(scratch, ignore_errors=True)
    rows: list[tuple[str, Cost]] = []
    for name, command in commands(given, scratch).items():
        prepare(name, scratch, given)
        rows.append((name, measure(command, scratch / name)))
        print(f"{name} done", file=sys.stderr, flush=True)
    archive = scratch / "variorum"
    write_archive(archive, given.articles, given.path)
    ours = [sys.executable, str(HERE / "build.py"), "--archive", str(archive)]
    core = [sys.executable, "-m", "benchmarks.core", str(archive)]
    rows.append(("core, cold", measure(core, HERE)))
    for left in ("site", ".variorum"):
        shutil.rmtree(archive / left)
    if given.everything:
        rows.append(("everything, cold", measure(ours, HERE)))
        rows.append(("nothing changed", measure(ours, HERE)))
        edit(archive)
        rows.append(("one body edit", measure(ours, HERE)))
    show(rows)


def commands(given: argparse.Namespace, scratch: Path) -> dict[str, Sequence[str]]:
    """The command of each peer that is there."""
    found: dict[str, Sequence[str]] = {}
    if given.hugo:
        found["hugo"] = [given.hugo, "--quiet"]
    if given.pelican:
        found["pelican"] = [given.pelican, "-q", "-s", "pelicanconf.py", "-o", str(scratch / "pelican" / "output")]
    if given.eleventy:
        found["eleventy"] = [given.eleventy, "--quiet"]
    return found


def prepare(name: str, scratch: Path, given: argparse.Namespace) -> None:
    """Write a peer's site."""
    (scratch / name).mkdir(parents=True)
    getattr(peers, name)(scratch / name, sources(given.articles, given.path))


def edit(archive: Path) -> None:
    """Change one word of one body."""
    paths = sorted((archive / "content" / "articles").rglob("*.md"))
    path = paths[len(paths) // 2]
    front, body = path.read_text("utf-8").rsplit("---\n", 1)
    path.write_text(f"{front}---\n{body.rstrip()} Edited.\n", "utf-8")


def show(rows: Sequence[tuple[str, Cost]]) -> None:
    """Print the table; ratios where Hugo was measured."""
    base = dict(rows).get("hugo")
    print(f"{'':18} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'wall / Hugo':>12} {'CPU / Hugo':>11}")
    for name, cost in rows:
        ratios = f"{cost.wall / base.wall:12.2f} {cost.cpu / base.cpu:11.2f}" if base else ""
        print(f"{name:18} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.peak:8.0f} {ratios}")


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("scratch", type=Path)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--from", type=Path, dest="path")
    options.add_argument("--hugo", default=shutil.which("hugo"))
    options.add_argument("--pelican", default=shutil.which("pelican"))
    options.add_argument("--eleventy", default=shutil.which("eleventy"))
    options.add_argument("--core-only", action="store_false", dest="everything")
    main(options.parse_args())
