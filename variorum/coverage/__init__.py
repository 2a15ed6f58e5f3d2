"""Stage 4, coverage: which articles carry the same words, where they differ, and what was said once and quoted often.

=================  ================================================  ==========================================
step               where                                             takes -> gives
=================  ================================================  ==========================================
prepare            prepare.py                                        Article, Annotation -> Source -> Prepared
index              grams.py, pure, one article                       Source -> hashes of word 4-grams
candidates         index.py, which can be added to, tally.py         hashes -> pairs of articles
pieces             pieces.py                                         pairs -> pieces of work
compare            compare.py, pure, one pair                        two Sources -> Comparison
  shared runs        seeds.py, all pairs of a piece of work            Prepared -> Runs
  passages           align.py, borders.py                              two Prepared, Runs -> Cells
  variants           collate.py, status.py, changes.py, tongue.py      Cell -> Variants
relate             relate.py, direction.py                           Comparison, two Articles -> Relation
stories            stories.py                                        Relations -> Clusters
utterances         utterances.py, said.py, linked.py                Annotations -> Utterances
=================  ================================================  ==========================================

`collated` does the steps from compare to relate for any two articles that a caller names.
docs/coverage.md says why, and what was measured.
"""

from variorum.coverage.keep import Memory
from variorum.coverage.stage import Coverage, collated, cover

__all__ = ["Coverage", "Memory", "collated", "cover"]
