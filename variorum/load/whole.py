"""All of content/ at once, and what only shows once every file is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from variorum.config import Config
from variorum.errors import ContentError
from variorum.load.article import Defaults, read_article, with_notes
from variorum.load.authority import read_outlets, read_speakers, read_topics
from variorum.load.files import NOTES_END, among, content_of, under
from variorum.load.marks import Seen, mark_of, marked
from variorum.load.notes import read_notes
from variorum.model import UNKNOWN_OUTLET, Article, Outlet, OutletId, Problem, SpeakerRecord, Topic
from variorum.model.values import Value, dataclass


@dataclass(frozen=True, slots=True)
class Loaded(Value):
    """What stage 1 found. Articles are sorted by id, outlets and speakers too."""

    articles: tuple[Article, ...]
    outlets: tuple[Outlet, ...]
    speaker_records: tuple[SpeakerRecord, ...]
    topics: tuple[Topic, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Warnings; with *skip_broken*, the errors of the articles set aside too."""
    set_aside: tuple[str, ...] = ()
    """Files of the articles that were left out."""


@dataclass(frozen=True, slots=True)
class Authority(Value):
    """The authority files, read."""

    outlets: tuple[Outlet, ...]
    speaker_records: tuple[SpeakerRecord, ...]
    topics: tuple[Topic, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """An article's files, relative to the archive's root, with `/`."""

    file: str
    notes: str = ""
    marks: tuple[str, ...] = ()
    """Digests of the two files' bytes, where they are asked for."""

    @property
    def mark(self) -> bytes:
        """Is the entry, in a row, as keys take it: in a tenth of the time that its digest takes."""
        return "\0".join((self.file, self.notes, *self.marks)).encode("utf-8", "surrogatepass")


Files = Mapping[str, tuple[int, int]]
"""Size and time of the last change, by path from the archive's root."""
Each = Callable[..., Iterable[Any]]
"""`map`, or one that does not do again what was done before."""


def load(
    config: Config, skip_broken: bool = False, each: Each = map, seen: Seen | None = None, files: Files | None = None
) -> Loaded:
    """Read all of content/. Raises ContentError, with every problem found, where one is an error.

    With *skip_broken* an article with an error is set aside instead; an error in a file that concerns more than one article
    still raises. Articles are read through *each*; what it is given holds a digest of each file where *seen* is given, which
    is brought up to date, and *files*, all that there are, with size and time as `marks.marked` takes them.
    """
    entries, problems = find(config, seen, files)
    authority = read_authority(config)
    defaults = defaults_of(config, authority)
    results = list(each(partial(read_entry, config.root, defaults), entries))
    return combine(entries, results, authority, problems, skip_broken)


Result = tuple[Article | None, tuple[Problem, ...]]


def find(config: Config, seen: Seen | None = None, files: Files | None = None) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Every article's files, sorted. Raises ContentError where there is nothing to read."""
    folder = config.content / "articles"
    if not config.content.is_dir():
        fix = "`variorum init FOLDER` makes an archive to start from"
        raise ContentError([_nothing(config, "A001", "there is no folder content/ here", fix)])
    ends, root = (".md", NOTES_END), config.root.as_posix()
    if files is not None:
        names = among(files, "content/articles", ends)
    else:
        paths = under(folder, ends) if folder.is_dir() else ()
        names = [entry.path[len(root) + 1 :].replace(os.sep, "/") for entry in paths]
    notes = {name.removesuffix(NOTES_END): name for name in names if name.endswith(NOTES_END)}
    pairs = [(name, notes.pop(name.removesuffix(".md"), "")) for name in names if name.endswith(".md")]
    if not pairs:
        fix = "make one with `variorum new TITLE`, or from texts that you have with `variorum import FILE…`"
        raise ContentError([_nothing(config, "A002", "there is no article in content/articles/", fix)])
    marks = marked(root, {name: files[name] for name in names}, seen) if files is not None and seen is not None else {}
    entries = tuple([Entry(file, beside, _marks(file, beside, marks)) for file, beside in pairs])
    return entries, tuple(_stray(name) for name in notes.values())


def _marks(file: str, beside: str, marks: Mapping[str, str]) -> tuple[str, ...]:
    own = marks.get(file)
    return tuple([marks[one] for one in (file, beside) if one in marks]) if beside or own is None else (own,)


def _nothing(config: Config, code: str, text: str, fix: str) -> Problem:
    return Problem(config.root.name or str(config.root), 0, code, text, fix)


def _stray(name: str) -> Problem:
    article = name.removesuffix(NOTES_END) + ".md"
    return Problem(name, 0, "A020", f"these notes belong to no article: there is no {article}", "rename the file, or delete it")


def read_authority(config: Config) -> Authority:
    """outlets.yaml, speakers.yaml and topics.yaml; each may be missing."""
    outlets: tuple[Outlet, ...] = ()
    speakers: tuple[SpeakerRecord, ...] = ()
    topics: tuple[Topic, ...] = ()
    problems: tuple[Problem, ...] = ()
    if (path := config.content / "outlets.yaml").is_file():
        outlets, problems = read_outlets(path.read_bytes(), "content/outlets.yaml", config.rights)
    if (path := config.content / "speakers.yaml").is_file():
        speakers, more = read_speakers(path.read_bytes(), "content/speakers.yaml")
        problems += more
    if (path := config.content / "topics.yaml").is_file():
        topics, more = read_topics(path.read_bytes(), "content/topics.yaml", config.language)
        problems += more
    by_id = sorted(speakers, key=lambda one: one.id)
    return Authority(tuple(sorted(outlets, key=lambda one: one.id)), tuple(by_id), topics, problems)


def defaults_of(config: Config, authority: Authority) -> Defaults:
    """What holds where an article says nothing."""
    own = {outlet.id: outlet.rights for outlet in authority.outlets if outlet.rights}
    return Defaults(config.language, config.rights, own)


def read_entry(root: Path, defaults: Defaults, entry: Entry) -> Result:
    """One article with its notes; None where a file of it has an error. A file that cannot be opened is one.

    Raises ContentError where a file is no longer the one that was marked: what is read now may not be kept as what it was.
    """
    try:
        article, problems = read_article(_content(root, entry, 0), entry.file, defaults)
        if not entry.notes:
            return article, problems
        notes, more = read_notes(_content(root, entry, 1), entry.notes)
    except OSError as error:
        file = entry.file if not entry.notes else Path(str(error.filename)).relative_to(root).as_posix()
        return None, (Problem(file, 0, "A023", f"the file cannot be opened: {error.strerror}", "check who may read it"),)
    problems += more
    return (with_notes(article, notes) if article and notes else None), problems


def _content(root: Path, entry: Entry, which: int) -> bytes:
    file = (entry.file, entry.notes)[which]
    content = content_of(f"{root}/{file}")
    if len(entry.marks) == 1 + bool(entry.notes) and mark_of(content) != entry.marks[which]:
        raise ContentError([Problem(file, 0, "A023", "the file was saved while it was being read", "build again")])
    return content


def combine(
    entries: Sequence[Entry],
    results: Iterable[Result],
    authority: Authority,
    problems: tuple[Problem, ...],
    skip_broken: bool,
) -> Loaded:
    """Put what was read together and hold the articles against each other. Raises ContentError as `load` does."""
    pairs = list(zip(entries, results, strict=True))
    read = [article for _, (article, _) in pairs if article]
    of_articles = [problem for _, (_, found) in pairs if found for problem in found] + list(clashes(read))
    shared = (*problems, *authority.problems)
    fatal = shared if skip_broken else (*shared, *of_articles)
    if any(problem.severity == "error" for problem in fatal):
        raise ContentError((*shared, *of_articles))
    bad = {problem.file for problem in of_articles if problem.severity == "error"}
    left = [not article or bool(bad and bad & {entry.file, entry.notes}) for entry, (article, _) in pairs]
    kept = [article for (_, (article, _)), out in zip(pairs, left, strict=True) if article and not out]
    if not kept:
        raise ContentError(of_articles)
    outlets, warnings = outlets_of(kept, authority.outlets)
    warnings += tuple(misspelt_topics(kept, authority.topics))
    order = sorted((*shared, *of_articles, *warnings), key=lambda one: (one.file, one.line, one.code))
    aside = tuple(entry.file for (entry, _), out in zip(pairs, left, strict=True) if out)
    return Loaded(
        tuple(sorted(kept, key=attrgetter("id"))), outlets, authority.speaker_records, authority.topics, tuple(order), aside
    )


def clashes(articles: Iterable[Article]) -> Iterable[Problem]:
    """An id or a former id that two articles claim. All but the first, by file name, have the problem."""
    owners: dict[str, Article] = {}
    ordered = sorted(articles, key=attrgetter("file"))
    if len({one.id for one in ordered}) == len(ordered) and not any(one.aliases for one in ordered):
        return
    for article in ordered:
        if article.id in owners:
            fix = "rename one of the two files; an id is its file's name without `.md`, whatever the folder"
            yield Problem(article.file, 1, "A011", f"the id '{article.id}' is already that of {owners[article.id].file}", fix)
        owners.setdefault(article.id, article)
    for article in ordered:
        for alias in article.aliases:
            if owners.setdefault(alias, article) is not article or alias == article.id:
                text = f"the former id '{alias}' is already taken by {owners[alias].file}"
                yield Problem(article.file, 0, "A011", text, "take it out of `aliases:` here or there")


def outlets_of(articles: Iterable[Article], listed: Sequence[Outlet]) -> tuple[tuple[Outlet, ...], tuple[Problem, ...]]:
    """The outlets listed and those that articles name besides, sorted; a warning where such a name looks misspelt."""
    records = {outlet.id: outlet for outlet in listed}
    found: dict[OutletId, Outlet] = dict(records)
    warnings: list[Problem] = []
    for article in articles:
        if article.outlet in found:
            continue
        found[article.outlet] = Outlet(article.outlet, article.outlet, listed=False)
        near = get_close_matches(article.outlet, list(records), 1, 0.75) if article.outlet != UNKNOWN_OUTLET else []
        if near:
            text = f"content/outlets.yaml has no outlet '{article.outlet}'"
            warnings.append(Problem(article.file, 0, "A019", text, f"did you mean '{near[0]}'? else add a record", "warning"))
    return tuple(found[key] for key in sorted(found)), tuple(warnings)


def misspelt_topics(articles: Iterable[Article], listed: Sequence[Topic]) -> Iterable[Problem]:
    """A warning for each article's topic that has no record, where one of nearly the same name has."""
    records = [topic.key for topic in listed]
    near: dict[str, list[str]] = {key: [] for key in records}
    for article in articles:
        for topic in article.topics:
            if topic not in near:
                near[topic] = get_close_matches(topic, records, 1, 0.75)
            if found := near[topic]:
                text, fix = f"content/topics.yaml has no topic '{topic}'", f"did you mean '{found[0]}'? else add a record"
                yield Problem(article.file, 0, "A026", text, fix, "warning")
