"""Speakers' ids: part of an address, so plain, stable and safe as a file name on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from variorum.model import SpeakerId
from variorum.text import fold_accents

LONGEST = 60  # characters. Names are shorter; a path of the site stays below what Windows allows

_CYRILLIC = """
а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь=
э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz
"""  # as English-language news writes names: the BGN/PCGN table without its marks
_GREEK = "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
_LATIN = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ’= '="
_PLAIN = str.maketrans(dict(pair.split("=") for pair in f"{_CYRILLIC} {_GREEK} {_LATIN}".split()))

_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d|.*-\d+")
"""Names that mean something else: the list of speakers, devices of Windows, second pages of a long list."""


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """*name* in lower-case ASCII letters, digits and hyphens; "" where none of its letters can be written so."""
    plain = unicodedata.normalize("NFC", fold_accents(unicodedata.normalize("NFKC", name).casefold())).translate(_PLAIN)
    plain = "".join(char for char in unicodedata.normalize("NFD", plain).translate(_PLAIN) if char.isascii())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")


def speaker_id(name: str, distinct: str = "") -> SpeakerId:
    """The id of whoever bears *name*.

    *distinct* tells two bearers of one name apart: a hash of it is added. So it is to names that would mean another file
    or that no Latin letters can write.
    """
    plain = slug(name)
    if not plain:
        return SpeakerId(f"speaker-{_hash(name + distinct)}")
    if distinct or _RESERVED.fullmatch(plain):
        return SpeakerId(f"{plain}-{_hash(name + distinct)}")
    return SpeakerId(plain)


def _hash(text: str) -> str:
    """Six letters a to p: no digit, so that no id looks like the second page of another."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return "".join(chr(ord("a") + int(char, 16)) for char in digest)
