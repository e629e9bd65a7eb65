"""Keeping the index as the site is: what changed, what is new, what is gone.

Nothing below this room tells it of changes. A job asks every kind each minute what
there is, as stamps, and reads only what has another stamp than in the index; every
night all of it is read anew, which also counts the words afresh.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from search.compounds import parts_of
from search.engines import engine
from search.kinds import BY_NAME, KINDS, Document, Kind
from search.kinds.base import Place
from search.models import Entry, Word
from search.words import KEPT, STOP, fold, hyphenated_in, root, words_of

T = TypeVar("T")
BATCH = 200
LATE = dt.timedelta(days=7)  # longer than the index is ever behind
FIELDS = (
    "stamp", "written_in", "title", "names", "summary", "text", "url", "place", "at",
    "ends_at", "marks", "weight", "is_example", "since", "new_at",
)  # fmt: skip
Say = Callable[[str], object]
Cut = Callable[[str], tuple[str, ...]]


class Words(NamedTuple):
    """The words of an entry as an engine takes them.

    The parts of a compound in the title are as good as names: `Søndagssuppe` is soup.
    """

    pk: int
    language: str
    title: list[str]
    names: list[str]
    text: list[str]
    parts: list[str]
    marks: list[str]


def refresh() -> int:
    """Read what changed since the last time; says how many entries that were."""
    return sum(_refresh(kind) for kind in KINDS)


def _refresh(kind: Kind) -> int:
    now = kind.stamps()
    rows = Entry.objects.of_kind(kind.name)
    here = {
        (key, language): (stamp, pk)
        for key, language, stamp, pk in rows.values_list(
            "key", "language", "stamp", "pk"
        )
    }
    gone = [pk for place, (_stamp, pk) in here.items() if place not in now]
    changed = {place for place, stamp in now.items() if _stamp(here, place) != stamp}
    remove(gone)
    keys = sorted({key for key, _language in changed})
    for batch in in_batches(keys):
        documents = kind.documents(set(batch))
        wanted = [each for each in documents if (each.key, each.language) in changed]
        with transaction.atomic():
            entries = store(kind, wanted, now, is_known=bool(here))
            learn(entries)
            weigh(entries)
    return len(gone) + len(changed)


def _stamp(here: dict, place: tuple[str, str]) -> str:
    return here[place][0] if place in here else ""


def rebuild(say: Say = lambda line: None) -> int:
    """Read everything anew and count the words afresh; searches go on meanwhile."""
    total = 0
    for kind in KINDS:
        stamps, kept, number = kind.stamps(), set(), 0
        is_known = Entry.objects.of_kind(kind.name).exists()
        for batch in in_batches(kind.documents()):
            with transaction.atomic():
                entries = store(kind, batch, stamps, is_known=is_known)
            kept.update(entry.pk for entry in entries)
            number += len(batch)
            say(f"{kind.plural}: {number} of {len(stamps)} read")
        rows = Entry.objects.of_kind(kind.name).values_list("pk", flat=True)
        remove([pk for pk in rows if pk not in kept])
        total += number
    remove(list(Entry.objects.exclude(kind__in=BY_NAME).values_list("pk", flat=True)))
    say("Counting words")
    count_words()
    weigh_all(Entry.objects.all(), say)
    return total


def remove(keys: list[int]) -> None:
    """Take entries out of the index."""
    for batch in in_batches(keys):
        with transaction.atomic():
            engine().clear(batch)
            Entry.objects.filter(pk__in=batch)._raw_delete("default")


def store(
    kind: Kind, documents: Iterable[Document], stamps: dict, *, is_known: bool
) -> list[Entry]:
    """Write what documents say, without their words yet; the entries as they are.

    `is_known` is whether the kind had been read before this reading began.
    """
    documents = list(documents)
    news = _news(kind, documents, is_known=is_known)
    entries = [_entry(kind, each, stamps, news) for each in documents]
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "key", "language"],
        update_fields=FIELDS,
    )
    return entries


def _news(
    kind: Kind, documents: list[Document], *, is_known: bool
) -> dict[Place, dt.datetime | None]:
    """When each became news: the time at which the index learned of it.

    The time that a room names may lie before the last weekly mail, and what came then
    would never be told. Only what the room says is older than `LATE` keeps that time:
    an index that is read anew from nothing does not call all of the site new.
    """
    now, keys = timezone.now(), {each.key for each in documents}
    told = Entry.objects.of_kind(kind.name).filter(key__in=keys)
    before = {
        (key, language): (since, new_at)
        for key, language, since, new_at in told.values_list(
            "key", "language", "since", "new_at"
        )
    }
    found = {}
    for each in documents:
        since, new_at = before.get(place := (each.key, each.language), (None, None))
        if each.since is None:
            is_old = place in before or not is_known
        else:
            is_old = bool(since and each.since <= since)
            if not is_old and each.since < now - LATE:
                new_at, is_old = each.since, True
        found[place] = new_at if is_old else now
    return found


def _entry(kind: Kind, each: Document, stamps: dict, news: dict) -> Entry:
    return Entry(
        kind=kind.name,
        key=each.key,
        language=each.language,
        written_in=each.written_in or each.language,
        stamp=stamps.get((each.key, each.language), ""),
        title=each.title[:255],
        names="\n".join(name for name in each.names if name),
        summary=each.summary,
        text=each.text,
        url=each.url,
        place=each.place[:255],
        at=each.at,
        ends_at=each.ends_at,
        marks=" ".join(each.marks),
        weight=kind.weight,
        is_example=each.is_example,
        since=each.since,
        new_at=news[each.key, each.language],
    )


# Words --------------------------------------------------------------------------------


def count_words() -> None:
    """Write down anew which words the index has, and in how many entries each."""
    for language in STOP:
        tally = Tally(language)
        rows = Entry.objects.in_language(language)
        for entry in rows.iterator(BATCH):
            tally.add(entry)
        with transaction.atomic():
            Word.objects.filter(language=language)._raw_delete("default")
            Word.objects.bulk_create(tally.rows(), batch_size=500)


def learn(entries: Iterable[Entry]) -> None:
    """Add the words of new entries; the count is set right at night."""
    by_language = defaultdict(list)
    for entry in entries:
        by_language[entry.language].append(entry)
    for language, theirs in by_language.items():
        tally = Tally(language)
        for entry in theirs:
            tally.add(entry)
        Word.objects.bulk_create(tally.rows(), ignore_conflicts=True, batch_size=500)


class Tally:
    """Words of a language, how often each, and how most write it."""

    def __init__(self, language: str):
        self.language = language
        self.entries: Counter[str] = Counter()
        self.written: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Count the words of an entry, each once."""
        said = f"{entry.title}\n{entry.names}\n{entry.summary}\n{entry.text}"
        words = set(words_in(said))
        self.written.update(words)
        self.entries.update({fold(word) for word in words})

    def rows(self) -> list[Word]:
        """The words as they are kept."""
        return [
            Word(
                language=self.language,
                word=word,
                root=root(word, self.language),
                shown=shown,
                entries=self.entries[word],
                length=len(word),
                first=word[:1],
                last=word[-3:],
            )
            for word, shown in self._shown().items()
            if word and len(word) <= 40
        ]

    def _shown(self) -> dict[str, str]:
        """Each folded word as most write it."""
        found: dict[str, str] = {}
        for written, _times in self.written.most_common():
            if not written.isdigit() and len(written) > 1:
                found.setdefault(fold(written), written)
        return found


def weigh_all(entries: QuerySet, say: Say = lambda line: None) -> None:
    """Give the engine the words of many entries, and say how far it is."""
    total, done, parts = entries.count(), 0, cutting()
    for batch in in_batches(entries.order_by("pk").iterator(BATCH)):
        with transaction.atomic():
            weigh(batch, parts)
        done += len(batch)
        say(f"{done} of {total} can be found")


def weigh(entries: Iterable[Entry], parts: Cut | None = None) -> None:
    """Give the engine the words of entries, with the parts of their compounds."""
    parts = parts or cutting()
    engine().write([_words(entry, parts) for entry in entries])


def cutting() -> Cut:
    """A way to take Danish compounds apart, by the words that the index has now."""
    rows = Word.objects.filter(language="da").exclude(word__in=STOP["da"])
    roots = set(rows.values_list("root", flat=True))

    @lru_cache(KEPT)
    def parts(word: str) -> tuple[str, ...]:
        return parts_of(word, roots.__contains__) or ()

    return parts


def _words(entry: Entry, parts: Cut) -> Words:
    title, names = words_in(entry.title), words_in(f"{entry.names}\n{entry.summary}")
    text = words_in(entry.text)
    # English writes in several words what it means by them.
    cut = parts if entry.language == "da" else lambda word: ()
    return Words(
        pk=entry.pk,
        language=entry.language,
        title=both(title),
        names=both(names) + parts_in(title, cut),
        text=both(text),
        parts=parts_in([*names, *text], cut),
        marks=[f"xxl{entry.language}", f"xxk{entry.kind}", *entry.marks.split()],
    )


def words_in(text: str) -> list[str]:
    """The words of a text; those with a hyphen as one word too: `e-mail` is `email`."""
    return words_of(text) + [each.replace("-", "") for each in hyphenated_in(text)]


def parts_in(words: list[str], cut: Cut) -> list[str]:
    """The parts of all compounds among some words, each compound taken once."""
    return [part for word in {fold(each) for each in words} for part in cut(word)]


def both(words: list[str]) -> list[str]:
    """Words as they are written, and folded where that differs."""
    return words + [folded for word in words if (folded := fold(word)) != word]


def in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows in lists of at most `BATCH`."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
