"""`variorum init`: an archive to start from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from variorum.errors import ContentError
from variorum.model import Problem

SETTINGS = """\
# Settings of this archive. All keys: docs/formats.md#archive in Variorum's manual.

title: {title}
description: ""

# Where the site will stand, from https:// on. Leave it out until that is known.
# base_url: https://example.org/archive/

# Whom readers write to about an error: an e-mail address or a web address. It stands on every page.
contact: ""
"""
OUTLETS = """\
# Who publishes. Keys are what `outlet:` names in the articles:
#
# tass:
#   name: TASS
#   url: https://tass.com/
#   credits: ["/TASS/", "TASS reported"]
"""
SPEAKERS = """\
# Who speaks. A record decides over everything the program finds:
#
# dmitry-peskov:
#   name: Dmitry Peskov
#   roles: [Kremlin spokesman]
"""
IGNORED = "/site/\n/.variorum/\n"


def add_init(commands: Any) -> argparse.ArgumentParser:
    """`variorum init FOLDER`."""
    command: argparse.ArgumentParser = commands.add_parser("init", help="make an empty archive to start from")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is empty, or not there yet")
    command.set_defaults(run=run_init)
    return command


def run_init(options: argparse.Namespace) -> int:
    """Make the folder and the files that every archive has."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContentError([Problem(str(folder), 0, "I005", "there is something in this folder already", "give another name")])
    (folder / "content" / "articles").mkdir(parents=True)
    files = {
        "archive.yaml": SETTINGS.format(title=f'"{folder.resolve().name}"'),
        "content/outlets.yaml": OUTLETS,
        "content/speakers.yaml": SPEAKERS,
        ".gitignore": IGNORED,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    print(f"{folder}: an empty archive. Put articles into it and look at them:")
    print(f"  cd {folder}\n  variorum import FILE…\n  variorum build --serve")
    return 0
