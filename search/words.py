"""Words as they are compared: how they are cut, folded, and brought to their root."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

LONGEST = 40  # letters; what is longer is no word
KEPT = 2**14  # words whose answer is kept: most words of a text are those of others
WORD = re.compile(r"[^\W_]+")
HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
# The same sound in three spellings, nørrebro, norrebro and noerrebro, is one word.
FOLDED = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ł": "l"})
DIGRAPHS = (re.compile(r"(a)[ae]+"), re.compile(r"(o)e+"))  # aa, ae, oe


def _each(words: str) -> list[str]:
    return words.split()


# Words that stand on every page: they say nothing of what is looked for.
STOP = {
    "da": frozenset(
        _each(
            "ad af al alle alt anden at bare blev bliver både da de dem den denne der "
            "deres det dette dig din dine disse dit dog du efter eller en end er et "
            "for fordi fra få får før gør ham han hans har havde hende hendes her hos "
            "hun hvad hvem hver hvilken hvilket hvis hvor hvordan hvorfor hvornår i "
            "ikke ind jeg jer jeres jo kan kun kunne lige man mange med meget men mens "
            "mig min mine mit mod må når ned nogen noget nogle nu ny og også om op os "
            "over på selv sig sin sine sit skal skulle som så til ud uden under var "
            "ved vi vil ville vor vore være været"
        )
    ),
    "en": frozenset(
        _each(
            "a about all also am an and any are as at be because been but by can could "
            "did do does for from get had has have he her here him his how i if in "
            "into is it its just me my no not of on or our out she should so some than "
            "that the their them then there these they this to too up us was we were "
            "what when where which who why will with would you your"
        )
    ),
}
# The longest first.
ENDINGS = {
    "da": _each(
        "erendes erende ernes erens endes erede ende ede erne eren "
        "erer enes eres ens ets ers igt er en et es e s"
    ),
    "en": _each("ations ation ingly ings edly ing ies ed es ly s y e"),
}
SHORTEST_ROOT = 3


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in order."""
    return _found(WORD, text)


def hyphenated_in(text: str) -> list[str]:
    """The words of a text that have a hyphen: `e-mail`."""
    return _found(HYPHENATED, text)


def _found(pattern: re.Pattern, text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).lower()
    return [word for word in pattern.findall(plain) if len(word) <= LONGEST]


@lru_cache(KEPT)
def fold(word: str) -> str:
    """A word without what spellings and keyboards differ in: `norrebro`."""
    letters = unicodedata.normalize("NFD", word.lower().translate(FOLDED))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    for pair in DIGRAPHS:
        plain = pair.sub(r"\1", plain)
    return unicodedata.normalize("NFC", plain)


@lru_cache(KEPT)
def root(word: str, language: str) -> str:
    """A folded word without its endings, roughly: to mark words, and to know them.

    PostgreSQL has better rules of its own for what is found.
    """
    while (shorter := _shorter(word, language)) != word:
        word = shorter
    return word


def _shorter(word: str, language: str) -> str:
    for ending in ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word.removesuffix(ending)
    if language == "da" and word.endswith("el") and len(word) > SHORTEST_ROOT:
        return f"{word[:-2]}l"  # cykel, cykler
    is_double = len(word) > SHORTEST_ROOT and word[-1] == word[-2]
    return word[:-1] if is_double else word


def telling(words: list[str], language: str, kept: Container[str] = ()) -> list[str]:
    """The words that say something, and those to keep; all where none does."""
    telling = [each for each in words if each in kept or each not in STOP[language]]
    return telling or words
