"""Stage 4 on the workbench: who copied from whom, by a process beside that of names and of the search where little is new.

It looks at nobody's name, and takes a fifth of an edit of a large archive. The process that is forked off knows all articles,
so that nothing is sent to it; it sends back what it found, as that is kept, and writes what the next build needs after that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial

from variorum import arrays
from variorum.bench import Bench, silent
from variorum.config import Config
from variorum.coverage import Coverage, Memory, cover
from variorum.coverage.stage import NOTHING_MADE, Made
from variorum.findings import Found
from variorum.later import digest, joined, let_go
from variorum.model import Annotation, Article, ArticleId, Outlet, OutletId
from variorum.model.values import Value, dataclass
from variorum.speakers.resolve import Resolved


@dataclass(frozen=True, slots=True)
class ToCover(Value):
    """What stage 4 is given."""

    articles: Sequence[Article]
    found: Sequence[Found]
    resolved: Resolved
    outlets: Mapping[OutletId, Outlet]
    config: Config

    @property
    def setting(self) -> bytes:
        """Stands for all but articles: with another, everything is to be done again."""
        return digest(self.config.coverage, tuple(self.outlets.values()))

    def cover(self, work: Bench) -> tuple[Coverage, Callable[[], None]]:
        """Who copied from whom, and what has the next build remember it. Of an article whose mark is known nothing is read, and
        no pair of them compared again."""
        folder, program = work.kept.folder / "coverage", work.kept.program
        kept = arrays.recall(folder, program) or {}
        made: Made = work.held.get("made coverage", NOTHING_MADE)
        annotations = Annotations(self.found, self.resolved.corrected)
        known = marks(self.articles, self.found, self.resolved)
        found = cover(self.articles, annotations, self.config, self.outlets, work.spread, Memory(**kept), known, made)
        let_go(self.articles)
        return found, partial(arrays.remember, folder, program, found.memory.arrays(), kept)


class Annotations(Mapping[ArticleId, Annotation]):
    """What was found in each article, as a curator corrected it; made as it is asked for, as after an edit little is."""

    def __init__(self, found: Sequence[Found], corrected: Mapping[ArticleId, Annotation]) -> None:
        self._found, self._corrected = found, corrected

    def __getitem__(self, id: ArticleId) -> Annotation:
        return self._corrected.get(id) or self._by_id[id].annotation

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _by_id(self) -> dict[ArticleId, Found]:
        return {one.article: one for one in self._found}


def coverage(work: Bench, given: ToCover) -> Callable[[], Coverage]:
    """Begin stage 4, beside other work where little is new; what is given waits for it."""
    setting, known = given.setting, work.recall("setting")
    if known is None or known.head != setting:
        work.remember("setting", setting)
    elif work.workers.besides and arrays.are_kept(work.kept.folder / "coverage"):
        wait, end = work.workers.beside_and_on(partial(_covering, work, given))

        def waited() -> Coverage:
            found: Coverage = wait()
            work.afterwards(end)
            return found

        return waited
    return partial(_covered, work, given)


def _covered(work: Bench, given: ToCover) -> Coverage:
    found, remember = given.cover(work)
    work.held["made coverage"] = found.made
    work.afterwards(remember)
    if work.waited_for:  # a process that builds again takes them again, and should not hold what was looked into
        work.afterwards(partial(let_go, found.made.relations.values()))
    return found


@contextmanager
def _covering(work: Bench, given: ToCover) -> Iterator[Coverage]:
    """The same by a process that was forked off: what only the next build needs it writes when it has told the rest."""
    work.kept.reopen()
    work.progress, work.workers.processes = silent, 1
    found, remember = given.cover(work)
    yield replace(found, memory=Memory(), made=NOTHING_MADE)
    remember()


def marks(articles: Sequence[Article], found: Sequence[Found], resolved: Resolved) -> dict[ArticleId, bytes]:
    """What stands for each article with all that is found in it by itself, a curator's corrections included.

    What was found is kept by the mark of its article, so that its own stands for both.
    """
    corrected = {id: digest(annotation) for id, annotation in resolved.corrected.items()}
    return {
        one.id: joined(here.mark, corrected[one.id]) if one.id in corrected else here.mark
        for one, here in zip(articles, found, strict=True)
    }
