"""`variorum new` and `variorum import`: content files from a title, or from sources."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from variorum.model import Basis

Commands = Any
"""What argparse gives for a set of commands; its type has no public name."""


def add_new(commands: Commands) -> argparse.ArgumentParser:
    """`variorum new TITLE`."""
    command: argparse.ArgumentParser = commands.add_parser("new", help="begin an article: a content file to write into")
    command.add_argument("title", metavar="TITLE", help="its headline")
    _add_known(command)
    command.set_defaults(run=run_new)
    return command


def add_import(commands: Commands) -> argparse.ArgumentParser:
    """`variorum import FILE…`."""
    command: argparse.ArgumentParser = commands.add_parser("import", help="make content files from sources in plain text")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="plain text: headline, then paragraphs, one a line"
    )
    command.add_argument("--title", default="", help="the headline, where the first line is none")
    command.add_argument("--encoding", default="utf-8", help="of the files (default: utf-8)")
    _add_known(command)
    command.set_defaults(run=run_import)
    return command


def _add_known(command: argparse.ArgumentParser) -> None:
    command.add_argument("--id", default="", help="its permanent id (default: made from outlet and title)")
    command.add_argument("--outlet", default="unknown", metavar="KEY", help="a key of content/outlets.yaml (default: unknown)")
    command.add_argument("--published", default="", metavar="DATE", help="a date as far as it is known: 2020-09-11, XXXX-09-11")
    command.add_argument(
        "--published-from", type=Basis, choices=list(Basis), default=Basis.SUPPLIED, metavar="HOW",
        help="how --published is known: stated, inferred or supplied (default: supplied)",
    )  # fmt: skip
    command.add_argument("--url", default="", help="where it was published")
    command.add_argument(
        "--topic", action="append", default=[], dest="topics", metavar="KEY", help="may be given more than once"
    )
    command.add_argument("--language", default="", metavar="CODE", help="of the article (default: that of archive.yaml)")


def run_new(options: argparse.Namespace) -> int:
    """Write a content file with the title and no text."""
    from variorum.cli.sources import new  # a tenth of a second of imports, which the other commands do without

    return new(options)


def run_import(options: argparse.Namespace) -> int:
    """Write a content file for each source."""
    from variorum.cli.sources import import_

    return import_(options)
