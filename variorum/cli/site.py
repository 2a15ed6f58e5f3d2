"""`variorum build` and `serve`: the site."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from variorum.cli.progress import progress
from variorum.collecting import collect_rarely
from variorum.config import Config, read_config
from variorum.disk import Files
from variorum.errors import describe
from variorum.home import STATIC, TEMPLATES
from variorum.model import Problem
from variorum.report import Report, Timings
from variorum.unchanged import look, unchanged
from variorum.write import Written


def add_build(commands: Any) -> argparse.ArgumentParser:
    """`variorum build`."""
    command: argparse.ArgumentParser = commands.add_parser("build", help="make the site of what content/ holds")
    command.add_argument(
        "--skip-broken", action="store_true", help="leave articles with errors out, list them, and exit with 1"
    )
    _add_work(command)
    command.add_argument("--serve", action="store_true", help="then serve it on 127.0.0.1, and build again on every change")
    _add_port(command)
    command.set_defaults(run=run_build)
    return command


def add_serve(commands: Any) -> argparse.ArgumentParser:
    """`variorum serve`."""
    command: argparse.ArgumentParser = commands.add_parser("serve", help="the same as `build --serve`")
    command.add_argument("--skip-broken", action="store_true", help="leave articles with errors out, and list them")
    _add_work(command)
    _add_port(command)
    command.set_defaults(run=run_build, serve=True)
    return command


def _add_work(command: argparse.ArgumentParser) -> None:
    command.add_argument("--processes", type=int, metavar="N", help="that work side by side (default: one a core)")
    command.add_argument("--timings", action="store_true", help="show where the time went")


def _add_port(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8000, help="of the server (default: 8000; 0: any that is free)")


def run_build(options: argparse.Namespace) -> int:
    """Build the site, and serve it if asked. Gives 1 where articles were left out."""
    if options.serve:
        return run_serve(options)
    collect_rarely()
    options.held = {}  # what a build remembers outlives it, and is not taken apart before the process ends
    return 1 if built(options, options.held).set_aside else 0


def run_serve(options: argparse.Namespace) -> int:
    """Serve the site until interrupted. An archive whose content is broken is served too, as the list of its problems."""
    from variorum.serve import serve

    root: Path = options.archive.resolve()
    folders = (root / "content", TEMPLATES, STATIC, root / "templates", root / "static")
    try:
        serve(root / "site", folders, (root / "archive.yaml",), partial(_rebuilt, options, {}), options.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"port {options.port} is taken by another program; `--port 0` takes any that is free", file=sys.stderr)
        return 1
    return 0


def _rebuilt(options: argparse.Namespace, held: dict[str, Any], ready: Callable[[Written], None]) -> Written:
    return built(options, held, lambda report: ready(report.written)).written


def built(
    options: argparse.Namespace, held: dict[str, Any] | None = None, ready: Callable[[Report], None] | None = None
) -> Report:
    """Build, and print what was found and done. The settings are read each time; *held* and *ready* as in `pipeline.build`."""
    config = read_config(options.archive)
    if options.processes is not None:
        config = replace(config, processes=options.processes)
    inputs = look(config.root)
    report = unchanged(config.root, inputs) or _build(config, options.skip_broken, held, inputs, ready)
    tell(report.problems)
    if options.timings:
        print(table(report.timings), file=sys.stderr)
    print(summary(report, config.site), flush=True)
    if report.set_aside:
        print(f"\nLeft out, because of errors ({len(report.set_aside)}):", file=sys.stderr)
        print("\n".join(f"  {file}" for file in report.set_aside), file=sys.stderr)
    return report


def _build(
    config: Config, skip_broken: bool, held: dict[str, Any] | None, inputs: Files, ready: Callable[[Report], None] | None
) -> Report:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else numpy starts threads that wait, busy, for work we have none of
    from variorum.pipeline import build  # half a second of imports, which a build of nothing new does without

    with progress() as told:
        return build(config, skip_broken, progress=told, held=held, inputs=inputs, ready=ready)


def table(timings: Timings) -> str:
    """Seconds by stage, and the pieces of work that took longest."""
    lines = [f"{seconds:9.2f} s  {stage}" for stage, seconds in timings.stages]
    lines += ["", *(f"{seconds:9.3f} s  {function}  {file}" for seconds, function, file in timings.slowest)]
    return "\n".join(lines)


def tell(problems: Iterable[Problem]) -> None:
    """Print *problems*, as the terminal shows them."""
    for problem in problems:
        print(describe(problem), file=sys.stderr)


def summary(report: Report, site: Path) -> str:
    """One line on what a build found and did."""
    found = f"{counted(report.articles, 'article')}, {counted(report.quotations, 'quotation')}"
    written = report.written
    files = f"{counted(len(written.changed), 'file')} written, {written.unchanged} unchanged, {len(written.removed)} removed"
    return f"{found}, {counted(report.clusters, 'story', 'stories')} in more than one article. {files}: {site}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
