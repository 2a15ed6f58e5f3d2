"""Who is meant inside one article: every form of a name, every role and pronoun, brought to one name.

`Names(text, quoted, lexicon)` reads an article once; `key` tells the quotation ranker cheaply which mentions name the
same one; `resolve` follows mentions that were decided to a name; `entities` lists who was found.

| file | holds |
|---|---|
| `values.py` | what goes in and out: `Mention`, `Resolved`, `Words` |
| `stretches.py` | capitalised stretches of the text, found and put together |
| `forms.py` | such a stretch taken apart: title, name, suffix |
| `leads.py` | what stands before a name and is none of it |
| `folding.py` | how names and their words are compared |
| `capitals.py` | what a capital stands for: a name, or a sentence's beginning, a headline |
| `offices.py` | fields of office and places before a name taken off it |
| `entries.py` | one person or organisation, and what its writing tells |
| `register.py`, `headlines.py` | forms gathered into one entry a person or organisation |
| `roles.py` | roles by apposition |
| `evidence.py` | what the text says of each: gender by Mr, she, spokeswoman |
| `resolve.py` | pronouns and roles followed to the entry they mean |
| `prominence.py` | what the place of a mention in its sentence says for its bearer |
| `plausible.py` | whether what comes out looks like a speaker |
| `names.py` | the class that strings them together |
"""

from variorum.names.names import Names
from variorum.names.plausible import plausible
from variorum.names.values import Mention, Resolved

__all__ = ["Mention", "Names", "Resolved", "plausible"]
