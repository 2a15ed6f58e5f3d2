"""What the tests share: markers that name missing tools, golden copies, a copy of the project's own archive."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests import tools

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden", action="store_true", help="write what the tests found over tests/golden/, then read the diff"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, missing in tools.MISSING.items():
        if item.get_closest_marker(marker) and (lacking := ", ".join(missing())):
            if tools.required(marker):
                pytest.fail(f"this machine lacks {lacking}", pytrace=False)
            pytest.skip(f"this machine lacks {lacking}")


def compare_golden(save: bool, name: str, text: str) -> None:
    """Hold *text* to `tests/golden/<name>`, or save it there."""
    file = GOLDEN / name
    if save:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    assert file.exists(), f"no golden copy {name}: run pytest with --save-golden and read what it wrote"
    assert text == file.read_text("utf-8"), (
        f"{name} changed; if it should have, run pytest with --save-golden and read the diff"
    )


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text is what it was when somebody last looked at it."""
    return partial(compare_golden, request.config.getoption("--save-golden"))


def copy_archive(to: Path) -> Path:
    """A copy of the project's own archive, without what was built from it."""
    shutil.copytree(tools.ROOT / "content", to / "content")
    shutil.copy(tools.ROOT / "archive.yaml", to / "archive.yaml")
    return to


@pytest.fixture
def archive_copy(tmp_path: Path) -> Path:
    """The root of a copy of the project's own archive that a test may change."""
    return copy_archive(tmp_path / "archive")
