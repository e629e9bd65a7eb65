"""Rows of the index for tests, reading the page of the search, and what was found."""

from itertools import count

from django.core.management import call_command
from django.utils import timezone

from search import indexing
from search.kinds import BY_NAME
from search.kinds.base import Document
from search.models import Entry, Promotion, Synonyms
from tests.reading import Page, words

URL = {"da": "/da/soeg/", "en": "/en/search/"}
_numbers = count(1)


def make_synonyms(words: str = "leje, låne", language: str = "da") -> Synonyms:
    """Words that mean the same."""
    return Synonyms.objects.create(language=language, words=words)


def make_promotion(page, words: str = "hjælp", language: str = "da") -> Promotion:
    """A page that comes first for some words."""
    return Promotion.objects.create(language=language, words=words, page=page)


def put(*documents: Document, kind: str = "proposal") -> None:
    """Put documents into the index, whether there is such a thing or not."""
    is_known = Entry.objects.of_kind(kind).exists()
    entries = indexing.store(BY_NAME[kind], documents, {}, is_known=is_known)
    indexing.learn(entries)
    indexing.weigh(entries)


def make_document(title: str = "", **said) -> Document:
    """A thing in Danish with a title."""
    number = next(_numbers)
    values = {"key": f"ting-{number}", "language": "da", "url": f"/da/ting/{number}/"}
    return Document(title=title or f"Ting {number}", **values | said)


def rebuild() -> None:
    """All of it anew, as at night."""
    call_command("index_search", verbosity=0)


def asked(client, query: str = "", language: str = "da", **more) -> Page:
    """The page for a query, `q=mad&kind=space`."""
    answer = client.get(f"{URL[language]}?{query}", **more)
    assert answer.status_code == 200
    return Page(answer)


def typed(client, text: str, language: str = "da", **more: str) -> Page:
    """The page for words as they are typed."""
    answer = client.get(URL[language], {"q": text} | more)
    assert answer.status_code == 200
    return Page(answer)


def titles(page: Page) -> list[str]:
    """The titles of the hits in order."""
    return [words(hit.find(".//h3/a")) for hit in page.all("li", class_="ask")]


def days_from_now(days: int):
    """A moment so many days ahead."""
    return timezone.now() + timezone.timedelta(days=days)
