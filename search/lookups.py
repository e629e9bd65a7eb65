"""What people look for, as staff may learn it: words and days, never who."""

import re

from django.db import DatabaseError, connection
from django.utils import timezone

from search.engines import engine
from search.words import words_of

LONGEST = 80
PERSONAL = re.compile(r"@|(?<!\d)(?:\d{8}|\d{10})(?!\d)")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s./-]+(?=\d)")
COUNT = """INSERT INTO search_lookup ("on", language, words, times, in_vain_times)
VALUES (%s, %s, %s, 1, %s)
ON CONFLICT ("on", language, words) DO UPDATE SET
times = search_lookup.times + 1,
in_vain_times = search_lookup.in_vain_times + excluded.in_vain_times"""


def is_personal(text: str) -> bool:
    """Whether a text may name somebody: an address, a telephone, CVR or CPR number."""
    return bool(PERSONAL.search(BETWEEN_DIGITS.sub("", text)))


def count(text: str, language: str, *, in_vain: bool) -> None:
    """Add one to the day's count of some words; one query.

    What looks personal is not kept, nor what is too long to be a question. A reader
    gets an answer although it cannot be written.
    """
    words = " ".join(words_of(text))
    if not words or len(words) > LONGEST or is_personal(text):
        return
    try:
        with connection.cursor() as cursor:
            day = timezone.localdate()
            cursor.execute(
                engine().LIGHTLY + COUNT, [day, language, words, int(in_vain)]
            )
    except DatabaseError:
        return
