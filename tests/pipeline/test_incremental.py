"""A build after any edits gives the bytes that a build from nothing gives, and leaves nothing stale."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.config import read_config
from variorum.errors import ContentError
from variorum.memory import Held
from variorum.pipeline import build
from variorum.unchanged import unchanged

QUOTES = (
    "“We never interfered in it,” {who} said.",
    "{who} told reporters that the report was “a fabrication”.",
    "“There is no proof,” said {who}, a spokesman for the ministry. “None at all.”",
    "The mill by the river burned to the ground on Monday night while its owner was away in Leeds to see a friend of his.",
    "Officials in the capital said the decision would be published before the end of the month, after a second reading.",
)
PEOPLE = ("Dmitry Peskov", "Zhao Lijian", "Anna Brown", "Microsoft")
OUTLETS = ("post", "tass", "unknown")


SEEDS = int(os.environ.get("VARIORUM_SEEDS", "6"))
"""Archives that are edited at random. More of them, where there is time: `VARIORUM_SEEDS=100 pytest tests/pipeline`."""


class Archive:
    """An archive that is edited at random, the same way for the same number."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.count = 0
        self.clock = 1_000_000_000
        (root / "content" / "articles").mkdir(parents=True)
        for _ in range(5):
            self.add()

    def articles(self) -> list[Path]:
        return sorted((self.root / "content/articles").rglob("*.md"))

    def put(self, path: Path, text: str) -> None:
        """Write a file as if some time had passed: two edits within one tick of the clock are another test."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    def text(self) -> str:
        chosen = self.chance.choices(QUOTES, k=self.chance.randint(2, 5))
        return "\n\n".join(line.format(who=self.chance.choice(PEOPLE)) for line in chosen)

    def add(self) -> None:
        self.count += 1
        front = f"title: Story {self.chance.randint(1, 9)}\noutlet: {self.chance.choice(OUTLETS)}\n"
        front += f"published: 2020-09-{self.chance.randint(10, 28)}\ntopics: [t{self.chance.randint(1, 2)}]\n"
        self.put(self.root / f"content/articles/2020/a{self.count}.md", f"---\n{front}---\n\n{self.text()}\n")

    def edit(self) -> None:
        path = self.chance.choice(self.articles())
        head = path.read_text("utf-8").split("---\n")[1]
        self.put(path, f"---\n{head}---\n\n{self.text()}\n")

    def amend(self) -> None:
        """What most edits are: nobody is quoted, named or dated otherwise than before."""
        path = self.chance.choice(self.articles())
        self.put(path, path.read_text("utf-8") + f"\nThe {self.chance.choice(('red', 'old', 'dry'))} barn stood empty.\n")

    def head(self) -> None:
        """A line of the front matter that lists, labels and relations go by."""
        path = self.chance.choice(self.articles())
        key, value = self.chance.choice((
            ("title", f"Story {self.chance.randint(1, 9)}"), ("outlet", self.chance.choice(OUTLETS)),
            ("published", f"2020-09-{self.chance.randint(10, 28)}"), ("topics", f"[t{self.chance.randint(1, 3)}]"),
        ))  # fmt: skip
        self.put(path, re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", path.read_text("utf-8"), count=1))

    def restrict(self) -> None:
        path = self.chance.choice(self.articles())
        if "rights" not in path.read_text("utf-8"):
            show = self.chance.choice(("excerpt", "metadata", "full"))
            self.put(path, path.read_text("utf-8").replace("title:", f"rights: {{show: {show}}}\ntitle:", 1))

    def former(self) -> None:
        """A former id, whose address points on."""
        path = self.chance.choice(self.articles())
        if "aliases" not in path.read_text("utf-8"):
            self.count += 1
            self.put(path, path.read_text("utf-8").replace("title:", f"aliases: [old-{self.count}]\ntitle:", 1))

    def notes(self) -> None:
        """A curator's note on an article, and whose words those are that many of them quote."""
        path = self.chance.choice(self.articles())
        text = f"note: Number {self.chance.randint(1, 9)}\n"
        if "We never interfered in it" in path.read_text("utf-8"):
            text += f"quotes:\n  - quote: We never interfered in it\n    speaker: {self.chance.choice(PEOPLE[:3])}\n"
        self.put(path.with_name(f"{path.stem}.notes.yaml"), text)

    def printed(self) -> None:
        attributions = self.chance.choice(("all", "confident", "checked"))
        self.put(self.root / "archive.yaml", f"title: Archive\npage_size: 3\nattributions: {attributions}\n")

    def copy(self) -> None:
        self.count += 1
        text = re.sub(r"(?m)^aliases: .*\n", "", self.chance.choice(self.articles()).read_text("utf-8"))
        self.put(
            self.root / f"content/articles/2020/b{self.count}.md", text + "\nOne more sentence stands at the end of this.\n"
        )

    def delete(self) -> None:
        if len(self.articles()) > 2:
            path = self.chance.choice(self.articles())
            path.unlink()
            path.with_name(f"{path.stem}.notes.yaml").unlink(missing_ok=True)

    def rename(self) -> None:
        self.count += 1
        path = self.chance.choice(self.articles())
        path.with_name(f"{path.stem}.notes.yaml").unlink(missing_ok=True)
        path.rename(path.with_name(f"c{self.count}.md"))

    def withdraw(self) -> None:
        path = self.chance.choice(self.articles())
        if "withdrawn" not in path.read_text("utf-8"):
            self.put(path, path.read_text("utf-8").replace("title:", "withdrawn: {on: 2021-01-01, reason: wrong}\ntitle:", 1))

    def speakers(self) -> None:
        name = self.chance.choice(PEOPLE)
        self.put(self.root / "content/speakers.yaml", f"someone-{self.chance.randint(1, 3)}:\n  name: {name}\n")

    def outlets(self) -> None:
        self.put(self.root / "content/outlets.yaml", f"post:\n  name: The Post {self.chance.randint(1, 9)}\n")

    def topics(self) -> None:
        self.put(self.root / "content/topics.yaml", f"t1:\n  name: Topic {self.chance.randint(1, 9)}\n")

    def settings(self) -> None:
        self.put(
            self.root / "archive.yaml", f"title: Archive {self.chance.randint(1, 9)}\npage_size: {self.chance.randint(1, 4)}\n"
        )

    def template(self) -> None:
        self.put(self.root / "templates/404.html", f"<!doctype html><title>{self.chance.randint(1, 9)}</title>\n")

    def edits(self) -> tuple[Callable[[], None], ...]:
        return (
            self.add, self.edit, self.edit, self.edit, self.amend, self.amend, self.head, self.head, self.copy, self.copy,
            self.delete, self.rename, self.withdraw, self.restrict, self.former, self.notes, self.notes, self.speakers,
            self.outlets, self.topics, self.settings, self.printed, self.template,
        )  # fmt: skip


def site(root: Path) -> dict[str, bytes]:
    """Every file of the site."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


def from_nothing(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """The site that a first build of the same content gives."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    for name in ("content", "archive.yaml", "templates"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, elsewhere / name)
        elif source.is_file():
            shutil.copy(source, elsewhere / name)
    build(read_config(elsewhere))
    return site(elsewhere)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_site_is_that_of_a_first_build(seed: int, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", seed)
    held: Held | None = {} if seed % 2 else None  # every other one as a server builds: what is remembered stays in memory
    build(read_config(archive.root), held=held)
    for _ in range(4):
        for edit in archive.chance.choices(archive.edits(), k=archive.chance.randint(1, 3)):
            edit()
        build(read_config(archive.root), held=held)
        assert site(archive.root) == from_nothing(archive.root, tmp_path / "elsewhere")


@pytest.mark.parametrize("record", ["speakers", "outlets", "topics"])
def test_a_record_that_changes_reaches_every_page_that_names_it(record: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", 7)
    for _ in range(2):
        build(read_config(archive.root))
        getattr(archive, record)()
    build(read_config(archive.root))
    assert site(archive.root) == from_nothing(archive.root, tmp_path / "elsewhere")


def test_a_build_of_nothing_new_renders_no_page_and_writes_no_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 1)
    build(read_config(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    assert build(read_config(tmp_path)).written.changed == ()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before
    assert len(archive.articles()) == 5


def test_a_build_that_ends_once_the_site_is_whole_leaves_the_next_one_right(tmp_path: Path) -> None:
    archive, held = Archive(tmp_path / "archive", 8), Held()
    build(read_config(archive.root), held=held)
    seen: list[dict[str, bytes]] = []

    def ended(_: object) -> None:
        seen.append(site(archive.root))
        raise KeyboardInterrupt

    for of, process in ((archive.edit, held), (archive.copy, None), (archive.head, held)):
        of()
        with pytest.raises(KeyboardInterrupt):
            build(read_config(archive.root), held=process, ready=ended)
        wanted = from_nothing(archive.root, tmp_path / "elsewhere")
        assert seen[-1] == wanted
        archive.amend()
        build(read_config(archive.root), held=held)
        assert site(archive.root) == from_nothing(archive.root, tmp_path / "elsewhere")


def test_what_stands_where_a_file_of_the_search_belongs_is_told_and_stays(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", 9)
    build(read_config(archive.root))
    before = site(archive.root)
    for _ in range(3):
        archive.add()
    wanted = from_nothing(archive.root, tmp_path / "elsewhere")
    path = min(path for path in wanted.keys() - before.keys() if path.startswith("site/search/"))
    (archive.root / path).write_text("somebody's own", "utf-8")
    with pytest.raises(ContentError, match="W002"):
        build(read_config(archive.root))
    assert (archive.root / path).read_text("utf-8") == "somebody's own"
    (archive.root / path).unlink()
    build(read_config(archive.root))
    assert site(archive.root) == wanted


def test_an_edit_of_a_body_writes_only_the_pages_that_show_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 2)
    archive.put(tmp_path / "content/articles/2020/plain.md", "---\ntitle: Plain\noutlet: post\n---\n\nNothing was said here.\n")
    build(read_config(tmp_path))
    archive.put(tmp_path / "content/articles/2020/plain.md", "---\ntitle: Plain\noutlet: post\n---\n\nNothing was done here.\n")
    written = build(read_config(tmp_path)).written.changed
    assert [path for path in written if path.endswith(".html")] == ["articles/plain.html"]


def test_parts_of_a_table_are_listed_in_the_same_order_whichever_was_made_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", 2)
    early = archive.root / "content/articles/2019/early.md"
    for body in ("Nothing was said here.", "Nothing was done here."):
        archive.put(early, f"---\ntitle: Early\noutlet: post\npublished: 2019-01-01\n---\n\n{body}\n")
        build(read_config(archive.root))
    assert site(archive.root) == from_nothing(archive.root, tmp_path / "elsewhere")


def test_an_edit_of_a_file_that_a_link_leads_to_is_noticed(tmp_path: Path) -> None:
    archive, real = Archive(tmp_path / "archive", 2), tmp_path / "real.md"
    archive.put(real, "---\ntitle: Linked\noutlet: post\n---\n\nNothing was said here.\n")
    (archive.root / "content/articles/2020/linked.md").symlink_to(real)
    lost = archive.root / "content/articles/2020/lost"
    lost.symlink_to(tmp_path / "nowhere")
    os.utime(lost, (1, 1), follow_symlinks=False)
    build(read_config(archive.root))
    assert unchanged(archive.root) is not None
    archive.put(real, "---\ntitle: Linked\noutlet: post\n---\n\nNothing was done here.\n")
    assert unchanged(archive.root) is None
    build(read_config(archive.root))
    assert b"Nothing was done here." in site(archive.root)["site/articles/linked.html"]


def test_whether_there_is_anything_to_build_is_told_from_the_files(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 3)
    assert unchanged(tmp_path) is None
    first = build(read_config(tmp_path))
    again = unchanged(tmp_path)
    assert again is not None
    assert (again.articles, again.quotations, again.written.changed) == (first.articles, first.quotations, ())
    page = tmp_path / "site" / "index.html"
    page.write_text("changed by hand", "utf-8")
    assert unchanged(tmp_path) is None
    build(read_config(tmp_path))
    assert unchanged(tmp_path) is not None
    archive.edit()
    assert unchanged(tmp_path) is None


def test_articles_left_out_are_told_in_every_build(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 4)
    archive.put(tmp_path / "content/articles/broken.md", "no front matter")
    for _ in range(2):
        assert build(read_config(tmp_path), skip_broken=True).set_aside == ("content/articles/broken.md",)
        assert unchanged(tmp_path) is None


def test_what_is_kept_may_be_deleted_or_spoilt_at_any_time(tmp_path: Path) -> None:
    Archive(tmp_path, 5)
    build(read_config(tmp_path))
    wanted = site(tmp_path)
    for path in sorted((tmp_path / ".variorum").glob("*")):
        if path.is_file():
            path.write_bytes(b"spoilt")
    build(read_config(tmp_path))
    assert site(tmp_path) == wanted
    shutil.rmtree(tmp_path / ".variorum")
    build(read_config(tmp_path))
    assert site(tmp_path) == wanted


def test_a_failed_build_leaves_the_site_and_the_next_good_one_mends_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 6)
    build(read_config(tmp_path))
    before = site(tmp_path)
    good = archive.articles()[0].read_text("utf-8")
    archive.put(archive.articles()[0], "no front matter")
    with pytest.raises(ContentError):
        build(read_config(tmp_path))
    assert site(tmp_path) == before
    archive.put(archive.articles()[0], good)
    build(read_config(tmp_path))
    assert site(tmp_path) == before
