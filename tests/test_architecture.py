"""Holds the code to the table of docs/architecture.md: imports point one way, one room knows Whoosh, few touch the disk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

VALUES = {"model", "errors", "home", "text", "lexicon", "config", "records", "settled"}
RENDERING = VALUES | {"quotations", "speakers", "coverage", "assemble", "markup", "addresses", "publish"}
TOP = {
    "ahead", "knowing", "pipeline", "cli", "serve", "build", "again", "covering", "findings", "loading", "outlining", "showing",
}  # fmt: skip
"""They string the rest together, so they may import everything."""

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "home": set(),
    "settled": set(),
    "collecting": set(),
    "errors": {"model"},
    "text": {"model"},
    "lexicon": {"model", "text", "home"},
    "records": {"model"},
    "config": {"model", "errors", "records"},
    "load": VALUES,
    "names": {"model", "text", "lexicon", "memo"},
    "quotations": {"model", "text", "lexicon", "memo", "names"},
    "corrections": {"model", "text"},
    "speakers": {"model", "text", "lexicon", "config", "names", "corrections"},
    "coverage": {"model", "text", "lexicon", "config", "later"},
    "assemble": {"model"},
    "markup": {"model", "text"},
    "addresses": {"model"},
    "publish": {"model", "config", "text", "assemble", "later"},
    "strings": set(),
    "pages": RENDERING | {"strings", "later", "looking"},
    "exports": RENDERING | {"strings", "pages", "later", "looking"},
    "search": RENDERING | {"later", "workers"},
    "disk": set(),
    "inventory": {"disk"},
    "write": {"model", "errors", "disk", "inventory"},
    "lock": {"model", "errors"},
    "plain": {"model"},
    "looking": set(),
    "later": {"model", "plain", "looking"},
    "cache": VALUES | {"later"},
    "arrays": {"disk"},
    "memory": {"disk"},
    "memo": set(),
    "processes": {"collecting", "memo"},
    "workers": {"processes"},
    "bench": VALUES | {"load", "cache", "collecting", "later", "lock", "memory", "report", "workers", "write"},
    "report": {"model", "write"},
    "unchanged": {"cache", "home", "report", "settled", "disk", "write"},
    "rendering": RENDERING | {"pages", "bench", "cache", "later", "looking", "write"},
    "keyed": {"bench", "write"},
    "exporting": RENDERING | {"exports", "rendering", "bench", "later", "looking", "write"},
    "searching": VALUES | {"keyed", "search", "bench", "cache", "publish", "write"},
    "importers": VALUES | {"load"},
}
"""What a room may import of ours, itself aside. A new room needs a line here and one in docs/architecture.md."""

MAY_TOUCH_DISK = {
    "load", "write", "inventory", "disk", "lock", "bench", "rendering", "unchanged", "cache", "serve", "importers", "cli",
    "pipeline", "build", "search", "arrays", "memory", "ahead",
}  # fmt: skip
DATA_READERS: dict[str, str] = {
    "variorum/home.py": "finds templates/ and static/",
    "variorum/config.py": "archive.yaml",
    "variorum/strings/__init__.py": "strings/<language>.yaml",
    "variorum/pages/assets.py": "static/",
    "variorum/lexicon.py": "lexicons/<language>.yaml",
    "variorum/quotations/model.py": "weights/<language>.json",
    "variorum/coverage/tongue.py": "lexicons/changes/<language>.yaml",
}
"""Files outside those rooms that read a data file of the package, with what they read."""

DISK_CALLS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "rmdir", "unlink", "rename", "symlink_to", "touch",
    "iterdir", "glob", "rglob", "walk", "exists", "is_file", "is_dir", "stat", "hardlink_to", "mkstemp", "mkdtemp",
}  # fmt: skip
DISK_MODULES = {"shutil", "tempfile", "sqlite3", "dbm", "shelve"}


def sources() -> list[Path]:
    """Every Python file that an installed archive runs."""
    return [
        *sorted((ROOT / "variorum").rglob("*.py")),
        *sorted((ROOT / "search").rglob("*.py")),
        *sorted(ROOT.glob("build.py")),
    ]


def name_of(source: Path) -> str:
    """A source's path from the project's root, with `/`."""
    return source.relative_to(ROOT).as_posix()


def room_of(source: Path) -> str:
    """`variorum/pages/front.py` is of the room `pages`, `search/index.py` of `search`, the package's own `__init__` of ``."""
    parts = source.relative_to(ROOT).with_suffix("").parts
    within = parts[1:] if parts[0] == "variorum" else parts
    return "" if within[0] == "__init__" else within[0]


def imported(source: Path) -> Iterator[str]:
    """Full names of the modules a source imports, wherever in it the import stands."""
    package = ["variorum", *source.relative_to(ROOT).parts[:-1]]
    package = package[1:] if package[1:2] == ["variorum"] else package
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ([f"{module}.{alias.name}" for alias in node.names] if module == "variorum" else [module])


def rooms_imported(source: Path) -> set[str]:
    """The rooms that a source imports from, its own and the package's version aside."""
    ours = [name.split(".") for name in imported(source)]
    rooms = {
        parts[1] if parts[0] == "variorum" and parts[1:] else parts[0] for parts in ours if parts[0] in {"variorum", "search"}
    }
    return rooms - {room_of(source), "variorum", "__version__"}


@pytest.mark.parametrize("source", sources(), ids=name_of)
def test_imports_point_up_the_table_only(source: Path) -> None:
    room = room_of(source)
    if room in TOP:
        return
    allowed = {"home"} if room == "" else MAY_IMPORT[room]
    assert sorted(rooms_imported(source) - allowed) == []


def test_every_room_has_its_place_in_the_table() -> None:
    rooms = {room_of(source) for source in sources()} - {""}
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert sorted(rooms - TOP - set(MAY_IMPORT)) == []
    assert sorted(room for room in rooms if f"`variorum/{room}" not in table and f"`{room}" not in table) == []


def test_only_search_imports_whoosh() -> None:
    importers = {name_of(source) for source in sources() if any(name.split(".")[0] == "whoosh" for name in imported(source))}
    assert sorted(name for name in importers if not name.startswith("search/")) == []


def test_the_package_imports_nothing_of_its_tests_and_measurements() -> None:
    outside = {"tests", "evaluation", "benchmarks"}
    assert [name_of(source) for source in sources() if outside & {name.split(".")[0] for name in imported(source)}] == []


@pytest.mark.parametrize("source", sources(), ids=name_of)
def test_only_the_outer_rooms_touch_the_disk(source: Path) -> None:
    if room_of(source) in MAY_TOUCH_DISK or name_of(source) in DATA_READERS:
        return
    tree = ast.parse(source.read_text("utf-8"))
    called = {called_name(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    modules = {name.split(".")[0] for name in imported(source)}
    assert sorted(called & DISK_CALLS) + sorted(modules & DISK_MODULES) == []


def called_name(node: ast.Call) -> str:
    """`open` of `open(…)`, `read_text` of `path.read_text(…)`; "" for anything else."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_no_source_writes_to_a_global() -> None:
    assert [name_of(source) for source in sources() if has_global(source)] == []


def has_global(source: Path) -> bool:
    """True where a `global` statement stands in *source*."""
    return any(isinstance(node, ast.Global) for node in ast.walk(ast.parse(source.read_text("utf-8"))))
