"""`variorum build` and `variorum check`: the site, and what is wrong with its content."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from variorum.config import read_config
from variorum.errors import describe
from variorum.load import load
from variorum.model import Problem
from variorum.pipeline import Report, build


def add_build(commands: Any) -> argparse.ArgumentParser:
    """`variorum build`."""
    command: argparse.ArgumentParser = commands.add_parser("build", help="make the site of what content/ holds")
    command.add_argument(
        "--skip-broken", action="store_true", help="leave articles with errors out, list them, and exit with 1"
    )
    command.set_defaults(run=run_build)
    return command


def add_check(commands: Any) -> argparse.ArgumentParser:
    """`variorum check`."""
    command: argparse.ArgumentParser = commands.add_parser("check", help="tell what is wrong with content/, and write nothing")
    command.set_defaults(run=run_check)
    return command


def run_build(options: argparse.Namespace) -> int:
    """Build the site. Gives 1 where articles were left out."""
    config = read_config(options.archive)
    report = build(config, options.skip_broken)
    tell(report.problems)
    print(summary(report, config.site))
    if report.set_aside:
        print(f"\nLeft out, because of errors ({len(report.set_aside)}):", file=sys.stderr)
        print("\n".join(f"  {file}" for file in report.set_aside), file=sys.stderr)
    return 1 if report.set_aside else 0


def run_check(options: argparse.Namespace) -> int:
    """Read everything and tell every problem. Errors give 1, by way of ContentError."""
    loaded = load(read_config(options.archive))
    tell(loaded.problems)
    print(f"{counted(len(loaded.articles), 'article')}, {counted(len(loaded.problems), 'warning')}.")
    return 0


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
