"""`python -m tests.bench.fill_search NUMBER`: so many entries in the Danish index.

Their words are those of the demo, as often as they are there, so that a word in every
tenth entry stays in every tenth.
"""

import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection  # noqa: E402 -- after the set-up

from hub import pagecache  # noqa: E402 -- as above
from search import indexing  # noqa: E402 -- as above
from search.kinds import BY_NAME  # noqa: E402 -- as above
from search.kinds.base import Document  # noqa: E402 -- as above
from search.models import Entry  # noqa: E402 -- as above
from search.words import words_of  # noqa: E402 -- as above

LENGTH = 150  # words of a text
KIND = "proposal"  # shown without being looked up


def texts() -> list[str]:
    """All words of the demo's Danish texts, one after the other."""
    rows = Entry.objects.in_language("da").exclude(key__startswith="many-")
    return [word for row in rows for word in words_of(f"{row.title} {row.text}")]


def document(number: int, words: list[str]) -> Document:
    """One thing of words by chance, the same for the same number."""
    by_chance = random.Random(number)
    return Document(
        key=f"many-{number}",
        language="da",
        title=" ".join(by_chance.choices(words, k=4)),
        summary=" ".join(by_chance.choices(words, k=12)),
        text=" ".join(by_chance.choices(words, k=LENGTH)),
        url=f"/da/many/{number}/",
    )


def fill(number: int) -> None:
    """Add what is missing, and say how far it is."""
    words, done = texts(), Entry.objects.filter(key__startswith="many-").count()
    missing = (document(each, words) for each in range(done, number))
    for batch in indexing.in_batches(missing):
        indexing.store(BY_NAME[KIND], batch, {})
    indexing.count_words()
    rows = Entry.objects.filter(key__startswith="many-").order_by("pk")[done:]
    for batch in indexing.in_batches(rows.iterator(indexing.BATCH)):
        indexing.weigh(batch)
    pagecache.renew()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database does by itself after a while


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    sys.stdout.write(f"{Entry.objects.count():,} entries in the index\n")
