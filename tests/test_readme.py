"""The README's commands are the ones that are run, and what it points at is there."""

from __future__ import annotations

import json
import re

from tests.tools import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def command_under(heading: str) -> str:
    """The one line of the first shell block under a heading of the README."""
    found = re.search(rf"^## {heading}\n.*?^```sh\n(.+?)\n```", README, re.MULTILINE | re.DOTALL)
    assert found, f"no shell block under {heading!r}"
    return found[1]


def test_one_command_installs_builds_and_serves() -> None:
    assert command_under("Start") == (
        "python3 -m venv .venv && .venv/bin/pip install --quiet -e . && .venv/bin/python build.py --serve"
    )


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == command_under("Test")


def test_the_lock_file_names_no_download_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert sorted(name for name, package in packages.items() if "resolved" in package) == []


def test_every_file_the_readme_points_at_is_there() -> None:
    targets = {target for target in re.findall(r"\]\(([^)#]+)", README) if "://" not in target}
    assert sorted(target for target in targets if not (ROOT / target).exists()) == []
