"""Stage 3: who spoke, archive-wide: one person, one id, one page.

| file | holds |
|---|---|
| `resolve.py` | the stage: corrections, records, persons, ids |
| `index.py` | what articles say by name, brought up to date |
| `pooled.py` | pronouns followed again with what the whole archive says of a person |
| `mending.py` | annotations that are corrected, or in which pronouns are followed again |
| `keys.py` | names and offices as they are compared |
| `bearers.py` | what all articles say of whoever bears one name |
| `filing.py`, `spellings.py` | which full names are one person's |
| `persons.py` | bearers gathered into persons and organisations |
| `drawing.py`, `speaker.py` | persons as speakers |
| `authority.py` | the curator's records, and whom a correction means |
| `ids.py` | names as parts of an address |
| `check.py` | what a person should look at, with corrections ready to paste |
"""

from variorum.speakers.check import Doubt, doubts
from variorum.speakers.ids import slug, speaker_id
from variorum.speakers.resolve import resolve
from variorum.speakers.speaker import sort_name

__all__ = ["Doubt", "doubts", "resolve", "slug", "sort_name", "speaker_id"]
