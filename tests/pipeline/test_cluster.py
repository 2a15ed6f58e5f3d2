"""The executor is a parameter, nothing else: a build through a scheduler with workers of its own gives the same bytes."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from variorum.config import read_config
from variorum.pipeline import build

distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")

ARTICLES = 120


def put(root: Path) -> None:
    """An archive with quotations, and with stories in several articles."""
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    for number in range(ARTICLES):
        story = number % 50
        chance = random.Random(story)
        told = ["".join(chance.choices("aeiounrst", k=chance.randint(2, 8))) for _ in range(150)]
        text = (
            f"“We never saw {told[0]} or {told[1]},” Dmitry Peskov told the media on Friday.\n\n{' '.join(told).capitalize()}."
        )
        front = f"title: Story {story} as told by {number}\noutlet: o{number % 7}\npublished: 2020-09-{1 + number % 20:02}\n"
        (folder / f"a{number}.md").write_text(f"---\n{front}---\n\n{text}\n", "utf-8")


def site(root: Path) -> dict[str, bytes]:
    """Every file of the site."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_build_through_a_scheduler_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    put(here)
    put(there)
    report = build(read_config(here))
    assert report.clusters > 0
    killed: list[int] = []
    with (
        distributed.LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):

        def kill_one() -> None:
            while not any(client.processing().values()):
                time.sleep(0.001)
            pid = next(iter(client.run(os.getpid).values()))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

        killer = threading.Thread(target=kill_one)
        killer.start()
        again = build(read_config(there), executor=client.get_executor())
        killer.join()
    assert len(killed) == 1
    assert (again.articles, again.quotations, again.clusters) == (report.articles, report.quotations, report.clusters)
    assert site(there) == site(here)
