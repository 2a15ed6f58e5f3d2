"""Where a noun phrase begins and ends among a paragraph's tokens: what belongs to it beside names and roles."""

from __future__ import annotations

from variorum.quotations.tokens import AND, DAY, Class, Token, Tokens, Vocabulary

_NAME, _TITLE, _ROLE, _OTHER, _CUE, _WEAK = Class.NAME, Class.TITLE, Class.ROLE, Class.OTHER, Class.CUE, Class.WEAK
_DETERMINER, _POSSESSIVE = Class.DETERMINER, Class.POSSESSIVE
CAPS = (_NAME, _TITLE)
NOMINAL = (_NAME, _TITLE, _ROLE, _OTHER)
THIRD = ("m", "f", "n", "p")  # persons of a possessive that is followed to somebody
DATELINE, HEADING = 10, 16  # tokens before its dash


def dateline(text: str, read: Tokens) -> int:
    """How many tokens at a paragraph's beginning are its dateline: "MOSCOW/BEIJING –", "WASHINGTON (AP) —", "KYIV, May 4 -".

    A place in capitals, then a dash before anything else is said; or a heading that is all capitals: "WHO PAYS? —". Places of
    datelines and those whom headings name speak for nobody.
    """
    tokens = read.tokens
    if not tokens or not text[read.starts[0] : read.ends[0]].isupper():
        return 0
    place = tokens[0].kind is _NAME and len(tokens[0].lower) > 2
    for at, token in enumerate(tokens[1 : HEADING + 1], 1):
        if token.lower == "—" or (token.lower == "-" and token.space):
            capitals = at > 2 and text[read.starts[0] : read.starts[at]].isupper()
            return at + 1 if capitals or (place and at <= DATELINE) else 0
        place = place and token.kind in (_NAME, _TITLE, _OTHER, Class.PUNCTUATION) and token.lower not in (":", "—", "-")
    return 0


def qualified(tokens: list[Token], last: int, words: Vocabulary) -> int:
    """Where a role that ends before *last* ends with what qualifies it: "a person close to the family"."""
    if len(tokens) < last + 3 or tokens[last - 1].kind is not _ROLE or tokens[last].lower not in words.lexicon.qualifiers:
        return last
    if tokens[last + 1].lower not in words.lexicon.prepositions:
        return last
    end = last + 2 + (tokens[last + 2].kind is _DETERMINER)
    first = end
    while (
        end < len(tokens)
        and end < first + 5
        and (tokens[end].kind in NOMINAL or _POSSESSIVE in (tokens[end].kind, tokens[end - 1].kind))
    ):
        end += 1  # "a source familiar with Smith's thinking"
    return end if end > first else last


def goes_on(tokens: list[Token], at: int, inverted: bool) -> bool:
    """True where the lower-case word *at* stands inside a name with its titles: "Monmouth University political scientist X".

    Behind "…," said, which a name must follow, any word may; elsewhere one before a role and a name.
    """
    following = [token.kind for token in tokens[at + 1 : at + 3]]
    if tokens[at].kind is _WEAK and not tokens[at].lower.endswith("ing"):
        return False  # "Smith endorsed candidate Jones", but "policy planning director Jones"
    if following[:1] == [_TITLE] and tokens[at].lower[0].isdigit():
        return True  # "Air Force 1st Lt. X"
    if inverted and tokens[at].kind is _OTHER:
        return following[:1] in ([_NAME], [_ROLE]) or following == [_OTHER, _NAME]
    return len(following) == 2 and following[0] is _ROLE and following[1] in CAPS


def says_when(token: Token, words: Vocabulary) -> bool:
    """True for "week" of "this week"."""
    return token.symbol == DAY or token.lower in words.lexicon.times


def begins_a_clause(token: Token, words: Vocabulary) -> bool:
    """True where the "that" before *token* determines nothing: "said that Smith", "said that officials"."""
    return token.kind in CAPS or token.lower in words.lexicon.plural_roles or token.lower.endswith("ing")


def owns_words(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """True for "his" of "his call for", "her own remark that": it names who speaks."""
    if words.lexicon.possessives.get(tokens[at].lower, "1") not in THIRD:
        return False
    return any(token.lower in words.lexicon.speech_nouns for token in tokens[at + 1 : at + 3])


def and_role(tokens: list[Token], last: int, words: Vocabulary) -> int:
    """Where a role that ends before *last* ends with a second one: "the Vermont senator and presidential candidate"."""
    if tokens[last - 1].kind is not _ROLE or last + 1 >= len(tokens) or tokens[last].symbol != AND:
        return last
    end = last + 1
    while end < len(tokens) and end < last + 5 and tokens[end].kind in NOMINAL:
        end += 1
    return end if end > last + 1 and tokens[end - 1].lower in words.lexicon.roles else last


def to_the_role(tokens: list[Token], at: int, last: int) -> int:
    """Cut what follows the last role noun: "the ad uses footage" speaks as the ad."""
    end = last
    while end > at + 1 and tokens[end - 1].kind not in (_ROLE, *CAPS):
        end -= 1
    return end if end > at + 1 and tokens[end - 1].kind is _ROLE else last


def speaks_alone(determiner: str, words: Vocabulary) -> bool:
    """True for "another", which speaks without a noun."""
    return determiner in words.lexicon.plural_roles or determiner in words.lexicon.roles


def noun_here(tokens: list[Token], at: int, end: int, words: Vocabulary) -> bool:
    """True where a verb's form is a noun or an adjective: "the report said", "Smith's brief", "a proposed rule"."""
    if tokens[end].kind is _CUE:
        a_verb_after_a_name = tokens[end - 1].kind in CAPS and tokens[end].lower.endswith("s")
        return tokens[end].lower in words.lexicon.voices and not a_verb_after_a_name
    following = tokens[end + 1].kind if end + 1 < len(tokens) else _OTHER
    if following is _CUE and tokens[end - 1].kind is _OTHER and not tokens[end].lower.endswith(("s", "ed", "ing")):
        return not tokens[end - 1].lower.endswith("s")  # "her economic plan promises"
    return end == at + 1 or following in (_OTHER, _ROLE, _NAME)


def plural(word: str) -> bool:
    """True for what looks like a plural."""
    return word.endswith("s") and not word.endswith(("ss", "us"))
