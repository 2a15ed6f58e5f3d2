"""Is there anything to build? Told from sizes and times of files alone, without importing what a build needs."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from variorum.cache import files_digest, program
from variorum.disk import Files, files_below, listed
from variorum.disk import replace as put
from variorum.home import STATIC, TEMPLATES
from variorum.report import Report, Timings
from variorum.settled import SETTLED
from variorum.write import Stamp, Written

LOOKED_AT = ("archive.yaml", "content", "templates", "static")
NAME = "last"


def look(root: Path) -> Files:
    """Everything a site is made from, as it is now; without files changed so lately that they may change again unnoticed."""
    settled = time.time_ns() - SETTLED
    found: Files = {}
    for name in LOOKED_AT:
        path = root / name
        if path.is_dir():
            found |= files_below(path, f"{name}/")
        elif path.is_file():
            status = path.stat()
            found[name] = (status.st_size, status.st_mtime_ns)
    return {name: (size, changed if changed < settled else 0) for name, (size, changed) in found.items()}


def unchanged(root: Path, inputs: Files | None = None) -> Report | None:
    """The report of the last build, if building again would change nothing; else None. *inputs*: what `look` gave already."""
    try:
        with (root / ".variorum" / NAME).open("rb") as kept:
            maker, before = pickle.load(kept)
            now = look(root) if inputs is None else inputs
            if maker != _maker() or len(now) != before.many or not before.stands(now):
                return None
            outputs, report = pickle.load(kept)  # as much again, which a build after an edit does without
        if not outputs.stands(files_below(root / "site", "")):
            return None
    except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError):
        return None
    unchanged: Report = replace(report, written=Written((), outputs.many, ()), timings=Timings())
    return unchanged


def remember(root: Path, inputs: Files, outputs: dict[str, Stamp], report: Report) -> Callable[[], object]:
    """Have the next run know this build, as soon as what is given is called: when all else that it needs is remembered.

    A build that left articles out is not known: it has more to tell than that it is done.
    """
    path = root / ".variorum" / NAME
    if report.set_aside:
        return partial(path.unlink, missing_ok=True)
    before, after = listed(inputs, inputs.values()), listed(outputs, [one[1:] for one in outputs.values()])
    content = pickle.dumps((_maker(), before), protocol=5) + pickle.dumps((after, report), protocol=5)
    return partial(put, path, content)


def _maker() -> bytes:
    """The program with its templates, stylesheets and scripts."""
    return program() + files_digest(TEMPLATES) + files_digest(STATIC)
