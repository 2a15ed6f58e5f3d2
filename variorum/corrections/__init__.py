"""A curator's notes applied to what the machine found in one article.

| file | holds |
|---|---|
| `apply.py` | `correct(article, annotation)`: speakers, kinds, checks and removals |
| `match.py` | which quotation a note names, from its words or its first and last words |
| `name.py` | a quotation named as a notes file names it, and its line in the content file |
| `anchor.py` | words found again after the text around or inside them changed |
"""

from variorum.corrections.anchor import Anchor, anchor
from variorum.corrections.apply import correct

__all__ = ["Anchor", "anchor", "correct"]
