"""Saved files -> builds. One build for a burst of saves, in a thread of its own; saves during a build make the next one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from watchfiles import Change, watch

from variorum.errors import ContentError
from variorum.model import Problem
from variorum.serve.failure import page
from variorum.write import Written

QUIET = 50  # ms without a further save before a build starts. Editors that save by rename take up to 30; 200 is felt.
STEP = 10  # ms after which changes are told if no other came. The watcher waits for one to two of them, so QUIET would be 75.
LONGEST = 1_000  # ms after which a build starts although saves go on: a checkout of another branch takes seconds

Build = Callable[[], Written]
Tell = Callable[[Sequence[str]], None]
"""Tells open pages which files of the site have changed; `*` is all."""


class Rebuilder(Watcher):  # type: ignore[misc]
    """livereload's watcher, with watchfiles in place of its polling and the build outside of the server's loop."""

    def __init__(self, folders: Sequence[Path], files: Sequence[Path], build: Build) -> None:
        super().__init__()
        self.folders = folders
        self.files = files
        self.build = build
        self.failure: bytes = b""
        """The page that tells why the last build failed; empty where it did not."""
        self._saved: SimpleQueue[None] = SimpleQueue()
        self._tasks: dict[str, object] = {"build": {}}

    def follow(self, tell: Tell) -> None:
        """Watch, and build on every burst, in threads that end with the program."""
        loop = IOLoop.current()
        for work in (self._watch_folders, self._watch_files):
            threading.Thread(target=work, daemon=True).start()
        threading.Thread(target=self._build_on, args=(loop, tell), daemon=True).start()

    def start(self, callback: object) -> bool:  # noqa: ARG002 -- livereload's signature
        """True tells livereload to do no polling of its own."""
        return True

    def examine(self) -> tuple[None, None]:
        """Nothing for livereload to do."""
        return None, None

    def attempt(self) -> Written | None:
        """Build; None, with `failure` set, where that failed."""
        try:
            written = self.build()
        except ContentError as error:
            print(f"{error}\n", flush=True)
            self.failure = page(error.problems)
        except Exception as error:  # whatever it is, the server lives on and shows it
            print(f"{type(error).__name__}: {error}\n", flush=True)
            self.failure = page([Problem("the program", 0, "X001", f"{type(error).__name__}: {error}", "see docs/problems.md")])
        else:
            self.failure = b""
            return written
        return None

    def _watch_folders(self) -> None:
        for _ in watch(*self.folders, watch_filter=wanted, debounce=QUIET, step=STEP):
            self._saved.put(None)

    def _watch_files(self) -> None:
        """Single files, by the folder they lie in: an editor may put a new file in their place."""
        names = {str(file) for file in self.files}
        parents = sorted({file.parent for file in self.files})
        for _ in watch(*parents, watch_filter=lambda _, path: path in names, debounce=QUIET, step=STEP, recursive=False):
            self._saved.put(None)

    def _build_on(self, loop: IOLoop, tell: Tell) -> None:
        while True:
            self._saved.get()
            self._wait_for_quiet()
            had = bool(self.failure)
            written = self.attempt()
            paths = ["*"] if had or written is None else sorted(reloads(written))
            if paths:
                loop.add_callback(tell, paths)

    def _wait_for_quiet(self) -> None:
        """Saves that follow one another closely are one build."""
        end = time.monotonic() + LONGEST / 1000
        with suppress(Empty):
            while (left := end - time.monotonic()) > 0:
                self._saved.get(timeout=min(left, (QUIET - STEP) / 1000))


def reloads(written: Written) -> Iterator[str]:
    """What open pages are told: stylesheets by name, which a page takes over without loading again; anything else as `*`."""
    changed = (*written.changed, *written.removed)
    if changed and all(path.endswith(".css") for path in changed):
        yield from changed
    elif changed:
        yield "*"


def wanted(_: Change, path: str) -> bool:
    """False for the files that editors put beside those they edit; vim's is called 4913."""
    name = Path(path).name
    return not (name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".pyc")) or name == "4913")
