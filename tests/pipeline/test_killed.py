"""A build that is killed, or finds the disk full, leaves every page as it was or as it is to be; the next mends the rest."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.config import read_config
from variorum.disk import TEMPORARY
from variorum.inventory import MANIFEST
from variorum.pipeline import build

MOMENTS = 200
SIZE_LIMIT = 20_000  # bytes of one file: some pages are larger, some smaller

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


def content(word: str, articles: int = 8) -> dict[str, str]:
    """An archive in which *word* stands on every page."""
    files = {"archive.yaml": f"title: The {word} archive\n"}
    for number in range(articles):
        text = (
            f"“We have {word} nothing in it,” Anna Brown told reporters on day {number}.\n\n"
            + f"The {word} mill burned. " * number * 40
        )
        front = f"title: Story {number} {word}\noutlet: post\npublished: 2020-09-{10 + number}\n"
        files[f"content/articles/a{number}.md"] = f"---\n{front}---\n\n{text}\n"
    return files


def put(root: Path, files: dict[str, str]) -> None:
    """Write *files*."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def site(root: Path) -> dict[str, bytes]:
    """Every file of the site that a reader may be served."""
    paths = (path for path in (root / "site").rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in paths
        if path.name != MANIFEST and not path.name.endswith(TEMPORARY)
    }


def built(root: Path, processes: int) -> None:
    """Build, as a program of its own would."""
    os.setpgrp()
    build(replace(read_config(root), processes=processes))


def run(work: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
    """Start *work* in a process that can be killed."""
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    process.start()
    return process


@pytest.fixture
def versions(tmp_path: Path) -> dict[str, dict[str, bytes]]:
    """The site of two versions of one archive."""
    found = {}
    for word in ("old", "new"):
        put(tmp_path / word, content(word))
        build(read_config(tmp_path / word))
        found[word] = site(tmp_path / word)
        assert any(len(page) > SIZE_LIMIT for page in found[word].values())
    return found


def whole(root: Path, versions: dict[str, dict[str, bytes]]) -> None:
    """Nothing half is served: each file is that of one of the versions."""
    torn = [path for path, held in site(root).items() if held not in (versions["old"].get(path), versions["new"].get(path))]
    assert torn == []


@pytest.mark.slow
def test_killed_at_any_moment_every_page_is_the_old_or_the_new_one(
    tmp_path: Path, versions: dict[str, dict[str, bytes]], record_testsuite_property: Callable[[str, object], None]
) -> None:
    """The moments are spread over a build, however long it takes on this machine; builds that were over first do not count."""
    root, chance = tmp_path / "archive", random.Random(1)
    put(root, content("old"))
    start = time.monotonic()
    run(built, root, 1).join()
    longest = time.monotonic() - start
    killed = tries = 0
    while killed < MOMENTS:
        assert tries < 5 * MOMENTS, "builds are over too soon to be killed"
        word = ("new", "old")[tries % 2]
        put(root, content(word))
        process = run(built, root, 1 + tries % 2)
        process.join(chance.random() * longest)
        alive = process.is_alive() and process.pid
        if alive:
            os.kill(alive, signal.SIGKILL)
        process.join()
        whole(root, versions)
        killed, longest = (killed + 1, longest * 1.01) if alive else (killed, longest * 0.95)
        if tries % 20 == 19:
            build(read_config(root))
            assert site(root) == versions[word]
        tries += 1
    record_testsuite_property("builds killed", killed)
    record_testsuite_property("builds that were over first", tries - killed)
    build(read_config(root))
    assert not list((root / "site").rglob(f"*{TEMPORARY}"))


def limited(root: Path) -> None:
    """Build where no file may grow beyond the limit, as on a disk that is filling up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE_LIMIT, SIZE_LIMIT))
    try:
        build(replace(read_config(root), processes=1))
    except OSError:
        os._exit(7)


def test_where_a_page_cannot_be_written_the_old_one_stays_and_the_next_build_mends_it(
    tmp_path: Path, versions: dict[str, dict[str, bytes]]
) -> None:
    root = tmp_path / "archive"
    put(root, content("old"))
    build(read_config(root))
    put(root, content("new"))
    process = run(limited, root)
    process.join()
    assert process.exitcode == 7
    whole(root, versions)
    assert not list((root / "site").rglob(f"*{TEMPORARY}"))
    build(read_config(root))
    assert site(root) == versions["new"]


def test_a_site_that_was_torn_by_something_else_is_mended(tmp_path: Path, versions: dict[str, dict[str, bytes]]) -> None:
    root = tmp_path / "archive"
    put(root, content("old"))
    build(read_config(root))
    page = root / "site" / "articles" / "a3.html"
    page.write_bytes(page.read_bytes()[:100])
    (root / "site" / "index.html").unlink()
    shutil.rmtree(root / "site" / "dates")
    build(read_config(root))
    assert site(root) == versions["old"]
