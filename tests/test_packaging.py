"""Installed as a wheel or editable, used from another folder: the same commands, the same site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.archive import copy_archive
from tests.site.digests import digests
from tests.tools import ROOT

pytestmark = pytest.mark.slow

SHIPPED = ("variorum", "search", "templates", "static", "pyproject.toml", "README.md", "build.py", "LICENSE")


def run(*command: str | Path, cwd: Path, expect: int = 0) -> str:
    """What a command prints, both streams together; run where nothing of this folder is on the path."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300
    )
    assert done.returncode == expect, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is made from."""
    folder = tmp_path_factory.mktemp("source") / "variorum-source"
    folder.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """The wheel that `pip wheel .` makes."""
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", "dist", ".", cwd=source)
    (made,) = (source / "dist").glob("*.whl")
    return made


def environment(folder: Path, *install: str | Path) -> Path:
    """The programs' folder of a new environment with *install*, and what it needs lent by the one that runs the tests."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    own = run(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    run(sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", "--ignore-installed", "--disable-pip-version-check", *install, cwd=folder)  # fmt: skip
    return programs


@pytest.fixture(scope="module", params=["wheel", "editable"])
def programs(request: pytest.FixtureRequest, source: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `variorum` and `python` stand, installed as a user would."""
    install = [wheel] if request.param == "wheel" else ["-e", source]
    return environment(tmp_path_factory.mktemp("environment") / "venv", *install)


def test_a_wheel_claims_no_name_but_its_own(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        tops = {name.split("/")[0] for name in opened.namelist()}
    assert sorted(top for top in tops if not top.startswith("variorum")) == []


def test_a_wheel_holds_all_that_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    wanted = {
        (Path("variorum") / file.relative_to(ROOT)).as_posix() if top != "variorum" else file.relative_to(ROOT).as_posix()
        for top in ("variorum", "search", "templates", "static")
        for file in (ROOT / top).rglob("*")
        if file.is_file() and file.suffix not in {".pyc", ".md"} and "__pycache__" not in file.parts
    }
    assert sorted(wanted - held) == []


def test_it_is_the_installed_package_that_is_run(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import variorum; print(variorum.__file__)", cwd=tmp_path)
    assert ROOT not in Path(where.strip()).parents


def test_installed_it_builds_the_same_bytes_from_another_folder(programs: Path, site: Path, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "elsewhere")
    run(programs / "variorum", "build", cwd=root)
    assert digests(root / "site") == digests(site)


def test_a_new_archive_takes_a_text_and_builds(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "clipping.txt").write_text("Fog on the river\n\n“We saw nothing,” Anna Berg said on Friday.\n", "utf-8")
    run(programs / "variorum", "init", "my-archive", cwd=tmp_path)
    run(programs / "variorum", "import", "../clipping.txt", cwd=tmp_path / "my-archive")
    run(programs / "variorum", "build", cwd=tmp_path / "my-archive")
    assert [file.stem for file in (tmp_path / "my-archive" / "site" / "articles").glob("fog*.html")] == ["fog-on-the-river"]


def test_nothing_of_ours_is_called_search_or_build(programs: Path, tmp_path: Path) -> None:
    finder = "import importlib.util as u; print([s.origin for n in ('search', 'build') if (s := u.find_spec(n))])"
    assert run(programs / "python", "-c", finder, cwd=tmp_path).strip() == "[]"
