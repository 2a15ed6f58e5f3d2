"""Build the same articles with Variorum and with other generators, one after the other, and print the ratios to Hugo.

    python -m benchmarks.compare SCRATCH --articles 100,1000,10000 --runs 3 [--from articles.jsonl.gz] [--hugo PROGRAM] …

Each cold build starts from an empty output folder; figures are medians of the runs. `core` is what the others do: load, pages
and write. That the others make the same elements on the page of an article is checked, and said where it is not so.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
import shutil
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import peers
from benchmarks.corpus import sources, write_archive
from benchmarks.elements import difference
from benchmarks.measure import Cost, measure

_TIMES = re.compile(r"^ *[\d.]+ s  .*$", re.MULTILINE)
"""What `--timings` says of stages and of the slowest pieces of work."""

HERE = Path(__file__).resolve().parents[1]
OUTPUTS = ("site", ".variorum", "public", "resources", ".hugo_build.lock", "output", "_site")
"""What a build leaves in its folder."""


def main(given: argparse.Namespace) -> None:
    """Measure at every size, and print a table for each, then how the figures grow."""
    print(machine())
    sizes = [int(size) for size in given.articles.split(",")]
    tables = {size: at(size, given) for size in sizes}
    if len(sizes) > 1:
        show_growth(tables)


def machine() -> str:
    """What the figures were taken on, in a line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {model}, {memory:.0f} GB, Python {platform.python_version()}, load before: {load:.1f}"


def at(size: int, given: argparse.Namespace) -> dict[str, Cost]:
    """The table at one size, printed and given back."""
    scratch: Path = given.scratch / str(size)
    shutil.rmtree(scratch, ignore_errors=True)
    rows: dict[str, Cost] = {}
    for name, command in commands(vars(given)).items():
        folder = scratch / name
        getattr(peers, name)(folder, sources(size, given.path))
        rows[name] = cold(command, folder, folder, given.runs)
    archive = scratch / "variorum"
    write_archive(archive, size, given.path)
    ours = [sys.executable, str(HERE / "build.py"), "--archive", str(archive), "--timings"]
    rows["core, cold"] = cold([sys.executable, "-m", "benchmarks.core", str(archive)], HERE, archive, given.runs)
    for name in commands(vars(given)):
        print(f"{name}: {compared(archive, scratch / name / peers.ARTICLES[name])}")
    if given.everything:
        rows["everything, cold"] = cold(ours, HERE, archive, given.runs)
        rows["nothing changed"] = median([measure(ours, HERE) for _ in range(given.runs)])
        edits = []
        for number in range(given.runs):
            edit(archive, number)
            edits.append(measure(ours, HERE))
        rows["one body edit"] = median(edits)
    show(size, rows)
    return rows


def commands(programs: Mapping[str, str | None]) -> dict[str, Sequence[str]]:
    """The command of each peer whose program is there."""
    options = {
        "hugo": ["--quiet"],
        "pelican": ["-q", "-s", "pelicanconf.py", "-o", "output"],
        "eleventy": ["--quiet"],
    }
    return {name: [program, *rest] for name, rest in options.items() if (program := programs.get(name))}


def cold(command: Sequence[str], folder: Path, outputs: Path, runs: int) -> Cost:
    """The median of *runs* builds from nothing; *outputs* is the folder that is emptied of what builds leave."""
    costs = []
    for _ in range(runs):
        for left in OUTPUTS:
            shutil.rmtree(outputs / left, ignore_errors=True)
        costs.append(measure(command, folder))
        print(".", end="", file=sys.stderr, flush=True)
    return median(costs)


def median(costs: Sequence[Cost]) -> Cost:
    """Each figure's median; the output is that of the last run."""
    middle = statistics.median
    return replace(
        costs[-1],
        wall=middle(one.wall for one in costs),
        cpu=middle(one.cpu for one in costs),
        peak=middle(one.peak for one in costs),
    )


def compared(archive: Path, theirs: Path) -> str:
    """On how many of the articles' pages theirs has not the elements of ours, and what is different on the first of these."""
    ours = archive / "site" / "articles"
    ids = [path.stem for path in sorted((archive / "content" / "articles").rglob("*.md"))]
    found = [
        difference((ours / f"{id}.html").read_text("utf-8"), (theirs / f"{id}.html").read_text("utf-8"))
        for id in ids
        if (theirs / f"{id}.html").exists()
    ]
    other = [one for one in found if one]
    return f"{len(found)} of {len(ids)} articles; other elements on {len(other)}{f', such as {other[0]}' if other else ''}"


def edit(archive: Path, number: int) -> None:
    """Change one word of one body."""
    paths = sorted((archive / "content" / "articles").rglob("*.md"))
    path = paths[(len(paths) // 2 + number) % len(paths)]
    front, body = path.read_text("utf-8").rsplit("---\n", 1)
    path.write_text(f"{front}---\n{body.rstrip()} Edited.\n", "utf-8")


def show(size: int, rows: Mapping[str, Cost]) -> None:
    """Print the table; ratios where Hugo was measured; then what our builds say of their stages."""
    base = rows.get("hugo")
    print(f"\n{size:,} articles\n{'':18} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'wall / Hugo':>12} {'CPU / Hugo':>11}")
    for name, cost in rows.items():
        ratios = f"{cost.wall / base.wall:12.2f} {cost.cpu / base.cpu:11.2f}" if base else ""
        print(f"{name:18} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.peak:8.0f} {ratios}")
    for name in ("core, cold", "everything, cold", "one body edit"):
        if name in rows:
            print(f"\n{name}, of the last run:\n" + "\n".join(_TIMES.findall(rows[name].output)))
    print(flush=True)


def show_growth(tables: Mapping[int, Mapping[str, Cost]]) -> None:
    """Print the exponents of growth from the smallest size to the largest: 1 is in proportion to the articles."""
    least, most = min(tables), max(tables)
    print(f"growth from {least:,} to {most:,} articles, exponents\n{'':18} {'wall':>8} {'CPU':>8} {'peak':>8}")
    for name, large in tables[most].items():
        small = tables[least][name]
        pairs = ((large.wall, small.wall), (large.cpu, small.cpu), (large.peak, small.peak))
        exponents = (math.log(one / two) / math.log(most / least) if one and two else math.nan for one, two in pairs)
        print(f"{name:18} " + " ".join(f"{one:8.2f}" for one in exponents))


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("scratch", type=Path)
    options.add_argument("--articles", default="1000", help="one number, or several with commas between")
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--from", type=Path, dest="path")
    options.add_argument("--hugo", default=shutil.which("hugo"))
    options.add_argument("--pelican", default=shutil.which("pelican"))
    options.add_argument("--eleventy", default=shutil.which("eleventy"))
    options.add_argument("--core-only", action="store_false", dest="everything")
    main(options.parse_args())
