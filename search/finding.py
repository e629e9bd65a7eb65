"""What is found: how many of each kind, a page of hits, and what if there is none."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from hub import pagecache
from hub.bilingual import SOURCE
from search.engines import engine
from search.engines.sql import Sql
from search.kinds import BY_NAME, told_by
from search.models import Entry, Promotion, Word
from search.question import Question, Term, question_of, questions_of, typed
from search.spelling import SHORTEST, nearest
from search.words import STOP, fold, words_of

ROWS = 15
MOST_PAGES = 40
COMMON = 1000  # entries; with more of them it counts less how often each has a word
MOST_LOST = 3  # misspelled words
MOST_NEAR = 5000  # words that they are compared with
Thing = tuple[str, str]  # its kind and its key
PAST = "CASE WHEN entry.ends_at < %s THEN 1 ELSE 0 END"


class Chosen(NamedTuple):
    """What readers filter by beside the words, which `Question.marks` hold."""

    kind: str = ""
    since: dt.datetime | None = None
    is_coming: bool = False

    @property
    def has_time(self) -> bool:
        """Whether it is a time that is chosen."""
        return bool(self.since) or self.is_coming


class Hit(NamedTuple):
    """An entry as it is shown, and what its kind says of it now."""

    entry: Entry
    beside: dict
    is_recommended: bool = False


def counts(question: Question, chosen: Chosen) -> dict[str, int]:
    """How many of each kind are found, whichever kind is chosen; one query."""
    return counts_of([question], chosen)[0]


def counts_of(questions: list[Question], chosen: Chosen) -> list[dict[str, int]]:
    """The same for each of some questions; one query for them all."""
    use, parts, values = engine(), [], ()
    for place, question in enumerate(questions):
        asked = _filtered(use.found(question), chosen)
        parts.append(
            f"SELECT {place}, entry.kind, count(*) FROM {asked.text} "  # noqa: S608 -- ours
            "GROUP BY entry.kind"
        )
        values += asked.values
    found = [{} for _question in questions]
    with connection.cursor() as cursor:
        cursor.execute(use.FIRST + " UNION ALL ".join(parts), values)
        for place, kind, number in cursor.fetchall():
            if kind in BY_NAME:
                found[place][kind] = number
    return found


def keys(
    question: Question, chosen: Chosen, *, page: int = 1, is_common: bool = False
) -> list[int]:
    """The keys of a page of entries, the best first, past ones last; one query.

    Those that have all that was typed stand before those that have enough of it.
    Without words the newest come first.
    """
    use = engine()
    question = _of_kind(question, chosen.kind)
    is_bounded = is_common and question.terms and not chosen.has_time
    ranked = use.ranked(question, ROWS * MOST_PAGES if is_bounded else None)
    asked = _filtered(ranked, chosen)
    whole, score = use.whole(question), use.score(question, is_common=is_common)
    order, values = ["entry.at IS NULL, entry.at DESC"], ()
    if question.terms:
        order, values = [f"{score.text} DESC"], score.values
    if len(question.terms) > 1:
        order.insert(0, f"CASE WHEN {whole.text} THEN 0 ELSE 1 END")
        values = whole.values + values
    order = Sql(f"{PAST}, {', '.join(order)}, entry.title", (timezone.now(), *values))
    return _in_order(asked, order, number=ROWS, skipped=(page - 1) * ROWS)


def newest(question: Question, chosen: Chosen, number: int) -> list[int]:
    """The keys of the entries that became news last; one query.

    What was there before anything was news comes last.
    """
    question = _of_kind(question, chosen.kind)
    asked = _filtered(engine().found(question), chosen)
    order = Sql("entry.new_at IS NULL, entry.new_at DESC", ())
    return _in_order(asked, order, number=number)


def _in_order(asked: Sql, order: Sql, *, number: int, skipped: int = 0) -> list[int]:
    sql = (
        f"{engine().FIRST}SELECT entry.id FROM {asked.text} "  # noqa: S608 -- ours
        f"ORDER BY {order.text}, entry.id LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (*asked.values, *order.values, number, skipped))
        return [pk for (pk,) in cursor.fetchall()]


def _of_kind(question: Question, kind: str) -> Question:
    """Asked of the index: the rows behind it are dear to read."""
    only = [(f"xxk{kind}",)] if kind else []
    return question._replace(marks=(*question.marks, *only))


def _filtered(asked: Sql, chosen: Chosen) -> Sql:
    """All that narrows it down but the kind, which `_of_kind` asks for."""
    parts, values = [asked.text], list(asked.values)
    if chosen.since:
        parts.append("entry.at BETWEEN %s AND %s")
        values += [chosen.since, timezone.now()]
    if chosen.is_coming:
        parts.append("entry.ends_at >= %s")
        values.append(timezone.now())
    return Sql(" AND ".join(parts), tuple(values))


def hits(found: list[int], language: str, first: tuple[Thing, ...] = ()) -> list[Hit]:
    """The entries of some keys in their order, without what nobody may see any more.

    `first` is what staff recommend: it comes before. The index may be
    a minute behind, so each kind is asked what it shows now.
    """
    there = list(Entry.objects.of_keys(found, things=first, language=language))
    order = {pk: place for place, pk in enumerate(found, len(first))}
    order |= {e.pk: first.index(e.thing) for e in there if e.thing in first}
    entries = sorted(there, key=lambda entry: order[entry.pk])
    asked: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        kind = BY_NAME[entry.kind]
        asked[kind.family].add(kind.asked_by(entry.key))
    families = {kind.family: kind for kind in reversed(BY_NAME.values())}
    shown = {name: families[name].shown(rows, language) for name, rows in asked.items()}
    return [
        Hit(entry, beside, entry.thing in first)
        for entry in entries
        if (beside := _beside(entry, shown)) is not None
    ]


def _beside(entry: Entry, shown: dict) -> dict | None:
    kind = BY_NAME[entry.kind]
    return shown[kind.family].get(kind.asked_by(entry.key))


def near_words(question: Question, number: int = 3) -> dict[str, list[str]]:
    """What words that the index does not have may be meant for; one query."""
    lost = [term.word for term in question.terms if _may_be_misspelled(term)]
    folded = {fold(word): word for word in lost[:MOST_LOST]}
    if not folded:
        return {}
    rows = Word.objects.near(question.language, list(folded)).order_by("-entries")
    shown = {
        word: (entries, shown)
        for word, entries, shown in rows.values_list("word", "entries", "shown")[
            :MOST_NEAR
        ]
        if shown not in STOP[question.language]
    }
    pairs = [(word, entries) for word, (entries, _shown) in shown.items()]
    near = {
        word: [shown[each][1] for each in nearest(plain, pairs, number)]
        for plain, word in folded.items()
    }
    return {word: found for word, found in near.items() if found}


def _may_be_misspelled(term: Term) -> bool:
    plain = fold(term.word)
    return not term.is_known and len(plain) >= SHORTEST and not plain.isdigit()


def mended(text: str, near: dict[str, list[str]]) -> str:
    """What was typed with the words in place that were likely meant; empty for none."""
    if not near:
        return ""
    return " ".join(near.get(word, [word])[0] for word in typed(text))


class Found(NamedTuple):
    """What a page of the search shows.

    `instead` is what was looked for where nothing has what was typed, `near` what may
    be meant, `nearby` single words like those that nothing has. `in_danish` is how much
    there is for readers of Danish.
    """

    question: Question
    counts: dict[str, int]
    hits: list[Hit]
    number: int
    instead: str = ""
    near: str = ""
    in_danish: int = 0
    nearby: tuple[str, ...] = ()


def look(
    text: str, language: str, marks: tuple, chosen: Chosen, page: int = 1
) -> Found:
    """Look for what was typed; where nothing has it, for what was likely meant.

    Where nothing has enough of that either, one word of it will do.
    """
    codes = (language,) if language == SOURCE else (language, SOURCE)
    asked = questions_of(text, codes, marks)
    question, (numbers, *others) = asked[0], counts_of(asked, chosen)
    words = near_words(question)
    near, instead = mended(text, words), ""
    if near and not numbers:
        better = question_of(near, language, marks)
        if there := counts(better, chosen):
            question, numbers, instead, near = better, there, near, ""
    if not numbers and len(question.terms) > 1:
        question = question._replace(takes_any=True)
        numbers = counts(question, chosen)
    total = sum(numbers.values())
    number = numbers.get(chosen.kind, 0) if chosen.kind else total
    recommended = recommended_for(text, language) if page == 1 and not marks else ()
    last = min(max(-(-number // ROWS), 1), MOST_PAGES)
    is_common = total > COMMON
    place = min(max(page, 1), last)
    found = keys(question, chosen, page=place, is_common=is_common) if number else []
    in_danish = sum(number for each in others for number in each.values())
    shown = hits(found, language, recommended) if found or recommended else []
    nearby = tuple(dict.fromkeys(word for each in words.values() for word in each))
    return Found(question, numbers, shown, number, instead, near, in_danish, nearby)


def recommended_for(text: str, language: str) -> tuple[Thing, ...]:
    """What staff put first for just these words, by its published page; no query."""

    def find():
        found, rows = defaultdict(list), Promotion.objects.filter(language=language)
        pages = Page.objects.live().filter(pk__in=rows.values("page")).specific()
        things = {page.pk: told_by(page) for page in pages}
        for row in rows:
            for words in row.words.split(","):
                if thing := things.get(row.page_id):
                    found[" ".join(words_of(words))].append(thing)
        return {words: tuple(told) for words, told in found.items()}

    by_words = pagecache.remembered(f"recommended pages {language}", find)
    return by_words.get(" ".join(words_of(text)), ())
