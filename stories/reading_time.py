"""How long a story takes to read, in minutes.

Words a minute, aloud: 228 in English, 199 in Swedish, which stands nearest to Danish
and was measured when Danish was not (Trauzettel-Klosinski and Dietz, Standardized
Assessment of Reading Performance, IOVS 53(9), 2012).
"""

from hub.plain_text import lines_of

WORDS_A_MINUTE = {"da": 199, "en": 228}


def minutes_to_read(words: int, language: str) -> int:
    """Whole minutes for as many words; never none."""
    return max(1, round(words / WORDS_A_MINUTE[language]))


def words_of(*values) -> int:
    """How many words texts and blocks have."""
    return sum(len(line.split()) for value in values for line in lines_of(value))
