"""The parser of all commands, and how what went wrong is told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from variorum import __version__
from variorum.cli import archive, articles, check, search, site
from variorum.errors import ContentError

COMMANDS = (
    site.add_build,
    site.add_serve,
    check.add_check,
    search.add_search,
    articles.add_new,
    articles.add_import,
    archive.add_init,
)
"""In the order of `variorum --help`."""


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    top = argparse.ArgumentParser(
        prog="variorum", description="Build an annotated news archive: a static site from a folder of articles."
    )
    top.add_argument("--version", action="version", version=f"variorum {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in COMMANDS:
        command = add(commands)
        command.add_argument(
            "--archive", type=Path, default=Path(), metavar="FOLDER", help="the archive's folder (default: the one you are in)"
        )
        command.add_argument("--debug", action="store_true", help="show where in the program an error came up")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives the exit status: 0 done, 1 something an archivist can mend, 2 a wrong option."""
    return run(parser().parse_args(arguments))


def program(arguments: Sequence[str] | None = None) -> NoReturn:
    """`main` as a program, whose process ends with it.

    What a command left in its options goes back to the system as it is: to take apart, value by value, what a build of a large
    archive knows takes a twentieth of an edit.
    """
    options = parser().parse_args(arguments)
    status = run(options)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for, and tell what went wrong. Gives the exit status."""
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _stop_printing()
    except ContentError as error:
        if options.debug:
            raise
        count = len(error.problems)
        print(f"{error}\n\n{count} problem{'s' * (count > 1)}.", file=sys.stderr)
    except OSError as error:
        if options.debug:
            raise
        print(f"{error.filename or 'the disk'}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return 1


def _stop_printing() -> None:
    """Who reads what is printed, `head` perhaps, has seen enough: what is still in the buffer goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
