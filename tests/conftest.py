"""What the tests share: missing tools named, golden copies, the project's own archive built once and served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import tools
from tests.archive import copy_archive, copy_varied
from tests.server import Served, serve_folder
from variorum.config import read_config
from variorum.pipeline import build

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


@pytest.fixture
def archive_copy(tmp_path: Path) -> Path:
    """The root of a copy of the project's own archive that a test may change."""
    return copy_archive(tmp_path / "archive")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project's own site, built once a test run. Read it, do not change it."""
    root = copy_archive(tmp_path_factory.mktemp("built") / "archive")
    build(read_config(root))
    return root / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[Served]:
    """The site on 127.0.0.1, at the root of its host."""
    with serve_folder(site) as server:
        yield server


@pytest.fixture(scope="session")
def served_below(site: Path) -> Iterator[Served]:
    """The site on 127.0.0.1, below `/some/base/`."""
    with serve_folder(site, "/some/base/") as server:
        yield server


@pytest.fixture(scope="session")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with one article for each thing that a page must cope with, from tests/archives/varied."""
    root = copy_varied(tmp_path_factory.mktemp("varied") / "archive")
    build(read_config(root))
    return root / "site"


@pytest.fixture(scope="session")
def served_varied(varied: Path) -> Iterator[Served]:
    """That site on 127.0.0.1."""
    with serve_folder(varied) as server:
        yield server
