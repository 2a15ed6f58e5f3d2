"""The JavaScript modules by themselves: every `*.test.mjs` under `node --test`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.tools import ROOT

SUITES = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").rglob("*.test.mjs"))


@pytest.mark.node
@pytest.mark.parametrize("suite", SUITES)
def test_the_modules_do_what_their_suite_says(suite: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "NODE_TEST_CONTEXT"}
    command = ["node", "--test", "--test-reporter=spec", suite]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_javascript_suite_is_run() -> None:
    named = {file.relative_to(ROOT).as_posix() for file in Path(ROOT / "tests").rglob("*.test.*js")}
    assert sorted(named - set(SUITES)) == []
