"""`python -m tests.bench.fill_search NUMBER`: an index of so many entries.

They are all alike, so that a page of hits costs the same however many there are. Their
words are those of the demo's Danish texts, as often as they are there: a word in every
tenth of few entries is in every tenth of many.
"""

import datetime as dt
import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 -- after the set-up
from django.utils import timezone  # noqa: E402 -- as above

from hub import pagecache  # noqa: E402 -- as above
from search import indexing  # noqa: E402 -- as above
from search.kinds import BY_NAME, KINDS  # noqa: E402 -- as above
from search.kinds.base import Document, mark  # noqa: E402 -- as above
from search.models import Entry  # noqa: E402 -- as above
from search.words import words_of  # noqa: E402 -- as above
from tests.bench.measuring import say  # noqa: E402 -- as above

LENGTH = 150  # words of a text
DAYS, GOALS = 800, 17  # of how many days and goals they are
KIND = BY_NAME["proposal"]  # shown without being looked up


def words_of_the_site() -> list[str]:
    """All words of the demo's Danish texts, one after the other."""
    told = (each for kind in KINDS for each in kind.documents())
    texts = [f"{each.title} {each.text}" for each in told if each.language == "da"]
    return [word for text in texts for word in words_of(text)]


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
        at=timezone.now() - dt.timedelta(days=number % DAYS),
        marks=[mark("goal", number % GOALS + 1)],
    )


def fill(number: int) -> None:
    """Put them in the place of all that is there."""
    words = words_of_the_site()
    indexing.remove(list(Entry.objects.values_list("pk", flat=True)))
    documents = (document(each, words) for each in range(number))
    for batch in indexing.in_batches(documents):
        with transaction.atomic():
            indexing.store(KIND, batch, {}, is_known=False)
    indexing.count_words()
    indexing.weigh_all(Entry.objects.all())
    pagecache.renew()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database does by itself after a while


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    say(f"{Entry.objects.count():,} entries in the index")
