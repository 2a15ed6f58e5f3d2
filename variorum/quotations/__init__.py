"""Who is quoted saying what: one article in, an `Annotation` out.

| order | file | what |
|---|---|---|
| 1 | `legible.py` | reads what a conversion lost |
| 1 | `marks.py` | pairs quotation marks, block by block |
| 2 | `tokens.py` | words with the class the lexicon gives them |
| 3 | `phrases.py`, `extents.py` | words folded into `items.py`: noun phrases that can name a speaker |
| 4 | `clauses.py` | sentences, and whose verb is it |
| | `reading.py` | 1 to 4 for an article, each paragraph when it is first needed |
| 5 | `attribution.py` | which mention speaks |
| | `rules.py`: `reporting.py`, `nearby.py` | by rules, in any language with a lexicon; `scene.py` is what they see |
| | `ranking.py` | by the fitted ranking |
| | `candidates.py`, `view.py`, `features.py`, `standing.py`, `model.py` | who may speak, measured, weighed |
| | `certainty.py` | how sure that is |
| 6 | `kinds.py` | speech, fragment, distance, title |
| 7 | `annotate.py` | strings it together |
"""

from variorum.quotations.annotate import annotate

__all__ = ["annotate"]
