from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from variorum.disk import TEMPORARY
from variorum.errors import ContentError
from variorum.inventory import MANIFEST, UNKNOWN, inventory
from variorum.lock import lock
from variorum.model import OutputFile
from variorum.write import Site, Written, write


def files(**content: str) -> list[OutputFile]:
    """Output files; `__` in a name stands for `/`."""
    return [OutputFile(name.replace("__", "/") + ".html", text.encode()) for name, text in content.items()]


def on_disk(site: Path) -> dict[str, str]:
    """Every file of the site but the manifest."""
    found = (path for path in site.rglob("*") if path.is_file() and path.name != ".manifest")
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in found}


def test_the_site_holds_what_was_given(tmp_path: Path) -> None:
    assert write(files(index="a", articles__b="b"), tmp_path) == Written(("articles/b.html", "index.html"), 0, ())
    assert on_disk(tmp_path) == {"index.html": "a", "articles/b.html": "b"}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write(files(index="a", about="b"), tmp_path)
    before = (tmp_path / "about.html").stat().st_mtime_ns
    assert write(files(index="A", about="b"), tmp_path) == Written(("index.html",), 1, ())
    assert (tmp_path / "about.html").stat().st_mtime_ns == before


def test_a_page_that_is_no_longer_given_goes_and_its_empty_folder_with_it(tmp_path: Path) -> None:
    write(files(index="a", articles__b="b"), tmp_path)
    assert write(files(index="a"), tmp_path) == Written((), 1, ("articles/b.html",))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".manifest", "index.html"]


def test_a_file_that_was_never_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "CNAME").write_text("example.org")
    (tmp_path / "articles" / "mine.txt").write_text("x")
    write(files(articles__b="b"), tmp_path)
    write([], tmp_path)
    assert on_disk(tmp_path) == {"CNAME": "example.org", "articles/mine.txt": "x"}


def test_a_stranger_in_the_way_is_left_and_told_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("mine")
    with pytest.raises(ContentError, match="W002"):
        write(files(index="a", about="b"), tmp_path)
    assert on_disk(tmp_path) == {"index.html": "a", "about.html": "mine"}


def test_a_stranger_with_the_very_same_bytes_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a")
    assert write(files(index="a"), tmp_path) == Written((), 1, ())
    assert write([], tmp_path) == Written((), 0, ("index.html",))


def test_a_page_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    write(files(index="a"), tmp_path)
    (tmp_path / "index.html").write_text("changed")
    write(files(index="a"), tmp_path)
    assert on_disk(tmp_path) == {"index.html": "a"}


def test_two_pages_at_one_address_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="W001"):
        write([*files(index="a"), *files(index="b")], tmp_path)


@pytest.mark.parametrize("path", ["../a.html", "/etc/a", "a//b", "a/../../b", "", "C:/a", "a\\b", ".manifest"])
def test_nothing_is_written_outside_the_site(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a path of the site"):
        write([OutputFile(path, b"x")], tmp_path / "site")


def test_a_build_that_dies_leaves_nothing_that_nobody_owns(tmp_path: Path) -> None:
    with Site(tmp_path) as site:  # and never finishes
        site.put(OutputFile("late.html", b"x"))
    (tmp_path / f"other.html{TEMPORARY}").write_text("ha")
    assert write(files(index="a"), tmp_path) == Written(("index.html",), 0, ("late.html",))
    assert on_disk(tmp_path) == {"index.html": "a"}


def test_a_manifest_with_a_torn_last_line_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    write(files(index="a"), tmp_path)
    with (tmp_path / ".manifest").open("a") as manifest:
        manifest.write("0123")
    assert write(files(index="a"), tmp_path) == Written((), 1, ())


def test_a_manifest_that_is_deleted_during_a_build_is_written_anew(tmp_path: Path) -> None:
    write(files(index="a"), tmp_path)
    before = (tmp_path / MANIFEST).read_bytes()
    with Site(tmp_path) as site:
        for file in files(index="a"):
            site.put(file)
        (tmp_path / MANIFEST).unlink()
        site.finish()
    assert (tmp_path / MANIFEST).read_bytes() == before


def test_what_the_last_build_wrote_is_kept_unless_it_was_touched(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.put(OutputFile("index.html", b"a"))
        site.finish()
    stamp = site.stamps["index.html"]
    with Site(tmp_path) as again:
        assert again.keep("index.html", stamp)
        assert again.finish() == Written((), 1, ())
        assert again.standing([("index.html", stamp)]) == set()
    os.utime(tmp_path / "index.html", ns=(1, 1))
    with Site(tmp_path) as third:
        assert not third.keep("index.html", stamp)


def test_files_that_stand_are_taken_over_together(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        for name in ("a", "b", "c"):
            site.put(OutputFile(f"{name}.html", name.encode()))
        site.finish()
    (tmp_path / "b.html").unlink()
    with Site(tmp_path, lambda: inventory(tmp_path, {})) as again:
        stands = again.standing((site.stamps | {"d.html": site.stamps["a.html"]}).items())
        assert stands == {"a.html", "c.html"}
        again.take((path, site.stamps[path]) for path in stands)
        assert again.finish() == Written((), 2, ())


def test_the_list_that_a_process_holds_counts_until_somebody_else_writes_it(tmp_path: Path) -> None:
    held: dict[str, object] = {}
    with Site(tmp_path, held=held) as site:
        site.put(OutputFile("index.html", b"a"))
        site.finish()
    with Site(tmp_path, held=held) as again:
        assert again.keep("index.html", site.stamps["index.html"])
        again.finish()
    write(files(index="A", about="b"), tmp_path)
    with Site(tmp_path, held=held) as third:
        assert not third.keep("index.html", site.stamps["index.html"])
        assert third.finish().removed == ("about.html", "index.html")
    assert on_disk(tmp_path) == {}


def test_a_full_disk_leaves_every_page_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(files(index="a", about="b"), tmp_path)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(files(index="A", about="b"), tmp_path)
    monkeypatch.undo()
    assert on_disk(tmp_path) == {"index.html": "a", "about.html": "b"}
    assert write(files(index="A", about="b"), tmp_path).changed == ("index.html",)


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from variorum.lock import lock\nwith lock(Path({str(tmp_path)!r})): print('held')"
    root = Path(__file__).resolve().parents[2]
    with lock(tmp_path):
        other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (other.returncode, "W003 another build of this archive is running" in other.stderr) == (1, True)
    other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert other.stdout == "held\n"


def test_a_place_is_on_the_list_before_it_is_filled_by_whoever_does(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        place = site.place("a/b.html")
        assert place is not None
        assert f"{UNKNOWN} a/b.html\n" in (tmp_path / MANIFEST).read_text()
        site.placed("a/b.html", place.fill(b"one"))
        assert site.finish().changed == ("a/b.html",)
    with Site(tmp_path) as site:
        again = site.place("a/b.html")
        assert again is not None
        before = (tmp_path / "a/b.html").stat().st_ino
        site.placed("a/b.html", again.fill(b"one"))
        assert (site.finish().changed, (tmp_path / "a/b.html").stat().st_ino) == ((), before)


def test_there_is_no_place_where_a_stranger_stands_or_another_page(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    with Site(tmp_path) as site:
        assert site.place("mine.html") is None
        assert site.place("one.html") is not None
        assert site.place("one.html") is None
